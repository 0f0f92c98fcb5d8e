"""Runs the same indicator expressions on a Spark cluster, for more rows than one machine holds.

Comes in: the address of a master and the delivered tables, in files that every worker can read.
Goes out: the same sums as ``engine``. Needs the extra ``spark`` and Java; views are written once,
for DuckDB, and translated.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.delivered import (
    KNOWN_BUURTEN,
    Area,
    TablePart,
    known_buurten,
    nothing,
    stamped,
    view,
)
from drieluik.core.indicators.engine import as_sums, grain_sql
from drieluik.core.indicators.sources import (
    PERIOD_PARAMETERS,
    STAMPS,
    PeriodParameters,
    source_columns,
)
from drieluik.core.tables import TABLES


def sums_on_spark(
    master: str,
    parts: Iterable[TablePart],
    parameters: Iterable[PeriodParameters],
    area: Area,
    indicators: Sequence[Indicator],
) -> pl.DataFrame:
    """Return the sums of indicators, as ``engine.sums_on_duckdb`` does.

    Args:
        master: Address of the master, such as ``spark://host:7077``.
        parts: Rows per table and delivery; files at a path that every worker knows.
        parameters: Values of each period that occurs in the parts.
        area: Which municipality and which buurten.
        indicators: Which figures; at least one.

    Raises:
        FileNotFoundError: Spark read other files than those that were given.
    """
    session = _session(master)
    _show(session, PERIOD_PARAMETERS, pl.concat([entry.row() for entry in parameters]))
    if area.buurten is not None:
        _show(session, KNOWN_BUURTEN, known_buurten(area))
    listed = list(parts)
    needed = {table_id for card in indicators for table_id in card.tables}
    for contract in TABLES:
        if contract.id in needed:
            own = [part for part in listed if part.table == contract.id]
            rows = " UNION ALL ".join(_delivered(session, contract.id, own))
            session.sql(_translated(view(contract.id, rows, area, "TEMPORARY VIEW")))
    sums = as_sums(_found(session, indicators))
    if sums["period"].has_nulls():
        raise FileNotFoundError("Spark read rows of a file that was not given")
    return sums


def _session(master: str) -> Any:
    """Return a session with views of its own; the application is started once per process."""
    import ibis
    from pyspark.sql import SparkSession

    # ibis learns the options of a dialect when its backend is first named
    _ = ibis.pyspark
    # the interface of Spark would open a port on the machine of whoever asks
    builder = SparkSession.builder.master(master).appName("drieluik")
    return builder.config("spark.ui.enabled", "false").getOrCreate().newSession()


def _show(session: Any, name: str, rows: pl.DataFrame) -> None:
    session.createDataFrame(rows.to_arrow()).createOrReplaceTempView(name)


def _delivered(session: Any, table_id: str, parts: list[TablePart]) -> list[str]:
    """Return SELECTs of all rows of a table with their stamps; files and frames apart."""
    selects = []
    columns = ", ".join(f'"{name}"' for name in source_columns(table_id))
    files = {part.rows: part for part in parts if isinstance(part.rows, Path)}
    if files:
        _show_files(session, table_id, files)
        selects.append(f"SELECT {columns} FROM {table_id}_files")
    frames = [part for part in parts if isinstance(part.rows, pl.DataFrame)]
    if frames:
        # Arrow of polars tells text in forms that Spark does not know
        plain = pl.concat(map(stamped, frames)).with_columns(pl.col(pl.Enum).cast(pl.String))
        _show(session, f"{table_id}_frames", plain)
        selects.append(f"SELECT {columns} FROM {table_id}_frames")
    return selects or [nothing(table_id)]


def _show_files(session: Any, table_id: str, files: Mapping[Path, TablePart]) -> None:
    from pyspark.sql import functions

    rows = session.read.parquet(*(str(path.absolute()) for path in files))
    named = {name: Path(unquote(urlsplit(name).path)) for name in rows.inputFiles()}
    own = {path.absolute(): part for path, part in files.items()}
    if set(named.values()) != set(own):
        raise FileNotFoundError(f"Spark did not find the files of table {table_id}")
    told = [
        (name, *(getattr(own[path], stamp) for stamp in STAMPS)) for name, path in named.items()
    ]
    schema = dict.fromkeys(("filename", *STAMPS), pl.String())
    stamps = session.createDataFrame(pl.DataFrame(told, schema=schema, orient="row").to_arrow())
    read = rows.withColumn("filename", functions.input_file_name())
    joined = read.join(functions.broadcast(stamps), "filename", "left")
    joined.createOrReplaceTempView(f"{table_id}_files")


def _found(session: Any, indicators: Sequence[Indicator]) -> pl.DataFrame:
    """Ask all sums in one query, so that the cluster works on all of them at the same time."""
    asked = " UNION ALL ".join(
        f"SELECT '{card.id}' AS indicator_id, sums.* FROM ({grain_sql(card, 'pyspark')}) AS sums"
        for card in indicators
    )
    frame = pl.from_arrow(session.sql(asked).toArrow())
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("Spark gave a column instead of a table")
    return frame


def _translated(sql: str) -> str:
    import sqlglot

    return sqlglot.transpile(sql, read="duckdb", write="spark")[0]
