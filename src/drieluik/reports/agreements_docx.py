"""The agreements as a Word document, in the order of the house.

Comes in: frozen rows. Goes out: the bytes of a .docx with real heading styles, a contents field
that Word keeps up to date, the numbers of the agreements as plain text, and Dutch as language.
"""

from io import BytesIO

from babel.dates import format_date
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from drieluik.reports.agreements_document import (
    PrintedAction,
    PrintedAgreements,
    PrintedClause,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
)
from drieluik.reports.word_parts import (
    Contents,
    add_page_number,
    keep_row_together,
    mark_header_row,
    set_language,
    shade,
)

_DARK = RGBColor(0x0C, 0x36, 0x3F)
_COPPER = RGBColor(0x8A, 0x3D, 0x12)
_MIST = "EFF5F6"


def agreements_docx(document: PrintedAgreements) -> bytes:
    """Return the agreements as the bytes of a Word document.

    Title page with parties, contents, introduction, a chapter per theme (goal, how, agreements,
    actions of the year) and an annex with the focus projects.
    """
    word = Document()
    _prepare(word, document)
    _title_page(word, document)
    contents = Contents(word, "Inhoud")
    if document.introduction:
        contents.heading("Inleiding", 1)
        _paragraphs(word, document.introduction)
    for theme in document.themes:
        _theme(word, contents, theme)
    if document.projects:
        contents.heading("Bijlage: speerpunten", 1, new_page=True)
        for project in document.projects:
            _project(word, contents, project)
    contents.fill()
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _prepare(word: WordDocument, document: PrintedAgreements) -> None:
    set_language(word, "nl-NL")
    properties = word.core_properties
    properties.title, properties.language = document.title, "nl-NL"
    properties.author, properties.comments = document.municipality, ""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size, before in (("Title", 28, 120), ("Heading 1", 18, 24), ("Heading 2", 14, 16)):
        _heading_style(word, name, size, before)
    _heading_style(word, "Heading 3", 11.5, 12)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    label = " · fictief voorbeeld" if document.fictitious else ""
    section.header.paragraphs[0].text = f"{document.municipality} · {document.title}{label}"
    footer = section.footer.paragraphs[0]
    footer.add_run(f"Versie {document.version_number}, geldig vanaf {_day(document)}\t\tPagina ")
    add_page_number(footer)
    for paragraph in (section.header.paragraphs[0], footer):
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _heading_style(word: WordDocument, name: str, size: float, before: float) -> None:
    style = word.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _DARK
    style.element.rPr.rFonts.attrib.clear()
    style.font.name = "Calibri"
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.keep_with_next = True


def _title_page(word: WordDocument, document: PrintedAgreements) -> None:
    word.add_paragraph(document.title, style="Title")
    kicker = word.add_paragraph()
    kicker.add_run(document.municipality).bold = True
    word.add_paragraph(f"Versie {document.version_number}, geldig vanaf {_day(document)}")
    if document.fictitious:
        notice = word.add_paragraph()
        notice.add_run(
            "Fictief voorbeeld: de cijfers zijn verzonnen en komen niet van de genoemde organisaties."
        ).font.color.rgb = _COPPER
    if document.parties:
        word.add_paragraph().add_run("Afspraken tussen").bold = True
        table = _table(word, (5, 11))
        for label, names in document.parties:
            _row(table, label, "\n".join(names))


def _theme(word: WordDocument, contents: Contents, theme: PrintedTheme) -> None:
    contents.heading(f"{theme.number}. {theme.title}", 1)
    for section in theme.sections:
        _section(word, contents, section)
    if theme.actions:
        word.add_heading("Acties", 3)
        _actions(word, theme.actions)


def _section(word: WordDocument, contents: Contents, section: PrintedSection) -> None:
    if section.letter or section.title:
        contents.heading(f"{section.letter}. {section.title}".strip(". "), 2)
    if section.introduction:
        _paragraphs(word, section.introduction)
    for label, text in (("Doel", section.goal), ("Hoe", section.how)):
        if text:
            word.add_heading(label, 3)
            _paragraphs(word, text)
    if section.clauses:
        word.add_heading("Prestatieafspraken", 3)
    for clause in section.clauses:
        _clause(word, clause)


def _clause(word: WordDocument, clause: PrintedClause) -> None:
    """Write number, heading and first line in one hanging paragraph; other lines below it."""
    first, *others = clause.text.split("\n")
    paragraph = _hanging(word.add_paragraph())
    paragraph.add_run(clause.number).bold = True
    paragraph.add_run("\t")
    if clause.heading and clause.heading != first:
        paragraph.add_run(f"{clause.heading.rstrip(':.')}: ").bold = True
    paragraph.add_run(first)
    for line in others:
        if line.strip():
            below = word.add_paragraph(line)
            below.paragraph_format.left_indent = Cm(1.5)


def _hanging(paragraph: Paragraph) -> Paragraph:
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Cm(1.5), Cm(-1.5)
    form.tab_stops.add_tab_stop(Cm(1.5))
    return paragraph


def _project(word: WordDocument, contents: Contents, project: PrintedProject) -> None:
    """Write the form as one table, its actions as a row of their own: the house format."""
    contents.heading(project.title, 2)
    table = _table(word, (4.8, 11.4))
    for label, text in project.fields:
        _row(table, label, text)
    if project.actions:
        _row(table, "Acties", "\n".join(_dated(action) for action in project.actions))


def _dated(action: PrintedAction) -> str:
    told = not action.when or action.when_in_text
    return f"- {action.text}" + ("" if told else f" – {action.when}")


def _actions(word: WordDocument, actions: tuple[PrintedAction, ...]) -> None:
    table = _table(word, (9.2, 3, 4))
    _row(table, "Actie", "Wanneer", "Speerpunt", head=True)
    mark_header_row(table.rows[0])
    for action in actions:
        _row(table, action.text, action.when or "–", action.focus)


def _table(word: WordDocument, widths: tuple[float, ...]) -> Table:
    table: Table = word.add_table(rows=0, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _row(table: Table, *texts: str, head: bool = False) -> None:
    """Add a row; in a table of two columns the first cell is the label of the second."""
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    keep_row_together(row)
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        is_label = head or (place == 0 and len(texts) == 2)
        cell.width = table.columns[place].width
        first, *others = text.split("\n")
        cell.paragraphs[0].add_run(first).bold = is_label
        for line in others:
            cell.add_paragraph(line)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)
        if is_label:
            shade(cell, _MIST)


def _paragraphs(word: WordDocument, text: str) -> None:
    for line in text.split("\n"):
        if line.strip():
            word.add_paragraph(line.strip())


def _day(document: PrintedAgreements) -> str:
    day: str = format_date(document.in_force_from, "d MMMM y", locale="nl")
    return day
