"""What happens when a meeting moves: a difference of two calendars, shown before it is confirmed."""

from dataclasses import dataclass, replace
from datetime import date

from drieluik.core.cycle.building import calendar_of
from drieluik.core.cycle.calendar import Calendar, CycleItem, FixedMeeting, Known
from drieluik.core.cycle.rules.rule import Sort
from drieluik.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Shift:
    """One item before and after the move.

    Attributes:
        before: As it was.
        after: As it becomes.
    """

    before: CycleItem
    after: CycleItem

    @property
    def days(self) -> int:
        """How many days the last day moves; negative is earlier."""
        return (self.after.last_on - self.before.last_on).days

    @property
    def hangs_elsewhere(self) -> bool:
        """Whether the item now hangs on another item, such as another meeting."""
        return self.before.hangs_on != self.after.hangs_on


@dataclass(frozen=True, slots=True)
class Move:
    """All consequences of moving one item.

    Attributes:
        item_id: The item that people move.
        shifts: Items whose days or anchor change, the moved one first, then by new day.
        appears: Items that come into being, such as the outcome of a session that now has a meeting.
        disappears: Items that no longer have a day.
        becomes_wrong: Findings that the move brings.
        becomes_right: Findings that the move takes away.
        after: The calendar once the move is confirmed; its ``known`` is what to keep.
    """

    item_id: str
    shifts: tuple[Shift, ...]
    appears: tuple[CycleItem, ...]
    disappears: tuple[CycleItem, ...]
    becomes_wrong: tuple[Finding, ...]
    becomes_right: tuple[Finding, ...]
    after: Calendar


def moved(calendar: Calendar, item_id: str, new_on: date) -> Move:
    """Compute what moving one item to another day changes; nothing is changed yet.

    Args:
        calendar: The calendar as it stands.
        item_id: A meeting, or a day that the rule leaves to the parties.
        new_on: The new day.

    Raises:
        KeyError: There is no such item.
        ValueError: The day of this item is not for people to set; see ``CycleItem.movable``.
    """
    item = calendar.item(item_id)
    if not item.movable:
        raise ValueError(f"{item_id} has a day that is not for people to set")
    known = _with_day(calendar.known, item, new_on)
    return difference(item_id, calendar, calendar_of(calendar.year, calendar.book, known))


def difference(item_id: str, before: Calendar, after: Calendar) -> Move:
    """Compare two calendars of the same year."""
    old, new = ({item.id: item for item in calendar.items} for calendar in (before, after))
    shifts = [
        Shift(old[one], new[one])
        for one in old
        if one in new and _place(old[one]) != _place(new[one])
    ]
    shifts.sort(key=lambda shift: (shift.after.id != item_id, shift.after.until_on, shift.after.id))
    return Move(
        item_id=item_id,
        shifts=tuple(shifts),
        appears=tuple(item for one, item in new.items() if one not in old),
        disappears=tuple(item for one, item in old.items() if one not in new),
        becomes_wrong=_only_in(after, before),
        becomes_right=_only_in(before, after),
        after=after,
    )


def _place(item: CycleItem) -> tuple[date, date, str | None]:
    return item.from_on, item.until_on, item.hangs_on


def _only_in(one: Calendar, other: Calendar) -> tuple[Finding, ...]:
    return tuple(finding for finding in one.findings if finding not in other.findings)


def _with_day(known: Known, item: CycleItem, new_on: date) -> Known:
    if item.sort is not Sort.MEETING:
        return replace(known, agreed={**known.agreed, item.key: new_on})
    number = int(item.which)
    others = [one for one in known.meetings if (one.rule_id, one.number) != (item.rule_id, number)]
    meeting = FixedMeeting(
        item.rule_id, number, new_on, item.starts_at, item.ends_at, item.place_nl
    )
    return replace(known, meetings=(*others, meeting))
