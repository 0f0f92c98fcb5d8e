"""Rows that describe the same thing twice."""

import polars as pl

from drieluik.core.tables.typed import SHEET_ROW, missing_column
from drieluik.core.workbooks.checks.marking import mark
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.sheet import SheetReading
from drieluik.core.workbooks.rules import RULES

_FIRST = "first_row"


def check_key(reading: SheetReading, findings: FindingList) -> None:
    """Report every row whose key stands in an earlier row too.

    A key column without a value for a stated reason counts as a value of its own; a key column
    with a fault has its own finding, so its row is left out here.
    """
    table = reading.table
    if any(name not in reading.spots for name in table.key):
        return
    usable = pl.all_horizontal(_is_known(reading.typed, name) for name in table.key)
    parts = [
        part
        for name in table.key
        for part in (name, missing_column(name))
        if part in reading.typed.columns
    ]
    keyed = reading.typed.select(SHEET_ROW, *parts).filter(usable)
    key = pl.col(parts[0]) if len(parts) == 1 else pl.struct(parts)
    again = keyed.filter(~key.is_first_distinct())
    if again.is_empty():
        return
    same = keyed.join(again, on=parts, how="semi", nulls_equal=True)
    firsts = same.group_by(parts).agg(pl.col(SHEET_ROW).min().alias(_FIRST))
    again = again.join(firsts, on=parts, nulls_equal=True, maintain_order="left")
    headers = " + ".join(table.column(name).header_nl for name in table.key)
    told = pl.struct(pl.col(_FIRST), key=pl.lit(headers)).struct.json_encode()
    rule = ("key_twice", RULES["key_twice"])
    findings.add_table(mark(reading, again.with_columns(facts=told), table.key[0], rule))


def _is_known(typed: pl.DataFrame, name: str) -> pl.Expr:
    known = pl.col(name).is_not_null()
    reason = missing_column(name)
    return known | pl.col(reason).is_not_null() if reason in typed.columns else known
