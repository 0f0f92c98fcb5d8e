"""A workbook that holds only the list of findings, for a file that cannot be returned itself."""

import io

from drieluik.core.findings import Finding
from drieluik.core.workbooks.annotating.lines import HEADERS, WIDTHS, introduction, lines
from drieluik.core.workbooks.layout import FINDINGS_SHEET

_REMARK = "Het bestand zelf kunnen wij niet teruggeven, omdat wij het niet veilig konden openen."


def list_workbook(findings: tuple[Finding, ...]) -> bytes:
    """Return a new workbook with the list of findings."""
    # the process that only reads a workbook never needs what writes one
    import xlsxwriter

    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = workbook.add_worksheet(FINDINGS_SHEET)
    bold = workbook.add_format({"bold": True})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    sentences = introduction(findings, _REMARK)
    for row, sentence in enumerate(sentences):
        sheet.write_string(row, 0, sentence, bold)
    top = len(sentences) + 1
    for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, header, bold)
    for row, line in enumerate(lines(findings), start=top + 1):
        for column, value in enumerate(line.texts):
            sheet.write_string(row, column, value, text)
    sheet.freeze_panes(top + 1, 0)
    workbook.close()
    return target.getvalue()
