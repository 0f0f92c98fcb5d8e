"""The table of contents: recognised by its form, and used only to check the headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drieluik.core.documents.interpretation.vocabulary import folded
from drieluik.core.documents.sources.blocks import Block, BlockKind, joined, with_number

_ENTRY = re.compile(
    r"^(?:(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+|[A-Z]\s?[.)]\s+)?(\S.*?)([\s.…·_]+)(\d{1,3})$"
)
_FEWEST_ENTRIES = 3
_MOST_WORDS = 18
_TRANSPARENT = {BlockKind.FOOTNOTE, BlockKind.PAGE_NUMBER, BlockKind.RUNNING}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents."""

    number: str | None
    title: str
    page: int
    block: Block


def with_contents(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Entry, ...]]:
    """Recognise the lines of a table of contents.

    Returns:
        The blocks, with those lines marked as contents, and the entries found.
    """
    entries: list[Entry] = []
    run: list[Entry] = []
    for block in blocks:
        if block.kind in _TRANSPARENT:
            continue
        entry = _entry(block)
        if entry and (not run or entry.page >= run[-1].page):
            run.append(entry)
            continue
        entries += _kept(run)
        run = [entry] if entry else []
    entries += _kept(run)
    found = {id(entry.block) for entry in entries}
    marked = tuple(
        replace(block, kind=BlockKind.CONTENTS) if id(block) in found else block for block in blocks
    )
    return marked, tuple(entries)


def _kept(run: list[Entry]) -> list[Entry]:
    return run if len(run) >= _FEWEST_ENTRIES else []


def _entry(block: Block) -> Entry | None:
    cells = [joined(cell) for cell in block.cells if joined(cell)]
    text = " ".join(cells) if cells else " ".join(with_number(line) for line in block.lines)
    numbered = block.number if block.kind is not BlockKind.CONTENTS else None
    found = _ENTRY.match(text)
    if not found or len(cells) > 3 or len(text.split()) > _MOST_WORDS:
        return None
    number, title, filler, page = found.groups()
    led_by_dots = ".." in filler or "…" in filler
    if not (number or numbered or led_by_dots or block.kind is BlockKind.CONTENTS):
        return None
    return Entry(number or numbered, title.rstrip(" .…"), int(page), block)


def same_title(one: str, other: str) -> bool:
    """Whether two headings are the same but for case, signs and years."""
    return folded(one) == folded(other)
