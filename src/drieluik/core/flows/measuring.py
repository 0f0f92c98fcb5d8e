"""From accepted deliveries to every figure of a period, of its year and of the whole series."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

import polars as pl

from drieluik.core.flows.accepted import AcceptedTables, delivered_tables, fingerprint
from drieluik.core.flows.legal_values import parameters_of
from drieluik.core.indicators import (
    INDICATORS,
    Area,
    Engine,
    Halves,
    Indicator,
    Level,
    Nature,
    PeriodParameters,
    complete_only,
    does_not_apply_to,
    figures,
    reason_counts,
    spread_over_levels,
    sums_on_duckdb,
    zero_rows,
)
from drieluik.core.tables import Period

Resolver = Callable[[Period], PeriodParameters]

_PARTY = ["indicator_id", "party_code"]


@dataclass(frozen=True, slots=True)
class Picture:
    """What to measure.

    Attributes:
        area: Which municipality and which buurten.
        levels: For which parts of the city.
        indicators: Which figures, each in one version.
        parameters: Gives the values of law and calendar of a half-year.
        not_applicable: Which tables do not apply to which corporation, per half-year.
        engine: Where the rows are summed; the figures are the same on each.
    """

    area: Area = field(default_factory=Area)
    levels: tuple[Level, ...] = tuple(Level)
    indicators: tuple[Indicator, ...] = INDICATORS
    parameters: Resolver = parameters_of
    not_applicable: Halves = field(default_factory=dict)
    engine: Engine = sums_on_duckdb


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
    used = [delivery for delivery in deliveries if delivery.period in _halves(period)]
    rows = with_years(party_sums(used, period, picture), period, picture)
    return _measurement(used, [rows], period, picture)


def party_sums(
    deliveries: Sequence[AcceptedTables], period: Period, picture: Picture = Picture()
) -> pl.DataFrame:
    """Return the sums from which the figures of a half-year and of its year are made.

    Args:
        deliveries: Accepted deliveries; those of other years are left alone.
        period: The half-year.
        picture: Which figures, for which area, with which law.

    Returns:
        Sums per half-year, party, buurt, part and reason; see ``indicators.sums_on_duckdb``.
    """
    halves = _halves(period)
    return _sums([entry for entry in deliveries if entry.period in halves], halves, picture)


def with_years(sums: pl.DataFrame, period: Period, picture: Picture = Picture()) -> pl.DataFrame:
    """Return the sums of a half-year, and of its year when both halves were delivered."""
    halves = {Period.parse(text) for text in sums["period"].unique()}
    return pl.concat([sums.filter(pl.col("period") == str(period)), *_years(sums, halves, picture)])


def _halves(period: Period) -> list[Period]:
    """Return the half-years that count in the figures of one: of a second half the first too."""
    return [period.previous(), period] if period.half == 2 else [period]


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
    sums = _sums(deliveries, halves, picture)
    return _measurement(deliveries, [sums, *_years(sums, halves, picture)], halves[-1], picture)


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


def _sums(
    deliveries: Iterable[AcceptedTables], halves: Iterable[Period], picture: Picture
) -> pl.DataFrame:
    """Return the sums per half-year; a party that lacks a table an indicator needs is absent.

    So is one to which the figure does not apply, also when it left the sheet in and empty.
    """
    own = list(deliveries)
    parts = [part for delivery in own for part in delivery.parts()]
    parameters = [picture.parameters(half) for half in halves]
    found = picture.engine(parts, parameters, picture.area, picture.indicators)
    delivered = zero_rows(
        (indicator.id, period, party)
        for (period, party), tables in delivered_tables(own).items()
        for indicator in picture.indicators
        if set(indicator.tables) <= tables
        and party not in does_not_apply_to(indicator, period, picture.not_applicable)
    )
    return pl.concat([complete_only(found, delivered), delivered], how="diagonal")


def _years(sums: pl.DataFrame, halves: Iterable[Period], picture: Picture) -> list[pl.DataFrame]:
    """Return the sums of complete years: flows of both halves, stocks of the last one.

    A party counts in the year of a flow only when it delivered both halves, or one of them while
    the figure does not apply to it in the other.
    """
    known = set(halves)
    years = []
    for half in sorted(known):
        if half.half == 2 and half.previous() in known:
            first = sums.filter(pl.col("period") == str(half.previous()))
            last = sums.filter(pl.col("period") == str(half))
            year = pl.concat([_flow_rows(first, picture), last])
            whole = pl.concat(
                [_whole_year(first, last, picture), _half_applies(first, last, half, picture)]
            )
            year = year.join(whole, on=_PARTY, how="semi")
            years.append(year.with_columns(period=pl.lit(str(half.year))))
    return years


def _flow_rows(first: pl.DataFrame, picture: Picture) -> pl.DataFrame:
    flows = {entry.id for entry in picture.indicators if entry.nature is Nature.FLOW}
    stocks = [(entry.id, table) for entry in picture.indicators for table in entry.stock_tables]
    schema = {"indicator_id": pl.String(), "source_table": pl.String()}
    stock = pl.DataFrame(stocks, schema=schema, orient="row")
    kept = first.filter(pl.col("indicator_id").is_in(sorted(flows)))
    return kept.join(stock, on=["indicator_id", "source_table"], how="anti")


def _whole_year(first: pl.DataFrame, last: pl.DataFrame, picture: Picture) -> pl.DataFrame:
    stocks = sorted(entry.id for entry in picture.indicators if entry.nature is Nature.STOCK)
    in_last = last.select(_PARTY).unique()
    in_both = in_last.join(first.select(_PARTY).unique(), on=_PARTY, how="semi")
    only_last = in_last.filter(pl.col("indicator_id").is_in(stocks))
    return pl.concat([in_both, only_last]).unique()


def _half_applies(
    first: pl.DataFrame, last: pl.DataFrame, half: Period, picture: Picture
) -> pl.DataFrame:
    """Return whose flow of one half is that of the year: in the other half it does not apply.

    A first half alone has no stock of the end of the year to be divided by.
    """
    flows = [entry for entry in picture.indicators if entry.nature is Nature.FLOW]
    whole = [entry for entry in flows if not entry.stock_tables]
    found = [
        here.join(_set_aside(cards, str(elsewhere), picture), on=_PARTY, how="semi")
        for here, elsewhere, cards in ((last, half.previous(), flows), (first, half, whole))
    ]
    return pl.concat(found).select(_PARTY).unique()


def _set_aside(cards: Iterable[Indicator], half: str, picture: Picture) -> pl.DataFrame:
    pairs = [
        (card.id, party)
        for card in cards
        for party in does_not_apply_to(card, half, picture.not_applicable)
    ]
    return pl.DataFrame(pairs, schema=dict.fromkeys(_PARTY, pl.String()), orient="row")
