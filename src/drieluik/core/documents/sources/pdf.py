"""Reading a text PDF: pages to blocks, with headers, page numbers and tables recognised.

A page without text but with a picture is a scan: it gives a finding, never an empty result.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from drieluik.core.documents.model import Position
from drieluik.core.documents.refused import RefusedError, refusal
from drieluik.core.documents.sources.blocks import Block, BlockKind, Cell, Line, Source, joined
from drieluik.core.documents.sources.markup import INVISIBLE
from drieluik.core.documents.sources.pdf_columns import reading_groups
from drieluik.core.documents.sources.pdf_lines import (
    Paragraph,
    PdfLine,
    lines_from,
    paragraphs,
    usual_gap,
)
from drieluik.core.documents.sources.writing import block_of_line, without_control
from drieluik.core.findings import Finding, Place, Severity

_MOST_PAGES = 1_000
_MARGIN, _SMALLEST_MARGIN = 0.11, 60.0
_LARGER, _SMALLER = 1.12, 0.93
_PAGE_NUMBER = re.compile(
    r"(?:pagina |blz\.? )?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:van|/)\s*\d{1,3})?", re.I
)
_NOTE = re.compile(r"^([⁰¹²³⁴-⁹\d]{1,3})\s*(?=\D)")


@dataclass(slots=True)
class _Page:
    """What stands on one page: lines outside tables, and rows of tables with the lines per cell."""

    number: int
    height: float
    edges: tuple[float, float]
    lines: list[PdfLine] = field(default_factory=list)
    rows: list[tuple[float, list[tuple[list[PdfLine], tuple[float, float]]]]] = field(
        default_factory=list
    )
    scanned: bool = False
    n_control: int = 0


def read_pdf(content: bytes, told: Callable[[int, int], None] = lambda page, most: None) -> Source:
    """Read a text PDF into blocks.

    Args:
        content: The bytes of the file.
        told: Called with the page that was read and how many there are.

    Raises:
        RefusedError: The file is encrypted, damaged, has too many pages, or holds only pictures.
    """
    try:
        pages = _pages(content, told)
    except RefusedError:
        raise
    except Exception as error:
        # A hostile PDF makes the parser fail in any way it can; each of them means: not readable.
        reasons = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(one, PDFEncryptionError | PDFPasswordIncorrect) for one in reasons):
            raise refusal("encrypted") from error
        raise refusal("damaged", part="pdf") from error
    scanned = [page.number for page in pages if page.scanned]
    if not any(page.lines or page.rows for page in pages):
        raise refusal("only_scans" if scanned else "no_text", count=len(pages))
    findings = tuple(
        Finding("documents.scanned_page", Severity.CONFIRM, Place(page=number))
        for number in scanned
    )
    findings += tuple(
        Finding(
            "documents.control_characters",
            Severity.REMARK,
            Place(page=page.number),
            facts={"count": page.n_control},
        )
        for page in pages
        if page.n_control
    )
    return _written(pages, findings)


def _pages(content: bytes, told: Callable[[int, int], None]) -> list[_Page]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        if len(document.pages) > _MOST_PAGES:
            raise refusal("too_many_pages", count=len(document.pages), most=_MOST_PAGES)
        pages = []
        for number, page in enumerate(document.pages, start=1):
            pages += _parts(page, number)
            page.close()
            told(number, len(document.pages))
        return pages


def _parts(page: Any, number: int) -> list[_Page]:
    """A page as it is read: one part, or its columns one after the other."""
    words = page.extract_words(extra_attrs=["size", "fontname"])
    found = _Page(number, float(page.height), (float(page.width) * 0.1, float(page.width) * 0.9))
    found.scanned = not words and bool(page.images)
    for word in words:
        # a soft hyphen shows at the end of a line only
        word["text"] = INVISIBLE.sub("", re.sub("\u00ad$", "-", word["text"]))
        word["text"], n_control = without_control(word["text"])
        found.n_control += n_control
    taken = _take_tables(found, page, words)
    free = [word for i, word in enumerate(words) if i not in taken]
    groups = [free] if found.rows else reading_groups(free, float(page.width))
    found.lines = _lines(found, groups[0])
    return [found, *(_column(found, group) for group in groups[1:])]


def _column(page: _Page, words: Sequence[dict[str, Any]]) -> _Page:
    column = _Page(page.number, page.height, page.edges)
    column.lines = _lines(column, words)
    return column


def _lines(page: _Page, words: Sequence[dict[str, Any]]) -> list[PdfLine]:
    lines = lines_from(words, page.number)
    if lines:
        page.edges = (min(line.x0 for line in lines), max(line.x1 for line in lines))
    return lines


def _take_tables(found: _Page, page: Any, words: Sequence[dict[str, Any]]) -> set[int]:
    """Fill the rows of the tables on a page; the places of the words that stand in them."""
    taken: set[int] = set()
    for table in page.find_tables() if words else []:
        for row in table.rows:
            cells = []
            for box in row.cells:
                own = (
                    [] if box is None else [i for i, word in enumerate(words) if _inside(word, box)]
                )
                taken.update(own)
                edges = (float(box[0]), float(box[2])) if box else (0.0, 1.0)
                cells.append((lines_from([words[i] for i in own], found.number), edges))
            found.rows.append((float(row.bbox[1]), cells))
    return taken


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _written(pages: Sequence[_Page], findings: tuple[Finding, ...]) -> Source:
    every = [line for page in pages for line in page.lines]
    every += [
        line for page in pages for _, cells in page.rows for lines, _ in cells for line in lines
    ]
    known = Counter(word for line in every for word in re.findall(r"\w[\w-]*\w", line.text.lower()))
    body = Counter[float]()
    for line in every:
        body[round(line.size, 1)] += len(line.text)
    usual = body.most_common(1)[0][0]
    sizes = sorted(
        {round(line.size, 1) for line in every if line.size > usual * _LARGER}, reverse=True
    )
    writer = _Writer(pages, usual, sizes, known)
    for page in pages:
        writer.page(page)
    return Source("\n".join(writer.texts), tuple(writer.blocks), findings)


class _Writer:
    """Writes the blocks of all pages and the text they stand in."""

    def __init__(
        self, pages: Sequence[_Page], usual: float, sizes: Sequence[float], known: Counter[str]
    ) -> None:
        self._usual, self._sizes, self._known = usual, sizes, known
        lines = [page.lines for page in pages]
        lines += [cell for page in pages for _, cells in page.rows for cell, _ in cells]
        self._gap = usual_gap(lines)
        self._repeated = _repeated(pages)
        self.blocks: list[Block] = []
        self.texts: list[str] = []
        self._offset, self._line = 0, 1

    def page(self, page: _Page) -> None:
        aside = [line for line in page.lines if self._is_aside(page, line)]
        for line in aside:
            number = _PAGE_NUMBER.fullmatch(line.text.strip())
            kind = BlockKind.PAGE_NUMBER if number else BlockKind.RUNNING
            self._add(Block(kind, (Line(line.text),), Position(0, 0, 1, page.number)))
        items: list[tuple[float, Block]] = []
        kept = [line for line in page.lines if line not in aside]
        for stretch in _stretches(kept, [top for top, _ in page.rows]):
            for paragraph in paragraphs(stretch, page.edges, self._gap, self._known):
                items.append((paragraph.top, self._block(paragraph, page)))
        items += [(top, self._row(cells, page.number)) for top, cells in page.rows]
        for _, block in sorted(items, key=lambda item: item[0]):
            self._add(block)

    def _is_aside(self, page: _Page, line: PdfLine) -> bool:
        edge = line.bottom < _margin(page) or line.top > page.height - _margin(page)
        alone = _PAGE_NUMBER.fullmatch(line.text.strip()) is not None
        return edge and (alone or _folded(line.text) in self._repeated)

    def _block(self, paragraph: Paragraph, page: _Page) -> Block:
        where = Position(0, 0, 1, page.number)
        size = round(paragraph.size, 1)
        note = _NOTE.match(paragraph.text)
        if size < self._usual * _SMALLER and note and paragraph.top > page.height / 2:
            block = block_of_line(paragraph.text[note.end() :], where)
            number = "".join(
                str("⁰¹²³⁴⁵⁶⁷⁸⁹".find(sign)) if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" else sign
                for sign in note.group(1)
            )
            return replace(block, kind=BlockKind.FOOTNOTE, number=number)
        if size in self._sizes:
            first = page.number == 1 and size == self._sizes[0] and len(self._sizes) > 1
            kind = BlockKind.TITLE if first else BlockKind.HEADING
            line = Line(paragraph.text, bold=paragraph.bold)
            return Block(kind, (line,), where, level=self._sizes.index(size) + 1)
        block = block_of_line(paragraph.text, where)
        cut = len(paragraph.text) - len(block.lines[0].text) if block.lines else 0
        bold = max(0, paragraph.bold - cut)
        return (
            replace(block, lines=(replace(block.lines[0], bold=bold), *block.lines[1:]))
            if bold
            else block
        )

    def _row(self, cells: list[tuple[list[PdfLine], tuple[float, float]]], page: int) -> Block:
        read: list[Cell] = []
        for lines, edges in cells:
            parts = paragraphs(lines, edges, self._gap, self._known)
            read.append(tuple(_cell_line(part, bool(read)) for part in parts))
        together = tuple(line for cell in read for line in cell)
        return Block(BlockKind.ROW, together, Position(0, 0, 1, page), cells=tuple(read))

    def _add(self, block: Block) -> None:
        if not block.lines or not block.text:
            return
        text = (
            "\t".join(joined(cell) for cell in block.cells) if block.cells else joined(block.lines)
        )
        where = Position(self._offset, self._offset + len(text), self._line, block.position.page)
        self.blocks.append(replace(block, position=where))
        self.texts.append(text)
        self._offset += len(text) + 1
        self._line += text.count("\n") + 1


def _stretches(lines: Sequence[PdfLine], tops: Sequence[float]) -> list[list[PdfLine]]:
    """Lines between two tables; a paragraph never goes on across a table."""
    found: dict[int, list[PdfLine]] = {}
    for line in lines:
        found.setdefault(sum(top < line.top for top in tops), []).append(line)
    return [found[key] for key in sorted(found)]


def _cell_line(part: Paragraph, beside: bool) -> Line:
    """A line of a cell: signs of a list are taken off, but not in the first column."""
    block = block_of_line(part.text, Position(0, 0, 1))
    if beside and block.kind is BlockKind.ITEM and block.lines:
        return block.lines[0]
    return Line(part.text, bold=part.bold)


def _repeated(pages: Sequence[_Page]) -> frozenset[str]:
    """Texts at the top or bottom of at least half of the pages, numbers aside."""
    counts: Counter[str] = Counter()
    edges: dict[int, set[str]] = {}
    for page in pages:
        margin = _margin(page)
        edges.setdefault(page.number, set()).update(
            _folded(x.text) for x in page.lines if x.bottom < margin or x.top > page.height - margin
        )
    for edge in edges.values():
        counts.update(edge)
    enough = max(2, len(edges) / 2)
    return frozenset(text for text, count in counts.items() if count >= enough)


def _margin(page: _Page) -> float:
    return max(page.height * _MARGIN, _SMALLEST_MARGIN)


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()
