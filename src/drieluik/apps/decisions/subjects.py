"""Meetings that were held, for whoever makes something of what was decided: no reader is asked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from drieluik.apps.decisions.models import AgendaItem, Decision, Meeting
from drieluik.apps.decisions.naming import meeting_name


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting that was closed; ``is_approved`` once its minutes are."""

    meeting_id: UUID
    municipality_id: int
    name: str
    held_on: date
    is_approved: bool


def list_held(municipality_id: int) -> list[HeldMeeting]:
    """Return the meetings of a municipality that were held, oldest first."""
    rows = Meeting.objects.filter(municipality_id=municipality_id, state__in=Meeting.HELD)
    return [_row(one) for one in rows.defer("minutes").order_by("starts_at", "id")]


def find_held(meeting_id: UUID) -> HeldMeeting | None:
    """Return one meeting that was held, or None."""
    found = Meeting.objects.filter(id=meeting_id, state__in=Meeting.HELD).first()
    return _row(found) if found else None


def meeting_of_decision(decision_id: UUID) -> UUID | None:
    """Return the meeting in which a decision was taken; None when it was taken elsewhere."""
    found = Decision.objects.filter(id=decision_id).values_list("meeting_id", flat=True)
    meeting_id: UUID | None = found.first()
    return meeting_id


def numbers_of_decisions(municipality_id: int) -> dict[UUID, tuple[UUID, int]]:
    """Return meeting and number of every decision of a municipality, by the id of the decision."""
    rows = Decision.objects.filter(meeting__municipality_id=municipality_id)
    return {row[0]: (row[1], row[2]) for row in rows.values_list("id", "meeting_id", "number")}


def ids_by_number(municipality_id: int) -> dict[tuple[UUID, int], UUID]:
    """Return the id of every decision of a municipality, by its meeting and number."""
    return {at: key for key, at in numbers_of_decisions(municipality_id).items()}


def proposals_of_decisions(municipality_id: int) -> dict[tuple[UUID, int], UUID]:
    """Return by meeting and number of a decision the proposal that it was about."""
    rows = Decision.objects.filter(
        meeting__municipality_id=municipality_id, item__source="proposal"
    ).values_list("meeting_id", "number", "item__source_id")
    return {(meeting_id, number): UUID(proposal) for meeting_id, number, proposal in rows}


def proposals_in(meeting_id: UUID) -> dict[int, UUID]:
    """Return for every item of an agenda that is about a proposal, by its place, which one."""
    rows = AgendaItem.objects.filter(
        meeting_id=meeting_id, source="proposal", removed_at__isnull=True
    )
    return {row.position: UUID(row.source_id) for row in rows}


def _row(meeting: Meeting) -> HeldMeeting:
    return HeldMeeting(
        meeting_id=meeting.id,
        municipality_id=meeting.municipality_id,
        name=meeting_name(meeting),
        held_on=timezone.localdate(meeting.starts_at),
        is_approved=meeting.state == Meeting.State.APPROVED,
    )
