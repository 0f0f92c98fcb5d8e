"""What each block could be: heading, label, numbered agreement, list item, row, or just text.

Judged from the block alone. Which headings really open a theme is decided in ``structure``, where
the whole document is in sight.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from drieluik.core.documents.interpretation.vocabulary import (
    column_role,
    project_role,
    theme_role,
    words,
)
from drieluik.core.documents.sources.blocks import Block, BlockKind, Cell, Line, joined

MULTI_NUMBER = re.compile(
    r"^(?:(?:artikel|afspraak|art\.)\s+)?(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?:[\s:)–-]+|$)", re.I
)
_LONE_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?$")
_SINGLE_NUMBER = re.compile(r"^(\d{1,2})[.)]?\s+(?=\S)")
_LETTER = re.compile(r"^([A-Z])\s?[.)]\s+(?=\S)")
_COLON_LABEL = re.compile(r"^([^:]{2,60}):(?:\s+|$)")
_BARE_LABEL = re.compile(r"^(Doel|Hoe)\s+(?=[A-Z\"“‘'])")
_MOST_WORDS_IN_A_HEADING = 14


class Role(StrEnum):
    """What a block is taken for."""

    HEADING = "heading"
    NUMBERED = "numbered"
    LABEL = "label"
    ITEM = "item"
    TEXT = "text"
    CONTINUATION = "continuation"
    TABLE_HEADER = "table header"
    ROW = "row"
    QUOTE = "quote"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Mark:
    """A block with what it is taken for.

    Attributes:
        role: What it is taken for.
        block: The block itself.
        lines: Its words without the label or number in front.
        number: Number in front: ``3`` for a heading, ``3.8`` for an agreement.
        letter: Letter in front of a section.
        label: The label as it stands.
        level: Level of a heading; 1 is the outer one.
        strong: Whether the source itself shows it as a heading.
    """

    role: Role
    block: Block
    lines: tuple[Line, ...] = ()
    number: str | None = None
    letter: str | None = None
    label: str | None = None
    level: int | None = None
    strong: bool = False

    @property
    def text(self) -> str:
        """The words without label or number."""
        return joined(self.lines)

    @property
    def in_table(self) -> bool:
        """Whether the block is a row of a table."""
        return self.block.kind is BlockKind.ROW


_ASIDES = {BlockKind.FOOTNOTE, BlockKind.PAGE_NUMBER, BlockKind.CONTENTS, BlockKind.RUNNING}


def mark_of(block: Block) -> Mark:
    """Say what one block is taken for."""
    if block.kind in _ASIDES or not block.text:
        return Mark(Role.ASIDE, block, block.lines)
    if block.kind is BlockKind.QUOTE:
        return Mark(Role.QUOTE, block, block.lines)
    if block.kind is BlockKind.ROW:
        return _row(block)
    return _written(block, block.lines)


def _row(block: Block) -> Mark:
    filled = [index for index, cell in enumerate(block.cells) if joined(cell)]
    if _is_table_header(block.cells):
        return Mark(Role.TABLE_HEADER, block, block.lines)
    first = block.cells[filled[0]]
    if len(filled) == 1:
        mark = _written(block, first)
        outside = filled[0] > 0 and mark.role in {Role.TEXT, Role.ITEM, Role.HEADING}
        return replace(mark, role=Role.CONTINUATION, lines=first, number=None) if outside else mark
    label = joined(first)
    rest = tuple(line for cell in block.cells[filled[0] + 1 :] for line in cell)
    number = _LONE_NUMBER.match(label)
    if number:
        return Mark(Role.NUMBERED, block, rest, number.group(1))
    if theme_role(label) or project_role(label):
        return Mark(Role.LABEL, block, rest, label=label)
    return Mark(Role.ROW, block, block.lines)


def _is_table_header(cells: tuple[Cell, ...]) -> bool:
    roles = {column_role(joined(cell)) for cell in cells} - {None}
    years = sum(bool(re.fullmatch(r"(?:19|20)\d\d", joined(cell))) for cell in cells)
    return bool(roles & {"agreement", "action"}) and (len(roles) > 1 or years > 0)


def _written(block: Block, lines: tuple[Line, ...]) -> Mark:
    first = lines[0]
    strong = block.kind is BlockKind.HEADING
    numbered = _numbered(block, lines, strong)
    if numbered:
        return numbered
    label = _label(block, lines)
    if label:
        return label
    heading = _heading(block, lines, strong)
    if heading:
        return heading
    item = first.marker is not None or block.kind is BlockKind.ITEM
    return Mark(Role.ITEM if item else Role.TEXT, block, lines)


def _numbered(block: Block, lines: tuple[Line, ...], strong: bool) -> Mark | None:
    if block.number and _LONE_NUMBER.match(block.number):
        clean = (replace(lines[0], marker=None), *lines[1:])
        return Mark(Role.NUMBERED, block, clean, block.number, level=block.level, strong=strong)
    found = MULTI_NUMBER.match(lines[0].text)
    if not found:
        return None
    rest = (replace(_cut(lines[0], found.end()), marker=None), *lines[1:])
    rest = tuple(line for line in rest if line.text)
    return Mark(Role.NUMBERED, block, rest, found.group(1), level=block.level, strong=strong)


def _label(block: Block, lines: tuple[Line, ...]) -> Mark | None:
    first = lines[0].text
    if theme_role(first) or project_role(first):
        return Mark(Role.LABEL, block, lines[1:], label=first, level=block.level)
    for pattern in (_COLON_LABEL, _BARE_LABEL):
        found = pattern.match(first)
        if found and (theme_role(found.group(1)) or project_role(found.group(1))):
            rest = (_cut(lines[0], found.end()), *lines[1:])
            rest = tuple(line for line in rest if line.text)
            return Mark(Role.LABEL, block, rest, label=first[: found.end()].strip())
    return None


def _heading(block: Block, lines: tuple[Line, ...], strong: bool) -> Mark | None:
    text, level = lines[0].text, block.level
    chapter = _chapter_pattern().match(text)
    if chapter and is_short(chapter.group(3)):
        number = chapter.group(2)
        rest = (replace(_cut(lines[0], chapter.start(3)), marker=None),)
        return Mark(
            Role.HEADING, block, rest, number, label=chapter.group(1), level=level or 1, strong=True
        )
    if not strong and not is_short(text):
        return None
    number = block.number if block.number and block.number.isdigit() else None
    letter = block.number if block.number and re.fullmatch("[A-Z]", block.number) else None
    in_front = _LETTER.match(text) or _SINGLE_NUMBER.match(text)
    if in_front and not number and not letter:
        number = in_front.group(1) if in_front.group(1).isdigit() else None
        letter = None if number else in_front.group(1)
        lines = (_cut(lines[0], in_front.end()), *lines[1:])
    if not (strong or number or letter):
        return None
    bare = (replace(lines[0], marker=None), *lines[1:])
    return Mark(Role.HEADING, block, bare, number, letter, level=level, strong=strong)


def as_item(mark: Mark) -> Mark:
    """Take a heading that opens nothing for what it then is: an item of a list, or text."""
    lines = mark.block.lines
    item = lines[0].marker is not None or mark.block.kind is BlockKind.ITEM
    return Mark(Role.ITEM if item else Role.TEXT, mark.block, lines)


def is_short(text: str) -> bool:
    """Whether words can be a heading: few of them, and no sentence or part of a list."""
    ends_as_sentence = text.rstrip().endswith((".", ",", ";", ":", "!", "?"))
    starts_well = text[:1].isupper() or text[:1].isdigit()
    return starts_well and not ends_as_sentence and len(text.split()) <= _MOST_WORDS_IN_A_HEADING


def _chapter_pattern() -> re.Pattern[str]:
    chapters = "|".join(words()["chapter_words"])
    return re.compile(
        rf"^({chapters})\s+(\d{{1,2}}|[A-Z]|[IVX]+)\s*[:.–-]?\s+(\S.*)$", re.IGNORECASE
    )


def _cut(line: Line, at: int) -> Line:
    return replace(line, text=line.text[at:].strip(), bold=max(0, line.bold - at))
