"""Opened lights as rows of a page: every agreement with its norms in words."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Protocol

from django.urls import reverse

from drieluik.apps.publication.lights.open_now import ShownClause
from drieluik.apps.publication.lights.wording import Line, clause_label, norm_line
from drieluik.apps.releases.selectors import list_public


class Here(Protocol):
    """The municipality that a page is of."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def slug(self) -> str:
        """How addresses name it."""


def rows_by_theme(
    here: Here, clauses: Iterable[ShownClause]
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return number and title of every theme, with its agreements as rows."""
    themes = groupby(clauses, key=lambda one: (one.words.theme_number, one.words.theme_title))
    return [
        (number, title, [row_of(here, one) for one in rows]) for (number, title), rows in themes
    ]


def row_of(here: Here, one: ShownClause) -> dict[str, Any]:
    """Return an agreement in words, each norm with where the public tables of its figure stand."""
    return {
        "clause": one.words,
        "light": one.light,
        "label": clause_label(one),
        "since": one.since,
        "lines": [(line, _table(here, line)) for line in map(norm_line, one.norms)],
    }


def _table(here: Here, line: Line) -> str:
    """Return where the public tables of a figure stand; empty when there are none."""
    for one in list_public(municipality_id=here.id) if line.figure_id else ():
        if line.figure_id in one.table.indicator_ids and one.period == line.period:
            return reverse("publication:figure", args=[here.slug, one.table.id, one.period])
    return ""
