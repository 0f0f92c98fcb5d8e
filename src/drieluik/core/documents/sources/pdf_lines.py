"""From loose words on a page to lines, and from lines to paragraphs.

A PDF knows only where words stand. Lines are words at one height; a paragraph is lines at the
usual distance, in one size, where the line before reaches the right edge.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from drieluik.core.documents.sources.writing import LABELLED, STARTS_ANEW

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8
_FULL, _QUITE_FULL = 0.72, 0.88
_WIDER_GAP = 1.4


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One printed line: its words, where it stands on the page, its size and its bold start."""

    text: str
    top: float
    bottom: float
    x0: float
    x1: float
    size: float
    bold: int
    page: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, with the vertical place of the first."""

    text: str
    top: float
    size: float
    bold: int
    page: int


def lines_from(words: Iterable[dict[str, Any]], page: int) -> list[PdfLine]:
    """Put words at one height into lines, from top to bottom and left to right.

    Args:
        words: Words with ``text``, ``x0``, ``x1``, ``top``, ``bottom``, ``size`` and ``fontname``.
        page: Page on which they stand, counted from 1.
    """
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (one["bottom"], one["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        row = next((one for one in rows[-3:] if _shares_height(one, middle, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = [_line(row, page) for row in rows]
    return sorted(lines, key=lambda line: (round(line.top), line.x0))


def _shares_height(row: Sequence[dict[str, Any]], middle: float, word: dict[str, Any]) -> bool:
    tallest = max(row, key=lambda one: float(one["bottom"] - one["top"]))
    inside = tallest["top"] - 1 <= middle <= tallest["bottom"] + 1
    centre = (tallest["top"] + tallest["bottom"]) / 2
    return bool(inside or word["top"] <= centre <= word["bottom"])


def _line(row: list[dict[str, Any]], page: int) -> PdfLine:
    row = sorted(row, key=lambda one: float(one["x0"]))
    size = max(float(word["size"]) for word in row)
    text, n_bold, still_bold = "", 0, True
    previous: float | None = None
    for word in row:
        raised = word["size"] < size * _SMALL and word["text"].isdigit() and text
        shown = word["text"].translate(_SUPERSCRIPTS) if raised else word["text"]
        apart = previous is not None and word["x0"] - previous > size * 0.12
        text += (" " if apart else "") + shown
        still_bold = still_bold and "bold" in str(word["fontname"]).lower()
        n_bold = len(text) if still_bold else n_bold
        previous = float(word["x1"])
    tallest = max(row, key=lambda one: float(one["size"]))
    return PdfLine(
        text, tallest["top"], tallest["bottom"], row[0]["x0"], row[-1]["x1"], size, n_bold, page
    )


def usual_gap(pages: Iterable[Sequence[PdfLine]]) -> float:
    """The usual white between two lines of one paragraph, in points."""
    gaps = [
        after.top - before.bottom
        for lines in pages
        for before, after in pairwise(lines)
        if 0 <= after.top - before.bottom < 1.2 * before.size
    ]
    return median(gaps) if gaps else 4.0


def paragraphs(
    lines: Sequence[PdfLine], edges: tuple[float, float], gap: float, known: Counter[str]
) -> list[Paragraph]:
    """Join lines to paragraphs.

    Args:
        lines: Lines of one column or cell, from top to bottom.
        edges: Left and right edge of that column or cell.
        gap: The usual white between lines, see ``usual_gap``.
        known: How often each word occurs, which tells a broken word from a hyphenated one.
    """
    found: list[Paragraph] = []
    previous: PdfLine | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line, edges, gap):
            last = found[-1]
            text = _glued(last.text, line.text, known)
            found[-1] = Paragraph(text, last.top, last.size, last.bold, last.page)
        else:
            found.append(Paragraph(line.text, line.top, line.size, line.bold, line.page))
        previous = line
    return found


def _goes_on(before: PdfLine, after: PdfLine, edges: tuple[float, float], gap: float) -> bool:
    if abs(before.size - after.size) > 0.6 or STARTS_ANEW.match(after.text):
        return False
    if after.top - before.bottom > gap * _WIDER_GAP + 1:
        return False
    share = (before.x1 - edges[0]) / max(1.0, edges[1] - edges[0])
    reaches = share >= (_QUITE_FULL if LABELLED.match(after.text) else _FULL)
    ends = before.text.endswith((".", "!", "?", ":", ";"))
    return reaches or (not ends and after.text[:1].islower())


def _glued(text: str, more: str, known: Counter[str]) -> str:
    """Put two lines together; a hyphen at the end of a line may have been put there by the break."""
    broken = re.search(r"(\w[\w-]*)-$", text)
    first = re.match(r"[\w-]+", more)
    if not broken or not first or not more[:1].islower() or first.group() in {"en", "of"}:
        return f"{text}{'' if '://' in text.split()[-1] and text.endswith('-') else ' '}{more}"
    whole, hyphened = broken.group(1) + first.group(), f"{broken.group(1)}-{first.group()}"
    keeps = (
        known[hyphened.lower()] > 0 or "-" in broken.group(1) or not broken.group(1)[-1].islower()
    )
    if known[whole.lower()] > 0 or not keeps:
        return text[:-1] + more
    return text + more
