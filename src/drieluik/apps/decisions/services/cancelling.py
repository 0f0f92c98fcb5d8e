"""Cancelling a meeting that is not held, and putting it back on the calendar."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import AgendaItem, Meeting
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.services.agenda import NewItem, append, stands_on, take_off
from drieluik.apps.decisions.services.letters import tell_invited
from drieluik.apps.decisions.services.locking import lock_meeting, lock_meetings, record, touch
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person

_ROOM = 500
_FIELDS = ("state", "cancelled_by", "cancelled_at", "cancellation_reason")


@transaction.atomic
def cancel_meeting(
    *,
    meeting_id: UUID,
    reason: str,
    to_meeting_id: UUID | None,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Say that a meeting is not held; its subjects go to another meeting, or wait to be put on one.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun or was cancelled, there is no reason, the other meeting
            has begun or is of others, or somebody was just ahead.

    Changes:
        ``Meeting`` to cancelled; one ``AgendaItem`` per subject in the other meeting; one mail per
        invited person in the outbox; one event ``meeting.cancelled``.
    """
    locked = lock_meetings(meeting_id, *([to_meeting_id] if to_meeting_id else []))
    meeting = locked[meeting_id]
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_cancelled(meeting)
    policies.check_is_at_version(expected_version, meeting.version)
    if not reason.strip():
        raise WrongState(_("Say why the meeting is not held: the parties read it."))
    following = _following(meeting, locked.get(to_meeting_id)) if to_meeting_id else None
    meeting.state, meeting.cancellation_reason = Meeting.State.CANCELLED, reason.strip()[:_ROOM]
    meeting.cancelled_by_id, meeting.cancelled_at = person(actor), now
    touch(meeting, *_FIELDS)
    n_moved = _hand_on(meeting, following, (actor, now)) if following else 0
    tell_invited(meeting, "cancelled", (actor, now))
    facts = {"to": str(to_meeting_id or ""), "items": n_moved}
    record("meeting.cancelled", ("meeting", meeting.id), meeting, (actor, now), facts)


@transaction.atomic
def reinstate_meeting(
    *, meeting_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """Put a cancelled meeting back on the calendar, on the same day.

    Its agenda is a concept again. Subjects that went to another meeting stay there.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: It was not cancelled, its day has gone by, or somebody was just ahead.

    Changes:
        ``Meeting`` to planned; items that stand elsewhere by now are taken off; one mail per
        invited person in the outbox; one event ``meeting.reinstated``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_reinstated(meeting, on=timezone.localdate(now))
    policies.check_is_at_version(expected_version, meeting.version)
    cancelled_at = meeting.cancelled_at
    meeting.state, meeting.cancellation_reason = Meeting.State.PLANNED, ""
    meeting.cancelled_by_id = meeting.cancelled_at = None
    meeting.published_by_id = meeting.published_at = None
    touch(meeting, *_FIELDS, "published_by", "published_at")
    for item, elsewhere in _standing_elsewhere(meeting, since=cancelled_at):
        why = _("It stands on the agenda of %(meeting)s by now.") % {"meeting": elsewhere}
        take_off(meeting, item, why, (actor, now))
    tell_invited(meeting, "reinstated", (actor, now))
    record("meeting.reinstated", ("meeting", meeting.id), meeting, (actor, now))


def _following(meeting: Meeting, following: Meeting | None) -> Meeting:
    """Return the meeting that takes the subjects over."""
    fits = (
        following is not None
        and following.id != meeting.id
        and following.municipality_id == meeting.municipality_id
        and following.state == Meeting.State.PLANNED
    )
    if following is None or not fits:
        raise WrongState(_("Choose another meeting that has not begun."))
    return following


def _hand_on(meeting: Meeting, following: Meeting, by: tuple[Actor, datetime]) -> int:
    """Put every subject on the other agenda with its papers, unless it stands there already."""
    rows = meeting.items.filter(removed_at=None).order_by("position")
    handed = [
        item
        for item in rows
        if not stands_on(following, (item.source, item.source_id), item.thread)
    ]
    for item in handed:
        words = NewItem(item.title, item.asks, item.digest, item.text, item.needs_advice)
        source = (item.source, item.source_id)
        append(following, words, by, thread=item.thread, source=source)
    return len(handed)


def _standing_elsewhere(
    meeting: Meeting, *, since: datetime | None
) -> list[tuple[AgendaItem, str]]:
    """Return the items whose subject was put on another agenda since, with its meeting."""
    found = []
    for item in meeting.items.filter(removed_at=None).order_by("position"):
        elsewhere = (
            AgendaItem.objects.filter(thread=item.thread, removed_at=None, added_at__gte=since)
            .exclude(meeting=meeting)
            .exclude(meeting__state=Meeting.State.CANCELLED)
            .select_related("meeting")
            .first()
        )
        if elsewhere is not None:
            found.append((item, meeting_name(elsewhere.meeting)))
    return found
