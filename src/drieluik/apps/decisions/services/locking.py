"""Locks of meetings, and what all acts record alike.

Everything in a meeting is locked through the meeting itself. Acts that need two meetings lock both
in the order of their id, so that they never wait for each other in a circle.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from drieluik.apps.audit import services as audit
from drieluik.apps.decisions.models import AgendaItem, Meeting
from drieluik.apps.organisations.actors import Actor


def lock_meeting(meeting_id: UUID) -> Meeting:
    """Lock one meeting.

    Raises:
        Meeting.DoesNotExist: There is no such meeting.
    """
    return Meeting.objects.select_for_update().get(id=meeting_id)


def lock_meetings(*meeting_ids: UUID) -> dict[UUID, Meeting]:
    """Lock several meetings in the order of their id."""
    rows = Meeting.objects.select_for_update().filter(id__in=meeting_ids).order_by("id")
    return {row.id: row for row in rows}


def lock_item(item_id: UUID) -> tuple[Meeting, AgendaItem]:
    """Lock the meeting of an item; returns both, the item as it is under the lock.

    Raises:
        AgendaItem.DoesNotExist: There is no such item.
    """
    meeting = lock_meeting(AgendaItem.objects.values_list("meeting_id", flat=True).get(id=item_id))
    return meeting, AgendaItem.objects.get(id=item_id)


def record(
    name: str,
    subject: tuple[str, object],
    meeting: Meeting,
    by: tuple[Actor, datetime],
    facts: Mapping[str, Any] | None = None,
    party_code: str = "",
) -> None:
    """Add the event of an act to the log, with the meeting it belongs to."""
    actor, now = by
    audit.record(
        name=name,
        subject=subject,
        actor=actor,
        now=now,
        party_code=party_code or _municipal_code(actor, meeting.municipality_id),
        facts={"meeting": str(meeting.id), **(facts or {})},
    )


def touch(meeting: Meeting, *fields: str) -> None:
    """Save these fields of a meeting and raise its version."""
    meeting.version += 1
    meeting.save(update_fields=["version", *fields])


def touch_item(item: AgendaItem, *fields: str) -> None:
    """Save these fields of an item and raise its version."""
    item.version += 1
    item.save(update_fields=["version", *fields])


def _municipal_code(actor: Actor, municipality_id: int) -> str:
    return next(
        (
            one.party_code
            for one in actor.standings
            if one.party_kind == "municipality" and municipality_id in one.municipality_ids
        ),
        "",
    )
