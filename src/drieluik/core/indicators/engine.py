"""Runs indicator expressions on DuckDB over the accepted tables.

Comes in: a connection over the delivered tables. Goes out: sums per party, buurt, part and reason,
or the rows behind a figure. Money and counts are summed as whole hundredths, so that the
result does not depend on the order of rows or on the number of processors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import polars as pl

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.contributions import PAIRS
from drieluik.core.indicators.sources import unbound_sources

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


def grain(connection: Any, indicator: Indicator) -> pl.DataFrame:
    """Return the sums of an indicator per period, party, buurt, part, reason and source table.

    Returns:
        ``indicator_id``, the columns ``GRAIN_KEYS``, ``n_rows``, ``n_unknown``, ``n_open`` (rows
        without upper bound) and the six columns of ``PAIRS`` in hundredths.
    """
    sums: pl.DataFrame = connection.sql(_grain_sql(indicator)).pl()
    # DuckDB sums whole numbers into 128 bits; ibis does not know and drops a cast to 64
    return sums.with_columns(
        pl.col("n_rows", "n_unknown", "n_open").cast(pl.Int64),
        pl.col(PAIRS).cast(pl.Float64),
        indicator_id=pl.lit(indicator.id),
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
def _grain_sql(indicator: Indicator) -> str:
    import ibis

    rows = indicator.contributions(unbound_sources())
    sums = {name: (rows[name] * 100).round().sum().cast("float64") for name in PAIRS}
    expression = rows.group_by(*GRAIN_KEYS).agg(
        n_rows=rows.count(),
        n_unknown=rows.is_unknown.sum(),
        n_open=ibis.ifelse(rows.numerator_high.isnull(), 1, 0).sum(),
        **{name: total.coalesce(0.0) for name, total in sums.items()},
    )
    return str(ibis.to_sql(expression, dialect="duckdb"))
