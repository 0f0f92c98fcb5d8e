"""Finding the day of one item: proposed meetings, terms forward, distances back, the next meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from drieluik.core.cycle.dutch import day_nl, length_nl, nth_weekday_nl
from drieluik.core.cycle.rules.book import MeetingHabits
from drieluik.core.cycle.rules.days_off import FreePeriod, house_day_off, statutory_day_off
from drieluik.core.cycle.rules.rule import NthWeekday
from drieluik.core.cycle.rules.terms import Length, latest_start, statutory_term_end

_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_ACT = "Algemene termijnenwet art. 1 en 2"


@dataclass(frozen=True, slots=True)
class Found:
    """A window of days (half open) and the sentences that say how it was found."""

    from_on: date
    until_on: date
    why_nl: tuple[str, ...]


def single(day: date, *why_nl: str) -> Found:
    """A window of one day."""
    return Found(day, day + _DAY, why_nl)


def why_not_met(
    day: date, habits: MeetingHabits, free_periods: Sequence[FreePeriod] | None
) -> str | None:
    """Why the house does not meet on a day, in Dutch; None when nothing stands in the way."""
    reason = house_day_off(day, habits.liberation_day)
    if reason is not None:
        return reason
    inside = (period for period in free_periods or () if period.from_on <= day < period.until_on)
    return next((period.name_nl for period in inside), None)


def proposed_day(
    year: int,
    rule: NthWeekday,
    habits: MeetingHabits,
    free_periods: Sequence[FreePeriod] | None,
) -> Found:
    """The proposed day of a meeting: the named one, else the same weekday later or earlier that month.

    When no such day of the month is free the named one stays; the calendar then reports it.
    """
    first = date(year, rule.month, 1)
    named = first + timedelta(days=(rule.weekday - first.weekday()) % 7) + _WEEK * (rule.nth - 1)
    words = f"Voorstel: {nth_weekday_nl(rule)}."
    reason = why_not_met(named, habits, free_periods)
    if reason is None:
        return single(named, words)
    for day in _other_weeks(named):
        if why_not_met(day, habits, free_periods) is None:
            return single(day, words, f"Verschoven van {day_nl(named)}: {reason}.")
    return single(named, words)


def _other_weeks(named: date) -> Iterable[date]:
    later = [named + _WEEK * n for n in range(1, 5)]
    earlier = [named - _WEEK * n for n in range(1, 5)]
    return (day for day in (*later, *earlier) if day.month == named.month)


def day_after_term(start: date, length: Length, name_nl: str, statutory: bool) -> Found:
    """The last day of a term that starts on a day, extended when the law asks for it."""
    plain = length.after(start)
    if length.n == 0:
        return single(start, f"Tegelijk met {name_nl}.")
    counted = f"{length_nl(length)} na {name_nl} ({day_nl(start)})."
    end = statutory_term_end(start, length) if statutory else plain
    if end == plain:
        return single(end, counted)
    extended = f"Verlengd van {day_nl(plain)} tot en met {day_nl(end)} ({_ACT})."
    return single(end, counted, extended)


def day_ahead(day: date, length: Length, name_nl: str) -> Found:
    """The last working day that lies at least this long ahead of a day."""
    plain = length.before(day)
    counted = f"{length_nl(length)} voor {name_nl} ({day_nl(day)})."
    reason = statutory_day_off(plain)
    if reason is None or length.n == 0:
        return single(plain, counted)
    earlier = plain
    while statutory_day_off(earlier):
        earlier -= _DAY
    return single(earlier, counted, f"Vervroegd, want {day_nl(plain)} valt op: {reason}.")


def day_that_leaves_room(day: date, length: Length, name_nl: str) -> Found:
    """The last working day from which a term of the law has passed by a day."""
    words = f"Zo is er {length_nl(length)} tijd vóór {name_nl} ({day_nl(day)})."
    return single(latest_start(day, length), words)
