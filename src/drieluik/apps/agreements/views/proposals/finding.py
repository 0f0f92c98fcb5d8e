"""What every page of a proposal begins with: the proposal, and what this person may do with it."""

from uuid import UUID

from django.http import Http404

from drieluik.apps.agreements.policies import check_may_record
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.consent import KINDS
from drieluik.apps.agreements.proposals.reading import ProposalRow, find_proposal
from drieluik.apps.organisations.access import ActorRequest


def found_proposal(request: ActorRequest, proposal_id: UUID) -> ProposalRow:
    """Return the proposal, or answer as if it did not exist."""
    row = find_proposal(request.municipality.id, proposal_id, request.actor)
    if row is None:
        raise Http404
    return row


def own_parties(request: ActorRequest, *roles: str) -> list[tuple[str, str]]:
    """Return id and name of the parties of the three sides for which the person has a role here."""
    place = request.municipality.id
    found = {
        str(standing.party_id): standing.party_name
        for standing in request.actor.standings
        if standing.role in roles
        and standing.party_kind in KINDS
        and place in standing.municipality_ids
    }
    return sorted(found.items(), key=lambda row: row[1])


def may_propose(request: ActorRequest) -> bool:
    """Tell whether the person can propose for any party here."""
    return bool(own_parties(request, "editor", "delegate"))


def check_may_change(request: ActorRequest, row: ProposalRow) -> None:
    """Refuse whoever may not change this proposal.

    Raises:
        NotAllowed: The person is no editor or delegate of the party.
    """
    policies.check_may_propose(
        request.actor, party_id=row.party_id, municipality_id=request.municipality.id
    )


def rights_on(request: ActorRequest, row: ProposalRow) -> dict[str, bool]:
    """Return what the person may do with a proposal, whatever its state."""
    place, actor = request.municipality.id, request.actor
    party = {"party_id": row.party_id, "municipality_id": place}
    return {
        "may_change": policies.check_may_propose.allows(actor, **party),
        "may_rebase": policies.check_may_rebase.allows(actor, **party),
        "may_record": check_may_record.allows(actor, municipality_id=place),
    }


def given_step(request: ActorRequest) -> int:
    """Return the step the person was looking at; one that never fits when none was sent."""
    given = request.POST.get("step", "")
    return int(given) if given.isdecimal() and len(given) < 9 else -1
