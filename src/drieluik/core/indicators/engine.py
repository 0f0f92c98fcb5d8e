"""Runs indicator expressions on DuckDB over the accepted tables.

Comes in: Parquet files or frames per table and party. Goes out: sums per party, buurt, part and
reason, or the rows behind a figure. Money and counts are summed as whole hundredths, so that the
result does not depend on the order of rows or on the number of processors.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.contributions import PAIRS
from drieluik.core.indicators.sources import (
    PERIOD_PARAMETERS,
    PeriodParameters,
    source_columns,
    unbound_sources,
)
from drieluik.core.tables import TABLES

GRAIN_KEYS = ("party_code", "buurt_code", "breakdown", "reason", "source_table")
_STAMPS = ("party_code", "delivery_id")


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of one table in one delivery: a Parquet file or a typed frame."""

    table: str
    party_code: str
    delivery_id: str
    rows: Path | pl.DataFrame


@contextmanager
def opened(
    parts: Iterable[TablePart], parameters: PeriodParameters, municipality_code: str | None = None
) -> Iterator[Any]:
    """Give a DuckDB connection with a view per delivered table, closed afterwards.

    Args:
        parts: Rows per table and delivery; a table without parts is empty.
        parameters: Values of the period.
        municipality_code: Keep only rows of this municipality; None keeps all.
    """
    import duckdb

    connection = duckdb.connect(config={"autoload_known_extensions": False})
    try:
        connection.register(PERIOD_PARAMETERS, parameters.row().to_arrow())
        listed = list(parts)
        for contract in TABLES:
            own = [part for part in listed if part.table == contract.id]
            connection.execute(_view(connection, contract.id, own, municipality_code))
        yield connection
    finally:
        connection.close()


def grain(connection: Any, indicator: Indicator) -> pl.DataFrame:
    """Return the sums of an indicator per party, buurt, part, reason and source table.

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
    connection: Any, indicator: Indicator, where: Mapping[str, str], limit: int, offset: int
) -> pl.DataFrame:
    """Return the rows behind a figure, in order of party, delivery, table and sheet row.

    Args:
        connection: From ``opened``.
        indicator: Whose rows.
        where: Column of the contributions -> the value it must have.
        limit: At most this many rows.
        offset: Skip this many rows.
    """
    conditions = " AND ".join(f'"{column}" = ?' for column in where) or "TRUE"
    sql = (
        f"SELECT * FROM ({_rows_sql(indicator)}) WHERE {conditions} "
        "ORDER BY party_code, delivery_id, source_table, sheet_row LIMIT ? OFFSET ?"
    )
    found: pl.DataFrame = connection.sql(sql, params=[*where.values(), limit, offset]).pl()
    return found


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


def _view(
    connection: Any, table_id: str, parts: list[TablePart], municipality_code: str | None
) -> str:
    columns = [name for name in source_columns(table_id) if name not in _STAMPS]
    listed = ", ".join(f'"{name}"' for name in columns)
    where = "" if municipality_code is None else f"municipality_code = {_text(municipality_code)}"
    selects = [
        f"SELECT {listed}, {_text(part.party_code)} AS party_code, "
        f"{_text(part.delivery_id)} AS delivery_id "
        f"FROM {_from(connection, f'{table_id}_{number}', part)} WHERE {where or 'TRUE'}"
        for number, part in enumerate(parts)
    ]
    if not selects:
        types = {"string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE"}
        empty = ", ".join(
            f'NULL::{types.get(type_, type_.upper())} AS "{name}"'
            for name, type_ in source_columns(table_id).items()
        )
        selects = [f"SELECT {empty} WHERE FALSE"]
    return f"CREATE VIEW {table_id} AS " + " UNION ALL ".join(selects)


def _from(connection: Any, name: str, part: TablePart) -> str:
    if isinstance(part.rows, Path):
        return f"read_parquet({_text(str(part.rows))})"
    connection.register(name, part.rows.to_arrow())
    return name


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
