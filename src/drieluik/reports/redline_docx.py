"""A redline as a Word document with real tracked changes.

Comes in: a redline and who says so, and when. Goes out: the bytes of a .docx in which accepting
all changes gives the new agreements and rejecting all the old ones.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from drieluik.core.amendments.sets.redline import Redline
from drieluik.core.amendments.words.difference import SpanKind
from drieluik.reports.redline_paragraphs import (
    BesideText,
    Piece,
    TrackedParagraph,
    tracked_paragraphs,
)
from drieluik.reports.word_parts import set_language

_STYLES = {
    "title": "Title",
    "theme": "Heading 1",
    "section": "Heading 2",
    "label": "Heading 3",
    "text": "Normal",
    "clause": "Normal",
    "line": "Normal",
}
_TAGS = {SpanKind.ADDED: "w:ins", SpanKind.REMOVED: "w:del"}
# What XML cannot hold, such as a null sign in pasted text.
_FORBIDDEN = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def redline_docx(
    found: Redline, *, author: str, at: datetime, beside: Sequence[BesideText] = ()
) -> bytes:
    """The redline as the bytes of a Word document.

    Args:
        found: The redline.
        author: Who the changes are from, as Word shows it.
        at: When they were made.
        beside: What changes beside the words; told before the text, without tracking.
    """
    word = Document()
    _prepare(word, found, author, at)
    _tell_beside(word, beside)
    writing = _Writing(word, author, at)
    for paragraph in tracked_paragraphs(found):
        writing.add(paragraph)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _prepare(word: WordDocument, found: Redline, author: str, at: datetime) -> None:
    set_language(word, "nl-NL")
    properties = word.core_properties
    properties.title = _allowed(found.title.new_text)[:255]
    properties.author, properties.language = _allowed(author)[:255], "nl-NL"
    properties.comments = ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)


def _tell_beside(word: WordDocument, beside: Sequence[BesideText]) -> None:
    if beside:
        word.add_paragraph("Wat er buiten de tekst verandert", style="Heading 1")
    for one in beside:
        word.add_paragraph(_allowed(f"{one.subject}: {one.what}"), style="Heading 3")
        for sentence in one.sentences:
            word.add_paragraph(_allowed(sentence))


class _Writing:
    def __init__(self, word: WordDocument, author: str, at: datetime) -> None:
        self._end = word.element.body.sectPr
        self._style_ids = {name: word.styles[name].style_id for name in set(_STYLES.values())}
        self._author = _allowed(author)
        self._at = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._ids = count(1)

    def add(self, tracked: TrackedParagraph) -> None:
        """Add one paragraph with its tracked pieces."""
        # put before the end by hand: python-docx looks through all paragraphs for each new one
        element: Any = OxmlElement("w:p")
        element.style = self._style_ids[_STYLES[tracked.style]]
        self._end.addprevious(element)
        form = Paragraph(element, None).paragraph_format  # type: ignore[arg-type]  # asks no parent
        if tracked.style == "clause":
            form.left_indent, form.first_line_indent = Cm(1.5), Cm(-1.5)
            form.tab_stops.add_tab_stop(Cm(1.5))
        elif tracked.style == "line":
            form.left_indent = Cm(1.5)
        if tracked.end is not SpanKind.KEPT:
            marks = OxmlElement("w:rPr")
            marks.append(self._mark(tracked.end))
            element.get_or_add_pPr().append(marks)
        for piece in tracked.pieces:
            self._add_piece(element, piece)

    def _add_piece(self, paragraph: Any, piece: Piece) -> None:
        parent = paragraph
        if piece.kind is not SpanKind.KEPT:
            parent = self._mark(piece.kind)
            paragraph.append(parent)
        parent.append(_run(piece))

    def _mark(self, kind: SpanKind) -> Any:
        mark = OxmlElement(_TAGS[kind])
        mark.set(qn("w:id"), str(next(self._ids)))
        mark.set(qn("w:author"), self._author)
        mark.set(qn("w:date"), self._at)
        return mark


def _run(piece: Piece) -> Any:
    run = OxmlElement("w:r")
    if piece.bold:
        properties = OxmlElement("w:rPr")
        properties.append(OxmlElement("w:b"))
        run.append(properties)
    tag = "w:delText" if piece.kind is SpanKind.REMOVED else "w:t"
    for at, part in enumerate(_allowed(piece.text).split("\t")):
        if at:
            run.append(OxmlElement("w:tab"))
        if part:
            text = OxmlElement(tag)
            text.set(qn("xml:space"), "preserve")
            text.text = part
            run.append(text)
    return run


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
