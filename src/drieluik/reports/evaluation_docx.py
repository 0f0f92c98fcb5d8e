"""The evaluation of a year as a Word document.

Comes in: frozen rows with their words. Goes out: the bytes of a .docx with real headings, header
rows and Dutch as language. The same rows are shown on the page. Knows no database.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from babel.dates import format_date
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from drieluik.reports.word_parts import (
    add_page_number,
    add_row,
    add_table,
    house_style,
    mark_header_row,
    set_language,
)

_WIDTH_CM = 16.2


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A part of the report.

    Attributes:
        heading: Its title.
        sentences: What stands above the table; a table without rows has only these.
        columns: Heads of the columns; the first names the row.
        rows: Texts, as many per row as there are columns.
    """

    heading: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return per row its name and its cells, each with the head of its column."""
        return [(row[0], list(zip(self.columns[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; ``remarks`` stand at the top, such as that a city is made up."""

    title: str
    municipality: str
    remarks: tuple[str, ...]
    tables: tuple[ReportTable, ...]


def evaluation_docx(report: Report, made_on: date) -> bytes:
    """Return the report as a Word document."""
    word = Document()
    set_language(word, "nl-NL")
    house_style(word)
    properties = word.core_properties
    properties.title, properties.language = report.title, "nl-NL"
    properties.author, properties.comments = report.municipality, ""
    word.add_heading(report.title, 1)
    for remark in report.remarks:
        word.add_paragraph(remark)
    for part in report.tables:
        word.add_heading(part.heading, 2)
        for sentence in part.sentences:
            word.add_paragraph(sentence)
        if part.rows:
            _table(word, part)
    _edges(word, report, made_on)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _table(word: WordDocument, part: ReportTable) -> None:
    first = 5.0 if len(part.columns) > 2 else 4.0
    others = (_WIDTH_CM - first) / (len(part.columns) - 1)
    table = add_table(word, (first, *[others] * (len(part.columns) - 1)))
    add_row(table, *part.columns, head=True)
    mark_header_row(table.rows[0])
    for row in part.rows:
        add_row(table, *row)


def _edges(word: WordDocument, report: Report, made_on: date) -> None:
    section = word.sections[0]
    section.header.paragraphs[0].text = f"{report.municipality} · {report.title}"
    footer = section.footer.paragraphs[0]
    footer.add_run(f"Gemaakt op {format_date(made_on, 'd MMMM y', locale='nl')}\t\tPagina ")
    add_page_number(footer)
    for paragraph in (section.header.paragraphs[0], footer):
        for run in paragraph.runs:
            run.font.size = Pt(9)
