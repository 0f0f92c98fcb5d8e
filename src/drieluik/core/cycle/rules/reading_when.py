"""The strict reader of the part of a rule that says when."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from drieluik.core.cycle.rules.rule import (
    Ahead,
    AtNext,
    EventKind,
    Meetings,
    MonthDay,
    NthWeekday,
    Term,
    Weekday,
    When,
    Yearly,
)
from drieluik.core.cycle.rules.terms import Length, Unit
from drieluik.core.parameters import DatedFileError, exactly, text_of

_UNITS = {unit.value for unit in Unit}
_MOST_WEEKDAYS_IN_A_MONTH = 4  # a fifth one does not come every month
_COMMON_YEAR = 2023


def when_of(entry: Any, where: str) -> When:
    """Read one of the five forms; the key that only that form has tells which it is.

    Raises:
        DatedFileError: It is none of them, or breaks its form.
    """
    forms: Mapping[str, Callable[[Any, str], When]] = {
        "by": _yearly,
        "before": _yearly,
        "meetings": _meetings,
        "after": _term,
        "after_event": _term,
        "ahead_of": _ahead,
        "at_next": _at_next,
    }
    if not isinstance(entry, dict):
        raise DatedFileError(f"{where} bevat geen sleutels")
    named = [key for key in forms if key in entry]
    if len(named) != 1:
        raise DatedFileError(f"{where} noemt niet precies een van: {', '.join(forms)}")
    return forms[named[0]](entry, where)


def _yearly(entry: dict[str, Any], where: str) -> Yearly:
    exactly(entry, {"by", "before", "first"}, set(), where)
    inclusive = "by" in entry
    first = entry.get("first")
    return Yearly(
        first=None if first is None else _month_day(first, where),
        until=_month_day(entry["by" if inclusive else "before"], where),
        inclusive=inclusive,
    )


def _meetings(entry: dict[str, Any], where: str) -> Meetings:
    exactly(entry, {"meetings", "starts_at", "ends_at"}, {"meetings"}, where)
    if not isinstance(entry["meetings"], list) or not entry["meetings"]:
        raise DatedFileError(f"{where} noemt geen enkele bijeenkomst")
    starts_at, ends_at = _clock(entry.get("starts_at"), where), _clock(entry.get("ends_at"), where)
    if (starts_at is None) != (ends_at is None) or (starts_at and ends_at and ends_at <= starts_at):
        raise DatedFileError(f"{where}: starts_at en ends_at horen bij elkaar, in die volgorde")
    return Meetings(tuple(_nth(one, where) for one in entry["meetings"]), starts_at, ends_at)


def _nth(entry: Any, where: str) -> NthWeekday:
    exactly(entry, {"month", "nth", "weekday"}, {"month", "nth", "weekday"}, where)
    return NthWeekday(
        month=_number(entry["month"], 1, 12, f"{where}: month"),
        nth=_number(entry["nth"], 1, _MOST_WEEKDAYS_IN_A_MONTH, f"{where}: nth"),
        weekday=weekday_of(entry["weekday"], where),
    )


def weekday_of(value: Any, where: str) -> Weekday:
    """Read a day of the week by its English name.

    Raises:
        DatedFileError: It is none.
    """
    names = {weekday.name.lower(): weekday for weekday in Weekday}
    if value not in names:
        raise DatedFileError(f"{where}: '{value}' is geen dag als thursday")
    return names[value]


def _term(entry: dict[str, Any], where: str) -> Term:
    exactly(entry, {"after", "after_event", "passed", *_UNITS}, set(), where)
    event = entry.get("after_event")
    if event is not None and event not in set(EventKind):
        raise DatedFileError(f"{where}: '{event}' is geen bekende gebeurtenis")
    passed = entry.get("passed", False)
    if not isinstance(passed, bool):
        raise DatedFileError(f"{where}: passed is true of false")
    after = None if event is not None else text_of(entry["after"], f"{where}: after")
    return Term(_length(entry, where), after, EventKind(event) if event else None, passed)


def _ahead(entry: dict[str, Any], where: str) -> Ahead:
    exactly(entry, {"ahead_of", "term_of", *_UNITS}, {"ahead_of"}, where)
    than = text_of(entry["ahead_of"], f"{where}: ahead_of")
    if "term_of" in entry:
        exactly(entry, {"ahead_of", "term_of"}, set(), where)
        return Ahead(than, term_of=text_of(entry["term_of"], f"{where}: term_of"))
    return Ahead(than, length=_length(entry, where))


def _at_next(entry: dict[str, Any], where: str) -> AtNext:
    exactly(entry, {"at_next", "following"}, {"at_next", "following"}, where)
    return AtNext(
        text_of(entry["at_next"], f"{where}: at_next"),
        text_of(entry["following"], f"{where}: following"),
    )


def _length(entry: dict[str, Any], where: str) -> Length:
    units = sorted(_UNITS & set(entry))
    if len(units) != 1:
        raise DatedFileError(f"{where} noemt niet precies een van: days, weeks, months")
    return Length(_number(entry[units[0]], 0, 1000, f"{where}: {units[0]}"), Unit(units[0]))


def _number(value: Any, least: int, most: int, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise DatedFileError(f"{where} is geen heel getal van {least} tot en met {most}")
    return value


def _month_day(value: Any, where: str) -> MonthDay:
    match = re.fullmatch(r"(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    if match is None:
        raise DatedFileError(f"{where}: '{value}' is geen dag als '04-01' (maand-dag)")
    month, day = int(match[1]), int(match[2])
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError as fault:
        raise DatedFileError(f"{where}: '{value}' bestaat niet elk jaar") from fault
    return MonthDay(month, day)


def _clock(value: Any, where: str) -> time | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"\d\d:\d\d", value):
        raise DatedFileError(
            f"{where}: '{value}' is geen tijd als '15:00', tussen aanhalingstekens"
        )
    try:
        return time.fromisoformat(value)
    except ValueError as fault:
        raise DatedFileError(f"{where}: '{value}' is geen tijd van een dag") from fault
