"""The evaluation of a year as a Word document.

Comes in: frozen rows with their words. Goes out: the bytes of a .docx with real headings, header
rows and Dutch as language. The same rows are shown on the page. Knows no database.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from docx.document import Document as WordDocument

from drieluik.reports.word_parts import (
    add_row,
    add_table,
    as_bytes,
    begun_document,
    mark_header_row,
    write_edges,
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
    word = begun_document(report.title, report.municipality)
    made = f"Gemaakt op {format_date(made_on, 'd MMMM y', locale='nl')}"
    write_edges(word, f"{report.municipality} · {report.title}", made)
    word.add_heading(report.title, 1)
    for remark in report.remarks:
        word.add_paragraph(remark)
    for part in report.tables:
        word.add_heading(part.heading, 2)
        for sentence in part.sentences:
            word.add_paragraph(sentence)
        if part.rows:
            _table(word, part)
    return as_bytes(word)


def _table(word: WordDocument, part: ReportTable) -> None:
    first = 5.0 if len(part.columns) > 2 else 4.0
    others = (_WIDTH_CM - first) / (len(part.columns) - 1)
    table = add_table(word, (first, *[others] * (len(part.columns) - 1)))
    add_row(table, *part.columns, head=True)
    mark_header_row(table.rows[0])
    for row in part.rows:
        add_row(table, *row)
