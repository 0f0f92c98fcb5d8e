"""From accepted deliveries to every figure of a period, of its year and of the whole series."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

import polars as pl

from drieluik.core.flows.accepted import AcceptedTables, delivered_by, fingerprint
from drieluik.core.flows.legal_values import parameters_of
from drieluik.core.indicators import (
    INDICATORS,
    Area,
    Indicator,
    Level,
    Nature,
    PeriodParameters,
    figures,
    grain,
    opened,
    reason_counts,
    spread_over_levels,
    zero_rows,
)
from drieluik.core.tables import Period

Resolver = Callable[[Period], PeriodParameters]


@dataclass(frozen=True, slots=True)
class Picture:
    """What to measure.

    Attributes:
        area: Which municipality and which buurten.
        levels: For which parts of the city.
        indicators: Which figures.
        parameters: Gives the values of law and calendar of a half-year.
    """

    area: Area = field(default_factory=Area)
    levels: tuple[Level, ...] = tuple(Level)
    indicators: tuple[Indicator, ...] = INDICATORS
    parameters: Resolver = parameters_of


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures with everything needed to reproduce them.

    Attributes:
        values: One row per figure, see ``indicators.VALUES_SCHEMA``; half-years are written
            ``2020-1``, years ``2020``.
        reasons: How many rows count for which reason, see ``indicators.reason_counts``.
        input_hash: Fingerprint of the deliveries that went in.
        definition_versions: Indicator id -> version of its definition.
        parameters_on: Last day of the latest half-year; the law of that day was used for it.
        code_version: Version of the product.
    """

    values: pl.DataFrame
    reasons: pl.DataFrame
    input_hash: str
    definition_versions: Mapping[str, int]
    parameters_on: date
    code_version: str


def measure(
    deliveries: Sequence[AcceptedTables],
    period: Period,
    picture: Picture = Picture(),
) -> Measurement:
    """Return all figures of one half-year, and of its year when both halves are there.

    Args:
        deliveries: Accepted deliveries; those of other years are left alone. A party with two
            deliveries for one period (parts of it) counts with both.
        period: The half-year.
        picture: Which figures, for which area, with which law.
    """
    halves = {period}
    if period.half == 2:
        halves.add(period.previous())
    used = [delivery for delivery in deliveries if delivery.period in halves]
    sums = {half: _sums(used, half, picture) for half in sorted(halves)}
    return _measurement(used, [sums[period], *_years(sums)], period, picture)


def measure_all(
    deliveries: Sequence[AcceptedTables],
    picture: Picture = Picture(),
) -> Measurement:
    """Return all figures of every half-year that was delivered, and of every complete year.

    Raises:
        ValueError: There are no deliveries.
    """
    if not deliveries:
        raise ValueError("er zijn geen aangenomen leveringen om te meten")
    halves = sorted({delivery.period for delivery in deliveries})
    sums = {half: _sums(deliveries, half, picture) for half in halves}
    return _measurement(deliveries, [*sums.values(), *_years(sums)], halves[-1], picture)


def _measurement(
    used: Sequence[AcceptedTables], sums: list[pl.DataFrame], period: Period, picture: Picture
) -> Measurement:
    spread = spread_over_levels(pl.concat(sums), picture.indicators, picture.levels)
    return Measurement(
        values=figures(spread, picture.indicators),
        reasons=reason_counts(spread),
        input_hash=fingerprint(used),
        definition_versions={entry.id: entry.version for entry in picture.indicators},
        parameters_on=period.last_day,
        code_version=version("drieluik"),
    )


def _sums(deliveries: Iterable[AcceptedTables], period: Period, picture: Picture) -> pl.DataFrame:
    """Return the sums of one half-year; a party that lacks a table an indicator needs is absent."""
    own = [delivery for delivery in deliveries if delivery.period == period]
    delivered = delivered_by(own)
    parts = [part for delivery in own for part in delivery.parts()]
    found = []
    with opened(parts, picture.parameters(period), picture.area) as connection:
        for indicator in picture.indicators:
            complete = sorted(
                party for party, tables in delivered.items() if set(indicator.tables) <= tables
            )
            rows = grain(connection, indicator).filter(pl.col("party_code").is_in(complete))
            found += [rows, zero_rows(indicator, complete)]
    sums = pl.concat(found, how="diagonal_relaxed")
    return sums.with_columns(period=pl.lit(str(period)))


def _years(sums: Mapping[Period, pl.DataFrame]) -> list[pl.DataFrame]:
    """Return the sums of complete years: flows of both halves, stocks of the last one.

    A party counts in the year of a flow only when it delivered both halves.
    """
    years = []
    for half, last in sums.items():
        first = sums.get(half.previous()) if half.half == 2 else None
        if first is not None:
            year = pl.concat([_flow_rows(first), last])
            year = year.join(
                _whole_year(first, last), on=["indicator_id", "party_code"], how="semi"
            )
            years.append(year.with_columns(period=pl.lit(str(half.year))))
    return years


def _flow_rows(first: pl.DataFrame) -> pl.DataFrame:
    flows = {entry.id for entry in INDICATORS if entry.nature is Nature.FLOW}
    stocks = [(entry.id, table) for entry in INDICATORS for table in entry.stock_tables]
    schema = {"indicator_id": pl.String(), "source_table": pl.String()}
    stock = pl.DataFrame(stocks, schema=schema, orient="row")
    kept = first.filter(pl.col("indicator_id").is_in(sorted(flows)))
    return kept.join(stock, on=["indicator_id", "source_table"], how="anti")


def _whole_year(first: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    keys = ["indicator_id", "party_code"]
    stocks = sorted(entry.id for entry in INDICATORS if entry.nature is Nature.STOCK)
    in_last = last.select(keys).unique()
    in_both = in_last.join(first.select(keys).unique(), on=keys, how="semi")
    only_last = in_last.filter(pl.col("indicator_id").is_in(stocks))
    return pl.concat([in_both, only_last]).unique()
