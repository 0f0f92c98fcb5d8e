"""Which cells of a row are probably wrong, when the row breaks several rules at once."""

from collections.abc import Mapping
from typing import Any

from drieluik.core.findings import Place
from drieluik.core.tables import Period
from drieluik.core.tables.typed import SHEET_ROW, missing_column
from drieluik.core.workbooks.found import FindingList, rule_id
from drieluik.core.workbooks.reading.sheet import SheetReading
from drieluik.core.workbooks.rules import finding

_BETWEEN_CELLS = tuple(
    rule_id(name)
    for name in (
        "comparison_broken",
        "condition_broken",
        "pair_incomplete",
        "pair_excluded",
        "outside_period",
    )
)
_MOST_ROWS = 200
"""Rows of a sheet that are looked at; a sheet with more has another cause than a slip of the pen."""


def point_at_suspects(reading: SheetReading, period: Period | None, findings: FindingList) -> None:
    """Remark, for rows with more than one broken rule, on the smallest sets of suspected cells.

    A row with one broken rule is left out: its finding names the cells of that rule already.
    """
    rows = findings.rows_with_several(reading.source.name, _BETWEEN_CELLS)[:_MOST_ROWS]
    if not rows:
        return
    # a solver that only broken files need is loaded only for them
    from drieluik.core.editing import find_suspects

    broken = reading.typed.filter(reading.typed[SHEET_ROW].is_in(rows))
    for row in broken.iter_rows(named=True):
        values = _known(reading, row)
        if sets := find_suspects(reading.table, values, period=period).sets:
            _point(reading, row[SHEET_ROW], sets, findings)


def _known(reading: SheetReading, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known of a row: values, and cells that say that there is none.

    A cell that could not be read is left out: it has a finding of its own and may become anything.
    """
    return {
        name: row[name]
        for name in reading.spots
        if row[name] is not None or row.get(missing_column(name)) is not None
    }


def _point(
    reading: SheetReading, row: int, sets: tuple[frozenset[str], ...], findings: FindingList
) -> None:
    ways = [
        [reading.spots[name].header for name in reading.spots if name in names] for names in sets
    ]
    spot = min(
        (reading.spots[name] for names in sets for name in names),
        key=lambda spot: spot.column_order,
    )
    place = Place(spot.sheet, f"{spot.letters}{row}", spot.header, row)
    suspects = ", of ".join(" en ".join(f"'{header}'" for header in way) for way in ways)
    found = finding("row_suspects", place, suspects=suspects)
    findings.add(found, spot.sheet_order, spot.column_order)
