"""Which years of a municipality are closed, and which of them a stretch of days touches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from drieluik.apps.agreements.models import YearStanding


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year that was closed or opened again: why, when and by whom."""

    year: int
    closed: bool
    reason: str
    recorded_at: datetime
    recorded_by: str


def list_years(municipality_id: int) -> list[YearRow]:
    """Return the newest standing of every year that anybody ever closed, newest year first."""
    rows = YearStanding.objects.filter(municipality_id=municipality_id)
    newest = {row.year: row for row in rows.select_related("recorded_by").order_by("id")}
    return [
        YearRow(row.year, row.closed, row.reason, row.recorded_at, row.recorded_by.name)
        for _, row in sorted(newest.items(), reverse=True)
    ]


def closed_years(municipality_id: int) -> frozenset[int]:
    """Return the years that are closed now."""
    return frozenset(row.year for row in list_years(municipality_id) if row.closed)


def first_closed(closed: Collection[int], from_on: date, until_on: date | None) -> int | None:
    """Return the first closed year with a day in a half-open stretch of days, or None.

    Examples:
        >>> first_closed({2020, 2022}, date(2021, 1, 1), date(2022, 1, 1)) is None
        True
        >>> first_closed({2020, 2022}, date(2020, 12, 31), None)
        2020
    """
    touched = (
        year
        for year in sorted(closed)
        if year >= from_on.year and (until_on is None or date(year, 1, 1) < until_on)
    )
    return next(touched, None)
