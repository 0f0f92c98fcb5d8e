"""A delegation as people read it, and what it means for who speaks. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Holds(StrEnum):
    """How a delegation stands on a day."""

    NOW = "now"
    LATER = "later"
    OVER = "over"
    ENDED = "ended"
    DECIDED = "decided"
    NO_DELEGATE = "no_delegate"


@dataclass(frozen=True, slots=True)
class Delegation:
    """One delegation.

    Attributes:
        delegation_id: Which one.
        party_id: The party of both.
        giver_id: Who lets another speak.
        stand_in_id: Who speaks in that place.
        proposal_id: The proposal it is about; None for all proposals.
        proposal: Its number and title; empty for all proposals.
        from_on: First day.
        until_on: First day on which it no longer counts; None when it has no last day.
        reason: Why.
        given_at: When it was recorded.
        ended_by: Who ended it; empty when nobody did.
        ended_at: When.
        lapsed: Name of who is no longer a delegate of the party; empty when both are.
        holds: How it stands today.
    """

    delegation_id: int
    party_id: int
    party_code: str
    party: str
    giver_id: int
    giver: str
    stand_in_id: int
    stand_in: str
    proposal_id: UUID | None
    proposal: str
    from_on: date
    until_on: date | None
    reason: str
    given_at: datetime
    ended_by: str
    ended_at: datetime | None
    lapsed: str
    holds: Holds

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts."""
        return self.until_on - timedelta(days=1) if self.until_on else None

    @property
    def is_open(self) -> bool:
        """Tell whether it counts or will count, so that it can still be ended."""
        return self.holds in (Holds.NOW, Holds.LATER)

    def is_about(self, proposal_id: UUID) -> bool:
        """Tell whether it counts today for a proposal."""
        return self.holds is Holds.NOW and self.proposal_id in (None, proposal_id)

    def meets(self, from_on: date, until_on: date | None, proposal_id: UUID | None) -> bool:
        """Tell whether it can count on the same day and for the same proposal as another one."""
        same_days = (until_on is None or self.from_on < until_on) and (
            self.until_on is None or from_on < self.until_on
        )
        every = proposal_id is None or self.proposal_id is None
        return self.is_open and same_days and (every or self.proposal_id == proposal_id)


def given_away(
    rows: Iterable[Delegation], *, user_id: int | None, party_id: int, proposal_id: UUID
) -> Delegation | None:
    """Return by which delegation somebody else speaks in a person's place now, if any."""
    return next(
        (
            one
            for one in rows
            if one.giver_id == user_id and one.party_id == party_id and one.is_about(proposal_id)
        ),
        None,
    )


def stands_in(
    rows: Iterable[Delegation], *, user_id: int | None, party_id: int, proposal_id: UUID
) -> list[Delegation]:
    """Return the delegations by which a person speaks in the place of others now."""
    return [
        one
        for one in rows
        if one.stand_in_id == user_id and one.party_id == party_id and one.is_about(proposal_id)
    ]
