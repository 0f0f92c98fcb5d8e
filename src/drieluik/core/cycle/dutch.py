"""Days, terms and parties of the cycle in Dutch words, for sentences that stand in the calendar."""

from collections.abc import Sequence
from datetime import date

from drieluik.core.cycle.rules.rule import (
    Ahead,
    AtNext,
    EventKind,
    Kind,
    Meetings,
    NthWeekday,
    Sort,
    Term,
    When,
    Who,
    Yearly,
)
from drieluik.core.cycle.rules.terms import Length, Unit

WHO_NL = {
    Who.MUNICIPALITY: "gemeente",
    Who.CORPORATION: "corporaties",
    Who.TENANTS: "huurdersorganisaties",
    Who.COUNCIL: "gemeenteraad",
    Who.CARE_PROVIDER: "zorgaanbieders",
    Who.MINISTER: "Minister",
}
KIND_NL = {Kind.STATUTORY: "wet", Kind.HOUSE: "huisregel", Kind.PLANNED: "gepland"}
SORT_NL = {
    Sort.DEADLINE: "uiterlijk",
    Sort.OPENING: "vanaf",
    Sort.MEETING: "bijeenkomst",
    Sort.ALL_YEAR: "hele jaar",
}
EVENT_NL = {
    EventKind.ADVICE_REQUESTED: "het vragen van advies",
    EventKind.ADVICE_RECEIVED: "de ontvangst van het advies",
    EventKind.REASONS_RECEIVED: "de ontvangst van de redenen",
    EventKind.DISPUTE_NOTIFIED: "de mededeling van het geschil",
    EventKind.DISPUTE_SUBMITTED: "het voorleggen van het geschil",
    EventKind.BREACH_NOTIFIED: "de mededeling van het geschil over nakoming",
}
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_NTH = ("eerste", "tweede", "derde", "vierde")
_UNITS = {
    Unit.DAYS: ("dag", "dagen"),
    Unit.WEEKS: ("week", "weken"),
    Unit.MONTHS: ("maand", "maanden"),
}


def day_nl(day: date) -> str:
    """Write a day in full.

    Examples:
        >>> day_nl(date(2026, 6, 18))
        'donderdag 18 juni 2026'
    """
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_nl(weekday: int) -> str:
    """Name a day of the week, Monday is 0.

    Examples:
        >>> weekday_nl(3)
        'donderdag'
    """
    return _WEEKDAYS[weekday]


def length_nl(length: Length) -> str:
    """Write a term in words.

    Examples:
        >>> length_nl(Length(1, Unit.WEEKS)), length_nl(Length(14, Unit.DAYS))
        ('1 week', '14 dagen')
    """
    one, more = _UNITS[length.unit]
    return f"{length.n} {one if length.n == 1 else more}"


def yearly_nl(when: Yearly) -> str:
    """Say which day a rule names.

    Examples:
        >>> from drieluik.core.cycle.rules.rule import MonthDay
        >>> yearly_nl(Yearly(None, MonthDay(12, 15), inclusive=False))
        'Elk jaar vóór 15 december.'
    """
    word = "uiterlijk" if when.inclusive else "vóór"
    return f"Elk jaar {word} {when.until.day} {_MONTHS[when.until.month - 1]}."


def nth_weekday_nl(day: NthWeekday) -> str:
    """Such as 'tweede donderdag van maart'."""
    return f"{_NTH[day.nth - 1]} {_WEEKDAYS[day.weekday]} van {_MONTHS[day.month - 1]}"


def rule_day_nl(when: When) -> str:
    """Say in one sentence how a rule finds its day, without naming a year.

    Examples:
        >>> rule_day_nl(Term(Length(6, Unit.WEEKS), after_event=EventKind.ADVICE_REQUESTED))
        '6 weken na het vragen van advies.'
    """
    match when:
        case Yearly():
            return yearly_nl(when)
        case Meetings():
            return f"Voorstel: {joined_nl([nth_weekday_nl(day) for day in when.proposed])}."
        case Term():
            start = EVENT_NL[when.after_event] if when.after_event else f"`{when.after}`"
            counted = (
                f"{length_nl(when.length)} na {start}" if when.length.n else f"Tegelijk met {start}"
            )
            return f"{counted}, de dag daarna." if when.passed else f"{counted}."
        case Ahead(than, Length() as length):
            return f"{length_nl(length)} voor `{than}`."
        case Ahead(than, _, term_of):
            return f"Zo dat `{term_of}` past voor `{than}`."
        case AtNext(meeting, following):  # pragma: no branch - the last of five
            return f"Eerstvolgende `{meeting}` na `{following}`."


def joined_nl(parts: Sequence[str]) -> str:
    """Join words with commas and 'en'.

    Examples:
        >>> joined_nl(["gemeente", "corporaties", "huurders"])
        'gemeente, corporaties en huurders'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def parties_nl(parties: Sequence[Who]) -> str:
    """Name the kinds of party.

    Examples:
        >>> parties_nl([Who.MINISTER, Who.TENANTS])
        'Minister en huurdersorganisaties'
    """
    return joined_nl([WHO_NL[party] for party in parties])
