"""The rows of a calendar: its items, what people have said about the year, and the calendar itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from types import MappingProxyType

from drieluik.core.cycle.rules.book import RuleBook
from drieluik.core.cycle.rules.days_off import FreePeriod
from drieluik.core.cycle.rules.rule import EventKind, Kind, Regime, RuleVersion, Sort, Who
from drieluik.core.findings import Finding
from drieluik.core.parameters import Source


@dataclass(frozen=True, slots=True)
class FixedMeeting:
    """A meeting whose day people have set.

    Attributes:
        rule_id: Which meeting, such as ``board_meeting``.
        number: Its number in the year, from 1; a number beyond the rule is an extra meeting.
        held_on: The day.
        starts_at: Local time; None when the rule's own time holds, or none.
        ends_at: Local time.
        place_nl: Where, in Dutch.
    """

    rule_id: str
    number: int
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place_nl: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and starts a term, such as a request for advice.

    Attributes:
        id: Stable name without colon; becomes part of the ids of items.
        kind: What happened.
        happened_on: The day; it belongs to the calendar of this year only.
        about_nl: About what, in Dutch.

    Raises:
        ValueError: The id holds a colon.
    """

    id: str
    kind: EventKind
    happened_on: date
    about_nl: str

    def __post_init__(self) -> None:
        if ":" in self.id:
            raise ValueError(f"the id of an event holds no colon: {self.id}")


@dataclass(frozen=True, slots=True)
class Known:
    """What people have told about a year; everything else follows from the rules.

    Attributes:
        meetings: Meetings of this year with a set day; each number of a rule once.
        cancelled: Ids of meetings that will not be held, proposed or set.
        agreed: Other days that parties agreed on, by rule, with which one when a rule has more
            (``overview``, ``theme_preparation:2``); only for rules that leave the day to them.
        events: What happened and starts a term.
        free_periods: School holidays and other days without meetings; None when nobody gave them.
        done: Ids of items that are done.
        today: The day from which one looks; None when past and future do not matter.

    Raises:
        ValueError: A meeting or an event is given twice.
    """

    meetings: tuple[FixedMeeting, ...] = ()
    cancelled: frozenset[str] = frozenset()
    agreed: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    events: tuple[Event, ...] = ()
    free_periods: tuple[FreePeriod, ...] | None = None
    done: frozenset[str] = frozenset()
    today: date | None = None

    def __post_init__(self) -> None:
        named = [(one.rule_id, one.number) for one in self.meetings]
        happened = [(one.kind, one.id) for one in self.events]
        if len(set(named)) < len(named) or len(set(happened)) < len(happened):
            raise ValueError("a meeting or an event is given twice")


@dataclass(frozen=True, slots=True)
class CycleItem:
    """One line of the calendar of a year.

    Attributes:
        id: ``<year>:<rule>[:<which>]``; stays the same when the day changes.
        rule_id: The rule it comes from.
        kind: Of the law or of the house.
        sort: What its day means.
        name_nl: What is to be done.
        who: Who must act.
        to: Who must receive it or may be there.
        from_on: First day of the window.
        until_on: Day after the last one (half open).
        starts_at: Local time of a meeting; None for a whole day.
        ends_at: Local time of a meeting.
        place_nl: Where a meeting is.
        source: Where the rule stands.
        regime: State of the law on its last day; None for a rule of the house.
        hangs_on: Id of the item it moves with; None when it stands by itself.
        settled: True when people have set its day, False when a rule gave it.
        movable: True when people may set another day.
        why_nl: How the day was found, sentence by sentence.
        only_if_nl: In which case it is needed; None when always.
        note_nl: What the reader must know.
        uncertain_nl: What is not certain about the rule.
        cancelled_nl: Why a meeting is not held; None when it is.
    """

    id: str
    rule_id: str
    kind: Kind
    sort: Sort
    name_nl: str
    who: tuple[Who, ...]
    to: tuple[Who, ...]
    from_on: date
    until_on: date
    source: Source
    why_nl: tuple[str, ...]
    starts_at: time | None = None
    ends_at: time | None = None
    place_nl: str | None = None
    regime: str | None = None
    hangs_on: str | None = None
    settled: bool = False
    movable: bool = False
    only_if_nl: str | None = None
    note_nl: str | None = None
    uncertain_nl: str | None = None
    cancelled_nl: str | None = None

    @property
    def last_on(self) -> date:
        """The last day of the window: the day itself for a meeting or a deadline."""
        return self.until_on - timedelta(days=1)

    def concerns(self, party: Who) -> bool:
        """Whether a kind of party must act, receive something or may be there."""
        return party in (*self.who, *self.to)

    @property
    def key(self) -> str:
        """Its id without the year: the rule, and which one when a rule has more."""
        return self.id.partition(":")[2]

    @property
    def which(self) -> str:
        """What tells items of one rule apart: a number, an event, or nothing."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The computed calendar of one year.

    An item may lie just outside the calendar year: it belongs to the year of what it hangs on.

    Attributes:
        year: The year.
        book: The rules it was made with.
        known: What people had told.
        items: In order of last day.
        findings: What is impossible, doubtful or worth knowing.
    """

    year: int
    book: RuleBook = field(repr=False)
    known: Known
    items: tuple[CycleItem, ...] = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)

    def item(self, item_id: str) -> CycleItem:
        """Return one item.

        Raises:
            KeyError: There is no such item in this year.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def of_rule(self, rule_id: str) -> tuple[CycleItem, ...]:
        """Return the items of one rule, in order of last day."""
        return tuple(item for item in self.items if item.rule_id == rule_id)

    def hanging_on(self, item_id: str) -> tuple[CycleItem, ...]:
        """Return the items that hang on one item directly, such as the papers of a meeting."""
        return tuple(item for item in self.items if item.hangs_on == item_id)

    def version_of(self, item: CycleItem) -> RuleVersion:
        """Return the version of its rule that an item was made with."""
        rule = self.book.rules[item.rule_id]
        return next(v for v in reversed(rule.versions) if v.from_on <= item.last_on)

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The states of the law in this year, in order."""
        first, after = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        return tuple(
            regime
            for regime in self.book.regimes
            if regime.from_on < after and (regime.until_on is None or regime.until_on > first)
        )
