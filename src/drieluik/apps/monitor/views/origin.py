"""Opening a figure down to the deliveries and rows it came from."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import names_of_buurten
from drieluik.apps.monitor.selectors.origin_page import Wanted, get_origin, known_periods
from drieluik.apps.monitor.views.choices import chosen_period, indicator_or_404
from drieluik.apps.monitor.wording import is_counted, is_division, part_names
from drieluik.apps.organisations.access import ActorRequest, in_municipality

_CHOICES = {"party": "partij", "buurt": "buurt", "part": "deel", "outside": "ook"}


@in_municipality
def origin(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Show the deliveries behind a figure, and the rows of those the reader may open.

    The figure of a year stands in the calculation of its second half.
    """
    place = request.municipality
    known = known_periods(municipality_id=place.id, card=indicator_or_404(indicator_id))
    period = chosen_period(request, list(known))
    if not period:
        raise Http404
    card = card_for(
        municipality_id=place.id, indicator_id=indicator_id, period=known[period].period
    )
    choice = {name: request.GET.get(key, "")[:60] for name, key in _CHOICES.items()}
    wanted = Wanted(card, period, known[period], choice, _page_number(request))
    found = get_origin(place=place, actor=request.actor, wanted=wanted)
    context = {
        "card": card,
        "period": period,
        "periods": [each for each in known if "-" in each],
        "choice": choice,
        "calculation": found.calculation,
        "version": found.calculation.definition_versions[card.id],
        "sources": found.sources,
        "sheet": found.sheet,
        "asked": found.asked,
        "names": found.names,
        "is_division": is_division(card),
        "is_counted": is_counted(card),
        "rows": found.rows,
        "may_open": found.may_open,
        "closed": found.closed,
        "buurten": names_of_buurten(municipality_id=place.id),
        "parts": part_names(card),
    }
    return render(request, "monitor/origin.html", context)


def _page_number(request: ActorRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
