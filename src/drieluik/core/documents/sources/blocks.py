"""The common form of every source: blocks of text in reading order, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from drieluik.core.documents.model import Position
from drieluik.core.findings import Finding


class BlockKind(StrEnum):
    """What a block looks like in its source, before anyone asks what it means."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TITLE = "title"
    ITEM = "list item"
    ROW = "table row"
    FOOTNOTE = "footnote"
    PAGE_NUMBER = "page number"
    CONTENTS = "table of contents"
    RUNNING = "header or footer"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, free of markup.

    Attributes:
        text: The words.
        marker: Sign of the list as written (``-``, ``○``, ``2.``); None outside a list.
        level: Depth in the list, 0 for the outer one.
        bold: How many characters at the start are bold.
        before: The words without tracked changes, when they differ.
    """

    text: str
    marker: str | None = None
    level: int = 0
    bold: int = 0
    before: str | None = None


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row of the source.

    Attributes:
        kind: What it looks like.
        lines: Its lines; for a row the lines of all cells.
        position: Where it stands.
        number: Number that the source computes or writes in front, such as ``2.3``.
        level: Level of a heading, counted from 1.
        cells: Cells of a row, each with its lines.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    position: Position
    number: str | None = None
    level: int | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The words of the block, one line per line."""
        return joined(self.lines)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its text, its blocks in reading order, and what was wrong with it."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()


def joined(lines: Iterable[Line]) -> str:
    r"""Put lines under each other; numbers of a list stay, its bullets go.

    Examples:
        >>> joined([Line("Wij letten op:"), Line("prijs;", "-"), Line("plaats.", "2.")])
        'Wij letten op:\nprijs;\n2. plaats.'
    """
    return "\n".join(with_number(line) for line in lines if line.text)


def written(lines: Iterable[Line]) -> str:
    r"""Put lines under each other as the outline keeps them: a list looks like a list.

    Examples:
        >>> written([Line("Wij letten op:"), Line("prijs:", "•"), Line("huur;", "o", 1)])
        'Wij letten op:\n- prijs:\n○ huur;'
    """
    shown = [line for line in lines if line.text]
    outer = min((line.level for line in shown if line.marker), default=0)
    return "\n".join(_with_sign(line, outer) for line in shown)


def _with_sign(line: Line, outer: int) -> str:
    numbered = line.marker is None or (line.marker[0].isalnum() and line.marker != "o")
    bullet = "-" if line.level <= outer else "○"
    return with_number(line) if numbered else f"{bullet} {line.text}"


def with_number(line: Line) -> str:
    """The words of a line, with the number of its list in front when it has one."""
    if line.marker and line.marker[0].isalnum() and line.marker != "o":
        return f"{line.marker} {line.text}"
    return line.text
