"""How one line of plain writing shows what it is: list sign, number, note, page number.

Shared by the readers of plain text and PDF, where the form is all there is.
"""

import re

from drieluik.core.documents.model import Position
from drieluik.core.documents.sources.blocks import Block, BlockKind, Line
from drieluik.core.documents.sources.markup import DEEPER_BULLETS, lines_of

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BULLET = re.compile(r"^(\s*)([-–•●*+○◦▪‣]|o)\s+(?=\S)")
_NUMBERED = re.compile(r"^(\s*)(\d{1,2}[.)]|[a-z][.)])\s+(?=\S)")
_FOOTNOTE = re.compile(r"^\s*(?:([⁰¹²³⁴-⁹]+)|\[\^(\d+)\]:)\s*(?=\S)")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:(?:pagina|blz\.?)\s+)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:van|/)\s*\d{1,3})?\s*$", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
STARTS_ANEW = re.compile(
    r"^\s*(?:[-–•●*+○◦▪‣]\s|o\s|\d{1,2}[.)]\s|[a-z][.)]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|[A-Z] ?[.)]\s"
    r"|(?i:thema|hoofdstuk|bijlage|artikel)\s+(?:\d|[A-Z]\b)|#|\||>)"
)
LABELLED = re.compile(r"^\s*\*{0,2}[A-Z][^.:;,]{0,60}:(?:\s|\*|$)")


def without_control(text: str) -> tuple[str, int]:
    r"""Take away control characters, which mean nothing and no database keeps; tell how many.

    Examples:
        >>> without_control("goede\x00 buurten")
        ('goede buurten', 1)
    """
    return _CONTROL.subn("", text)


def block_of_line(raw: str, position: Position) -> Block:
    """Say what one line of plain writing looks like: page number, note, list item or paragraph.

    Examples:
        >>> block = block_of_line(" - goede buurten", Position(0, 16, 1))
        >>> block.kind.value, block.text
        ('list item', 'goede buurten')
    """
    if _PAGE_NUMBER.match(raw):
        return Block(BlockKind.PAGE_NUMBER, (Line(raw.strip()),), position)
    note = _FOOTNOTE.match(raw)
    if note:
        number = (note.group(1) or note.group(2)).translate(SUPERSCRIPTS)
        return Block(BlockKind.FOOTNOTE, lines_of(raw[note.end() :]), position, number)
    marker, level, rest = list_sign(raw)
    lines = lines_of(rest)
    if marker is None:
        return Block(BlockKind.PARAGRAPH, lines, position)
    first = Line(lines[0].text, marker, level, lines[0].bold) if lines else Line("", marker, level)
    number = marker.rstrip(".)") if marker[0].isdigit() else None
    return Block(BlockKind.ITEM, (first, *lines[1:]), position, number)


def list_sign(raw: str) -> tuple[str | None, int, str]:
    """Take the sign of a list off a line: the sign (None without one), its depth, the rest."""
    marker, level, rest = None, 0, raw
    found = _BULLET.match(rest)
    while found:
        marker = found.group(2)
        level = 1 if marker in DEEPER_BULLETS else min(len(found.group(1).expandtabs(4)) // 2, 3)
        rest = rest[found.end() :]
        found = _BULLET.match(rest)
    numbered = _NUMBERED.match(rest)
    if numbered and marker is None:
        level = min(len(numbered.group(1).expandtabs(4)) // 2, 3)
        return numbered.group(2), level, rest[numbered.end() :]
    return marker, level, rest
