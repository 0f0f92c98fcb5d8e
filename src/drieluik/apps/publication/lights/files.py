"""Opened lights as a file: the same as on the page, and nothing more."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.publication.lights.open_now import Opened, ShownClause
from drieluik.apps.publication.lights.wording import clause_label, norm_line
from drieluik.reports import FICTITIOUS_NL
from drieluik.reports.figure_tables import FigureTable, csv_file
from drieluik.ui.templatetags.drieluik import half_year

if TYPE_CHECKING:
    from drieluik.apps.publication.serving import Place


def lights_csv(opened: Opened, place: "Place") -> bytes:
    """Return the lights over a half-year as CSV: a row for each agreement and each of its norms."""
    return csv_file(
        FigureTable(
            title=_("How the agreements of %(place)s stand, %(period)s")
            % {"place": place.name, "period": half_year(opened.period)},
            notes=_notes(opened, place),
            header=(
                _("theme"),
                _("agreement"),
                _("heading"),
                _("about"),
                _("light"),
                _("same light since"),
                _("figure over"),
                _("how certain"),
            ),
            rows=[row for one in opened.clauses for row in _rows(one)],
            sheet=_("Lights of agreements"),
        )
    )


def _notes(opened: Opened, place: "Place") -> tuple[str, ...]:
    day = timezone.localdate(opened.edition.opened_at)
    notes = [
        FICTITIOUS_NL if place.fictitious else "",
        _("Opened on %(day)s, edition %(number)d.")
        % {"day": f"{day:%d-%m-%Y}", "number": opened.edition.number},
        _("What is different: %(note)s") % {"note": opened.edition.note}
        if opened.edition.note
        else "",
    ]
    return tuple(line for line in notes if line)


def _rows(one: ShownClause) -> list[tuple[str | int | float | None, ...]]:
    words = one.words
    first = (words.theme_title, words.number, words.heading)
    whole = (*first, _("the whole agreement"), clause_label(one), one.since, "", "")
    lines = [norm_line(each) for each in one.norms]
    return [
        whole,
        *(
            (*first, line.about, line.label, line.since, line.period, line.certainty)
            for line in lines
        ),
    ]
