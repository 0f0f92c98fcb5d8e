"""One input sheet per contract: banner, headers, drop-downs and, when given, the rows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from drieluik.core.tables import Column, Kind, Missing, Table
from drieluik.core.tables.typed import missing_column
from drieluik.core.workbooks.layout import (
    BANNER_ROW,
    FIRST_ROW,
    HEADER_ROW,
    LAST_INPUT_ROW,
    MISSING_NL,
    NO_NL,
    YES_NL,
    missing_words,
)
from drieluik.core.workbooks.matching import column_letters
from drieluik.core.workbooks.stamp import WorkbookStamp
from drieluik.core.workbooks.writing.code_sheet import ListKey, list_key
from drieluik.core.workbooks.writing.looks import Looks

_USER_MAY = {
    "insert_rows": True,
    "delete_rows": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
_WIDTHS: dict[Kind, int] = {Kind.TEXT: 17, Kind.MONEY: 15, Kind.DATE: 14}
_LONGEST_HINT = 255


def write_table_sheet(
    sheet: Any, looks: Looks, table: Table, stamp: WorkbookStamp, lists: Mapping[ListKey, str]
) -> None:
    """Write everything of an input sheet except its rows."""
    # rows strictly from top to bottom: the writer may run in constant memory
    of_whom = f"{stamp.party_name} ({stamp.party_code})"
    parts = (table.sheet_nl, of_whom, f"periode {stamp.period}", stamp.notice_nl)
    banner = " · ".join(part for part in parts if part)
    sheet.write_string(BANNER_ROW, 0, banner, looks.banner)
    for index in range(1, len(table.columns)):
        sheet.write_blank(BANNER_ROW, index, None, looks.banner)
    for index, column in enumerate(table.columns):
        _write_header(sheet, looks, column, index)
        validation = _validation(column, index, lists)
        sheet.data_validation(FIRST_ROW, index, LAST_INPUT_ROW, index, validation)
    sheet.set_row(HEADER_ROW, 34)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.autofilter(HEADER_ROW, 0, LAST_INPUT_ROW, len(table.columns) - 1)
    sheet.protect("", _USER_MAY)
    sheet.repeat_rows(BANNER_ROW, HEADER_ROW)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_header(sheet: Any, looks: Looks, column: Column, index: int) -> None:
    header = looks.header if column.required else looks.header_optional
    width = max(_WIDTHS.get(column.kind, 12), min(len(column.header_nl) + 3, 26))
    sheet.set_column(index, index, width, looks.input_of(column))
    sheet.write_string(HEADER_ROW, index, column.header_nl, header)


def write_rows(sheet: Any, looks: Looks, table: Table, rows: pl.DataFrame) -> None:
    """Fill the sheet with the rows of a typed table.

    Raises:
        ValueError: A cell has no value for a reason that its column does not allow.
    """
    writers = [
        (index, _writer(sheet, column), looks.input_of(column))
        for index, column in enumerate(table.columns)
    ]
    columns = [_written(table, column, rows) for column in table.columns]
    for row, cells in enumerate(zip(*columns, strict=True), start=FIRST_ROW):
        for (index, write, form), cell in zip(writers, cells, strict=True):
            if cell is None:
                continue
            if isinstance(cell, _Word):
                sheet.write_string(row, index, cell, form)
            else:
                write(row, index, cell, form)


class _Word(str):
    """A word that stands where a value is absent."""

    __slots__ = ()


def _written(table: Table, column: Column, rows: pl.DataFrame) -> Iterator[Any]:
    values: list[Any] = rows[column.name].to_list()
    reasons_name = missing_column(column.name)
    reasons: list[Any] = (
        rows[reasons_name].to_list() if reasons_name in rows.columns else [None] * len(values)
    )
    words = {reason.value: _Word(MISSING_NL[reason]) for reason in Missing}
    allowed = set(missing_words(column))
    for value, reason in zip(values, reasons, strict=True):
        if value is not None or reason is None:
            yield value
        elif words[reason] in allowed:
            yield words[reason]
        else:
            raise ValueError(f"{table.id}.{column.name} may not be {reason}")


def _writer(sheet: Any, column: Column) -> Callable[..., Any]:
    if column.kind in (Kind.TEXT, Kind.CODE):
        return sheet.write_string  # type: ignore[no-any-return]
    if column.kind is Kind.YES_NO:
        return lambda row, index, value, form: sheet.write_string(
            row, index, YES_NL if value else NO_NL, form
        )
    if column.kind is Kind.DATE:
        return lambda row, index, value, form: sheet.write_datetime(
            row, index, _moment(value), form
        )
    return sheet.write_number  # type: ignore[no-any-return]


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _validation(column: Column, index: int, lists: Mapping[ListKey, str]) -> dict[str, Any]:
    words = missing_words(column)
    hint = column.meaning_nl if not words else f"{column.meaning_nl} Of: {' / '.join(words)}."
    shown = {
        "input_title": column.header_nl[:32],
        "input_message": hint if len(hint) <= _LONGEST_HINT else f"{hint[: _LONGEST_HINT - 1]}…",
        "ignore_blank": True,
    }
    key = list_key(column)
    if key is not None:
        return {
            **shown,
            "validate": "list",
            "source": lists[key],
            "error_title": "Niet in de lijst",
            "error_message": "Kies een waarde uit de lijst op het blad Codelijsten.",
        }
    test = _test(column, f"{column_letters(index)}{FIRST_ROW + 1}", words)
    if test is None:
        return {**shown, "validate": "any"}
    return {
        **shown,
        "validate": "custom",
        "value": test,
        "error_type": "warning",
        "error_title": column.header_nl[:32],
        "error_message": "Deze waarde past niet bij de kolom. Lees de uitleg bij de cel.",
    }


def _test(column: Column, cell: str, words: tuple[str, ...]) -> str | None:
    if column.kind is Kind.TEXT:
        return None
    tests = [f"ISNUMBER({cell})"]
    if column.kind is Kind.WHOLE:
        tests.append(f"INT({cell})={cell}")
    if column.at_least is not None:
        tests.append(f"{cell}>={column.at_least:g}")
    if column.at_most is not None:
        tests.append(f"{cell}<={column.at_most:g}")
    choices = [f'{cell}="{word}"' for word in words]
    # IF, not AND: comparing a word with a number inside AND would already be an error in Excel
    number = f"IF({tests[0]},AND({','.join(tests)}),FALSE)"
    return f"=OR({','.join([number, *choices])})"
