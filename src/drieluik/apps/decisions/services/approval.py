"""Approving the minutes of a meeting in a later one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.minutes import as_json, json_hash, minutes_of
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.decisions.services.locking import lock_meetings, record, touch
from drieluik.apps.organisations.actors import Actor, person


@transaction.atomic
def approve_minutes(
    *, meeting_id: UUID, in_meeting_id: UUID, remarks: str, actor: Actor, now: datetime
) -> None:
    """Approve minutes, if need be with remarks; their words are kept as they are now.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: They were approved already, the meeting is not closed, or the other meeting is
            not a later one in session.

    Changes:
        ``Meeting`` to approved with its minutes and their hash; one event ``minutes.approved``.
    """
    locked = lock_meetings(meeting_id, in_meeting_id)
    meeting, inside = locked[meeting_id], locked[in_meeting_id]
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_approved(meeting, inside)
    meeting.state, meeting.approval_remarks = Meeting.State.APPROVED, remarks.strip()
    meeting.approved_by_id, meeting.approved_at = person(actor), now
    meeting.approved_in = inside
    meeting.minutes = as_json(minutes_of(meeting))
    meeting.minutes_hash = json_hash(meeting.minutes)
    touch(
        meeting,
        "state",
        "approval_remarks",
        "approved_by",
        "approved_at",
        "approved_in",
        "minutes",
        "minutes_hash",
    )
    facts = {"in": str(inside.id), "hash": meeting.minutes_hash}
    record("minutes.approved", ("meeting", meeting.id), meeting, (actor, now), facts)
