"""A report as a Word document.

Comes in: frozen rows. Goes out: the bytes of a .docx with real headings, header rows, a description
with every picture and Dutch as language; the same rows and moment give the same bytes.
"""

from datetime import UTC, datetime
from io import BytesIO

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from drieluik.reports.report_document import (
    FICTITIOUS,
    PrintedReport,
    ReportedChart,
    ReportedTable,
    ReportPart,
    SignedText,
)
from drieluik.reports.typesetting import picture
from drieluik.reports.word_parts import (
    Contents,
    add_paragraphs,
    add_row,
    add_table,
    add_warning,
    as_bytes,
    begun_document,
    describe_picture,
    mark_header_row,
    repacked,
    set_apart,
    write_edges,
)

_WIDTH_CM = 16.2
_IN_CONTENTS = 2
"""Headings deeper than this stand outside the contents."""


def report_docx(report: PrintedReport, *, at: datetime) -> bytes:
    """Return the report as the bytes of a Word document.

    Args:
        report: The rows.
        at: The moment of the figures, which its properties tell.
    """
    word = begun_document(report.title, report.municipality)
    properties = word.core_properties
    properties.created = properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    label = " · fictief voorbeeld" if report.fictitious else ""
    header = f"{report.municipality} · {report.title}{label}"
    write_edges(word, header, report.standing[0], after_cover=True)
    _title_page(word, report)
    contents = Contents(word, "Inhoud")
    for place, (level, part) in enumerate(report.in_order()):
        _part(word, contents, part, level, new_page=place == 0)
    contents.fill()
    return repacked(as_bytes(word))


def _title_page(word: WordDocument, report: PrintedReport) -> None:
    word.add_paragraph(report.title, style="Title")
    word.add_paragraph().add_run(report.municipality).bold = True
    for line in report.standing:
        word.add_paragraph(line)
    if report.fictitious:
        add_warning(word, FICTITIOUS)


def _part(
    word: WordDocument, contents: Contents, part: ReportPart, level: int, *, new_page: bool = False
) -> None:
    if level <= _IN_CONTENTS:
        contents.heading(part.heading, level, new_page=new_page)
    else:
        word.add_heading(part.heading, level)
    for sentence in part.sentences:
        add_paragraphs(word, sentence)
    for text in part.texts:
        _signed(word, text)
    for chart in part.charts:
        _chart(word, chart)
    for table in part.tables:
        _table(word, table)


def _signed(word: WordDocument, text: SignedText) -> None:
    """Write what a party says, set apart, with its name above and the signature below."""
    name = word.add_paragraph()
    name.add_run(f"{text.party}:").bold = True
    name.paragraph_format.keep_with_next = True
    said = [word.add_paragraph(line.strip()) for line in text.text.split("\n") if line.strip()]
    signature = word.add_paragraph()
    run = signature.add_run(f"{text.by}, namens {text.party}, {text.at}")
    run.italic, run.font.size = True, Pt(9.5)
    for paragraph in (name, *said, signature):
        set_apart(paragraph)
    signature.paragraph_format.space_after = Pt(10)


def _chart(word: WordDocument, chart: ReportedChart) -> None:
    if not chart.svg:
        return
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(picture(chart.svg)), width=Cm(_WIDTH_CM))
    describe_picture(shape, chart.description)
    word.add_paragraph(chart.caption).runs[0].italic = True


def _table(word: WordDocument, table: ReportedTable) -> None:
    caption = word.add_paragraph()
    caption.add_run(table.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    unit = _WIDTH_CM / sum(table.weights)
    widths = tuple(weight * unit for weight in table.weights)
    made = add_table(word, widths)
    add_row(made, *table.columns, head=True)
    mark_header_row(made.rows[0])
    for row in table.rows:
        add_row(made, *(cell or "–" for cell in row))
    word.add_paragraph()
