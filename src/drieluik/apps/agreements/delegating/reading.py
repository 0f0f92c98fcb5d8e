"""Reading delegations: all that were ever given in a municipality, and who can stand in."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.rows import Delegation, Holds
from drieluik.apps.agreements.models import Delegation as Given
from drieluik.apps.agreements.models import DelegationEnd, Proposal
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.selectors import list_people


@remembered
def list_delegations(municipality_id: int, on: date) -> tuple[Delegation, ...]:
    """Return every delegation ever given, newest first, as it stands on a day."""
    delegates = {
        person.user_id: person.party_ids
        for person in list_people(municipality_id=municipality_id, on=on, roles=("delegate",))
    }
    rows = Given.objects.filter(municipality_id=municipality_id).select_related(
        "party", "proposal", "given_by", "given_to", "end__ended_by"
    )
    return tuple(_row(row, delegates, on) for row in rows)


def list_delegates(municipality_id: int, party_id: int, on: date) -> list[tuple[int, str]]:
    """Return id and name of the delegates of a party on a day, by name."""
    people = list_people(municipality_id=municipality_id, on=on, roles=("delegate",))
    return [(one.user_id, one.name) for one in people if party_id in one.party_ids]


def _row(row: Given, delegates: Mapping[int, Collection[int]], on: date) -> Delegation:
    end: DelegationEnd | None = getattr(row, "end", None)
    both = (row.given_to, row.given_by)
    lapsed = next((one.name for one in both if row.party_id not in delegates.get(one.pk, ())), "")
    title = ""
    if row.proposal is not None:
        title = _("Proposal %(number)s: %(title)s") % {
            "number": row.proposal.number,
            "title": row.proposal.title,
        }
    return Delegation(
        delegation_id=row.pk,
        party_id=row.party_id,
        party_code=row.party.code,
        party=row.party.name,
        giver_id=row.given_by_id,
        giver=row.given_by.name,
        stand_in_id=row.given_to_id,
        stand_in=row.given_to.name,
        proposal_id=row.proposal_id,
        proposal=title,
        from_on=row.from_on,
        until_on=row.until_on,
        reason=row.reason,
        given_at=row.given_at,
        ended_by=end.ended_by.name if end else "",
        ended_at=end.ended_at if end else None,
        lapsed=lapsed,
        holds=_holds(row, lapsed, on) if end is None else Holds.ENDED,
    )


def _holds(row: Given, lapsed: str, on: date) -> Holds:
    if row.until_on is not None and row.until_on <= on:
        return Holds.OVER
    if row.proposal is not None and row.proposal.state != Proposal.State.SUBMITTED:
        return Holds.DECIDED
    if lapsed:
        return Holds.NO_DELEGATE
    return Holds.LATER if row.from_on > on else Holds.NOW
