"""How the agreements stand, on the public site: the lights that the municipality opened."""

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.publication.lights.files import lights_csv
from drieluik.apps.publication.lights.open_now import Opened, find_opened, list_opened
from drieluik.apps.publication.lights.showing import row_of, rows_by_theme
from drieluik.apps.publication.lights.wording import clause_label, counts
from drieluik.apps.publication.selectors.agreements import agreements_on
from drieluik.apps.publication.serving import Visit
from drieluik.apps.publication.structured import as_block, dataset
from drieluik.ui.downloads import as_download
from drieluik.ui.templatetags.drieluik import half_year

_HALF_YEAR = re.compile(r"\d{4}-[12]")
_LAST_NUMBER = 999
HERE = "publication:lights"


def lights(visit: Visit) -> HttpResponse:
    """Show the lights over the last half-year that was opened."""
    found = list_opened(municipality_id=visit.place.id, on=visit.today)
    return _page(visit, found[0] if found else None)


def lights_of(visit: Visit, period: str, number: int | None = None) -> HttpResponse:
    """Show the lights over a half-year; of an earlier opening when its number is asked."""
    return _page(visit, _found(visit, period, number))


def lights_file(visit: Visit, period: str) -> HttpResponse:
    """Give the lights over a half-year as CSV."""
    opened = _found(visit, period)
    name = f"{visit.place.slug}-stand-{period}.csv"
    return as_download(lights_csv(opened, visit.place), name)


def beside_clause(visit: Visit, clause_id: UUID) -> list[tuple[Opened, dict[str, Any]]]:
    """Return how one agreement stood over each half-year that is open, the last one first."""
    return [
        (opened, row_of(visit.place, found))
        for opened in list_opened(municipality_id=visit.place.id, on=visit.today)
        if (found := opened.of_clause(clause_id))
    ]


def last_lights(visit: Visit) -> tuple[str, dict[UUID, tuple[str, str]]]:
    """Return the last half-year that is open, and by agreement its light with its name."""
    found = list_opened(municipality_id=visit.place.id, on=visit.today)
    if not found:
        return "", {}
    rows = {one.words.clause_id: (one.light, clause_label(one)) for one in found[0].clauses}
    return found[0].period, rows


def _found(visit: Visit, period: str, number: int | None = None) -> Opened:
    """Return what is open; what is not answers as what does not exist."""
    if not _HALF_YEAR.fullmatch(period) or (number or 0) > _LAST_NUMBER:
        raise Http404
    found = find_opened(
        municipality_id=visit.place.id, period=period, on=visit.today, number=number
    )
    if found is None:
        raise Http404
    return found


def _page(visit: Visit, opened: Opened | None) -> HttpResponse:
    everything = list_opened(municipality_id=visit.place.id, on=visit.today)
    context: dict[str, Any] = {
        "here": HERE,
        "opened": opened,
        "periods": [one.period for one in everything],
        "shut": agreements_on(
            municipality_id=visit.place.id, day=visit.today, on=visit.today
        ).shut_numbers,
    }
    if opened is not None:
        context |= {
            "themes": rows_by_theme(visit.place, opened.clauses),
            "counts": counts(opened.clauses),
            # the address and the file are those of the last edition
            "data": None if opened.edition.replaced_at else _data(visit, opened),
        }
    return visit.page("lights", context)


def _data(visit: Visit, opened: Opened) -> str:
    slug = visit.place.slug
    file = visit.absolute(reverse("publication:lights_csv", args=[slug, opened.period]))
    words = {"place": visit.place.name, "period": half_year(opened.period)}
    return as_block(
        dataset(
            visit.place,
            name=_("How the agreements of %(place)s stand, %(period)s") % words,
            about=_("Of every agreement with a norm whether it is on course."),
            url=visit.absolute(reverse("publication:lights_of", args=[slug, opened.period])),
            published_on=timezone.localdate(opened.edition.opened_at),
            files=[("csv", file)],
        )
    )
