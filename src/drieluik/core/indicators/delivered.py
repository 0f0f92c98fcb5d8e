"""Puts the delivered tables of many deliveries before the indicators, one view per table.

Comes in: Parquet files or frames with their stamps. Goes out: a DuckDB connection. All files of a
table are read by one scan, so that many small deliveries cost no more than one large one.
"""

import atexit
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from drieluik.core.indicators.contributions import UNKNOWN_BUURT
from drieluik.core.indicators.sources import (
    PERIOD_PARAMETERS,
    STAMPS,
    PeriodParameters,
    source_columns,
)

KNOWN_BUURTEN = "known_buurten"
"""View with the codes of existing buurten."""


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


def known_buurten(area: Area) -> pl.DataFrame:
    """Return the codes of existing buurten as one column."""
    return pl.DataFrame({"code": sorted(area.buurten or ())}, schema={"code": pl.String()})


@contextmanager
def opened(
    parts: Iterable[TablePart],
    parameters: Iterable[PeriodParameters],
    tables: Collection[str],
    area: Area = Area(),
    *,
    read_once: bool = False,
) -> Iterator[Any]:
    """Give a DuckDB connection with a view per delivered table, closed afterwards.

    Args:
        parts: Rows per table and delivery; a table without parts is empty.
        parameters: Values of each period that occurs in the parts.
        tables: Which tables are asked for; the others are not there.
        area: Which municipality and which buurten.
        read_once: Whether the files are read into tables now, for who will look often.
    """
    with _own_connection() as connection:
        periods = pl.concat([entry.row() for entry in parameters])
        connection.register(PERIOD_PARAMETERS, periods.to_arrow())
        if area.buurten is not None:
            connection.register(KNOWN_BUURTEN, known_buurten(area).to_arrow())
        listed = list(parts)
        kind = "TEMP TABLE" if read_once else "TEMP VIEW"
        for table_id in sorted(tables):
            own = [part for part in listed if part.table == table_id]
            rows = " UNION ALL ".join(_delivered(connection, table_id, own))
            connection.execute(view(table_id, rows, area, kind))
        yield connection


@contextmanager
def _own_connection() -> Iterator[Any]:
    """Give a connection of which all that is made is temporary: seen by nobody else, gone with it."""
    import duckdb

    with closing(_engine().cursor()) as connection:
        try:
            yield connection
        except duckdb.FatalException:
            # it answers nobody after this
            _engine.cache_clear()
            raise


@cache
def _engine() -> Any:
    """Start DuckDB, once: that takes longer than most questions. It keeps nothing of files."""
    import duckdb

    atexit.register(_engine.cache_clear)
    return duckdb.connect(
        config={"autoload_known_extensions": False, "enable_external_file_cache": False}
    )


def _delivered(connection: Any, table_id: str, parts: list[TablePart]) -> list[str]:
    """Return SELECTs of all rows of a table with their stamps; files and frames apart."""
    selects = []
    told = [(str(part.rows), *_stamps(part)) for part in parts if isinstance(part.rows, Path)]
    if told:
        names = ("filename", *STAMPS)
        stamps = pl.DataFrame(told, schema=dict.fromkeys(names, pl.String()), orient="row")
        connection.register(f"{table_id}_files", stamps.to_arrow())
        files = ", ".join(_text(path) for path in sorted({row[0] for row in told}))
        selects.append(
            f"SELECT {_columns(table_id)} FROM read_parquet([{files}], filename = true) "
            f"JOIN {table_id}_files USING (filename)"
        )
    frames = [part for part in parts if isinstance(part.rows, pl.DataFrame)]
    if frames:
        connection.register(f"{table_id}_frames", pl.concat(map(stamped, frames)).to_arrow())
        selects.append(f"SELECT {_columns(table_id)} FROM {table_id}_frames")
    return selects or [nothing(table_id)]


def _stamps(part: TablePart) -> tuple[str, ...]:
    return (part.period, part.party_code, part.delivery_id)


def stamped(part: TablePart) -> pl.DataFrame:
    """Return the rows of a frame with the stamps of its delivery."""
    if not isinstance(part.rows, pl.DataFrame):
        raise TypeError("alleen een frame kan hier worden gestempeld")
    stamps = dict(zip(STAMPS, _stamps(part), strict=True))
    return part.rows.with_columns(**{name: pl.lit(text) for name, text in stamps.items()})


def _columns(table_id: str) -> str:
    return ", ".join(f'"{name}"' for name in source_columns(table_id))


def nothing(table_id: str) -> str:
    """Return the SELECT of a table that nobody delivered."""
    types = {"string": "VARCHAR", "int64": "BIGINT", "float64": "DOUBLE"}
    columns = source_columns(table_id).items()
    nulls = [f'NULL::{types.get(type_, type_.upper())} AS "{name}"' for name, type_ in columns]
    return f"SELECT {', '.join(nulls)} WHERE FALSE"


def view(table_id: str, rows: str, area: Area, kind: str = "VIEW") -> str:
    """Return the statement that makes the view of a table over its rows, in DuckDB's dialect."""
    columns = list(source_columns(table_id))
    listed = ", ".join(_column(name, columns, area) for name in columns)
    own = "TRUE"
    if area.municipality_code is not None:
        own = f"municipality_code = {_text(area.municipality_code)}"
    return f"CREATE {kind} {table_id} AS SELECT {listed} FROM ({rows}) AS delivered WHERE {own}"


def _column(name: str, columns: list[str], area: Area) -> str:
    if area.buurten is None or not name.startswith("buurt_code"):
        return f'"{name}"'
    exists = f"delivered.buurt_code IN (SELECT code FROM {KNOWN_BUURTEN})"
    if name == "buurt_code":
        without = "NULL" if "buurt_code__missing" in columns else _text(UNKNOWN_BUURT)
        return f"CASE WHEN {exists} THEN delivered.buurt_code ELSE {without} END AS buurt_code"
    return (
        f"CASE WHEN {exists} THEN NULL WHEN delivered.buurt_code IS NOT NULL THEN 'unknown' "
        f'ELSE delivered."{name}"::VARCHAR END AS "{name}"'
    )


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
