"""The workbook returned with a colour and a note in every cell that has a finding."""

import io
from collections.abc import Iterable
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from drieluik.core.findings import Finding, Severity, action_nl, message_nl
from drieluik.core.workbooks.annotating.lines import (
    HEADERS,
    SEVERITY_NL,
    WIDTHS,
    introduction,
    lines,
)
from drieluik.core.workbooks.layout import FINDINGS_SHEET

AUTHOR = "Drieluik"
_COLOURS: dict[Severity, str] = {
    Severity.BLOCKS: "FFF4B6B0",
    Severity.CONFIRM: "FFFFE08A",
    Severity.REMARK: "FFCFE2F3",
}
_FILLS = {
    severity: PatternFill("solid", start_color=colour) for severity, colour in _COLOURS.items()
}
_NO_FILL = PatternFill()
_MOST_NOTES = 5000
_LONGEST_NOTE = 1500
_REMARK = (
    "Elke cel met een bevinding heeft een kleur en een opmerking. Verbeter de cellen en upload "
    "dit bestand opnieuw; dit blad en de kleuren mogen blijven staan."
)


def colour_workbook(content: bytes, findings: tuple[Finding, ...]) -> bytes:
    """Return the workbook with coloured cells, notes and the list of findings in front.

    Values, number forms and drop-downs stay. Colours and notes of an earlier round are taken
    away first.

    Raises:
        Exception: The library cannot open the file; what it raises depends on the fault.
    """
    workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    _clean(workbook)
    by_name: dict[str, Any] = {sheet.title: sheet for sheet in workbook.worksheets}
    notes = 0
    for finding in _gravest_first(findings):
        cell = _cell(by_name, finding)
        if cell is None:
            continue
        if cell.fill.start_color.rgb not in _COLOURS.values():
            cell.fill = _FILLS[finding.severity]
        if notes < _MOST_NOTES:
            _note(cell, finding)
            notes += 1
    _write_list(workbook, findings)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def _clean(workbook: Workbook) -> None:
    if FINDINGS_SHEET in workbook.sheetnames:
        del workbook[FINDINGS_SHEET]
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
                if cell.has_style and cell.fill.start_color.rgb in _COLOURS.values():
                    cell.fill = _NO_FILL


def _cell(sheets: dict[str, Any], finding: Finding) -> Cell | None:
    place = finding.place
    sheet = sheets.get(place.sheet or "")
    if sheet is None or not place.cell or place.row is None or ":" in place.cell:
        return None
    cell = sheet[place.cell]
    return cell if isinstance(cell, Cell) else None


def _note(cell: Cell, finding: Finding) -> None:
    text = f"{SEVERITY_NL[finding.severity]}: {message_nl(finding)}\n{action_nl(finding)}"
    if cell.comment is not None:
        text = f"{cell.comment.text}\n\n{text}"
    note = Comment(text[:_LONGEST_NOTE], AUTHOR)
    note.width, note.height = 360, 160
    cell.comment = note


def _write_list(workbook: Workbook, findings: tuple[Finding, ...]) -> None:
    sheet: Worksheet = workbook.create_sheet(FINDINGS_SHEET, 0)
    sentences = introduction(findings, _REMARK)
    for row, sentence in enumerate(sentences, start=1):
        _write(sheet.cell(row, 1), sentence).font = Font(bold=row == 1)
    header_row = len(sentences) + 2
    for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True), start=1):
        _write(sheet.cell(header_row, column), header).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    row = header_row
    for row, line in enumerate(lines(findings), start=header_row + 1):
        for column, text in enumerate(line.texts, start=1):
            _write(sheet.cell(row, column), text).alignment = Alignment(
                wrap_text=True, vertical="top"
            )
        if line.target is not None:
            link = sheet.cell(row, 3)
            link.hyperlink = f"#{line.target}"
            link.font = Font(color="FF154273", underline="single")
    sheet.freeze_panes = f"A{header_row + 1}"
    sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(len(HEADERS))}{row}"
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _write(cell: Any, text: str) -> Any:
    """Write text as text, also when it begins like a formula."""
    cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        cell.quotePrefix = True
    return cell
