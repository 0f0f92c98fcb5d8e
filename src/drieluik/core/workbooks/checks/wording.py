"""Words and weight of a broken rule of a contract."""

import polars as pl

from drieluik.core.findings import Severity
from drieluik.core.tables import Kind, Rule
from drieluik.core.tables.typed import missing_column
from drieluik.core.workbooks.layout import MISSING_NL
from drieluik.core.workbooks.reading.sheet import SheetReading


def severity_of(rule: Rule) -> Severity:
    """Return whether breaking a rule blocks or must be confirmed."""
    return Severity.BLOCKS if rule.blocks else Severity.CONFIRM


def as_text(reading: SheetReading, name: str) -> pl.Expr:
    """Write the values of a column as the Dutch do; null where there is none."""
    kind = reading.table.column(name).kind
    column = pl.col(name)
    if kind is Kind.DATE:
        return column.dt.strftime("%d-%m-%Y")
    if kind is Kind.YES_NO:
        return pl.when(column).then(pl.lit("ja")).otherwise(pl.lit("nee"))
    return column.cast(pl.String).str.replace(".", ",", literal=True)


def or_why_absent(reading: SheetReading, name: str) -> pl.Expr:
    """Write the values of a column, or why there is none."""
    reason = missing_column(name)
    if reason not in reading.typed.columns:
        return as_text(reading, name)
    absent = {missing.value: word for missing, word in MISSING_NL.items()}
    return pl.coalesce(as_text(reading, name), pl.col(reason).cast(pl.String).replace(absent))
