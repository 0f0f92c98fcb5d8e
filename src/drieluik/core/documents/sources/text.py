"""Reading plain text and Markdown: lines become blocks, with their place in characters."""

import re
from dataclasses import replace

from drieluik.core.documents.model import Position
from drieluik.core.documents.sources.blocks import Block, BlockKind, Cell, Source
from drieluik.core.documents.sources.markup import lines_of, without_markup
from drieluik.core.documents.sources.safety import UTF_16
from drieluik.core.documents.sources.writing import (
    LABELLED,
    STARTS_ANEW,
    block_of_line,
    without_control,
)
from drieluik.core.findings import Finding, Place, Severity

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^[\s|:*_=+-]+$")
_MARKUP = "*_<^"
# A line that a person broke off by hand is about as long as a line on paper.
_SHORTEST_WRAPPED = 45


def read_text(content: bytes) -> Source:
    """Read a plain text or Markdown file into blocks.

    Returns:
        The text as decoded, its blocks, and a remark when the text was not UTF-8 or held
        control characters.
    """
    findings: list[Finding] = []
    try:
        text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        findings.append(Finding("documents.encoding_assumed", Severity.REMARK, Place(line=1)))
    text, n_control = without_control(text)
    if n_control:
        facts = {"count": n_control}
        findings.append(
            Finding("documents.control_characters", Severity.REMARK, Place(), facts=facts)
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks: list[Block] = []
    offset, previous = 0, ""
    for index, raw in enumerate(text.split("\n"), start=1):
        position = Position(offset, offset + len(raw), index)
        offset += len(raw) + 1
        if raw.strip() and not _RULE.match(raw):
            _add(blocks, _block(raw, position), raw, previous)
        previous = raw
    return Source(text, tuple(blocks), tuple(findings))


def _block(raw: str, position: Position) -> Block:
    heading = _HEADING.match(raw)
    if heading:
        level = len(heading.group(1))
        return Block(BlockKind.HEADING, lines_of(heading.group(2)), position, level=level)
    if raw.lstrip().startswith("|"):
        return _row(raw.strip().strip("|").split("|"), position)
    if "\t" in raw.rstrip() or raw.startswith("\t") or (raw.endswith("\t") and raw.strip()):
        return _row(raw.split("\t"), position)
    if raw.lstrip().startswith("> "):
        return Block(BlockKind.QUOTE, lines_of(raw.lstrip()[2:]), position)
    return block_of_line(raw, position)


def _row(raw_cells: list[str], position: Position) -> Block:
    cells: tuple[Cell, ...] = tuple(lines_of(cell) for cell in raw_cells)
    lines = tuple(line for cell in cells for line in cell)
    return Block(BlockKind.ROW, lines, position, cells=cells)


def _add(blocks: list[Block], block: Block, raw: str, previous: str) -> None:
    """Append the block, or join it to the one before when a sentence was broken by hand."""
    if not blocks or not _continues(blocks[-1], block, raw, previous):
        blocks.append(block)
        return
    last = blocks[-1]
    tail, head = last.lines[-1], block.lines[0]
    text = f"{tail.text} {head.text}".strip()
    # Emphasis that was opened on one line and closed on the next is only whole now. Both halves
    # were cleaned, so without a sign of it a long paragraph need not be cleaned line after line.
    if any(sign in text for sign in _MARKUP):
        text = without_markup(text)[0]
    lines = (*last.lines[:-1], replace(tail, text=text), *block.lines[1:])
    end = Position(last.position.start, block.position.end, last.position.line)
    blocks[-1] = replace(last, lines=lines, position=end)


def _continues(last: Block, block: Block, raw: str, previous: str) -> bool:
    if not previous.strip() or not last.lines or not block.lines:
        return False
    if block.kind is BlockKind.QUOTE and last.kind is BlockKind.QUOTE:
        return True
    joinable = {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE}
    if last.kind not in joinable or block.kind is not BlockKind.PARAGRAPH:
        return False
    wrapped = len(previous) >= _SHORTEST_WRAPPED
    return wrapped and not STARTS_ANEW.match(raw) and not LABELLED.match(raw)
