"""What pages and the API know of a year, as frozen rows without database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from drieluik.core.cycle import Calendar, CycleItem, Sort, Urgency, Who, carried_over, urgency_of
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
    """

    item: CycleItem
    urgency: Urgency
    findings: tuple[Finding, ...] = ()
    anchor: CycleItem | None = None
    anchor_shown: bool = False
    followers: tuple[CycleItem, ...] = ()
    meeting_id: UUID | None = None

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
        """Where the rule stands; what was planned here stands in no rule."""
        return self.item.source.law if self.is_planned_here else ground_nl(self.item)

    @property
    def is_planned_here(self) -> bool:
        """Whether people planned it here and no rule asks for it."""
        return self.item.rule_id in (EXTRA_MEETING, ROUND)

    @property
    def is_statutory(self) -> bool:
        """Whether the law asks for it."""
        return self.item.kind == "statutory"

    @property
    def has_window(self) -> bool:
        """Whether it has a first and a last day that differ."""
        return self.item.from_on < self.item.last_on


EXTRA_MEETING, ROUND = "extra_meeting", "delivery_round"


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a municipality as it stands on a day.

    Attributes:
        calendar: What was computed from the rules.
        before: The same of the year before; what it carries over is shown with this year.
        extra: What people planned and no rule asks for: other meetings, rounds of deliveries.
        meetings: The meeting behind an item, by its id.
        today: The day of looking.
        own_rules: Whether the municipality has house rules of its own.
    """

    calendar: Calendar
    before: Calendar
    extra: tuple[CycleItem, ...]
    meetings: dict[str, UUID]
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

    def months(self, party: Who | None = None) -> list[tuple[date, list[YearItem]]]:
        """Everything with a day, by month; of the year before only what it carries over."""
        dated = [line for line in self._lines(party) if line.item.sort is not Sort.ALL_YEAR]
        return [
            (month, list(lines))
            for month, lines in groupby(dated, key=lambda line: line.item.last_on.replace(day=1))
        ]

    def all_year(self, party: Who | None = None) -> list[YearItem]:
        """What holds all year and has no day."""
        return [line for line in self._lines(party) if line.item.sort is Sort.ALL_YEAR]

    def general_findings(self) -> list[Finding]:
        """What is worth knowing about the year as a whole."""
        shown = {item.id for item in self.items}
        return [one for one in self.calendar.findings if one.facts.get("item") not in shown]

    def _lines(self, party: Who | None) -> Iterator[YearItem]:
        items = [item for item in self.items if party is None or item.concerns(party)]
        shown = {item.id for item in items}
        by_id = {item.id: item for item in (*self.before.items, *self.items)}
        known = self.calendar.known.done | self.before.known.done
        soon = self.calendar.book.habits.soon_days
        for item in items:
            yield YearItem(
                item=item,
                urgency=urgency_of(item, self.today, soon, known),
                findings=self._about(item),
                anchor=by_id.get(item.hangs_on or ""),
                anchor_shown=item.hangs_on in shown,
                followers=tuple(one for one in items if one.hangs_on == item.id),
                meeting_id=self.meetings.get(item.id),
            )

    def _about(self, item: CycleItem) -> tuple[Finding, ...]:
        findings = (*self.calendar.findings, *self.before.findings)
        return tuple(one for one in findings if one.facts.get("item") == item.id)
