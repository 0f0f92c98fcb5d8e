"""Days of one year only, read: occasions and last days for the calendar, and what starts a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from drieluik.apps.calendar.models import OneOffDay
from drieluik.apps.calendar.rows import ONE_OFF
from drieluik.core.cycle import CycleItem, Event, EventKind, Kind, Sort, Who
from drieluik.core.cycle.dutch import parties_nl
from drieluik.core.parameters import Source

KINDS: dict[str, Any] = {
    Sort.MEETING.value: gettext_lazy("An occasion, such as a working visit"),
    Sort.DEADLINE.value: gettext_lazy("A last day on which something must be done"),
    EventKind.ADVICE_REQUESTED.value: gettext_lazy("Advice was asked of tenants"),
    EventKind.ADVICE_RECEIVED.value: gettext_lazy("The advice of tenants was received"),
    EventKind.REASONS_RECEIVED.value: gettext_lazy("The reasons not to follow it were received"),
    EventKind.DISPUTE_NOTIFIED.value: gettext_lazy("A dispute about agreements was announced"),
    EventKind.BREACH_NOTIFIED.value: gettext_lazy("A dispute about keeping them was announced"),
    EventKind.DISPUTE_SUBMITTED.value: gettext_lazy("A dispute went to the Minister"),
}
"""What a day of one year can be; all but the first two start a term of the law."""
SHOWN_KINDS = (Sort.MEETING.value, Sort.DEADLINE.value)
PARTIES = (Who.MUNICIPALITY, Who.CORPORATION, Who.TENANTS, Who.COUNCIL)
"""Who can take part in an occasion or must do something by a last day."""


@dataclass(frozen=True, slots=True)
class OneOffRow:
    """A day of one year as it stands, or as it stood when ``number`` is not the newest.

    Attributes:
        key: Which day; stays the same when it is changed.
        number: 1, 2, 3 for one key.
        kind: One of ``KINDS``.
        name: What it is, or what the term is about.
        on: The day.
        starts_at: Local time; None for a whole day.
        ends_at: Local time.
        place: Where.
        who: Kinds of party that take part or must act.
        words: Where it was agreed; why, when it was withdrawn.
        is_withdrawn: Whether it counts no more.
        by: Who recorded it.
        at: When that was.
    """

    key: UUID
    number: int
    kind: str
    name: str
    on: date
    starts_at: time | None
    ends_at: time | None
    place: str
    who: tuple[Who, ...]
    words: str
    is_withdrawn: bool
    by: str
    at: datetime

    @property
    def kind_name(self) -> str:
        """What it is, in words for people."""
        return str(KINDS[self.kind])

    @property
    def parties(self) -> str:
        """Who takes part or must act, in Dutch."""
        return parties_nl(self.who)

    @property
    def starts_a_term(self) -> bool:
        """Whether a term of the law runs from this day."""
        return self.kind not in SHOWN_KINDS

    @property
    def item_id(self) -> str:
        """What the calendar calls it; what starts a term has no item itself."""
        return "" if self.starts_a_term else f"{self.on.year}:{ONE_OFF}:{self.key}"


def list_one_off(*, municipality_id: int, year: int | None = None) -> list[OneOffRow]:
    """Return the days of one year only as they stand, also withdrawn ones, in order of day."""
    rows = OneOffDay.objects.filter(municipality_id=municipality_id)
    newest = {row.key: row for row in rows.select_related("recorded_by").order_by("number")}
    found = [_row(row) for row in newest.values() if year is None or row.on.year == year]
    return sorted(found, key=lambda row: (row.on, row.starts_at or time.min, str(row.key)))


def find_one_off(*, municipality_id: int, key: UUID) -> OneOffRow | None:
    """Return one of them as it stands, or None."""
    history = list_one_off_history(municipality_id=municipality_id, key=key)
    return history[0] if history else None


def list_one_off_history(*, municipality_id: int, key: UUID) -> list[OneOffRow]:
    """Return how one of them was recorded and changed, the newest first."""
    rows = OneOffDay.objects.filter(municipality_id=municipality_id, key=key)
    return [_row(row) for row in rows.select_related("recorded_by").order_by("-number")]


def one_off_items(rows: Iterable[OneOffRow]) -> list[CycleItem]:
    """Return the items of occasions and last days; what was withdrawn says why it is not held."""
    return [_item(row) for row in rows if not row.starts_a_term]


def term_events(rows: Iterable[OneOffRow]) -> tuple[Event, ...]:
    """Return what starts a term of the law, for the calendar."""
    standing = (row for row in rows if row.starts_a_term and not row.is_withdrawn)
    return tuple(Event(str(row.key), EventKind(row.kind), row.on, row.name) for row in standing)


def _item(row: OneOffRow) -> CycleItem:
    return CycleItem(
        id=row.item_id,
        rule_id=ONE_OFF,
        kind=Kind.PLANNED,
        sort=Sort(row.kind),
        name_nl=row.name,
        who=row.who,
        to=(),
        from_on=row.on,
        until_on=row.on + timedelta(days=1),
        source=Source("afgesproken door partijen" if row.is_withdrawn else row.words),
        why_nl=("Eenmalig, vastgesteld door partijen.",),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place_nl=row.place or None,
        settled=True,
        cancelled_nl=row.words if row.is_withdrawn else None,
    )


def _row(row: OneOffDay) -> OneOffRow:
    return OneOffRow(
        key=row.key,
        number=row.number,
        kind=row.kind,
        name=row.name,
        on=row.on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        who=tuple(Who(one) for one in row.who.split()),
        words=row.words,
        is_withdrawn=row.withdrawn,
        by=row.recorded_by.name,
        at=row.recorded_at,
    )
