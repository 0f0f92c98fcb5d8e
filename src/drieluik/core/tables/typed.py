"""The typed form of a delivered table: the polars columns that a contract leads to.

Every column that may lack a value gets a companion ``<name>__missing`` that says why: null when
there is a value, else ``unknown`` or ``not_applicable``. So zero, unknown and not applicable stay
three different things all the way to the indicators.
"""

import polars as pl

from drieluik.core.tables.contract import Column, Kind, Missing, Table

SHEET_ROW = "sheet_row"
"""Column with the number of the row in the delivered sheet; the end of every lineage."""

_TYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.WHOLE: pl.Int64(),
    Kind.DECIMAL: pl.Float64(),
    Kind.MONEY: pl.Float64(),
    Kind.DATE: pl.Date(),
    Kind.YES_NO: pl.Boolean(),
}


def typed_kind(kind: Kind) -> pl.DataType:
    """Return the polars type in which values of this kind are kept."""
    return _TYPES[kind]


def missing_column(name: str) -> str:
    """Return the name of the companion column that tells why a value is absent."""
    return f"{name}__missing"


def may_lack_a_value(column: Column) -> bool:
    """Tell whether a cell of this column may be without a value."""
    return not column.required or bool(column.may_be)


def typed_columns(table: Table) -> dict[str, pl.DataType]:
    """Return name and type of every column of the typed table, in order.

    First ``sheet_row``, then each contract column, followed by its ``__missing`` companion where
    a value may be absent.
    """
    columns: dict[str, pl.DataType] = {SHEET_ROW: pl.Int64()}
    for column in table.columns:
        columns[column.name] = _TYPES[column.kind]
        if may_lack_a_value(column):
            columns[missing_column(column.name)] = pl.Enum([reason.value for reason in Missing])
    return columns


def empty_table(table: Table) -> pl.DataFrame:
    """Return the typed table without rows."""
    return pl.DataFrame(schema=typed_columns(table))
