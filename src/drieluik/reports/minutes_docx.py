"""Minutes and the list of decisions as Word documents.

Comes in: frozen rows. Goes out: the bytes of a .docx with real headings, Dutch as language, and on
every page which meeting it is and whether it was approved.
"""

from babel.dates import format_date
from docx.document import Document as WordDocument

from drieluik.reports.minutes_document import (
    FICTITIOUS,
    MinutedDecision,
    MinutedItem,
    Minutes,
    Standing,
    decision_nl,
    edge_nl,
    facts_nl,
    positions_nl,
)
from drieluik.reports.word_parts import (
    add_paragraphs,
    add_row,
    add_table,
    add_warning,
    as_bytes,
    begun_document,
    mark_header_row,
    write_edges,
)


def minutes_docx(minutes: Minutes, standing: Standing) -> bytes:
    """Return the minutes: who was there, every item as it went, decisions and tasks."""
    word = _begun("Verslag", minutes, standing)
    _attendance(word, minutes)
    for item in minutes.items:
        _item(word, item)
    _tasks(word, minutes)
    return as_bytes(word)


def decision_list_docx(minutes: Minutes, standing: Standing) -> bytes:
    """Return only what was decided, in the order in which it was."""
    word = _begun("Besluitenlijst", minutes, standing)
    table = add_table(word, (1.4, 4.2, 10.6))
    add_row(table, "Nr.", "Onderwerp", "Besluit", head=True)
    mark_header_row(table.rows[0])
    for item, decision in minutes.decisions:
        add_row(table, str(decision.number), item.title, decision_nl(decision))
    _tasks(word, minutes)
    return as_bytes(word)


def _begun(kind: str, minutes: Minutes, standing: Standing) -> WordDocument:
    title = f"{kind} {minutes.name}"
    word = begun_document(title, minutes.municipality)
    printed = format_date(standing.printed_on, "d MMMM y", locale="nl")
    write_edges(word, edge_nl(minutes, title, standing), f"Gemaakt op {printed}")
    word.add_heading(title, 1)
    table = add_table(word, (4, 12.2))
    for label, text in facts_nl(minutes, standing):
        add_row(table, label, text)
    if minutes.fictitious:
        add_warning(word, FICTITIOUS)
    return word


def _attendance(word: WordDocument, minutes: Minutes) -> None:
    word.add_heading("Aanwezigheid", 2)
    table = add_table(word, (7, 4, 5.2))
    add_row(table, "Partij", "Aanwezigheid", "Namen", head=True)
    mark_header_row(table.rows[0])
    for party, presence, names in minutes.attendance:
        add_row(table, party, presence, names or "–")
    for sentence in minutes.unrepresented:
        word.add_paragraph(sentence, style="List Bullet")
    if minutes.without_voice:
        names = ", ".join(minutes.without_voice)
        word.add_paragraph(f"Zonder huurdersorganisatie: {names}.")
    if minutes.term:
        word.add_paragraph(minutes.term)


def _item(word: WordDocument, item: MinutedItem) -> None:
    word.add_heading(f"{item.position}. {item.title}", 2)
    add_paragraphs(word, item.digest)
    if item.warnings:
        word.add_heading("Stukken niet op tijd bij huurders", 3)
        for warning in item.warnings:
            word.add_paragraph(warning, style="List Bullet")
    if item.papers:
        word.add_paragraph(f"Stukken: {'; '.join(item.papers)}.")
    for party, words in item.input:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{party}: ").bold = True
        paragraph.add_run(words)
    if item.discussion:
        word.add_heading("Besproken", 3)
        add_paragraphs(word, item.discussion)
    if item.decisions:
        word.add_heading("Besluit", 3)
    for decision in item.decisions:
        _decision(word, decision)


def _decision(word: WordDocument, decision: MinutedDecision) -> None:
    paragraph = word.add_paragraph()
    head = paragraph.add_run(f"{decision.number}. {decision.label}. ")
    head.bold = True
    words = paragraph.add_run(decision_nl(decision, with_label=False))
    if decision.replaced:
        head.font.strike = words.font.strike = True
        paragraph.add_run(" (later in dit overleg verbeterd)").italic = True
    for about, said in decision.positions:
        paragraph = word.add_paragraph()
        paragraph.add_run(positions_nl(about)).italic = True
        paragraph.add_run(said)


def _tasks(word: WordDocument, minutes: Minutes) -> None:
    tasks = minutes.tasks
    if not tasks:
        return
    word.add_heading("Taken", 2)
    table = add_table(word, (4.2, 6.2, 3.8, 2))
    add_row(table, "Wie", "Wat", "Uiterlijk", "Besluit", head=True)
    mark_header_row(table.rows[0])
    for number, task in tasks:
        add_row(table, task.party, task.text, task.due_on or "–", str(number))
