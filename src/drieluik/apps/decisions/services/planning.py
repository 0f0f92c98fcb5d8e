"""Planning and moving meetings, and the term for papers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import Meeting, PaperTerm
from drieluik.apps.decisions.services.locking import lock_meeting, record, touch
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_parties


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is known of a meeting when it is planned.

    Attributes:
        kind: One of ``Meeting.Kind``.
        starts_at: When it begins.
        place: Where.
        chair_party_id: The party that chairs; may be named later, before the meeting opens.
        chair_name: Who chairs, if that is known.
    """

    kind: str
    starts_at: datetime
    place: str = ""
    chair_party_id: int | None = None
    chair_name: str = ""


@transaction.atomic
def plan_meeting(
    *, municipality_id: int, facts: MeetingFacts, actor: Actor, now: datetime
) -> Meeting:
    """Put a meeting on the calendar of a municipality.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The kind is unknown, or the chair takes no part here on that day.

    Changes:
        One ``Meeting``; one event ``meeting.planned``.
    """
    policies.check_may_plan(actor, municipality_id=municipality_id)
    _check_kind(facts.kind)
    _check_chair(municipality_id, facts)
    meeting = Meeting.objects.create(
        municipality_id=municipality_id,
        kind=facts.kind,
        starts_at=facts.starts_at,
        place=facts.place.strip(),
        chair_party_id=facts.chair_party_id,
        chair_name=facts.chair_name.strip(),
        planned_by_id=person(actor),
        planned_at=now,
    )
    record("meeting.planned", ("meeting", meeting.id), meeting, (actor, now), _told(facts))
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting_id: UUID,
    facts: MeetingFacts,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Change place, chair or kind of a meeting that has not begun; its day is moved apart.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun, somebody was just ahead, or the chair takes no part.

    Changes:
        The ``Meeting``; one event ``meeting.changed``.
    """
    meeting = _to_plan(meeting_id, actor, expected_version)
    _check_kind(facts.kind)
    _check_chair(meeting.municipality_id, facts)
    meeting.kind, meeting.place = facts.kind, facts.place.strip()
    meeting.chair_party_id, meeting.chair_name = facts.chair_party_id, facts.chair_name.strip()
    touch(meeting, "kind", "place", "chair_party", "chair_name")
    record("meeting.changed", ("meeting", meeting.id), meeting, (actor, now), _told(facts))


@transaction.atomic
def move_meeting(
    *,
    meeting_id: UUID,
    starts_at: datetime,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Move a meeting that has not begun; what moves with it is shown before (``preview_move``).

    An agenda that was sent is to be sent again: parties were told another day.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun, stays where it is, or somebody was just ahead.

    Changes:
        ``Meeting.starts_at``, and its agenda to not sent; one event ``meeting.moved``.
    """
    meeting = _to_plan(meeting_id, actor, expected_version)
    if meeting.starts_at == starts_at:
        raise WrongState(_("The meeting is at this moment already."))
    before = meeting.starts_at
    meeting.starts_at = starts_at
    meeting.published_by_id = meeting.published_at = None
    touch(meeting, "starts_at", "published_by", "published_at")
    record(
        "meeting.moved",
        ("meeting", meeting.id),
        meeting,
        (actor, now),
        {"from": before.isoformat(), "to": starts_at.isoformat()},
    )


@transaction.atomic
def set_paper_term(
    *, municipality_id: int, days: int, from_on: date, grounds: str, actor: Actor, now: datetime
) -> None:
    """Record how many days before a meeting papers must be with the parties, from a day on.

    Meetings before that day keep their own term, and none from that day on has begun.

    Args:
        municipality_id: Where it holds.
        days: Whole days, 1 to 90.
        from_on: First day of meetings for which it holds.
        grounds: Where this was agreed.
        actor: Who records it.
        now: When.

    Raises:
        NotAllowed: The actor is not the secretary of the municipality.
        WrongState: The number of days or the grounds make no sense, or a meeting from that day
            on has begun: its papers were judged by the term that held.

    Changes:
        One ``PaperTerm``; one event ``paper_term.set``.
    """
    policies.check_may_record(actor, municipality_id=municipality_id)
    if not 1 <= days <= 90:
        raise WrongState(_("A term for papers is between 1 and 90 days."))
    if not grounds.strip():
        raise WrongState(_("Say where this term was agreed."))
    policies.check_term_can_begin(_last_begun_on(municipality_id), from_on)
    PaperTerm.objects.create(
        municipality_id=municipality_id,
        days=days,
        from_on=from_on,
        grounds=grounds.strip(),
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    audit.record(
        name="paper_term.set",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={"days": days, "from_on": from_on.isoformat()},
    )


def _last_begun_on(municipality_id: int) -> date | None:
    """Return the day of the last meeting that began; the caller changes what holds after it."""
    begun = Meeting.objects.filter(municipality_id=municipality_id, opened_at__isnull=False)
    last = begun.order_by("starts_at").last()
    return timezone.localdate(last.starts_at) if last else None


def _to_plan(meeting_id: UUID, actor: Actor, expected_version: int | None) -> Meeting:
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_is_planned(meeting)
    policies.check_is_at_version(expected_version, meeting.version)
    return meeting


def _check_kind(kind: str) -> None:
    if kind not in Meeting.Kind.values:
        raise WrongState(_("There is no meeting of this kind."))


def _check_chair(municipality_id: int, facts: MeetingFacts) -> None:
    """The chair is a party that takes part on the day of the meeting."""
    if facts.chair_party_id is None:
        return
    on = timezone.localdate(facts.starts_at)
    here = list_parties(municipality_id=municipality_id, on=on)
    if not here.filter(id=facts.chair_party_id).exists():
        raise WrongState(_("The chair takes no part in this municipality on that day."))


def _told(facts: MeetingFacts) -> dict[str, object]:
    return {"kind": facts.kind, "starts_at": facts.starts_at.isoformat()}
