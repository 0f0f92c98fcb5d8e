"""Making an agenda: own items, subjects that others offer, their order, and sending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext as _

from drieluik.apps.decisions import extensions, policies
from drieluik.apps.decisions.models import AgendaItem, Meeting, PartyInput
from drieluik.apps.decisions.selectors.meetings import meeting_row
from drieluik.apps.decisions.services.locking import (
    lock_item,
    lock_meeting,
    record,
    touch,
    touch_item,
)
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality

_ASIDE = 100_000
"""Added to all positions while they are dealt out anew: two rows never share a place."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """The words of an agenda item.

    Attributes:
        title: As it stands on the agenda.
        asks: ``decide``, ``discuss`` or ``inform``.
        digest: What it is about, in plain words, for somebody who reads nothing else.
        text: The item itself, when it needs no paper.
        needs_advice: Whether the law gives tenants time to advise on it.
    """

    title: str
    asks: str = "discuss"
    digest: str = ""
    text: str = ""
    needs_advice: bool = False


@transaction.atomic
def add_item(*, meeting_id: UUID, item: NewItem, actor: Actor, now: datetime) -> AgendaItem:
    """Put an item of one's own at the end of the agenda.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting was held, or the item has no title.

    Changes:
        One ``AgendaItem``; one event ``agenda_item.added``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_is_not_over(meeting)
    _check_words(item)
    row = append(meeting, item, (actor, now))
    record("agenda_item.added", ("agenda_item", row.id), meeting, (actor, now))
    return row


@transaction.atomic
def add_suggestion(
    *, meeting_id: UUID, source: str, source_id: str, actor: Actor, now: datetime
) -> AgendaItem:
    """Put a subject on the agenda that another room offers, such as an open proposal.

    One that stood on an agenda before is the same subject: its papers and advice come along.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting was held, nobody offers this any more, or it is on it already.

    Changes:
        One ``AgendaItem``; one event ``agenda_item.added``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_is_not_over(meeting)
    lock_municipality(meeting.municipality_id)  # two agendas at once: one subject, one thread
    offered = extensions.find_suggestion(
        source,
        source_id,
        actor=actor,
        meeting=meeting_row(meeting),
    )
    if offered is None:
        raise WrongState(_("This subject is not offered any more."))
    origin = offered.origin or (source, source_id)
    thread = offered.thread or _thread_of(meeting.municipality_id, origin)
    if stands_on(meeting, origin, thread):
        raise WrongState(_("This subject is on the agenda already."))
    row = append(
        meeting,
        NewItem(offered.title[:200], offered.asks, offered.digest, "", offered.needs_advice),
        (actor, now),
        thread=thread,
        source=origin,
    )
    facts = {"source": source, "source_id": source_id}
    record("agenda_item.added", ("agenda_item", row.id), meeting, (actor, now), facts)
    return row


def _thread_of(municipality_id: int, source: tuple[str, str]) -> UUID | None:
    """Return the thread of a subject that stood on an agenda before; its papers come along."""
    rows = AgendaItem.objects.filter(meeting__municipality_id=municipality_id)
    rows = rows.filter(source=source[0], source_id=source[1]).order_by("added_at", "id")
    return rows.values_list("thread", flat=True).last()


def stands_on(meeting: Meeting, source: tuple[str, str], thread: UUID | None) -> bool:
    """Tell whether a subject is on an agenda, by what it came from or by its thread."""
    here = meeting.items.filter(removed_at=None)
    same = Q(source=source[0], source_id=source[1]) & ~Q(source="")
    return here.filter(same | Q(thread=thread) if thread else same).exists()


def append(
    meeting: Meeting,
    item: NewItem,
    by: tuple[Actor, datetime],
    *,
    thread: UUID | None = None,
    source: tuple[str, str] = ("", ""),
) -> AgendaItem:
    """Write an item at the end; the caller has locked, checked who and checked the state."""
    actor, now = by
    last = meeting.items.filter(removed_at=None).aggregate(last=Max("position"))["last"] or 0
    row = AgendaItem.objects.create(
        meeting=meeting,
        thread=thread or uuid4(),
        position=last + 1,
        title=item.title.strip(),
        asks=item.asks,
        digest=item.digest.strip(),
        text=item.text.strip(),
        needs_advice=item.needs_advice,
        source=source[0],
        source_id=source[1],
        added_by_id=person(actor),
        added_at=now,
    )
    touch(meeting)
    return row


@transaction.atomic
def change_item(
    *,
    item_id: UUID,
    item: NewItem,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Change the words of an item until the meeting is closed.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting was held, the item was taken off, or somebody was just ahead.

    Changes:
        The ``AgendaItem``; one event ``agenda_item.changed``.
    """
    meeting, row = _to_change(item_id, actor, expected_version)
    _check_words(item)
    row.title, row.asks, row.needs_advice = item.title.strip(), item.asks, item.needs_advice
    row.digest, row.text = item.digest.strip(), item.text.strip()
    touch_item(row, "title", "asks", "needs_advice", "digest", "text")
    record("agenda_item.changed", ("agenda_item", row.id), meeting, (actor, now))


@transaction.atomic
def remove_item(
    *,
    item_id: UUID,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Take an item off the agenda before the meeting; it is kept with the reason.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun, there is no reason, or somebody was just ahead.

    Changes:
        The ``AgendaItem`` to removed, later ones move up; one event ``agenda_item.removed``.
    """
    meeting, row = _to_change(item_id, actor, expected_version)
    policies.check_is_planned(meeting)
    if not reason.strip():
        raise WrongState(_("Say why the item is taken off: others may have prepared it."))
    take_off(meeting, row, reason.strip(), (actor, now))
    record("agenda_item.removed", ("agenda_item", row.id), meeting, (actor, now))


def take_off(meeting: Meeting, row: AgendaItem, reason: str, by: tuple[Actor, datetime]) -> None:
    """Take an item off; the caller has locked, checked who and checked the state."""
    actor, now = by
    row.removed_by_id, row.removed_at = person(actor), now
    row.removal_reason = reason[:300]
    touch_item(row, "removed_by", "removed_at", "removal_reason")
    _deal_out(meeting, list(_on_agenda(meeting).values_list("id", flat=True)))
    touch(meeting)


@transaction.atomic
def reorder_items(
    *,
    meeting_id: UUID,
    item_ids: Sequence[UUID],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Put the items of an agenda in another order.

    Args:
        meeting_id: The meeting.
        item_ids: All items that are on its agenda, in their new order.
        actor: Who does it.
        now: When.
        expected_version: Version of the meeting on the page; None when no page was shown.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun, items are missing, or somebody was just ahead.

    Changes:
        ``AgendaItem.position``; one event ``agenda.reordered``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_is_planned(meeting)
    policies.check_is_at_version(expected_version, meeting.version)
    there = list(_on_agenda(meeting).values_list("id", flat=True))
    if sorted(there) != sorted(item_ids):
        raise WrongState(_("The order must hold every item of the agenda once."))
    _deal_out(meeting, item_ids)
    touch(meeting)
    order = {"order": [str(one) for one in item_ids]}
    record("agenda.reordered", ("meeting", meeting.id), meeting, (actor, now), order)


@transaction.atomic
def publish_agenda(
    *, meeting_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """Say that the agenda is no concept any more; all parties see it as sent.

    Raises:
        NotAllowed: The actor may not prepare meetings here.
        WrongState: The meeting has begun, the agenda is empty, or somebody was just ahead.

    Changes:
        ``Meeting.published_at`` and who; one event ``agenda.published``.
    """
    meeting = lock_meeting(meeting_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_can_be_published(meeting, n_items=_on_agenda(meeting).count())
    policies.check_is_at_version(expected_version, meeting.version)
    meeting.published_by_id, meeting.published_at = person(actor), now
    touch(meeting, "published_by", "published_at")
    record("agenda.published", ("meeting", meeting.id), meeting, (actor, now))


@transaction.atomic
def give_input(
    *, item_id: UUID, party_id: int, kind: str, text: str, actor: Actor, now: datetime
) -> PartyInput:
    """Say for a party, before or in the meeting, what it thinks of a subject.

    Raises:
        NotAllowed: The actor does not speak for this party.
        WrongState: The meeting was held, there are no words, or advice comes from no tenants.

    Changes:
        One ``PartyInput``; older ones stay; one event ``party_input.given``.
    """
    meeting, row = lock_item(item_id)
    place = meeting.municipality_id
    policies.check_may_give_input(actor, municipality_id=place, party_id=party_id)
    policies.check_is_not_over(meeting)
    policies.check_is_on_agenda(row)
    standing = next(one for one in actor.standings if one.party_id == party_id)
    if kind not in PartyInput.Kind.values or not text.strip():
        raise WrongState(_("Write down what your party wants to say."))
    if kind == PartyInput.Kind.ADVICE and standing.party_kind != "tenants":
        raise WrongState(_("Only a tenants' organisation gives advice; others give input."))
    given: PartyInput = PartyInput.objects.create(
        item=row,
        party_id=party_id,
        kind=kind,
        text=text.strip(),
        recorded_by_id=person(actor),
        recorded_at=now,
    )
    record(
        "party_input.given",
        ("agenda_item", row.id),
        meeting,
        (actor, now),
        {"kind": kind},
        party_code=standing.party_code,
    )
    return given


def _to_change(
    item_id: UUID, actor: Actor, expected_version: int | None
) -> tuple[Meeting, AgendaItem]:
    meeting, row = lock_item(item_id)
    policies.check_may_plan(actor, municipality_id=meeting.municipality_id)
    policies.check_is_not_over(meeting)
    policies.check_is_on_agenda(row)
    policies.check_is_at_version(expected_version, row.version)
    return meeting, row


def _check_words(item: NewItem) -> None:
    if not item.title.strip():
        raise WrongState(_("An agenda item needs a title."))
    if item.asks not in AgendaItem.Asks.values:
        raise WrongState(_("Say what is asked of the meeting."))


def _on_agenda(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.filter(removed_at=None).order_by("position")


def _deal_out(meeting: Meeting, item_ids: Sequence[UUID]) -> None:
    _on_agenda(meeting).order_by().update(position=F("position") + _ASIDE)
    for position, item_id in enumerate(item_ids, start=1):
        AgendaItem.objects.filter(id=item_id).update(position=position)
