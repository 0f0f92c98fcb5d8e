"""What an address names; what the person who asks may not know of is answered as not there."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest

from drieluik.apps.deliveries import selectors
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_own_party
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party


def own_or_404(request: HttpRequest, corporatie: str) -> "Party":
    """Return the corporation of who asks."""
    own = find_own_party(code=corporatie, actor=actor_of(request))
    if own is None or own.kind != "corporation":
        raise Http404
    return own


def period_or_404(periode: str) -> Period:
    """Return the half-year that is named."""
    try:
        return Period.parse(periode)
    except ValueError as error:
        raise Http404 from error


def task_or_404(request: HttpRequest, corporatie: str, periode: str) -> selectors.Task:
    """Return what one's own corporation was asked for a half-year."""
    found = selectors.find_task(
        party_code=corporatie, period=period_or_404(periode), actor=actor_of(request)
    )
    if found is None:
        raise Http404
    return found


def delivery_or_404(request: HttpRequest, aanlevering: UUID) -> selectors.Delivery:
    """Return a delivery of one's own corporation."""
    found = selectors.find_delivery(delivery_id=aanlevering, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def part_or_404(request: HttpRequest, gemeente: str, aanlevering: UUID) -> selectors.Acceptance:
    """Return the own part of a signed delivery."""
    found = selectors.find_part(
        delivery_id=aanlevering,
        municipality_id=municipality_or_404(request, gemeente).id,
        actor=actor_of(request),
    )
    if found is None:
        raise Http404
    return found
