"""Turning broken rows into a table of findings at the cells of one column."""

import polars as pl

from drieluik.core.findings import Severity
from drieluik.core.findings.finding import Fact
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks.found import facts_text, rule_id
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.reading.seen import as_seen
from drieluik.core.workbooks.reading.sheet import SheetReading


def mark(
    reading: SheetReading,
    broken: pl.DataFrame,
    column: str,
    rule: tuple[str, Severity],
    **facts: Fact,
) -> pl.DataFrame:
    """Place a finding at this column in every broken row.

    Args:
        reading: The sheet.
        broken: Columns ``sheet_row`` and, when facts differ per row, ``facts`` (JSON).
        column: Name of the contract column the findings point at.
        rule: Name of the rule and its severity here.
        **facts: The same facts for every row.
    """
    spot = reading.spots[column]
    place = str(spot.column_order)
    # rows stand in order, so each is found without a look at all others
    at = reading.cells[SHEET_ROW].search_sorted(broken[SHEET_ROW])
    cells = pl.DataFrame(
        {
            SHEET_ROW: broken[SHEET_ROW],
            "text": reading.cells[place].gather(at),
            "number": reading.numbers[place].gather(at),
        }
    )
    shown = cells.with_columns(value=as_seen(pl.col("text"), pl.col("number")))
    told = broken["facts"] if "facts" in broken.columns else pl.lit(facts_text(facts))
    return mark_cells(spot, shown, rule).with_columns(facts=told)


def mark_cells(spot: Spot, cells: pl.DataFrame, rule: tuple[str, Severity]) -> pl.DataFrame:
    """Place a finding at these cells (columns ``sheet_row`` and ``value``), without facts."""
    name, severity = rule
    return cells.select(
        rule=pl.lit(rule_id(name)),
        severity=pl.lit(severity.value),
        sheet=pl.lit(spot.sheet),
        cell=spot.letters + pl.col(SHEET_ROW).cast(pl.String),
        column=pl.lit(spot.header),
        row=pl.col(SHEET_ROW),
        value=pl.col("value"),
        facts=pl.lit("{}"),
        sheet_order=pl.lit(spot.sheet_order, pl.Int64),
        column_order=pl.lit(spot.column_order, pl.Int64),
    )
