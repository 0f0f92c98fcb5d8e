"""Which rows a rule about numbers looks at, and as what a value that is missing counts."""

from collections.abc import Sequence

import polars as pl

from drieluik.core.tables import WhenMissing
from drieluik.core.tables.typed import missing_column


def filled(name: str) -> pl.Expr:
    """Tell whether a cell has a value."""
    return pl.col(name).is_not_null()


def absent(rows: pl.DataFrame, name: str) -> pl.Expr:
    """Tell whether a cell says that it has no value; one that could not be read does not."""
    reason = missing_column(name)
    return pl.col(reason).is_not_null() if reason in rows.columns else pl.lit(False)


def counted(name: str, when_missing: WhenMissing) -> pl.Expr:
    """Return a number, where it counts with zero for what is missing."""
    column = pl.col(name)
    return column if when_missing is WhenMissing.SKIP_IF_ANY else column.fill_null(0)


def judged(rows: pl.DataFrame, names: Sequence[str], when_missing: WhenMissing) -> pl.Expr:
    """Tell which rows are not skipped."""
    has_value = [filled(name) for name in names]
    if when_missing is WhenMissing.SKIP_IF_ANY:
        return pl.all_horizontal(has_value)
    was_read = pl.all_horizontal(filled(name) | absent(rows, name) for name in names)
    if when_missing is WhenMissing.SKIP_IF_ALL:
        return was_read & pl.any_horizontal(has_value)
    return was_read
