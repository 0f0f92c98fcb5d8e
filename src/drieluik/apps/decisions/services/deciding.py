"""Decisions, taken once and kept; adjourning; putting a slip right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions import extensions, policies
from drieluik.apps.decisions.models import AgendaItem, Decision, DecisionTask, Meeting
from drieluik.apps.decisions.naming import decision_name
from drieluik.apps.decisions.services.agenda import NewItem, append, stands_on
from drieluik.apps.decisions.services.locking import lock_item, lock_meetings, record, touch_item
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import list_parties


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a party does because of a decision, if possible before a day."""

    party_id: int
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewDecision:
    """The words of a decision.

    Attributes:
        kind: One of ``Decision.Kind``; adjourning is an act of its own.
        text: What was decided, as it will be read.
        in_force_from: First day on which adopted text counts.
        tasks: What has to be done because of it.
        left_out: Parts of the subject that are not adopted, by id; only when adopting in part.
    """

    kind: str
    text: str
    in_force_from: date | None = None
    tasks: tuple[NewTask, ...] = ()
    left_out: tuple[str, ...] = ()


@transaction.atomic
def take_decision(
    *,
    item_id: UUID,
    decision: NewDecision,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Decision:
    """Record a decision at the moment it is taken; what it means elsewhere happens with it.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: The meeting is not in session or may not decide this, nobody was noted as
            present, the item was decided already, or somebody was just ahead.

    Changes:
        One ``Decision`` with its tasks; one event ``decision.taken``; whatever the source of the
        item does with it, all or nothing.
    """
    if decision.kind == Decision.Kind.ADJOURN:
        raise WrongState(_("Adjourning says to which meeting; use that act."))
    meeting, item = lock_item(item_id)
    _check_may_decide(meeting, item, decision.kind, actor, expected_version)
    row = _write(meeting, item, decision, (actor, now))
    if item.source:
        taken = _as_taken(row, meeting, item, decision.left_out)
        extensions.carry_out(item.source, taken, actor, now)
    return row


@transaction.atomic
def adjourn_item(
    *,
    item_id: UUID,
    to_meeting_id: UUID | None,
    text: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> Decision:
    """Put an item off to a next meeting, with its papers; without one it waits to be put on.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: As for a decision, or the next meeting is no later one that has not begun.

    Changes:
        One ``Decision``; one ``AgendaItem`` of the same thread when a meeting is named; one event
        ``decision.taken``.
    """
    here = AgendaItem.objects.values_list("meeting_id", flat=True).get(id=item_id)
    locked = lock_meetings(*([here] if to_meeting_id is None else [here, to_meeting_id]))
    meeting, item = locked[here], AgendaItem.objects.get(id=item_id)
    _check_may_decide(meeting, item, Decision.Kind.ADJOURN, actor, expected_version)
    following = locked.get(to_meeting_id) if to_meeting_id else None
    _check_follows(meeting, following, asked=to_meeting_id is not None)
    row = _write(meeting, item, NewDecision(Decision.Kind.ADJOURN, text), (actor, now))
    if following is not None:
        _put_on(following, item, (actor, now))
    return row


def _put_on(following: Meeting, item: AgendaItem, by: tuple[Actor, datetime]) -> None:
    """Put an item on a next agenda, unless its subject stands there already."""
    source = (item.source, item.source_id)
    if not stands_on(following, source, item.thread):
        words = NewItem(item.title, item.asks, item.digest, item.text, item.needs_advice)
        append(following, words, by, thread=item.thread, source=source)


@transaction.atomic
def correct_decision(
    *, decision_id: UUID, text: str, reason: str, actor: Actor, now: datetime
) -> Decision:
    """Put the words of a decision right in the same meeting; the first words stay readable.

    Raises:
        NotAllowed: The actor is not the secretary.
        WrongState: The meeting is not in session, no reason was given, it was put right already,
            or it has taken effect elsewhere.

    Changes:
        One ``Decision`` that replaces the first; its open tasks stay; one event
        ``decision.corrected``.
    """
    item_id = Decision.objects.values_list("item_id", flat=True).get(id=decision_id)
    meeting, item = lock_item(item_id)
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    first = Decision.objects.select_related("item").get(id=decision_id)
    replaced = Decision.objects.filter(replaces=first).exists()
    policies.check_can_be_corrected(meeting, first, replaced=replaced)
    if not reason.strip():
        raise WrongState(_("Say what was wrong with the first words."))
    new = NewDecision(first.kind, text, first.in_force_from)
    return _write(meeting, item, new, (actor, now), replaces=first, reason=reason.strip())


def _check_may_decide(
    meeting: Meeting, item: AgendaItem, kind: str, actor: Actor, expected_version: int | None
) -> None:
    policies.check_may_record(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_decided(
        meeting,
        item,
        kind=kind,
        presences=list(meeting.attendance.values_list("presence", flat=True)),
        done=item.decisions.filter(kind__in=Decision.DECIDING).exists(),
    )
    policies.check_is_at_version(expected_version, item.version)


def _check_follows(meeting: Meeting, following: Meeting | None, *, asked: bool) -> None:
    if not asked:
        return
    later = (
        following is not None
        and following.municipality_id == meeting.municipality_id
        and following.starts_at > meeting.starts_at
        and following.state == Meeting.State.PLANNED
    )
    if not later:
        raise WrongState(_("Choose a later meeting that has not begun."))


def _write(
    meeting: Meeting,
    item: AgendaItem,
    decision: NewDecision,
    by: tuple[Actor, datetime],
    *,
    replaces: Decision | None = None,
    reason: str = "",
) -> Decision:
    actor, now = by
    _check_words(meeting, decision, now)
    last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
    row: Decision = Decision.objects.create(
        meeting=meeting,
        item=item,
        number=last + 1,
        kind=decision.kind,
        text=decision.text.strip(),
        in_force_from=decision.in_force_from,
        taken_at=now,
        taken_by_id=person(actor),
        replaces=replaces,
        correction_reason=reason[:300],
    )
    DecisionTask.objects.bulk_create(
        DecisionTask(
            decision=row, party_id=task.party_id, text=task.text.strip(), due_on=task.due_on
        )
        for task in decision.tasks
    )
    touch_item(item)
    record(
        "decision.corrected" if replaces else "decision.taken",
        ("decision", row.id),
        meeting,
        (actor, now),
        {"kind": row.kind, "number": row.number, "item": str(item.id)},
    )
    return row


def _check_words(meeting: Meeting, decision: NewDecision, now: datetime) -> None:
    if decision.kind not in Decision.Kind.values or not decision.text.strip():
        raise WrongState(_("Write down what was decided."))
    if decision.in_force_from and decision.kind not in (
        Decision.Kind.ADOPT,
        Decision.Kind.ADOPT_IN_PART,
    ):
        raise WrongState(_("Only text that is adopted takes effect on a day."))
    _check_tasks(meeting, decision.tasks, now)


def _check_tasks(meeting: Meeting, tasks: Sequence[NewTask], now: datetime) -> None:
    if not tasks:
        return
    on = timezone.localdate(meeting.starts_at)
    here = set(
        list_parties(municipality_id=meeting.municipality_id, on=on).values_list("id", flat=True)
    )
    if not {task.party_id for task in tasks} <= here:
        raise WrongState(_("This party takes no part in this municipality."))
    if not all(task.text.strip() for task in tasks):
        raise WrongState(_("Say what has to be done."))
    if any(task.due_on and task.due_on < timezone.localdate(now) for task in tasks):
        raise WrongState(_("The day of a task lies in the past."))


def _as_taken(
    row: Decision, meeting: Meeting, item: AgendaItem, left_out: tuple[str, ...]
) -> extensions.TakenDecision:
    return extensions.TakenDecision(
        decision_id=row.id,
        name=decision_name(meeting, row.number),
        kind=row.kind,
        text=row.text,
        source_id=item.source_id,
        municipality_id=meeting.municipality_id,
        decided_on=timezone.localdate(meeting.starts_at),
        in_force_from=row.in_force_from,
        left_out=left_out,
    )
