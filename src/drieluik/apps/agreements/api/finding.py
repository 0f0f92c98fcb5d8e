"""What an address names: the proposal, as far as who asks may know of it."""

from uuid import UUID

from django.http import Http404, HttpRequest

from drieluik.apps.agreements.proposals.reading import ProposalRow, find_proposal
from drieluik.apps.organisations.access import actor_of, municipality_or_404


def proposal_or_404(request: HttpRequest, gemeente: str, voorstel: UUID) -> ProposalRow:
    """Return the proposal, or answer as if it did not exist."""
    place = municipality_or_404(request, gemeente)
    row = find_proposal(place.id, voorstel, actor_of(request))
    if row is None:
        raise Http404
    return row
