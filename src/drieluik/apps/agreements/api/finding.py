"""What every question begins with: who asks, in which municipality, about which proposal."""

from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.http import Http404, HttpRequest

from drieluik.apps.agreements.proposals.reading import ProposalRow, find_proposal
from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import find_municipality

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks."""
    return cast(ActorRequest, request).actor


def municipality_or_404(request: HttpRequest, gemeente: str) -> "Municipality":
    """Return the municipality, or answer as if it did not exist."""
    found = find_municipality(slug=gemeente, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def proposal_or_404(request: HttpRequest, gemeente: str, voorstel: UUID) -> ProposalRow:
    """Return the proposal, or answer as if it did not exist."""
    place = municipality_or_404(request, gemeente)
    row = find_proposal(place.id, voorstel, actor_of(request))
    if row is None:
        raise Http404
    return row
