"""Writing a delivery workbook from the contracts, empty or with rows."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from drieluik.core.tables import TABLES, Table
from drieluik.core.workbooks.stamp import STAMP_SHEET, WorkbookStamp, seal, stamp_properties
from drieluik.core.workbooks.writing.code_sheet import write_code_sheet
from drieluik.core.workbooks.writing.explanation import write_explanation
from drieluik.core.workbooks.writing.looks import looks_for
from drieluik.core.workbooks.writing.previous_sheet import write_previous_sheet
from drieluik.core.workbooks.writing.table_sheet import write_rows, write_table_sheet

_ROWS_IN_MEMORY = 20_000

PREFILLED = ("dwellings",)
"""Tables whose rows mostly stay the same from one half-year to the next; the others are events."""


def write_template(
    stamp: WorkbookStamp,
    tables: Sequence[Table] = TABLES,
    previous: Mapping[str, pl.DataFrame] | None = None,
    rows: Mapping[str, pl.DataFrame] | None = None,
) -> bytes:
    """The workbook that one corporation fills for one period.

    The same arguments give the same bytes, whatever the clock says.

    Args:
        stamp: For whom and for which period.
        tables: The contracts; each becomes one input sheet.
        previous: Typed tables of the previous period by table id; their totals are shown beside
            those of this period.
        rows: Typed tables by table id with which the input sheets are filled.

    Returns:
        The bytes of an .xlsx file. Numbers keep 16 significant digits (Excel itself keeps 15).

    Raises:
        ValueError: A row lacks a value for a reason that its column does not allow.
    """
    # the process that only reads a workbook never needs what writes one
    from drieluik.core.workbooks.writing.locked import LockedWorkbook

    rows = rows or {}
    many = sum(frame.height for frame in rows.values()) > _ROWS_IN_MEMORY
    target = io.BytesIO()
    options = {"constant_memory": True} if many else {"in_memory": True}
    workbook = LockedWorkbook(target, options)
    _describe(workbook, stamp)
    looks = looks_for(workbook)
    write_explanation(workbook, looks, stamp, tables)
    sheets = {table.id: workbook.add_worksheet(table.sheet_nl) for table in tables}
    if previous:
        known = {table.id: (table, previous[table.id]) for table in tables if table.id in previous}
        write_previous_sheet(workbook, looks, stamp, known, rows)
    lists = write_code_sheet(workbook, looks, tables)
    for table in tables:
        write_table_sheet(sheets[table.id], looks, table, stamp, lists)
        if table.id in rows:
            write_rows(sheets[table.id], looks, table, rows[table.id])
    _write_stamp_sheet(workbook, stamp)
    workbook.close()
    return target.getvalue()


def _describe(workbook: Any, stamp: WorkbookStamp) -> None:
    made = datetime(stamp.made_on.year, stamp.made_on.month, stamp.made_on.day)
    workbook.set_properties(
        {
            "title": f"Aanlevering {stamp.party_name} {stamp.period}",
            "author": "Drieluik",
            "created": made,
        }
    )
    for name, text in stamp_properties(stamp).items():
        workbook.set_custom_property(name, text, "text")


def _write_stamp_sheet(workbook: Any, stamp: WorkbookStamp) -> None:
    sheet = workbook.add_worksheet(STAMP_SHEET)
    text = stamp.as_text()
    for row, line in enumerate(
        ("Dit blad hoort bij het bestand. Verander niets.", text, seal(text))
    ):
        sheet.write_string(row, 0, line)
    sheet.very_hidden()
    sheet.protect()
