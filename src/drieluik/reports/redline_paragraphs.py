"""A redline as paragraphs with tracked pieces, in the order of the house.

Between the core and Word. The pieces that were kept or added are the new document, those that were
kept or removed the old one; a moved agreement leaves one place and comes in at another. The exact
differences are shown, so that every change can be accepted or rejected by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drieluik.core.amendments.sets.redline import (
    ClauseRedline,
    ClauseState,
    MovedAway,
    Redline,
    SectionRedline,
    section_name,
    theme_name,
)
from drieluik.core.amendments.sets.rows import SetClause, SetSection
from drieluik.core.amendments.words.difference import Difference, SpanKind, difference


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that were kept, removed or added."""

    kind: SpanKind
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """One paragraph.

    Attributes:
        style: title, theme, section, label, text, clause, or line (a further line of a clause).
        pieces: Its words.
        end: What happened to the end of the paragraph; one whose end was removed runs on into
            the next.
    """

    style: str
    pieces: tuple[Piece, ...]
    end: SpanKind


@dataclass(frozen=True, slots=True)
class BesideText:
    """A change that touches no words, such as an action that goes to a later year.

    Attributes:
        subject: What it is about.
        what: What happens, in a few words.
        sentences: What changes, in full.
    """

    subject: str
    what: str
    sentences: tuple[str, ...]


def tracked_paragraphs(found: Redline) -> tuple[TrackedParagraph, ...]:
    """All paragraphs of a redline, unchanged ones included."""
    paragraphs = [*_paragraphs("title", found.title), *_paragraphs("text", found.introduction)]
    old_theme = new_theme = ""
    for section in found.sections:
        old_name, new_name = theme_name(section.old), theme_name(section.new)
        old_shown = old_name if old_name != old_theme else ""
        new_shown = new_name if new_name != new_theme else ""
        paragraphs += _paragraphs("theme", difference(old_shown, new_shown))
        old_theme, new_theme = old_name or old_theme, new_name or new_theme
        paragraphs += _section(section)
    return tuple(_with_a_last_end(paragraphs))


def _with_a_last_end(paragraphs: list[TrackedParagraph]) -> list[TrackedParagraph]:
    """Let the end of the last paragraph stay, as no document can lose it.

    What came in or went after the last paragraph that stays, begins with the end of that one: so
    neither taking the changes over nor refusing them leaves an empty last line.
    """
    last = len(paragraphs) - 1
    kind = paragraphs[last].end
    before = next((at for at in range(last, -1, -1) if paragraphs[at].end is not kind), None)
    if kind is SpanKind.KEPT or before is None:
        return paragraphs
    ended = [*paragraphs[:last], replace(paragraphs[last], end=SpanKind.KEPT)]
    if ended[before].end is SpanKind.KEPT:
        ended[before] = replace(ended[before], end=kind)
        return ended
    following = ended[before + 1]
    pieces = ended[before].pieces + following.pieces
    return [*ended[:before], replace(following, pieces=pieces), *ended[before + 2 :]]


def _section(found: SectionRedline) -> Iterator[TrackedParagraph]:
    old, new = found.old, found.new
    yield from _paragraphs("section", difference(section_name(old), section_name(new)))
    yield from _paragraphs("text", found.introduction)
    for label, text in (("Doel", found.goal), ("Hoe", found.how)):
        yield from _label(label, bool(text.old_text), bool(text.new_text))
        yield from _paragraphs("text", text)
    yield from _label("Prestatieafspraken", _has_clauses(old), _has_clauses(new))
    for row in found.clauses:
        yield from _clause(row)


def _clause(row: ClauseRedline | MovedAway) -> Iterator[TrackedParagraph]:
    if isinstance(row, MovedAway):
        yield from _whole(row.clause, SpanKind.REMOVED)
    elif row.new and (row.old is None or ClauseState.MOVED in row.states):
        yield from _whole(row.new, SpanKind.ADDED)
    elif row.old and row.new is None:
        yield from _whole(row.old, SpanKind.REMOVED)
    else:
        pieces = [
            *_pieces(row.number, bold=True),
            Piece(SpanKind.KEPT, "\t"),
            *_pieces(row.heading, bold=True),
            *_pieces(difference(_colon(row.old), _colon(row.new)), bold=True),
            *_pieces(row.text),
        ]
        yield from _split("clause", pieces, SpanKind.KEPT)


def _whole(clause: SetClause, kind: SpanKind) -> Iterator[TrackedParagraph]:
    pieces = [
        Piece(kind, clause.number, bold=True),
        Piece(kind, "\t"),
        Piece(kind, f"{clause.heading}{_colon(clause)}", bold=True),
        Piece(kind, clause.text),
    ]
    yield from _split("clause", pieces, kind)


def _colon(clause: SetClause | None) -> str:
    return ": " if clause and clause.heading else ""


def _label(text: str, before: bool, after: bool) -> Iterator[TrackedParagraph]:
    yield from _paragraphs("label", difference(text if before else "", text if after else ""))


def _has_clauses(section: SetSection | None) -> bool:
    return bool(section and section.clauses)


def _paragraphs(style: str, change: Difference) -> Iterator[TrackedParagraph]:
    """The paragraphs of a text; none at all when it was and is empty."""
    if change.old_text or change.new_text:
        end = SpanKind.KEPT
        end = end if change.old_text else SpanKind.ADDED
        end = end if change.new_text else SpanKind.REMOVED
        yield from _split(style, _pieces(change), end)


def _pieces(change: Difference, *, bold: bool = False) -> list[Piece]:
    return [Piece(span.kind, span.text, bold) for span in change.spans]


def _split(style: str, pieces: Sequence[Piece], end: SpanKind) -> Iterator[TrackedParagraph]:
    """Cut at the line breaks; each break is the end of a paragraph, with its own kind."""
    current: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        current.append(Piece(piece.kind, first, piece.bold))
        for line in others:
            yield TrackedParagraph(style, _filled(current), piece.kind)
            style = "line" if style == "clause" else style
            current = [Piece(piece.kind, line, piece.bold)]
    yield TrackedParagraph(style, _filled(current), end)


def _filled(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)
