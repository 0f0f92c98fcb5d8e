"""What every page of the monitor asks of the address: the municipality's own period and indicator."""

from collections.abc import Sequence

from django.http import Http404

from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.organisations.access import ActorRequest
from drieluik.core.indicators import Indicator, indicator


def chosen_period(request: ActorRequest, known: Sequence[str], otherwise: str = "") -> str:
    """Return the period of the address when it is known, else another or the newest."""
    asked = request.GET.get("periode", "")
    if asked in known:
        return asked
    return otherwise or (known[-1] if known else "")


def indicator_or_404(indicator_id: str) -> Indicator:
    """Return the card of an indicator.

    Raises:
        Http404: There is none.
    """
    try:
        return indicator(indicator_id)
    except KeyError as error:
        raise Http404 from error


def card_or_404(request: ActorRequest, indicator_id: str) -> Indicator:
    """Return the card of an indicator as it counts in the municipality of the page now.

    Raises:
        Http404: There is none.
    """
    known = indicator_or_404(indicator_id)
    return card_for(municipality_id=request.municipality.id, indicator_id=known.id, period="")
