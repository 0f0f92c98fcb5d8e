"""Quarters of a year as people write them: ``2020-Q1``."""

import re
from datetime import date

_QUARTER = re.compile(r"20[0-9][0-9]-Q[1-4]")


def is_quarter(text: str) -> bool:
    """Tell whether a text names a quarter as the database takes it.

    Examples:
        >>> is_quarter("2020-Q1"), is_quarter("2100-Q1"), is_quarter("20२०-Q1")
        (True, False, False)
    """
    return _QUARTER.fullmatch(text) is not None


def quarter_of(day: date) -> str:
    """Return the quarter of a day.

    Examples:
        >>> quarter_of(date(2020, 6, 30))
        '2020-Q2'
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters_in(year: int) -> tuple[str, ...]:
    """Return the four quarters of a year."""
    return tuple(f"{year}-Q{number}" for number in range(1, 5))


def spoken(quarter: str) -> str:
    """Write ``2020-Q1`` as ``Q1 2020``."""
    year, _, part = quarter.partition("-")
    return f"{part} {year}"
