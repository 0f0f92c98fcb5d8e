"""Saying that an item of the year was done, and taking that back. Part of the services of this app."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import ItemMark
from drieluik.apps.calendar.rows import YearItem
from drieluik.apps.calendar.selectors import find_line
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class NewMark:
    """What is said about an item.

    Attributes:
        done_on: The day on which it was done.
        party_id: For which party; None for all who must act.
        note: What others may want to know, such as where it can be found.
    """

    done_on: date
    party_id: int | None = None
    note: str = ""


@transaction.atomic
def mark_item(
    *, municipality_id: int, item_id: str, mark: NewMark, actor: Actor, now: datetime
) -> None:
    """Say that an item was done by a party, or by all who must act.

    Raises:
        NotAllowed: The actor speaks for no party that must act, and is not the secretary.
        WrongState: There is no such item, nobody marks it, it is marked already, or the day lies
            in the future.

    Changes:
        One ``ItemMark``; one event ``calendar_item.marked``.
    """
    lock_municipality(municipality_id)
    today = timezone.localdate(now)
    line = _line(municipality_id, item_id, today)
    policies.check_may_mark(
        actor, municipality_id=municipality_id, party_id=mark.party_id, doing=line.doing
    )
    policies.check_can_be_marked(line, mark.party_id, done_on=mark.done_on, today=today)
    given = {"done_on": mark.done_on, "due_on": line.item.last_on, "words": mark.note.strip()[:300]}
    _add(municipality_id, item_id, mark.party_id, done=True, by=(actor, now), **given)


@transaction.atomic
def take_back(
    *,
    municipality_id: int,
    item_id: str,
    party_id: int | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Take back that an item was done; what was said stays to be read, with the reason.

    Raises:
        NotAllowed: The actor does not speak for this party, and is not the secretary.
        WrongState: There is no such item or mark, or no reason.

    Changes:
        One ``ItemMark``; one event ``calendar_item.mark_taken_back``.
    """
    lock_municipality(municipality_id)
    line = _line(municipality_id, item_id, timezone.localdate(now))
    policies.check_may_mark(
        actor, municipality_id=municipality_id, party_id=party_id, doing=line.doing
    )
    if party_id not in {mark.party_id for mark in line.doing.marks}:
        raise WrongState(_("Nobody said that this was done, or it was taken back already."))
    if not reason.strip():
        raise WrongState(_("Say why it is taken back: others may have counted on it."))
    words = reason.strip()[:300]
    _add(municipality_id, item_id, party_id, done=False, by=(actor, now), words=words)


def _line(municipality_id: int, item_id: str, today: date) -> YearItem:
    line = find_line(municipality_id=municipality_id, item_id=item_id, today=today)
    if line is None:
        raise WrongState(_("This does not stand in the calendar any more."))
    return line


def _add(
    municipality_id: int,
    item_id: str,
    party_id: int | None,
    *,
    done: bool,
    by: tuple[Actor, datetime],
    **given: object,
) -> None:
    actor, now = by
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    rows = ItemMark.objects.filter(
        municipality_id=municipality_id, item_id=item_id, party_id=party_id
    )
    ItemMark.objects.create(
        municipality_id=municipality_id,
        item_id=item_id,
        party_id=party_id,
        number=rows.count() + 1,
        done=done,
        recorded_by_id=actor.user_id,
        recorded_at=now,
        **given,
    )
    codes = (one.party_code for one in actor.standings if one.party_id == party_id)
    audit.record(
        name="calendar_item.marked" if done else "calendar_item.mark_taken_back",
        # ids of what people planned are longer than the log takes
        subject=("calendar_item", item_id[:60]),
        actor=actor,
        now=now,
        party_code=next(codes, ""),
        facts={"municipality_id": municipality_id, "item": item_id, "party_id": party_id},
    )
