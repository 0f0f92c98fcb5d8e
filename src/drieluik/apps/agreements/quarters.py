"""The quarters of a year in which an action falls."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def quarters_of(written: Iterable[str], periods: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the quarters, sorted, that the written moments and dated periods cover.

    Args:
        written: Moments; only those in the form ``2020-Q1`` count here.
        periods: Half-open periods of ISO dates.

    Examples:
        >>> quarters_of([], [("2020-01-01", "2020-07-01")])
        ('2020-Q1', '2020-Q2')
        >>> quarters_of(["2020-Q3", "Q3 2020"], [])
        ('2020-Q3',)
    """
    found = {moment for moment in written if _QUARTER.fullmatch(moment)}
    for starts, ends in periods:
        found.update(_covered(date.fromisoformat(starts), date.fromisoformat(ends)))
    return tuple(sorted(found))


def _covered(starts_on: date, ends_on: date) -> Iterable[str]:
    year, quarter = starts_on.year, (starts_on.month - 1) // 3 + 1
    while date(year, quarter * 3 - 2, 1) < ends_on:
        yield f"{year}-Q{quarter}"
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
