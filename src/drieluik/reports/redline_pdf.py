"""A redline as a tagged PDF that can be read without colour and heard without sight.

What is new is underlined, what is gone struck out; who listens hears a word before and after it.
Comes in: a redline. Goes out: the bytes of a PDF that begins with a table of what happened to which
agreement, followed by all texts with what was added and removed, as people read it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from drieluik.core.amendments.sets.redline import ClauseRedline, MovedAway, Redline, SectionRedline
from drieluik.core.amendments.words.difference import SpanKind
from drieluik.core.amendments.words.readable import readable
from drieluik.reports.redline_html import seen, states_nl
from drieluik.reports.redline_paragraphs import (
    BesideText,
    Piece,
    TrackedParagraph,
    tracked_paragraphs,
)
from drieluik.reports.typesetting import typeset

_LEVELS = {"theme": 1, "section": 2, "label": 3}


def redline_pdf(
    found: Redline,
    *,
    title: str,
    author: str,
    at: datetime,
    beside: Sequence[BesideText] = (),
) -> bytes:
    """The redline as the bytes of a PDF.

    Args:
        found: The redline.
        title: What is put beside what, such as ``Afspraken: van versie 1 naar versie 2``.
        author: Whose document it is.
        at: When it was made.
        beside: What changes beside the words.
    """
    content = {
        "title": title,
        "author": author,
        "header": f"{author} · {title}",
        "footer": "Toegevoegd is onderstreept, vervallen is doorgestreept",
        "changes": [
            (row.clause.number, row.clause.heading, states_nl(row))
            for row in found.clauses
            if row.changed
        ],
        "no-change": _without_changed_agreement(found, beside),
        "beside": [(one.subject, one.what, " ".join(one.sentences)) for one in beside],
        "paragraphs": list(_paragraphs(found)),
    }
    return typeset("redline", content, at=at)


def _without_changed_agreement(found: Redline, beside: Sequence[BesideText]) -> str:
    if beside and not found.changed:
        return "Aan de woorden van de afspraken verandert niets."
    if found.changed:
        return "Geen afspraak verandert; wel de tekst eromheen."
    return "Er is geen verschil."


def _paragraphs(found: Redline) -> Iterator[dict[str, Any]]:
    """All paragraphs; a heading is never more than one level below the last, as the standard asks."""
    deepest = 1
    for one in tracked_paragraphs(_as_read(found)):
        level = min(_LEVELS.get(one.style, 0), deepest + 1)
        deepest = level if one.style in ("theme", "section") else deepest
        yield _paragraph(one) | {"level": level}


def _paragraph(one: TrackedParagraph) -> dict[str, Any]:
    """The pieces of a paragraph; a number before its tab stands apart, an end that changed is shown."""
    tab = next((at for at, piece in enumerate(one.pieces) if piece.text == "\t"), None)
    number = one.pieces[:tab] if tab is not None else ()
    pieces = list(one.pieces[tab + 1 :] if tab is not None else one.pieces)
    if pieces and one.end is not SpanKind.KEPT and pieces[-1].kind is not one.end:
        pieces.append(Piece(one.end, "↵"))
    return {
        "style": one.style,
        "number": [_piece(piece) for piece in number],
        "pieces": [_piece(piece) for piece in _spaced(pieces)],
    }


def _spaced(pieces: list[Piece]) -> list[Piece]:
    """Put a space between what went and what came, or "2,5" and "3" would look like one number."""
    spaced: list[Piece] = []
    for piece in pieces:
        before = spaced[-1].kind if spaced else None
        if before is SpanKind.REMOVED and piece.kind is SpanKind.ADDED:
            spaced.append(Piece(SpanKind.KEPT, " "))
        spaced.append(piece)
    return spaced


def _piece(piece: Piece) -> dict[str, Any]:
    text = seen(piece.kind, piece.text)
    return {"kind": piece.kind.value, "text": text, "bold": piece.bold}


def _as_read(found: Redline) -> Redline:
    """The redline with every difference as people read it."""
    return replace(
        found,
        title=readable(found.title),
        introduction=readable(found.introduction),
        sections=tuple(_section_as_read(section) for section in found.sections),
    )


def _section_as_read(section: SectionRedline) -> SectionRedline:
    return replace(
        section,
        introduction=readable(section.introduction),
        goal=readable(section.goal),
        how=readable(section.how),
        clauses=tuple(_clause_as_read(row) for row in section.clauses),
    )


def _clause_as_read(row: ClauseRedline | MovedAway) -> ClauseRedline | MovedAway:
    if isinstance(row, MovedAway):
        return row
    return replace(row, heading=readable(row.heading), text=readable(row.text))
