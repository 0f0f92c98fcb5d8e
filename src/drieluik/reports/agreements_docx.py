"""The agreements as a Word document, in the order of the house.

Comes in: frozen rows. Goes out: the bytes of a .docx with real heading styles, a contents field
that Word keeps up to date, the numbers of the agreements as plain text, and Dutch as language.
"""

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from drieluik.reports.agreements_document import (
    BASES_ANNEX,
    BASES_HEAD,
    DECISIONS_ANNEX,
    DECISIONS_HEAD,
    FICTITIOUS,
    PARTIES_ANNEX,
    PARTIES_HEAD,
    PrintedAction,
    PrintedAgreements,
    PrintedClause,
    PrintedProject,
    PrintedSection,
    PrintedTheme,
    basis_cells,
    binding_cells,
    decision_cells,
    standing_nl,
)
from drieluik.reports.word_parts import (
    Contents,
    add_paragraphs,
    add_row,
    add_table,
    add_warning,
    as_bytes,
    begun_document,
    mark_header_row,
    write_edges,
)


def agreements_docx(document: PrintedAgreements) -> bytes:
    """Return the agreements as the bytes of a Word document.

    Title page with parties, contents, introduction, a chapter per theme (goal, how, agreements,
    actions of the year) and annexes: the focus projects, the parties, the decisions.
    """
    word = begun_document(document.title, document.municipality)
    label = " · fictief voorbeeld" if document.fictitious else ""
    header = f"{document.municipality} · {document.title}{label}"
    write_edges(word, header, standing_nl(document)[0], after_cover=True)
    _title_page(word, document)
    contents = Contents(word, "Inhoud")
    if document.introduction:
        contents.heading("Inleiding", 1)
        add_paragraphs(word, document.introduction)
    for theme in document.themes:
        _theme(word, contents, theme)
    if document.projects:
        contents.heading("Bijlage: speerpunten", 1, new_page=True)
        for project in document.projects:
            _project(word, contents, project)
    _annex_of_parties(word, contents, document)
    _annex_of_bases(word, contents, document)
    _annex_of_decisions(word, contents, document)
    contents.fill()
    return as_bytes(word)


def _title_page(word: WordDocument, document: PrintedAgreements) -> None:
    word.add_paragraph(document.title, style="Title")
    kicker = word.add_paragraph()
    kicker.add_run(document.municipality).bold = True
    for line in standing_nl(document):
        word.add_paragraph(line)
    if document.fictitious:
        add_warning(word, FICTITIOUS)
    if document.parties:
        word.add_paragraph().add_run("Afspraken tussen").bold = True
        table = add_table(word, (5, 11))
        for label, names in document.parties:
            add_row(table, label, "\n".join(names))


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
        add_paragraphs(word, section.introduction)
    for label, text in (("Doel", section.goal), ("Hoe", section.how)):
        if text:
            word.add_heading(label, 3)
            add_paragraphs(word, text)
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
    table = add_table(word, (4.8, 11.4))
    for label, text in project.fields:
        add_row(table, label, text)
    if project.actions:
        add_row(table, "Acties", "\n".join(_dated(action) for action in project.actions))


def _dated(action: PrintedAction) -> str:
    told = not action.when or action.when_in_text
    return f"- {action.text}" + ("" if told else f" – {action.when}")


def _actions(word: WordDocument, actions: tuple[PrintedAction, ...]) -> None:
    table = add_table(word, (9.2, 3, 4))
    add_row(table, "Actie", "Wanneer", "Speerpunt", head=True)
    mark_header_row(table.rows[0])
    for action in actions:
        add_row(table, action.text, action.when or "–", action.focus)


def _annex_of_parties(word: WordDocument, contents: Contents, document: PrintedAgreements) -> None:
    if document.bindings:
        contents.heading(PARTIES_ANNEX, 1, new_page=True)
        table = add_table(word, (3.8, 5.2, 7.2))
        add_row(table, *PARTIES_HEAD, head=True)
        mark_header_row(table.rows[0])
        for one in document.bindings:
            add_row(table, *binding_cells(one))
        for remark in document.binding_remarks:
            word.add_paragraph(remark)


def _annex_of_bases(word: WordDocument, contents: Contents, document: PrintedAgreements) -> None:
    if document.bases:
        contents.heading(BASES_ANNEX, 1, new_page=True)
        table = add_table(word, (3, 4.8, 3, 5.4))
        add_row(table, *BASES_HEAD, head=True)
        mark_header_row(table.rows[0])
        for one in document.bases:
            add_row(table, *basis_cells(one))


def _annex_of_decisions(
    word: WordDocument, contents: Contents, document: PrintedAgreements
) -> None:
    if document.decisions:
        contents.heading(DECISIONS_ANNEX, 1, new_page=True)
        table = add_table(word, (2, 3, 5.6, 5.6))
        add_row(table, *DECISIONS_HEAD, head=True)
        mark_header_row(table.rows[0])
        for one in document.decisions:
            add_row(table, *decision_cells(one))
