"""The sheet with code lists, to which the drop-downs of the input sheets refer."""

from collections.abc import Iterable
from typing import Any

from drieluik.core.tables import Column, Kind, Table
from drieluik.core.workbooks.layout import CODES_SHEET, NO_NL, YES_NL, missing_words
from drieluik.core.workbooks.matching import column_letters
from drieluik.core.workbooks.writing.looks import Looks

ListKey = tuple[str, tuple[str, ...]]
"""One drop-down: id of the code list and the words for no value that may also be chosen."""

_YES_NO = "ja_nee"
_FIRST_ROW = 3
_COLUMNS_PER_LIST = 3

_Cell = tuple[int, int, str, Any]


def list_key(column: Column) -> ListKey | None:
    """Return which drop-down a column uses; None when it has no closed list."""
    if column.kind is Kind.YES_NO:
        return (_YES_NO, missing_words(column))
    if column.codes is not None:
        return (column.codes.id, missing_words(column))
    return None


def write_code_sheet(workbook: Any, looks: Looks, tables: Iterable[Table]) -> dict[ListKey, str]:
    """Add the sheet; return for each drop-down the range of its codes, written as a formula."""
    sheet = workbook.add_worksheet(CODES_SHEET)
    sheet.write_string(0, 0, "Codelijsten", looks.title)
    sheet.write_string(
        1, 0, "U mag de code of de naam invullen. Hoofdletters maken niet uit.", looks.quiet
    )
    ranges: dict[ListKey, str] = {}
    cells: list[_Cell] = []
    for table in tables:
        for column in table.columns:
            key = list_key(column)
            if key is None or key in ranges:
                continue
            left = len(ranges) * _COLUMNS_PER_LIST
            listed, n_rows = _list_cells(looks, column, left)
            cells += listed
            letter, first = column_letters(left), _FIRST_ROW + 2
            ranges[key] = f"={CODES_SHEET}!${letter}${first}:${letter}${first + n_rows - 1}"
            sheet.set_column(left, left, 12)
            sheet.set_column(left + 1, left + 1, 44)
            sheet.set_column(left + 2, left + 2, 2)
    # rows strictly from top to bottom: the writer may run in constant memory
    for row, index, text, form in sorted(cells, key=lambda cell: cell[:2]):
        sheet.write_string(row, index, text, form)
    sheet.freeze_panes(_FIRST_ROW + 1, 0)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True})
    return ranges


def _list_cells(looks: Looks, column: Column, left: int) -> tuple[list[_Cell], int]:
    rows = _codes(column) + [(word, "geen waarde") for word in missing_words(column)]
    name = column.codes.name_nl if column.codes is not None else "Ja of nee"
    cells: list[_Cell] = [
        (_FIRST_ROW - 1, left, name, looks.bold),
        (_FIRST_ROW, left, "Code", looks.header),
        (_FIRST_ROW, left + 1, "Naam", looks.header),
    ]
    for row, (code, meaning) in enumerate(rows, start=_FIRST_ROW + 1):
        cells += [(row, left, code, looks.text), (row, left + 1, meaning, looks.text)]
    if column.codes is not None:
        source = f"Bron: {column.codes.source}"
        cells.append((_FIRST_ROW + 2 + len(rows), left + 1, source, looks.quiet))
    return cells, len(rows)


def _codes(column: Column) -> list[tuple[str, str]]:
    if column.codes is None:
        return [(YES_NL, "ja"), (NO_NL, "nee")]
    return [
        (
            value.code,
            f"{value.name_nl} (vervallen op {value.until})" if value.until else value.name_nl,
        )
        for value in column.codes.values
    ]
