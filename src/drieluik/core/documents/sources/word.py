"""Reading Word (.docx) from its own tree: numbers, tables, notes, headers, tracked changes.

The converters that make text of Word lose every automatic number; here the tree itself is read.
Knows the format only; what the blocks mean is decided in ``interpretation``.
"""

import re
from dataclasses import dataclass, replace

from lxml import etree

from drieluik.core.documents.model import Position
from drieluik.core.documents.refused import refusal
from drieluik.core.documents.sources.blocks import Block, BlockKind, Cell, Line, Source, joined
from drieluik.core.documents.sources.markup import DEEPER_BULLETS, tidy
from drieluik.core.documents.sources.safety import opened_package
from drieluik.core.documents.sources.word_numbering import Number, Numbering, W, value_of
from drieluik.core.documents.sources.word_words import words_of
from drieluik.core.documents.sources.writing import list_sign
from drieluik.core.findings import Finding, Severity

_MAIN = "word/document.xml"
_MULTI = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")


@dataclass(frozen=True, slots=True)
class _Look:
    """What the style of a paragraph says: kind of block and level of heading."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None


def read_word(content: bytes) -> Source:
    """Read a Word document into blocks.

    Raises:
        RefusedError: The file is damaged, encrypted, dangerous or not a Word document.
    """
    package = opened_package(content)
    root = package.xml(_MAIN)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise refusal("not_a_word_document")
    styles = package.xml("word/styles.xml")
    numbering = Numbering(package.xml("word/numbering.xml"), styles)
    notes, note_numbers = _notes(
        package.xml("word/footnotes.xml"), package.xml("word/endnotes.xml")
    )
    reading = _Reading(numbering, _looks(styles), note_numbers)
    reading.walk(body)
    for number, element in notes:
        for block in _plain(element, reading, BlockKind.FOOTNOTE):
            reading.add(replace(block, number=number))
    running = sorted(
        name for name in package.parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)
    )
    for name in running:
        part = package.xml(name)
        for block in _plain(part, reading, BlockKind.RUNNING) if part is not None else []:
            reading.add(block)
    findings = _comments(package.xml("word/comments.xml"))
    return Source("\n".join(reading.texts), tuple(reading.blocks), findings)


class _Reading:
    """Walks the body and writes blocks, each on lines of its own in the text of the source."""

    def __init__(
        self, numbering: Numbering, looks: dict[str, _Look], notes: dict[str, str]
    ) -> None:
        self._numbering = numbering
        self._looks = looks
        self._notes = notes
        self.blocks: list[Block] = []
        self.texts: list[str] = []
        self._offset = 0
        self._line = 1

    def walk(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    if _owner(row, f"{W}tbl") is child:
                        self._row(row)
            elif child.tag in {
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}ins",
                f"{W}customXml",
                f"{W}smartTag",
            }:
                self.walk(child)

    def add(self, block: Block) -> None:
        """Give the block its place and append it."""
        in_words = block.kind is BlockKind.ROW or block.lines[0].marker is not None
        numbered = block.number and not in_words
        shown = f"{block.number}\t" if numbered else ""
        cells = "\t".join(joined(cell) for cell in block.cells)
        text = shown + (cells if block.cells else joined(block.lines))
        position = Position(self._offset, self._offset + len(text), self._line)
        self.blocks.append(replace(block, position=position))
        self.texts.append(text)
        self._offset += len(text) + 1
        self._line += text.count("\n") + 1

    def _paragraph(self, paragraph: etree._Element) -> None:
        look, number, lines = self.read(paragraph)
        if lines:
            self.add(_block(look, number, lines))
        self._boxes(paragraph)

    def read(self, paragraph: etree._Element) -> tuple[_Look, Number | None, tuple[Line, ...]]:
        """The look, the automatic number and the lines of a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties, f"{W}pStyle")
        look = self._looks.get(style or "", _Look())
        words = words_of(paragraph, self._notes)
        if not words.after.strip() and not words.before.strip():
            # An empty paragraph is numbered too, in a column made for numbers.
            number = self._numbering.next_number(properties, style)
            shown = number is not None and not number.bullet and _in_cell(paragraph)
            return look, None, (Line(number.text),) if shown and number else ()
        gone = (
            not words.after.strip()
            and properties is not None
            and properties.find(f"{W}rPr/{W}del") is not None
        )
        number = None if gone else self._numbering.next_number(properties, style)
        lines = _lines(words.after, words.bold)
        if tidy(words.before) != tidy(words.after):
            first = lines[0] if lines else Line("")
            lines = (replace(first, text=tidy(words.after), before=tidy(words.before)),)
        return look, number, lines

    def _row(self, row: etree._Element) -> None:
        cells: list[Cell] = []
        for cell in row.iter(f"{W}tc"):
            if _owner(cell, f"{W}tr") is not row:
                continue
            lines: list[Line] = []
            for paragraph in cell.iter(f"{W}p"):
                if not _boxed_within(paragraph, cell):
                    _, number, more = self.read(paragraph)
                    lines += _marked(number, more) if number or not cells else _signed(more)
            cells.append(tuple(lines))
        together = tuple(line for cell in cells for line in cell)
        if together:
            self.add(Block(BlockKind.ROW, together, Position(0, 0, 1), cells=tuple(cells)))
        self._boxes(row)

    def _boxes(self, element: etree._Element) -> None:
        """Text boxes are read after what they float beside; a box in a box once, with its own."""
        for box in element.iter(f"{W}txbxContent"):
            if not _within_fallback(box) and not _boxed_within(box, element):
                self.walk(box)


def _block(look: _Look, number: Number | None, lines: tuple[Line, ...]) -> Block:
    nowhere = Position(0, 0, 1)
    kind = look.kind
    if number is None:
        if kind is BlockKind.PARAGRAPH and lines[0].text:
            marker, level, rest = list_sign(lines[0].text)
            if marker:
                first = replace(lines[0], text=rest.strip(), marker=marker, level=level, bold=0)
                shown = marker.rstrip(".)") if marker[0].isdigit() else None
                return Block(BlockKind.ITEM, (first, *lines[1:]), nowhere, shown)
        return Block(kind, lines, nowhere, level=look.level)
    plain = number.text.rstrip(".) ").lstrip("( ")
    if not number.bullet and (_MULTI.fullmatch(number.text) or kind is BlockKind.HEADING):
        return Block(kind, lines, nowhere, plain or None, look.level)
    if not number.bullet and " " in number.text:
        # A number with a word, such as "Artikel 3": the words are part of what is read.
        return Block(
            kind,
            (replace(lines[0], text=f"{number.text} {lines[0].text}"), *lines[1:]),
            nowhere,
            level=look.level,
        )
    kind = BlockKind.ITEM if kind is BlockKind.PARAGRAPH else kind
    return Block(
        kind,
        tuple(_marked(number, lines)),
        nowhere,
        None if number.bullet else plain or None,
        look.level,
    )


def _marked(number: Number | None, lines: tuple[Line, ...]) -> list[Line]:
    if number is None or not lines:
        return list(lines)
    if _MULTI.fullmatch(number.text):
        return [replace(lines[0], text=f"{number.text} {lines[0].text}", bold=0), *lines[1:]]
    marker = "-" if number.bullet else number.text
    return [replace(lines[0], marker=marker or "-", level=number.level), *lines[1:]]


def _signed(lines: tuple[Line, ...]) -> list[Line]:
    """Lines of a cell of text, where "1." typed in front is the sign of a list."""
    signed = []
    for line in lines:
        marker, level, rest = list_sign(line.text) if line.marker is None else (None, 0, "")
        if marker and line.before is None:
            signed.append(Line(rest, marker, level, max(0, line.bold - len(marker) - 1)))
        else:
            signed.append(line)
    return signed


def _lines(text: str, bold: int) -> tuple[Line, ...]:
    """The lines of a paragraph; signs typed by hand in front of a line are signs of a list."""
    lines = []
    for index, raw in enumerate(text.split("\n")):
        plain = tidy(raw)
        if plain:
            sign = plain[0] if plain[0] in DEEPER_BULLETS | {"•"} and plain[1:2] == " " else None
            words = plain[2:] if sign else plain
            level = 1 if sign in DEEPER_BULLETS else 0
            lines.append(Line(words, sign, level, bold if index == 0 and not sign else 0))
    return tuple(lines)


def _looks(styles: etree._Element | None) -> dict[str, _Look]:
    if styles is None:
        return {}
    raw = {one.get(f"{W}styleId") or "": one for one in styles.iter(f"{W}style")}
    return {name: _look(name, raw) for name in raw}


def _look(name: str, raw: dict[str, etree._Element]) -> _Look:
    seen: set[str] = set()
    while name in raw and name not in seen:
        seen.add(name)
        style = raw[name]
        title = (value_of(style, f"{W}name") or "").lower()
        outline = value_of(style, f"{W}pPr/{W}outlineLvl")
        heading = re.fullmatch(r"(?:heading|kop) (\d)", title)
        if heading or (outline is not None and outline.isdigit() and int(outline) < 9):
            return _Look(
                BlockKind.HEADING, int(heading.group(1)) if heading else int(outline or 0) + 1
            )
        kinds = {
            "title": BlockKind.TITLE,
            "titel": BlockKind.TITLE,
            "quote": BlockKind.QUOTE,
            "intense quote": BlockKind.QUOTE,
        }
        if title in kinds:
            return _Look(kinds[title])
        if re.fullmatch(r"(?:toc|inhopg) (?:\d|heading)|kop van inhoudsopgave", title):
            return _Look(BlockKind.CONTENTS)
        name = value_of(style, f"{W}basedOn") or ""
    return _Look()


def _notes(
    *roots: etree._Element | None,
) -> tuple[list[tuple[str, etree._Element]], dict[str, str]]:
    """Foot- and endnotes in order, numbered as shown, and the number per reference."""
    found: list[tuple[str, etree._Element]] = []
    numbers: dict[str, str] = {}
    for root, kind in zip(roots, "fe", strict=True):
        tag = f"{W}footnote" if kind == "f" else f"{W}endnote"
        for note in root.iter(tag) if root is not None else ():
            if note.get(f"{W}type") in {None, "normal"}:
                number = str(len(found) + 1)
                numbers[kind + (note.get(f"{W}id") or "")] = number
                found.append((number, note))
    return found, numbers


def _plain(element: etree._Element, reading: _Reading, kind: BlockKind) -> list[Block]:
    lines = tuple(
        line for paragraph in element.iter(f"{W}p") for line in reading.read(paragraph)[2]
    )
    return [Block(kind, lines, Position(0, 0, 1))] if lines else []


def _comments(root: etree._Element | None) -> tuple[Finding, ...]:
    n_comments = len(list(root.iter(f"{W}comment"))) if root is not None else 0
    if not n_comments:
        return ()
    return (Finding("documents.comments_not_read", Severity.REMARK, facts={"count": n_comments}),)


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    return next(iter(element.iterancestors(tag)), None)


def _boxed_within(element: etree._Element, outer: etree._Element) -> bool:
    """Whether a text box lies between an element and one of its ancestors."""
    for ancestor in element.iterancestors():
        if ancestor is outer:
            return False
        if ancestor.tag == f"{W}txbxContent":
            return True
    return False


def _in_cell(element: etree._Element) -> bool:
    return _owner(element, f"{W}tc") is not None


def _within_fallback(element: etree._Element) -> bool:
    return any(str(one.tag).endswith("}Fallback") for one in element.iterancestors())
