"""A report as a tagged PDF.

Comes in: frozen rows. Goes out: the bytes of a PDF in which every heading, table and picture is
marked as such, with a description for every picture; the same rows and moment give the same bytes.
"""

from datetime import datetime
from typing import Any

from drieluik.reports.report_document import FICTITIOUS, PrintedReport, ReportPart
from drieluik.reports.typesetting import typeset


def report_pdf(report: PrintedReport, *, at: datetime) -> bytes:
    """Return the report as the bytes of a PDF: the same parts as the Word document.

    Args:
        report: The rows.
        at: The moment of the figures, which its properties tell.
    """
    label = " · fictief voorbeeld" if report.fictitious else ""
    content: dict[str, Any] = {
        "title": report.title,
        "author": report.municipality,
        "cover": True,
        "header": f"{report.municipality} · {report.title}{label}",
        "footer": report.standing[0],
        "standing": report.standing,
        "notice": FICTITIOUS if report.fictitious else "",
        "parts": [_part(part, level) for level, part in report.in_order()],
    }
    return typeset("report", content, at=at)


def _part(part: ReportPart, level: int) -> dict[str, Any]:
    return {
        "level": level,
        "heading": part.heading,
        "sentences": part.sentences,
        "texts": [
            (one.party, one.text, f"{one.by}, namens {one.party}, {one.at}") for one in part.texts
        ],
        "charts": [(one.svg, one.description, one.caption) for one in part.charts if one.svg],
        "tables": [(one.caption, one.weights, one.columns, one.rows) for one in part.tables],
    }
