"""The record of a talk about signals as a Word document.

Comes in: frozen rows. Goes out: the bytes of a .docx with real headings and Dutch as language.
"""

from dataclasses import dataclass

from drieluik.reports.word_parts import (
    add_paragraphs,
    add_row,
    add_table,
    add_warning,
    as_bytes,
    begun_document,
    write_edges,
)

_FICTITIOUS = "Fictief voorbeeld: dit gesprek is verzonnen."


@dataclass(frozen=True, slots=True)
class TalkedSignal:
    """A signal in the talk; ``conclusion`` is empty when nothing was concluded about it.

    Attributes:
        position: Its place in the talk, from 1.
        title: The agreement.
        light: What the light said, with its half-year.
        told: Why.
        conclusion: What was concluded.
        outcome: What happened with the signal.
    """

    position: int
    title: str
    light: str
    told: str
    conclusion: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """A talk that ended; ``held_on`` and ``ended`` are written out in Dutch."""

    municipality: str
    held_on: str
    ended: str
    parties: tuple[str, ...]
    signals: tuple[TalkedSignal, ...]
    fictitious: bool


def talk_docx(talk: TalkRecord) -> bytes:
    """Return the record: who was there, and per signal the light and the conclusion."""
    title = f"Gesprek over signalen van {talk.held_on}"
    word = begun_document(title, talk.municipality)
    write_edges(word, talk.municipality, title)
    word.add_heading(title, 1)
    table = add_table(word, (4, 12.2))
    add_row(table, "Gemeente", talk.municipality)
    add_row(table, "Aanwezig", ", ".join(talk.parties))
    add_row(table, "Afgesloten", talk.ended)
    if talk.fictitious:
        add_warning(word, _FICTITIOUS)
    for signal in talk.signals:
        word.add_heading(f"{signal.position}. {signal.title}", 2)
        word.add_paragraph().add_run(signal.light).bold = True
        add_paragraphs(word, signal.told)
        word.add_heading("Conclusie", 3)
        add_paragraphs(word, signal.conclusion or "Hierover is geen conclusie genoteerd.")
        if signal.outcome:
            word.add_paragraph(f"{signal.outcome}.")
    return as_bytes(word)
