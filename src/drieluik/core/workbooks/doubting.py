"""Doubts about what was delivered, put at their cells among the other findings."""

from collections.abc import Iterable
from dataclasses import replace

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.plausibility import Doubt
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.result import WorkbookReading

_ROOM = "plausibility"


def with_doubts(
    reading: WorkbookReading, doubts: Iterable[Doubt], municipality_code: str
) -> WorkbookReading:
    """Add doubts about the rows of one municipality to what was found in a workbook.

    Each asks for a confirmation. One about a column as a whole tells in its facts of which
    municipality it is; a doubt about a column that the file does not have has no place, and the
    missing column is a finding already.

    Args:
        reading: What was read.
        doubts: What stands out.
        municipality_code: Its CBS code.
    """
    findings = FindingList()
    findings.add_table(reading.found)
    for doubt in doubts:
        spot = reading.spots.get(doubt.table, {}).get(doubt.column)
        if spot is not None:
            found = _as_finding(doubt, spot, municipality_code)
            findings.add(found, spot.sheet_order, spot.column_order)
    return replace(reading, found=findings.in_order())


def _as_finding(doubt: Doubt, spot: Spot, municipality_code: str) -> Finding:
    row = doubt.row
    cell = f"{spot.letters}:{spot.letters}" if row is None else f"{spot.letters}{row}"
    facts = {**doubt.facts, "check": doubt.check, "municipality_code": municipality_code}
    place = Place(spot.sheet, cell, spot.header, row)
    return Finding(f"{_ROOM}.{doubt.rule}", Severity.CONFIRM, place, doubt.value, facts)
