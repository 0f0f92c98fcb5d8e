"""From made-up rows to the typed table of a contract, with the reason for every absent value.

Comes in: a table whose columns are named as in the contract; the texts ``unknown`` and
``not_applicable`` may stand for an absent value. Goes out: the typed form of ``core.tables``.
"""

import polars as pl

from drieluik.core.tables import Column, Missing, Table
from drieluik.core.tables.typed import (
    SHEET_ROW,
    empty_table,
    may_lack_a_value,
    missing_column,
    typed_columns,
)

FIRST_SHEET_ROW = 3
"""Row of the workbook in which the first row of a table stands (counted from 1)."""


def typed_table(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows in the typed form, numbered as they will stand in the sheet.

    A null becomes absent for the reason that a blank cell of that column has; the texts
    ``unknown`` and ``not_applicable`` become absent for that reason.

    Raises:
        ValueError: A column that must have a value lacks one.
    """
    columns: list[pl.Expr] = [pl.int_range(FIRST_SHEET_ROW, FIRST_SHEET_ROW + pl.len())]
    columns[0] = columns[0].alias(SHEET_ROW)
    for column in table.columns:
        columns += _column(column, rows.schema[column.name] == pl.String)
    typed = rows.select(columns).cast(typed_columns(table))  # type: ignore[arg-type]
    for column in table.columns:
        if not may_lack_a_value(column) and typed[column.name].null_count():
            raise ValueError(f"{table.id}.{column.name} mist een waarde")
    return typed


def not_applicable_table(table: Table) -> pl.DataFrame:
    """Return the table without rows, for a corporation that it does not apply to."""
    return empty_table(table)


def _column(column: Column, is_text: bool) -> list[pl.Expr]:
    value = pl.col(column.name)
    reasons = [reason.value for reason in Missing]
    absent = value.is_in(reasons) if is_text else pl.lit(False)
    shown = pl.when(~absent.fill_null(False)).then(value).alias(column.name)
    if not may_lack_a_value(column):
        return [shown]
    reason = value if is_text else pl.lit(None, pl.String)
    why = (
        pl.when(value.is_null())
        .then(pl.lit(column.blank.value))
        .when(absent)
        .then(reason)
        .alias(missing_column(column.name))
    )
    return [shown, why]
