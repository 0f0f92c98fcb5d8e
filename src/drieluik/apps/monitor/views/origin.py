"""Opening a figure down to the deliveries and rows it came from."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from drieluik.apps.monitor.selectors.figures import PartyRef, get_sheet, names_of_buurten
from drieluik.apps.monitor.selectors.origin import (
    RowsPage,
    behind_of,
    get_asked,
    get_rows,
    list_sources,
)
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period, indicator_or_404
from drieluik.apps.monitor.wording import is_counted, is_division, part_names
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_parties
from drieluik.core.tables import Period

_CHOICES = {"party": "partij", "buurt": "buurt", "part": "deel", "outside": "ook"}


@in_municipality
def origin(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Show the deliveries behind a figure, and the rows of those the reader may open.

    The figure of a year stands in the calculation of its second half.
    """
    place = request.municipality
    card = indicator_or_404(indicator_id)
    counted = leading(list_calculations(municipality_id=place.id), card.id)
    years = {Period.parse(half).year: half for half in counted if half.endswith("-2")}
    calculated = {str(year): counted[half] for year, half in years.items()} | counted
    period = chosen_period(request, list(calculated))
    if not period:
        raise Http404
    choice = {name: request.GET.get(key, "")[:60] for name, key in _CHOICES.items()}
    calculation = calculated[period]
    behind = behind_of(card, period, choice)
    sources = list_sources(
        behind=behind, calculation=calculation, municipality=place, actor=request.actor
    )
    asked = [row for row in sources if choice["party"] in ("", row.party_code)]
    may_open = [row for row in asked if not row.objection and row.counts_now]
    rows = (
        get_rows(
            behind=behind,
            calculation=calculation,
            municipality=place,
            allowed=may_open,
            number=_page_number(request),
        )
        if may_open
        else RowsPage((), 0, 1)
    )
    parties = list_parties(
        municipality_id=place.id, on=Period.parse(calculation.period).last_day, kind="corporation"
    )
    sheet = get_sheet(
        indicator=card,
        period=period,
        calculation=calculation,
        expected=[PartyRef(party.code, party.name) for party in parties],
        sight=Sight(request.actor, place.id),
    )
    context = {
        "card": card,
        "period": period,
        "periods": list(counted),
        "choice": choice,
        "calculation": calculation,
        "version": calculation.definition_versions[card.id],
        "sources": asked,
        "sheet": sheet,
        "asked": get_asked(sheet, behind),
        "names": {party.code: party.name for party in parties},
        "is_division": is_division(card),
        "is_counted": is_counted(card),
        "rows": rows,
        "may_open": may_open,
        "closed": [row for row in asked if row.objection],
        "buurten": names_of_buurten(municipality_id=place.id),
        "parts": part_names(card),
    }
    return render(request, "monitor/origin.html", context)


def _page_number(request: ActorRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
