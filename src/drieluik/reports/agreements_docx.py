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
        table = _table(word, 2)
        for label, names in document.parties:
            _row(table, label, "\n".join(names), widths=(5, 11))


def _theme(word: WordDocument, contents: Contents, theme: PrintedTheme) -> None:
    contents.heading(f"{theme.number}. {theme.title}", 1, new_page=True)
    for section in theme.sections:
        _section(word, contents, section)
    if theme.actions:
        word.add_heading("Acties", 3)
        _actions(word, theme.actions, with_focus=True)


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
    contents.heading(project.title, 2)
    table = _table(word, 2)
    for label, text in project.fields:
        _row(table, label, text, widths=(4.2, 12))
    if project.actions:
        word.add_heading("Acties", 3)
        _actions(word, project.actions, with_focus=False)


def _actions(word: WordDocument, actions: tuple[PrintedAction, ...], *, with_focus: bool) -> None:
    heads = ("Actie", "Wanneer", "Speerpunt") if with_focus else ("Actie", "Wanneer")
    widths = (9.2, 3, 4) if with_focus else (12.2, 4)
    table = _table(word, len(heads))
    _row(table, *heads, widths=widths, bold=True)
    mark_header_row(table.rows[0])
    for action in actions:
        cells = (action.text, action.when or "–", action.focus)
        _row(table, *cells[: len(heads)], widths=widths)


def _table(word: WordDocument, n_columns: int) -> Table:
    table: Table = word.add_table(rows=0, cols=n_columns)
    table.style, table.autofit = "Table Grid", False
    return table


def _row(table: Table, *texts: str, widths: tuple[float, ...], bold: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    labelled = len(texts) == 2 and not bold and len(table.columns) == 2 and widths[0] < widths[1]
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Cm(width)
        first, *others = text.split("\n")
        paragraph = cell.paragraphs[0]
        paragraph.add_run(first).bold = bold or (labelled and place == 0)
        for line in others:
            cell.add_paragraph(line)
        for each in cell.paragraphs:
            each.paragraph_format.space_after = Pt(2)
        if bold or (labelled and place == 0):
            shade(cell, _MIST)


def _paragraphs(word: WordDocument, text: str) -> None:
    for line in text.split("\n"):
        if line.strip():
            word.add_paragraph(line.strip())


def _day(document: PrintedAgreements) -> str:
    day: str = format_date(document.in_force_from, "d MMMM y", locale="nl")
    return day
