"""What pages and the API know of a year, as frozen rows without database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from drieluik.core.cycle import (
    Calendar,
    CycleItem,
    Kind,
    Sort,
    Urgency,
    Who,
    carried_over,
    urgency_of,
)
from drieluik.core.cycle.dutch import parties_nl
from drieluik.core.cycle.wording import ground_nl, title_nl
from drieluik.core.findings import Finding


@dataclass(frozen=True, slots=True)
class RulesRow:
    """A version of house rules as it was recorded."""

    number: int
    text: str
    grounds: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MarkRow:
    """Somebody said that an item was done, or took that back.

    Attributes:
        mark_id: Which mark.
        party_id: For which party; None for all who must act.
        party: Its name; empty for all.
        is_done: False when an earlier mark is taken back.
        done_on: When it was done; None when taken back.
        due_on: The last day as it was then.
        words: A note, or why it was taken back.
        by: Who said so.
        at: When that was said.
    """

    mark_id: int
    party_id: int | None
    party: str
    is_done: bool
    done_on: date | None
    due_on: date | None
    words: str
    by: str
    at: datetime

    @property
    def was_late(self) -> bool:
        """Whether it was done after the last day of that moment."""
        return self.done_on is not None and self.due_on is not None and self.done_on > self.due_on


@dataclass(frozen=True, slots=True)
class Doing:
    """How far the doing of an item is.

    Attributes:
        marks: What holds now, one per party.
        must_act: Id and name of every party that must act.
        waiting: Those of them that did not say it is done.
        is_done: Whether nobody has to act any more.
    """

    marks: tuple[MarkRow, ...] = ()
    must_act: tuple[tuple[int, str], ...] = ()
    waiting: tuple[tuple[int, str], ...] = ()
    is_done: bool = False

    @property
    def waiting_names(self) -> str:
        """The names of those who did not say it is done."""
        return ", ".join(name for _party_id, name in self.waiting)

    def waits_for(self, party_ids: Collection[int]) -> bool:
        """Whether one of these parties must still act."""
        return any(party_id in party_ids for party_id, _name in self.waiting)


@dataclass(frozen=True, slots=True)
class YearItem:
    """One line of the year.

    Attributes:
        item: What was computed, or taken over from a meeting or a round of deliveries.
        urgency: How it stands on the day of looking.
        findings: What is wrong or worth knowing about it.
        anchor: The item it hangs on; None when it stands by itself.
        anchor_shown: Whether that item is shown too.
        followers: The items shown that hang on it.
        meeting_id: The meeting behind it; None when there is none.
        doing: Who said that it is done, and who did not.
        is_binding: Whether law or parties really ask it: nothing is asked by a proposal of Drieluik
            or for a meeting that nobody planned.
    """

    item: CycleItem
    urgency: Urgency
    findings: tuple[Finding, ...] = ()
    anchor: CycleItem | None = None
    anchor_shown: bool = False
    followers: tuple[CycleItem, ...] = ()
    meeting_id: UUID | None = None
    doing: Doing = Doing()
    is_binding: bool = True

    @property
    def can_be_marked(self) -> bool:
        """Whether people say that it is done: a meeting is held, a round of figures delivered."""
        held = self.item.cancelled_nl is None
        return self.item.sort is Sort.DEADLINE and self.item.rule_id != ROUND and held

    @property
    def is_asked(self) -> bool:
        """Whether somebody must do it and say so; what is needed in some cases only is not."""
        return self.can_be_marked and self.is_binding and self.item.only_if_nl is None

    @property
    def is_one_off(self) -> bool:
        """Whether people told it for this year only."""
        return self.item.rule_id == ONE_OFF

    @property
    def leaves_its_day(self) -> bool:
        """Whether the rule leaves it to the parties to agree on another day."""
        return self.item.movable and self.item.sort is not Sort.MEETING

    @property
    def is_behind(self) -> bool:
        """Whether it is too late, or partly done by its last day."""
        partly = bool(self.doing.marks) and bool(self.doing.waiting)
        return self.urgency is Urgency.PAST_DUE or partly

    @property
    def title(self) -> str:
        """Its name, with what its day means."""
        return title_nl(self.item)

    @property
    def who(self) -> str:
        """Who must act, in Dutch."""
        return parties_nl(self.item.who)

    @property
    def to(self) -> str:
        """Who receives it, in Dutch."""
        return parties_nl(self.item.to) if self.item.to else ""

    @property
    def ground(self) -> str:
        """Where the rule stands, or where it was agreed when no rule asks for it."""
        return ground_nl(self.item)

    @property
    def is_planned_here(self) -> bool:
        """Whether people planned it here and no rule asks for it."""
        return self.item.kind is Kind.PLANNED

    @property
    def is_statutory(self) -> bool:
        """Whether the law asks for it."""
        return self.item.kind == "statutory"

    @property
    def has_window(self) -> bool:
        """Whether it has a first and a last day that differ."""
        return self.item.from_on < self.item.last_on


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of one month, in order of last day.

    Attributes:
        first_on: Its first day.
        lines: What has its last day in it; never empty.
        is_past: Whether it has gone by in the year that is still running.
    """

    first_on: date
    lines: tuple[YearItem, ...]
    is_past: bool

    @property
    def n_late(self) -> int:
        """How many lines should have been noted as done and are not."""
        return sum(line.urgency is Urgency.PAST_DUE for line in self.lines)


EXTRA_MEETING, ROUND, ONE_OFF = "extra_meeting", "delivery_round", "one_off"


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a municipality as it stands on a day.

    Attributes:
        calendar: What was computed from the rules.
        before: The same of the year before; what it carries over is shown with this year.
        extra: What people planned and no rule asks for: other meetings, rounds, one-off days.
        extra_before: The one-off days of the year before.
        meetings: The meeting behind an item, by its id.
        doings: Who said of an item that it is done, by its id; also of all items of the year before.
        today: The day of looking.
        own_rules: Whether the municipality has house rules of its own.
    """

    calendar: Calendar
    before: Calendar
    extra: tuple[CycleItem, ...]
    extra_before: tuple[CycleItem, ...]
    meetings: dict[str, UUID]
    doings: Mapping[str, Doing]
    today: date
    own_rules: bool

    @property
    def number(self) -> int:
        """The year itself."""
        return self.calendar.year

    @property
    def items(self) -> tuple[CycleItem, ...]:
        """All items of the year with what the year before carries over, in order of last day."""
        found = (*carried_over(self.before), *self.calendar.items, *self.extra)
        return tuple(sorted(found, key=lambda item: (item.last_on, item.id)))

    def find(self, item_id: str) -> YearItem | None:
        """Return one line of this year or of what the year before carries over, or None."""
        return next((line for line in self.lines() if line.item.id == item_id), None)

    def past_due(self) -> list[YearItem]:
        """What is too late, also of the year before, the oldest first."""
        all_items = (*self.before.items, *self.extra_before, *self.items)
        both = {item.id: item for item in all_items}
        ordered = sorted(both.values(), key=lambda item: (item.last_on, item.id))
        found = (self._line(item, ordered, both) for item in ordered)
        return [line for line in found if line.urgency is Urgency.PAST_DUE]

    def months(self, party: Who | None = None) -> list[Month]:
        """Everything with a day, by month; of the year before only what it carries over."""
        dated = [line for line in self.lines(party) if line.item.sort is not Sort.ALL_YEAR]
        this_month, running = self.today.replace(day=1), self.number == self.today.year
        return [
            Month(first_on, tuple(lines), is_past=running and first_on < this_month)
            for first_on, lines in groupby(dated, key=lambda line: line.item.last_on.replace(day=1))
        ]

    def all_year(self, party: Who | None = None) -> list[YearItem]:
        """What holds all year and has no day."""
        return [line for line in self.lines(party) if line.item.sort is Sort.ALL_YEAR]

    def general_findings(self) -> list[Finding]:
        """What is worth knowing about the year as a whole."""
        shown = {item.id for item in self.items}
        return [one for one in self.calendar.findings if one.facts.get("item") not in shown]

    def lines(self, party: Who | None = None) -> Iterator[YearItem]:
        """Every line, in order of last day; of one kind of party when that is given."""
        items = [item for item in self.items if party is None or item.concerns(party)]
        by_id = {item.id: item for item in (*self.before.items, *self.items)}
        for item in items:
            yield self._line(item, items, by_id)

    def _line(
        self, item: CycleItem, shown: Sequence[CycleItem], by_id: Mapping[str, CycleItem]
    ) -> YearItem:
        known = self.calendar.known.done | self.before.known.done
        soon = self.calendar.book.habits.soon_days
        binding = self._binds(item, by_id)
        urgency = urgency_of(item, self.today, soon, known)
        return YearItem(
            item=item,
            urgency=Urgency.PAST if urgency is Urgency.PAST_DUE and not binding else urgency,
            findings=self._about(item),
            anchor=by_id.get(item.hangs_on or ""),
            anchor_shown=any(one.id == item.hangs_on for one in shown),
            followers=tuple(one for one in shown if one.hangs_on == item.id),
            meeting_id=self.meetings.get(item.id),
            doing=self.doings.get(item.id, Doing()),
            is_binding=binding,
        )

    def _binds(self, item: CycleItem, by_id: Mapping[str, CycleItem]) -> bool:
        agreed = item.settled and item.sort is Sort.DEADLINE
        only_proposed = item.kind is Kind.HOUSE and not self.own_rules and not agreed
        if only_proposed or item.cancelled_nl is not None:
            return False
        anchor = by_id.get(item.hangs_on or "")
        if anchor is None:
            return True
        planned = anchor.sort is not Sort.MEETING or anchor.settled
        return planned and self._binds(anchor, by_id)

    def _about(self, item: CycleItem) -> tuple[Finding, ...]:
        findings = (*self.calendar.findings, *self.before.findings)
        return tuple(one for one in findings if one.facts.get("item") == item.id)
