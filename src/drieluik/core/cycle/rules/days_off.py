"""Dutch weekends and recognised holidays, computed; school holidays come from outside as rows.

Source: Algemene termijnenwet art. 3 (text of 10-10-2010), kept in ``data/holidays.yaml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml
from dateutil.easter import easter

_SATURDAY, _SUNDAY = 5, 6
_LUSTRUM = 5
_LIBERATION_NL = "Bevrijdingsdag"


class LiberationDay(StrEnum):
    """In which years the house does not meet on 5 May; for terms of the law it always counts."""

    EVERY_YEAR = "every_year"
    EVERY_FIVE_YEARS = "every_five_years"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class FreePeriod:
    """Days on which the house does not meet, such as a school holiday; supplied, never made up."""

    name_nl: str
    from_on: date
    until_on: date


def statutory_day_off(day: date) -> str | None:
    """Why a term of the law does not end on this day, in Dutch; None on a working day.

    Examples:
        >>> statutory_day_off(date(2026, 4, 6)), statutory_day_off(date(2026, 4, 7))
        ('Tweede Paasdag', None)
    """
    return _weekend(day) or holidays_of(day.year).get(day)


def house_day_off(day: date, liberation_day: LiberationDay) -> str | None:
    """Why the house does not meet on this day, in Dutch; None on a working day.

    Examples:
        >>> house_day_off(date(2026, 5, 5), LiberationDay.EVERY_FIVE_YEARS) is None
        True
        >>> house_day_off(date(2025, 5, 5), LiberationDay.EVERY_FIVE_YEARS)
        'Bevrijdingsdag'
    """
    reason = statutory_day_off(day)
    if reason != _LIBERATION_NL:  # when Ascension Day falls on 5 May, that name comes first
        return reason
    free = {
        LiberationDay.EVERY_YEAR: True,
        LiberationDay.EVERY_FIVE_YEARS: day.year % _LUSTRUM == 0,
        LiberationDay.NEVER: False,
    }[liberation_day]
    return reason if free else None


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """The recognised holidays of one year with their Dutch names, in order of date."""
    days = {_day(entry, year): str(entry["name_nl"]) for entry in _entries()}
    return dict(sorted(days.items()))


def _weekend(day: date) -> str | None:
    return {_SATURDAY: "zaterdag", _SUNDAY: "zondag"}.get(day.weekday())


def _day(entry: Mapping[str, Any], year: int) -> date:
    if "easter" in entry:
        sunday: date = easter(year)
        return sunday + timedelta(days=entry["easter"])
    day = date(year, entry["month"], entry["day"])
    if entry.get("not_on_sunday") and day.weekday() == _SUNDAY:
        return day - timedelta(days=1)
    return day


@cache
def _entries() -> list[dict[str, Any]]:
    text = (resources.files("drieluik.core.cycle.rules") / "data" / "holidays.yaml").read_text(
        "utf-8"
    )
    entries: list[dict[str, Any]] = yaml.safe_load(text)["holidays"]
    return entries
