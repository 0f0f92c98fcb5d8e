"""Runs indicator expressions on DuckDB over the accepted tables.

Comes in: Parquet files or frames per table and party. Goes out: sums per party, buurt, part and
reason, or the rows behind a figure. Money and counts are summed as whole hundredths, so that the
result does not depend on the order of rows or on the number of processors.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.contributions import PAIRS, UNKNOWN_BUURT
from drieluik.core.indicators.sources import (
    PERIOD_PARAMETERS,
    STAMPS,
    PeriodParameters,
    source_columns,
    unbound_sources,
)
from drieluik.core.tables import TABLES

GRAIN_KEYS = ("period", "party_code", "buurt_code", "breakdown", "reason", "source_table")


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of one table in one delivery: a Parquet file or a typed frame."""

    table: str
    period: str
    party_code: str
    delivery_id: str
    rows: Path | pl.DataFrame


@dataclass(frozen=True, slots=True)
class Area:
    """Which rows of the deliveries belong to the picture.

    Attributes:
        municipality_code: Keep only rows of this municipality; None keeps all.
        buurten: Codes of existing buurten; a row with another code counts as buurt unknown. None
            takes every code as it is.
    """

    municipality_code: str | None = None
    buurten: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which contributions to show.

    Attributes:
        equals: Column of the contributions -> value; None means: has no value.
        without_reasons: Reasons whose rows are left out.
    """

    equals: Mapping[str, str | None] = field(default_factory=dict)
    without_reasons: tuple[str, ...] = ()


@contextmanager
def opened(
    parts: Iterable[TablePart],
    parameters: Iterable[PeriodParameters],
    area: Area = Area(),
) -> Iterator[Any]:
    """Give a DuckDB connection with a view per delivered table, closed afterwards.

    Args:
        parts: Rows per table and delivery; a table without parts is empty.
        parameters: Values of each period that occurs in the parts.
        area: Which municipality and which buurten.
    """
    import duckdb

    connection = duckdb.connect(config={"autoload_known_extensions": False})
    try:
        periods = pl.concat([entry.row() for entry in parameters])
        connection.register(PERIOD_PARAMETERS, periods.to_arrow())
        if area.buurten is not None:
            known = pl.DataFrame({"code": sorted(area.buurten)}, schema={"code": pl.String()})
            connection.register("known_buurten", known.to_arrow())
        listed = list(parts)
        for contract in TABLES:
            own = [part for part in listed if part.table == contract.id]
            connection.execute(_view(connection, contract.id, own, area))
        yield connection
    finally:
        connection.close()


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


def _view(connection: Any, table_id: str, parts: list[TablePart], area: Area) -> str:
    columns = [name for name in source_columns(table_id) if name not in STAMPS]
    listed = ", ".join(_column(name, columns, area) for name in columns)
    own = "TRUE"
    if area.municipality_code is not None:
        own = f"municipality_code = {_text(area.municipality_code)}"
    selects = [
        f"SELECT {listed}, {_text(part.period)} AS period, "
        f"{_text(part.party_code)} AS party_code, {_text(part.delivery_id)} AS delivery_id "
        f"FROM {_from(connection, f'{table_id}_{number}', part)} AS delivered WHERE {own}"
        for number, part in enumerate(parts)
    ]
    return f"CREATE VIEW {table_id} AS " + (" UNION ALL ".join(selects) or _empty(table_id))


def _empty(table_id: str) -> str:
    types = {"string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE"}
    columns = source_columns(table_id).items()
    nulls = [f'NULL::{types.get(type_, type_.upper())} AS "{name}"' for name, type_ in columns]
    return f"SELECT {', '.join(nulls)} WHERE FALSE"


def _column(name: str, columns: list[str], area: Area) -> str:
    if area.buurten is None or not name.startswith("buurt_code"):
        return f'"{name}"'
    exists = "delivered.buurt_code IN (SELECT code FROM known_buurten)"
    if name == "buurt_code":
        without = "NULL" if "buurt_code__missing" in columns else _text(UNKNOWN_BUURT)
        return f"CASE WHEN {exists} THEN delivered.buurt_code ELSE {without} END AS buurt_code"
    return (
        f"CASE WHEN {exists} THEN NULL WHEN delivered.buurt_code IS NOT NULL THEN 'unknown' "
        f'ELSE delivered."{name}"::VARCHAR END AS "{name}"'
    )


def _from(connection: Any, name: str, part: TablePart) -> str:
    if isinstance(part.rows, Path):
        return f"read_parquet({_text(str(part.rows))})"
    connection.register(name, part.rows.to_arrow())
    return name


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
