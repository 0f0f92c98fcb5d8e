"""The sheet that sets the totals of the previous period beside those of this one.

A controller sees at a glance what changed: rows, sums and counts per code. The column "nu" holds
formulas over the input sheets, so it follows what is being filled in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from drieluik.core.tables import Column, Kind, Missing, Table
from drieluik.core.tables.typed import missing_column
from drieluik.core.workbooks.layout import (
    FIRST_ROW,
    LAST_INPUT_ROW,
    MISSING_NL,
    NO_NL,
    PREVIOUS_SHEET,
    YES_NL,
    allowed_missing,
)
from drieluik.core.workbooks.matching import column_letters
from drieluik.core.workbooks.stamp import WorkbookStamp
from drieluik.core.workbooks.writing.looks import Looks

_NUMBERS = (Kind.WHOLE, Kind.DECIMAL, Kind.MONEY)
_HEADERS = ("Tabel", "Kolom", "Wat", "Vorige periode", "Nu", "Verschil")


@dataclass(frozen=True, slots=True)
class _Total:
    """One line: a name, how Excel counts it now, and the expression that counted it before."""

    column: str
    what: str
    formula: str
    expression: pl.Expr
    is_money: bool = False


def write_previous_sheet(
    workbook: Any,
    looks: Looks,
    stamp: WorkbookStamp,
    previous: Mapping[str, tuple[Table, pl.DataFrame]],
    rows: Mapping[str, pl.DataFrame],
) -> None:
    """Add the sheet with the totals of the tables delivered before."""
    sheet = workbook.add_worksheet(PREVIOUS_SHEET)
    title = f"Totalen van periode {stamp.period.previous()} naast die van {stamp.period}"
    sheet.write_string(0, 0, title, looks.title)
    for index, header in enumerate(_HEADERS):
        sheet.write_string(2, index, header, looks.header)
    row = 3
    for table_id, (table, before) in previous.items():
        now = rows.get(table_id, before.clear())
        for total in _totals(table):
            row = _write_total(sheet, looks, (table, total), (before, now), row)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 2, 30)
    sheet.set_column(3, 5, 16)
    sheet.freeze_panes(3, 0)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True})


def _write_total(
    sheet: Any,
    looks: Looks,
    what: tuple[Table, _Total],
    frames: tuple[pl.DataFrame, pl.DataFrame],
    row: int,
) -> int:
    table, total = what
    before, now = (float(frame.select(total.expression).item() or 0) for frame in frames)
    if total.what not in ("aantal rijen", "som") and before == 0 and now == 0:
        return row
    form = looks.decimal if total.is_money else looks.whole
    sheet.write_string(row, 0, table.sheet_nl, looks.text)
    sheet.write_string(row, 1, total.column, looks.text)
    sheet.write_string(row, 2, total.what, looks.text)
    sheet.write_number(row, 3, before, form)
    sheet.write_formula(row, 4, total.formula, form, now)
    sheet.write_formula(row, 5, f"=E{row + 1}-D{row + 1}", form, now - before)
    return row + 1


def _totals(table: Table) -> Iterator[_Total]:
    yield _Total("", "aantal rijen", f"=COUNTA({_range(table, 0)})", pl.len())
    for index, column in enumerate(table.columns):
        cells = _range(table, index)
        if column.kind in _NUMBERS:
            summed = pl.col(column.name).sum()
            yield _Total(
                column.header_nl, "som", f"=SUM({cells})", summed, column.kind is Kind.MONEY
            )
        for shown, written, expression in _counted(column):
            yield _Total(column.header_nl, shown, f'=COUNTIF({cells},"{written}")', expression)


def _counted(column: Column) -> Iterator[tuple[str, str, pl.Expr]]:
    """Yield what is counted in a column: as shown, as written in the cells, as expression."""
    if column.codes is not None:
        for value in column.codes.values:
            found = pl.col(column.name) == value.code
            yield f"aantal {value.code} ({value.name_nl})", value.code, found.sum()
    if column.kind is Kind.YES_NO:
        yield f"aantal {YES_NL}", YES_NL, pl.col(column.name).sum()
        yield f"aantal {NO_NL}", NO_NL, (~pl.col(column.name)).sum()
    for reason in Missing:
        if reason in allowed_missing(column):
            absent = pl.col(missing_column(column.name)).cast(pl.String) == reason.value
            yield f"aantal {MISSING_NL[reason]}", MISSING_NL[reason], absent.sum()


def _range(table: Table, index: int) -> str:
    letter = column_letters(index)
    return f"'{table.sheet_nl}'!${letter}${FIRST_ROW + 1}:${letter}${LAST_INPUT_ROW + 1}"
