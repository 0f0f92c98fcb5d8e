"""The meeting itself: opening, who is there, what is said, closing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import Attendance, Meeting
from drieluik.apps.decisions.selectors.expected import expected_parties
from drieluik.apps.decisions.services.locking import (
    lock_item,
    lock_meeting,
    record,
    touch,
    touch_item,
)
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_parties


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a party was there; ``names`` of persons are optional."""

    party_id: int
    presence: str
    names: str = ""


@transaction.atomic
def open_meeting(
    *, meeting_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """Begin a meeting.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: It was opened already, is on a later day, has no chair or no agenda, or
            somebody was just ahead.

    Changes:
        ``Meeting`` to open; one event ``meeting.opened``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    n_items = meeting.items.filter(removed_at=None).count()
    policies.check_can_be_opened(meeting, n_items=n_items, on=timezone.localdate(now))
    policies.check_is_at_version(expected_version, meeting.version)
    meeting.state = Meeting.State.OPEN
    meeting.opened_by_id, meeting.opened_at = person(actor), now
    touch(meeting, "state", "opened_by", "opened_at")
    record("meeting.opened", ("meeting", meeting.id), meeting, (actor, now))


@transaction.atomic
def record_attendance(
    *,
    meeting_id: UUID,
    attendance: Sequence[Presence],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Record for parties whether they are there; a later record in the meeting takes its place.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: The meeting is not in session, a party is named twice or takes no part.

    Changes:
        One ``Attendance`` per party; one event ``attendance.recorded``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    policies.check_is_open(meeting)
    policies.check_is_at_version(expected_version, meeting.version)
    _check_parties(meeting, attendance)
    for one in attendance:
        Attendance.objects.update_or_create(
            meeting=meeting,
            party_id=one.party_id,
            defaults={
                "presence": one.presence,
                "names": one.names.strip()[:300],
                "recorded_by_id": person(actor),
                "recorded_at": now,
            },
        )
    touch(meeting)
    facts = {"parties": {str(one.party_id): one.presence for one in attendance}}
    record("attendance.recorded", ("meeting", meeting.id), meeting, (actor, now), facts)


@transaction.atomic
def record_discussion(
    *, item_id: UUID, text: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """Write down in short what was said about an item.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: The meeting is not in session, or somebody was just ahead.

    Changes:
        ``AgendaItem.discussion``; one event ``discussion.recorded``.
    """
    meeting, item = lock_item(item_id)
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    policies.check_is_open(meeting)
    policies.check_is_on_agenda(item)
    policies.check_is_at_version(expected_version, item.version)
    item.discussion = text.strip()
    touch_item(item, "discussion")
    record("discussion.recorded", ("agenda_item", item.id), meeting, (actor, now))


@transaction.atomic
def close_meeting(
    *, meeting_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """End a meeting; from then on nothing that was recorded in it changes.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: It is not in session, a party was not noted, an item has no outcome, or
            somebody was just ahead.

    Changes:
        ``Meeting`` to closed; one event ``meeting.closed``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_closed(
        meeting, open_items=_open_items(meeting), silent_parties=_silent_parties(meeting)
    )
    policies.check_is_at_version(expected_version, meeting.version)
    meeting.state = Meeting.State.CLOSED
    meeting.closed_by_id, meeting.closed_at = person(actor), now
    touch(meeting, "state", "closed_by", "closed_at")
    record("meeting.closed", ("meeting", meeting.id), meeting, (actor, now))


def _check_parties(meeting: Meeting, attendance: Sequence[Presence]) -> None:
    on = timezone.localdate(meeting.starts_at)
    here = dict(
        list_parties(municipality_id=meeting.municipality_id, on=on).values_list("id", "name")
    )
    times = Counter(one.party_id for one in attendance)
    if not set(times) <= set(here):
        raise WrongState(_("This party takes no part in this municipality."))
    twice = sorted(here[party_id] for party_id, n in times.items() if n > 1)
    if twice:
        raise WrongState(
            _("Record every party once; twice in the list: %(names)s.")
            % {"names": ", ".join(twice)}
        )
    if not {one.presence for one in attendance} <= set(Attendance.Presence.values):
        raise WrongState(_("Say for every party whether it is there."))


def _open_items(meeting: Meeting) -> list[str]:
    rows = meeting.items.filter(removed_at=None, decisions=None).order_by("position")
    return list(rows.values_list("title", flat=True))


def _silent_parties(meeting: Meeting) -> list[str]:
    noted = set(meeting.attendance.values_list("party_id", flat=True))
    return [party.name for party in expected_parties(meeting) if party.id not in noted]
