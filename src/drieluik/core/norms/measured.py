"""Finds in the frame of figures what a norm is about: the period, the total and each party."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

import polars as pl

from drieluik.core.norms.interval import Interval
from drieluik.core.norms.norm import Norm, Rhythm
from drieluik.core.tables import Period

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one period.

    Attributes:
        interval: Where it lies; None when there was nothing to divide by.
        is_ratio: True for a ratio, which says nothing once a party is missing.
        counts: Of a ratio that is exactly known: what is above and what is below the line.
    """

    interval: Interval | None
    is_ratio: bool
    counts: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one indicator (part) in the periods of the norm's rhythm."""

    rows: pl.DataFrame

    def total(self, period: str) -> Figure | None:
        """Return the figure of all parties together."""
        found = self.rows.filter(period=period, level="total").to_dicts()
        return _figure(found) if found else None

    def of_party(self, period: str, party: str) -> Figure | None:
        """Return the figure of one corporation."""
        return self.joint(period, (party,))

    def joint(self, period: str, parties: Iterable[str]) -> Figure | None:
        """Return the figure of some corporations together."""
        of_parties = pl.col("party_code").is_in(list(parties))
        found = self.rows.filter(of_parties, period=period, level="corporation").to_dicts()
        return _figure(found) if found else None

    def latest(self, on: date) -> str | None:
        """Return the last period that was over on a day."""
        over = [period for period in self.rows["period"].unique() if _ends_before(period) <= on]
        return max(over, default=None)


def measured(norm: Norm, values: pl.DataFrame) -> Measured:
    """Return the figures a norm is about, in its own rhythm."""
    by_year = ~pl.col("period").str.contains("-")
    wanted = by_year if norm.rhythm is Rhythm.YEAR else ~by_year
    part = norm.breakdown or _ALL
    return Measured(values.filter(wanted, indicator_id=norm.indicator_id, breakdown=part))


def a_year_before(period: str) -> str:
    """Return the same period of the year before."""
    if "-" not in period:
        return str(int(period) - 1)
    half = Period.parse(period)
    return str(Period(half.year - 1, half.half))


def period_before(period: str) -> str:
    """Return the half-year or year before a period.

    Examples:
        >>> period_before("2021-1"), period_before("2021")
        ('2020-2', '2020')
    """
    if "-" not in period:
        return str(int(period) - 1)
    return str(Period.parse(period).previous())


def periods_through(known: Iterable[str], last: str) -> list[str]:
    """Return every half-year or year from the first known one through the last, in order.

    Examples:
        >>> periods_through(["2020-2", "2019-2"], "2021-1")
        ['2019-2', '2020-1', '2020-2', '2021-1']
        >>> periods_through([], "2021")
        []
    """
    first, found = min(known, default=""), []
    while first and last >= first:
        found.append(last)
        last = period_before(last)
    return found[::-1]


def steps_between(period: str, later: str) -> int:
    """Return how many half-years or years a period lies before another of its kind.

    Examples:
        >>> steps_between("2020-2", "2022-1"), steps_between("2020", "2023")
        (3, 3)
    """
    if "-" not in period:
        return int(later) - int(period)
    first, last = Period.parse(period), Period.parse(later)
    return 2 * (last.year - first.year) + last.half - first.half


def last_over(rhythm: Rhythm, on: date) -> str:
    """Return the last half-year or year that was over on a day.

    Examples:
        >>> last_over(Rhythm.HALF_YEAR, date(2021, 7, 1)), last_over(Rhythm.YEAR, date(2021, 7, 1))
        ('2021-1', '2020')
    """
    if rhythm is Rhythm.YEAR:
        return str(on.year - 1)
    return str(Period.containing(on).previous())


def _ends_before(period: str) -> date:
    if "-" not in period:
        return date(int(period) + 1, 1, 1)
    return Period.parse(period).ends_before


def _figure(rows: list[dict[str, Any]]) -> Figure:
    is_ratio = rows[0]["denominator"] is not None
    n_unknown = sum(row["n_unknown"] for row in rows)
    if len(rows) == 1:
        return Figure(_of_one(rows[0], n_unknown), is_ratio, _counts(rows, n_unknown))
    if is_ratio:
        return Figure(_of_ratios(rows, n_unknown), is_ratio, _counts(rows, n_unknown))
    known = [row["value"] for row in rows if row["value"] is not None]
    open_ended = any(row["value_high"] is None for row in rows)
    return Figure(
        Interval(
            value=sum(known) if known else None,
            low=sum(row["value_low"] for row in rows),
            high=inf if open_ended else sum(row["value_high"] for row in rows),
            n_unknown=n_unknown,
        ),
        is_ratio,
    )


def _counts(rows: list[dict[str, Any]], n_unknown: int) -> tuple[float, float] | None:
    if n_unknown or any(row["denominator"] is None for row in rows):
        return None
    return sum(row["numerator"] or 0.0 for row in rows), sum(row["denominator"] for row in rows)


def _of_one(row: dict[str, Any], n_unknown: int) -> Interval | None:
    if row["value_low"] is None:
        return None
    high = inf if row["value_high"] is None else row["value_high"]
    return Interval(row["value"], row["value_low"], high, n_unknown)


def _of_ratios(rows: list[dict[str, Any]], n_unknown: int) -> Interval | None:
    value, low = _ratio(rows, ""), _ratio(rows, "_low")
    open_ended = any(row["numerator_high"] is None for row in rows)
    high = inf if open_ended else _ratio(rows, "_high")
    known = [figure for figure in (low, value, high) if figure is not None]
    if not known:
        return None
    return Interval(
        value,
        low=known[0] if low is None else low,
        high=known[-1] if high is None else high,
        n_unknown=n_unknown,
    )


def _ratio(rows: list[dict[str, Any]], suffix: str) -> float | None:
    below = sum(row[f"denominator{suffix}"] for row in rows)
    if below <= 0:
        return None
    above = sum(row[f"numerator{suffix}"] or 0.0 for row in rows)
    return float(above / below)
