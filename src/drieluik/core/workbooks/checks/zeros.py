"""Identifiers whose leading zeros may have been lost by typing them as numbers."""

import polars as pl

from drieluik.core.findings import Place
from drieluik.core.tables import Kind
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.sheet import SheetReading
from drieluik.core.workbooks.rules import finding

_PADDED = r"^0[0-9]*$"


def check_lost_zeros(reading: SheetReading, findings: FindingList) -> None:
    """Ask about a text column where some values start with zero and others look cut short.

    Values of digits only, shorter than the longest that starts with a zero, may be the same
    identifiers after a program took their zeros away.
    """
    for column in reading.table.columns:
        spot = reading.spots.get(column.name)
        if column.kind is not Kind.TEXT or spot is None:
            continue
        if not reading.texts(str(spot.column_order)).str.contains(_PADDED).any():
            continue
        value = pl.col(column.name)
        digits = reading.typed.select(SHEET_ROW, value).filter(value.str.contains(r"^[0-9]+$"))
        padded = digits.filter(value.str.contains(_PADDED))
        if padded.is_empty():
            # a cell with a zero that holds no value, because of another fault
            continue
        length = padded.select(value.str.len_bytes().max()).item()
        short = digits.filter(~value.str.starts_with("0") & (value.str.len_bytes() < length))
        if short.height:
            row = int(short[SHEET_ROW][0])
            place = Place(spot.sheet, f"{spot.letters}{row}", spot.header, row)
            findings.add(
                finding(
                    "text_lost_zeros",
                    place,
                    short[column.name][0],
                    count=short.height,
                    length=length,
                ),
                spot.sheet_order,
                spot.column_order,
            )
