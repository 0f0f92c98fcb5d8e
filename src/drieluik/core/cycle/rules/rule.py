"""What a rule of the yearly cycle is: who does what, when, on which ground, and since when."""

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum

from drieluik.core.cycle.rules.terms import Length
from drieluik.core.parameters import Source


class Who(StrEnum):
    """The kinds of party that act in the cycle or must receive something."""

    MUNICIPALITY = "municipality"
    CORPORATION = "corporation"
    TENANTS = "tenants"
    COUNCIL = "council"
    CARE_PROVIDER = "care_provider"
    MINISTER = "minister"


class Kind(StrEnum):
    """Whether the law asks for it, the house of the parties, or only what they planned."""

    STATUTORY = "statutory"
    HOUSE = "house"
    PLANNED = "planned"


class Sort(StrEnum):
    """What a day in the calendar means: the last day, the first day, a meeting, or all year."""

    DEADLINE = "deadline"
    OPENING = "opening"
    MEETING = "meeting"
    ALL_YEAR = "all_year"


class EventKind(StrEnum):
    """What may happen in the year and starts a term of its own."""

    ADVICE_REQUESTED = "advice_requested"
    ADVICE_RECEIVED = "advice_received"
    REASONS_RECEIVED = "reasons_received"
    DISPUTE_NOTIFIED = "dispute_notified"
    DISPUTE_SUBMITTED = "dispute_submitted"
    BREACH_NOTIFIED = "breach_notified"


class Weekday(IntEnum):
    """Days of the week, Monday first, as Python counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day that returns every year; never 29 February."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in one year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Yearly:
    """The same days every year: from ``first`` (or the last day itself), before ``until``.

    Attributes:
        first: First day of the window; None when only the last day is named.
        until: The day named in the rule.
        inclusive: True for "at the latest on", False for "before".
    """

    first: MonthDay | None
    until: MonthDay
    inclusive: bool


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """Such as the second Thursday of March."""

    month: int
    nth: int
    weekday: Weekday


@dataclass(frozen=True, slots=True)
class Meetings:
    """As many meetings as there are proposed days; people may fix another day for each."""

    proposed: tuple[NthWeekday, ...]
    starts_at: time | None = None
    ends_at: time | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of time counted forward from another rule or from something that happened.

    Attributes:
        length: How long.
        after: Id of the rule whose last day starts the term; None when an event starts it.
        after_event: The event that starts it; None when a rule does.
        passed: True when the day after the term is meant ("not within six months").
    """

    length: Length
    after: str | None = None
    after_event: EventKind | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Ahead:
    """A stretch of time counted back from the first day of another rule.

    Attributes:
        than: Id of the rule it must be ahead of.
        length: How long; None when the length is that of another rule.
        term_of: Id of the rule whose term must fit in between; None when ``length`` is given.
    """

    than: str
    length: Length | None = None
    term_of: str | None = None


@dataclass(frozen=True, slots=True)
class AtNext:
    """On the day of the first meeting of one rule after the last day of another."""

    meeting: str
    following: str


When = Yearly | Meetings | Term | Ahead | AtNext


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule as it stands from a first day on.

    Attributes:
        from_on: First day on which this version counts.
        name_nl: What is to be done; may hold ``{anchor}`` and ``{following}``.
        who: Who must act.
        to: Who must receive it or may be there.
        when: How the day is found.
        source: Where the rule stands.
        uncertain_nl: What is not certain about this version, in Dutch.
        note_nl: What the reader must know, in Dutch.
        only_if_nl: In which case it is needed; None when always.
        choice_nl: What the day is based on when the source names none.
        not_after: Id of the rule whose last day is the limit; None when there is no limit.
        agreed_day: True when parties may agree on another day.
    """

    from_on: date
    name_nl: str
    who: tuple[Who, ...]
    to: tuple[Who, ...]
    when: When
    source: Source
    uncertain_nl: str | None = None
    note_nl: str | None = None
    only_if_nl: str | None = None
    choice_nl: str | None = None
    not_after: str | None = None
    agreed_day: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with all its versions.

    Attributes:
        id: Name in files and in the ids of items.
        kind: Of the law or of the house.
        sort: What its day means.
        versions: In order of date.
        ends: First day on which the rule is gone; None while it is in force.
        checked_by: Who compared the file with its source.
        checked_on: When that was done.
        recheck_before: Day before which somebody must do so again.
    """

    id: str
    kind: Kind
    sort: Sort
    versions: tuple[RuleVersion, ...]
    ends: date | None
    checked_by: str
    checked_on: date
    recheck_before: date

    def validity(self, version: RuleVersion) -> tuple[date, date]:
        """The half-open period in which a version counts."""
        later = [other.from_on for other in self.versions if other.from_on > version.from_on]
        ends = [self.ends] if self.ends is not None else []
        return version.from_on, min([*later, *ends, date.max])

    def version_on(self, day: date) -> RuleVersion | None:
        """The version in force on a day; None before the first and after the end."""
        for version in self.versions:
            from_on, until_on = self.validity(version)
            if from_on <= day < until_on:
                return version
        return None


@dataclass(frozen=True, slots=True)
class Regime:
    """One state of the law on performance agreements.

    Attributes:
        id: A, B or C.
        name_nl: What people call it.
        from_on: First day.
        until_on: First day of the next one; None while it is in force.
        uncertain_nl: What is not certain about its start, in Dutch.
    """

    id: str
    name_nl: str
    from_on: date
    until_on: date | None
    uncertain_nl: str | None = None
