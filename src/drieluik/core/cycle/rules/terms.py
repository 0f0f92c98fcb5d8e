"""Counting terms: forward with the extension of the Algemene termijnenwet, and plainly backward.

The extension is for terms of the law counted forward and no longer than twelve weeks, three months
or ninety days (art. 1 and 4). A day that the law names itself ("before 1 July") is not such a
term, and a term counted back from a meeting is never extended (art. 1 lid 2).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from drieluik.core.cycle.rules.days_off import statutory_day_off

_DAY = timedelta(days=1)


class Unit(StrEnum):
    """In what a term is written; the law treats 14 days and two weeks alike, not its limits."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


# Algemene termijnenwet art. 4 onder a: longer terms are not extended
_LONGEST_EXTENDED = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}
# art. 2: a term of at least three days holds at least two working days
_SHORT_TERM_DAYS, _WORKING_DAYS_IN_IT = 3, 2


@dataclass(frozen=True, slots=True)
class Length:
    """How long a term is."""

    n: int
    unit: Unit

    def after(self, day: date) -> date:
        """The day that lies this long after another one.

        Examples:
            >>> Length(6, Unit.MONTHS).after(date(2020, 8, 31))
            datetime.date(2021, 2, 28)
        """
        later: date = day + relativedelta(**{self.unit.value: self.n})
        return later

    def before(self, day: date) -> date:
        """The day that lies this long before another one."""
        earlier: date = day - relativedelta(**{self.unit.value: self.n})
        return earlier


def statutory_term_end(start: date, length: Length) -> date:
    """The last day of a term of the law that starts by something on ``start``.

    Source:
        Algemene termijnenwet art. 1 lid 1 (to the next day that is no Saturday, Sunday or
        recognised holiday), art. 2 (at least two working days in it), art. 4 (not for long terms).

    Examples:
        >>> statutory_term_end(date(2026, 2, 23), Length(6, Unit.WEEKS))  # ends on Easter Monday
        datetime.date(2026, 4, 7)
        >>> statutory_term_end(date(2025, 7, 1), Length(6, Unit.MONTHS))  # too long for the act
        datetime.date(2026, 1, 1)
    """
    end = length.after(start)
    if length.n == 0 or length.n > _LONGEST_EXTENDED[length.unit]:
        return end
    at_least_three_days = length.unit is not Unit.DAYS or length.n >= _SHORT_TERM_DAYS
    needed = _WORKING_DAYS_IN_IT if at_least_three_days else 0
    while statutory_day_off(end) or _working_days(start, end) < needed:
        end += _DAY
    return end


def latest_start(end: date, length: Length) -> date:
    """The last working day from which a term of the law has passed by ``end``.

    Examples:
        >>> latest_start(date(2026, 4, 6), Length(6, Unit.WEEKS))  # Easter extends later starts
        datetime.date(2026, 2, 19)
    """
    # counting months back and forth may differ by the length of a month
    start = length.before(end) + 3 * _DAY
    while statutory_day_off(start) or statutory_term_end(start, length) > end:
        start -= _DAY
    return start


def _working_days(start: date, end: date) -> int:
    days = (start + _DAY * n for n in range(1, (end - start).days + 1))
    return sum(statutory_day_off(day) is None for day in days)
