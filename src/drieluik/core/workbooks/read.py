"""Reading a whole workbook: stamp, sheets, tables, and every finding at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import fastexcel
import polars as pl

from drieluik.core.findings import Place
from drieluik.core.tables import TABLES, Table
from drieluik.core.workbooks.checks import check_other_sheet, check_tables
from drieluik.core.workbooks.expectation import Expectation
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.layout import (
    CODES_SHEET,
    EXPLANATION_SHEET,
    FINDINGS_SHEET,
    PREVIOUS_SHEET,
)
from drieluik.core.workbooks.matching import bare
from drieluik.core.workbooks.reading.columns import Conditions
from drieluik.core.workbooks.reading.grid import error_cells, load_grid, load_texts
from drieluik.core.workbooks.reading.headers import Headers, find_headers
from drieluik.core.workbooks.reading.package import (
    Package,
    SheetPart,
    UnreadablePackageError,
    open_package,
    sheet_xml,
)
from drieluik.core.workbooks.reading.sheet import SheetReading, SheetSource, read_sheet
from drieluik.core.workbooks.reading.stamp_reading import check_stamp, read_stamp
from drieluik.core.workbooks.reading.structure import BrokenSheetError, inspect_structure
from drieluik.core.workbooks.reading.words import cleaned
from drieluik.core.workbooks.result import WorkbookReading
from drieluik.core.workbooks.rules import finding
from drieluik.core.workbooks.safety import inspect_upload, may_be_parsed
from drieluik.core.workbooks.stamp import STAMP_SHEET, WorkbookStamp

Progress = Callable[[str, float], None]

_OWN_SHEETS = (EXPLANATION_SHEET, CODES_SHEET, PREVIOUS_SHEET, FINDINGS_SHEET, STAMP_SHEET)


def read_workbook(
    content: bytes, expected: Expectation | None = None, progress: Progress | None = None
) -> WorkbookReading:
    """Read a delivery in this process; for files of strangers use ``read_workbook_isolated``.

    Args:
        content: The bytes of the file.
        expected: What the delivery must match.
        progress: Called with a Dutch sentence and the share that is done.
    """
    tell = progress or (lambda step, share: None)
    findings = FindingList()
    tell("Bestand openen", 0.0)
    looked = inspect_upload(content)
    if not may_be_parsed(looked):
        return WorkbookReading.refused(looked)
    for found in looked:
        findings.add(found)
    try:
        package = open_package(content)
        reader = fastexcel.read_excel(content)
    except (UnreadablePackageError, fastexcel.FastExcelError):
        return WorkbookReading.refused([finding("file_damaged")])
    opened = _Opened(content, package, reader)
    stamp = _stamp(opened, findings)
    if stamp is not None:
        check_stamp(stamp, expected, findings)
    period = expected.period if expected is not None and expected.period else None
    conditions = Conditions(
        period or (stamp.period if stamp is not None else None), package.counts_from_1904
    )
    set_aside = (expected and expected.not_applicable) or {}
    asked = _asked(opened, stamp, set_aside)
    sheets = _read_tables(opened, asked, conditions, findings, tell)
    _report_set_aside(opened, set_aside, findings)
    _report_other_sheets(opened, {table.id for table in asked} | set_aside.keys(), findings)
    tell("Regels controleren", 0.8)
    check_tables(sheets, conditions, _expected_places(stamp, expected), findings)
    tell("Klaar", 1.0)
    tables = {reading.table.id: reading.typed for reading in sheets}
    spots = {reading.table.id: reading.spots for reading in sheets}
    return WorkbookReading(stamp, tables, findings.in_order(), spots)


@dataclass(frozen=True, slots=True)
class _Opened:
    content: bytes
    package: Package
    reader: Any

    def named(self, name: str) -> list[SheetPart]:
        return [sheet for sheet in self.package.sheets if bare(sheet.name) == bare(name)]

    def texts(self, name: str) -> pl.DataFrame | None:
        sheets = self.named(name)
        return load_texts(self.reader, sheets[0].name) if sheets else None


def _stamp(opened: _Opened, findings: FindingList) -> WorkbookStamp | None:
    return read_stamp(
        opened.package.properties,
        opened.texts(STAMP_SHEET),
        opened.texts(EXPLANATION_SHEET),
        findings,
    )


def _expected_places(stamp: WorkbookStamp | None, expected: Expectation | None) -> Expectation:
    """Return which places may occur; without an expectation those of the stamp."""
    codes = expected.municipality_codes if expected is not None else None
    if codes is None and stamp is not None and stamp.municipality_codes:
        codes = stamp.municipality_codes
    buurten = expected.buurt_codes if expected is not None else None
    return Expectation(municipality_codes=codes, buurt_codes=buurten)


def _asked(opened: _Opened, stamp: WorkbookStamp | None, set_aside: Collection[str]) -> list[Table]:
    """Return the tables that are read: those of the stamp, without what does not apply."""
    if stamp is None and not any(opened.named(table.sheet_nl) for table in TABLES):
        # a workbook of something else: that every sheet is missing would only hide it
        return []
    stamped = [
        table for table in TABLES if stamp is None or table.id in stamp.contract_versions
    ] or list(TABLES)
    return [table for table in stamped if table.id not in set_aside]


def _read_tables(
    opened: _Opened,
    asked: Sequence[Table],
    conditions: Conditions,
    findings: FindingList,
    tell: Progress,
) -> list[SheetReading]:
    readings = []
    for done, table in enumerate(asked):
        tell(f"{table.sheet_nl} lezen", 0.05 + 0.75 * done / len(asked))
        source = _source(opened, table, TABLES.index(table), findings)
        if source is not None:
            readings.append(read_sheet(table, source, conditions, findings))
    return readings


def _source(opened: _Opened, table: Table, order: int, findings: FindingList) -> SheetSource | None:
    sheets = opened.named(table.sheet_nl)
    if len(sheets) != 1:
        rule = "sheet_twice" if sheets else "sheet_missing"
        findings.add(finding(rule, Place(table.sheet_nl), None), order)
        return None
    part = sheets[0]
    if part.state != "visible":
        findings.add(finding("sheet_hidden", Place(part.name)), order)
    try:
        grid = load_grid(opened.reader, part.name)
        headers = find_headers(table, grid.texts)
        structure = inspect_structure(sheet_xml(opened.content, part), _anchor(grid.texts, headers))
        errors = error_cells(opened.reader, part.name) if structure.may_hold_errors else ()
    except (BrokenSheetError, KeyError, fastexcel.FastExcelError):
        findings.add(finding("file_damaged", Place(part.name)), order)
        return None
    if headers is None:
        findings.add(finding("header_row_missing", Place(part.name)), order)
        return None
    placed = replace(grid, first_column=structure.first_column, errors=errors)
    return SheetSource(part.name, order, placed, headers, structure)


def _texts_of_other_sheet(opened: _Opened, sheet: SheetPart) -> tuple[pl.DataFrame, int] | None:
    """Return the texts and the first used column; None for a sheet without cells."""
    try:
        texts = load_texts(opened.reader, sheet.name)
        filled = (
            (row, place)
            for row, cells in enumerate(texts.iter_rows(), start=1)
            for place, cell in enumerate(cells)
            if cell is not None
        )
        structure = inspect_structure(sheet_xml(opened.content, sheet), next(filled, None))
    except (BrokenSheetError, KeyError, fastexcel.FastExcelError):
        return None
    return texts, structure.first_column


def _anchor(texts: pl.DataFrame, headers: Headers | None) -> tuple[int, int] | None:
    if headers is None:
        return None
    cells = texts.row(headers.row - 1)
    return headers.row, next(place for place, cell in enumerate(cells) if cell is not None)


def _report_set_aside(opened: _Opened, set_aside: Mapping[str, str], findings: FindingList) -> None:
    """Look whether the sheets of tables that do not apply are empty; nothing of them is stored."""
    for order, table in enumerate(TABLES):
        for sheet in opened.named(table.sheet_nl) if table.id in set_aside else ():
            texts = _texts_of_other_sheet(opened, sheet)
            n_rows = _n_filled(table, texts[0]) if texts is not None else 0
            rule = "sheet_filled_not_applicable" if n_rows else "sheet_not_applicable"
            reason = set_aside[table.id]
            findings.add(finding(rule, Place(sheet.name), reason=reason, rows=n_rows), order)
            if texts is not None:
                check_other_sheet(sheet.name, order, texts, findings)


def _n_filled(table: Table, texts: pl.DataFrame) -> int:
    headers = find_headers(table, texts)
    below = texts.slice(headers.row if headers is not None else 0)
    clean = pl.DataFrame([cleaned(column) for column in below.get_columns()])
    return clean.filter(pl.any_horizontal(pl.all().is_not_null())).height


def _report_other_sheets(
    opened: _Opened, known_tables: Collection[str], findings: FindingList
) -> None:
    sheets = [table.sheet_nl for table in TABLES if table.id in known_tables]
    known = {bare(name) for name in (*_OWN_SHEETS, *sheets)}
    for order, sheet in enumerate(opened.package.sheets, start=len(TABLES)):
        if bare(sheet.name) in known:
            continue
        rule = "sheet_extra" if sheet.state == "visible" else "sheet_hidden"
        findings.add(finding(rule, Place(sheet.name)), order)
        texts = _texts_of_other_sheet(opened, sheet)
        if texts is not None:
            check_other_sheet(sheet.name, order, texts, findings)
    if opened.package.has_external_links:
        findings.add(finding("file_external_links"))
