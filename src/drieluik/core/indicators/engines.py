"""Which engine sums the rows: DuckDB in this process, or Spark when one machine is not enough.

Comes in: the name of an engine. Goes out: one function that turns delivered tables into sums. Both
run the same expressions of the cards; what comes after the sums is the same code.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Protocol

import polars as pl

from drieluik.core.indicators.card import Indicator
from drieluik.core.indicators.delivered import Area, TablePart
from drieluik.core.indicators.engine import sums_on_duckdb
from drieluik.core.indicators.sources import PeriodParameters

ENGINES = ("duckdb", "spark")


class Engine(Protocol):
    """Sums indicators over delivered tables, see ``engine.sums_on_duckdb``."""

    def __call__(
        self,
        parts: Iterable[TablePart],
        parameters: Iterable[PeriodParameters],
        area: Area,
        indicators: Sequence[Indicator],
        /,
    ) -> pl.DataFrame:
        """Return the sums."""


def engine_named(name: str, spark_master: str = "") -> Engine:
    """Return the engine with this name.

    Args:
        name: ``duckdb`` or ``spark``.
        spark_master: Address of the master of the cluster, such as ``spark://host:7077``; only
            for Spark.

    Raises:
        ValueError: There is no such engine, or Spark has no master to go to.

    Examples:
        >>> engine_named("duckdb") is sums_on_duckdb
        True
        >>> engine_named("excel")
        Traceback (most recent call last):
        ValueError: unknown engine 'excel': choose duckdb or spark
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}: choose {' or '.join(ENGINES)}")
    if name == "duckdb":
        return sums_on_duckdb
    if not spark_master:
        raise ValueError("engine spark needs a master, such as spark://host:7077")
    from drieluik.core.indicators.spark import sums_on_spark

    return partial(sums_on_spark, spark_master)
