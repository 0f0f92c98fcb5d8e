"""Runs indicator expressions on DuckDB over the accepted tables.

Comes in: a connection over the delivered tables. Goes out: sums per party, buurt, part and reason,
or the rows behind a figure. Money and counts are summed as whole hundredths, so that the
result does not depend on the order of rows, on the number of processors or on the engine.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.contributions import PAIRS
from drieluik.core.indicators.delivered import Area, TablePart, opened
from drieluik.core.indicators.roll_up import COUNTS
from drieluik.core.indicators.sources import PeriodParameters, unbound_sources

_SUMS = "found_sums"
GRAIN_KEYS = ("period", "party_code", "buurt_code", "breakdown", "reason", "source_table")


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which contributions to show.

    Attributes:
        equals: Column of the contributions -> value; None means: has no value.
        without_reasons: Reasons whose rows are left out.
    """

    equals: Mapping[str, str | None] = field(default_factory=dict)
    without_reasons: tuple[str, ...] = ()


def sums_on_duckdb(
    parts: Iterable[TablePart],
    parameters: Iterable[PeriodParameters],
    area: Area,
    indicators: Sequence[Indicator],
) -> pl.DataFrame:
    """Return the sums of indicators per period, party, buurt, part, reason and source table.

    Args:
        parts: Rows per table and delivery; a table without parts is empty.
        parameters: Values of each period that occurs in the parts.
        area: Which municipality and which buurten.
        indicators: Which figures; at least one.

    Returns:
        ``indicator_id``, the columns ``GRAIN_KEYS``, ``n_rows``, ``n_unknown``, ``n_open`` (rows
        without upper bound) and the six columns of ``PAIRS`` in hundredths.
    """
    listed = list(parts)
    delivered = {part.table for part in listed}
    # planning a question costs more than answering it, also where there is nothing
    asked = [card for card in indicators if not delivered.isdisjoint(card.tables)]
    tables = {name for card in asked for name in card.tables}
    with opened(listed, parameters, tables, area, read_once=True) as connection:
        connection.execute(f"CREATE TEMP TABLE {_SUMS} ({', '.join(_columns())})")
        filled = _filled(connection, delivered & tables)
        for card in asked:
            if filled.isdisjoint(card.tables):
                continue
            found = f"SELECT '{card.id}' AS indicator_id, * FROM ({grain_sql(card, 'duckdb')})"
            connection.execute(f"INSERT INTO {_SUMS} BY NAME {found}")
        return as_sums(connection.table(_SUMS).pl())


def _filled(connection: Any, tables: Collection[str]) -> frozenset[str]:
    """Return which delivered tables have any row."""
    if not tables:
        return frozenset()
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in sorted(tables)
    )
    return frozenset(name for (name,) in connection.execute(asked).fetchall())


def _columns() -> list[str]:
    """Return the columns of the table of sums; DuckDB itself would sum into 128 bits."""
    texts = [f"{name} VARCHAR" for name in ("indicator_id", *GRAIN_KEYS)]
    counts = [f"{name} BIGINT" for name in COUNTS]
    return [*texts, *counts, *(f"{name} DOUBLE" for name in PAIRS)]


def as_sums(found: pl.DataFrame) -> pl.DataFrame:
    """Return what an engine found in the one form of sums.

    DuckDB sums whole numbers into 128 bits; ibis does not know and drops a cast to 64.
    """
    return found.select(
        "indicator_id",
        pl.col(GRAIN_KEYS).cast(pl.String),
        pl.col(COUNTS).cast(pl.Int64),
        pl.col(PAIRS).cast(pl.Float64),
    )


def contribution_rows(
    connection: Any, indicator: Indicator, rows: RowFilter, limit: int, offset: int = 0
) -> pl.DataFrame:
    """Return the rows behind a figure, in order of period, party, delivery, table and sheet row.

    Args:
        connection: From ``opened``.
        indicator: Whose rows.
        rows: Which of them.
        limit: At most this many rows.
        offset: Skip this many rows.
    """
    conditions, given = _conditions(rows)
    sql = (
        f"SELECT * FROM ({_rows_sql(indicator)}) WHERE {conditions} "
        "ORDER BY period, party_code, delivery_id, source_table, sheet_row LIMIT ? OFFSET ?"
    )
    found: pl.DataFrame = connection.sql(sql, params=[*given, limit, offset]).pl()
    return found


def n_contribution_rows(connection: Any, indicator: Indicator, rows: RowFilter) -> int:
    """Return how many rows are behind a figure."""
    conditions, given = _conditions(rows)
    sql = f"SELECT count(*) FROM ({_rows_sql(indicator)}) WHERE {conditions}"
    return int(connection.sql(sql, params=given).fetchall()[0][0])


def _conditions(rows: RowFilter) -> tuple[str, list[str | None]]:
    conditions = ["TRUE"]
    given: list[str | None] = []
    for column, value in rows.equals.items():
        conditions.append(f'"{column}" IS NOT DISTINCT FROM ?')
        given.append(value)
    for reason in rows.without_reasons:
        conditions.append("reason <> ?")
        given.append(reason)
    return " AND ".join(conditions), given


@cache
def _rows_sql(indicator: Indicator) -> str:
    import ibis

    return str(ibis.to_sql(indicator.contributions(unbound_sources()), dialect="duckdb"))


@cache
def grain_sql(indicator: Indicator, dialect: str) -> str:
    """Return the query for the sums of an indicator in the dialect of an engine, as ibis names it."""
    import ibis

    rows = indicator.contributions(unbound_sources())
    sums = {name: (rows[name] * 100).round().sum().cast("float64") for name in PAIRS}
    expression = rows.group_by(*GRAIN_KEYS).agg(
        n_rows=rows.count(),
        n_unknown=rows.is_unknown.sum(),
        n_open=ibis.ifelse(rows.numerator_high.isnull(), 1, 0).sum(),
        **{name: total.coalesce(0.0) for name, total in sums.items()},
    )
    return str(ibis.to_sql(expression, dialect=dialect))
