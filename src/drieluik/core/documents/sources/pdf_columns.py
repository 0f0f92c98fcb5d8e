"""Whether a page of a PDF is set in two columns, and its words in the order they are read.

Comes in: the words of a page outside its tables. Goes out: groups of words, each to be read from
top to bottom before the next. A page in one column is one group.
"""

from collections.abc import Sequence
from typing import Any

Word = dict[str, Any]

_MIDDLE = (0.35, 0.65)
_NARROWEST_GUTTER = 9.0
_SAME_EDGE = 2.0
_FEWEST_LINES = 5
_LEFT_TO_RIGHT = 0.6
_MOST_CROSSING = 0.2


def reading_groups(words: Sequence[Word], width: float) -> list[list[Word]]:
    """Divide the words of a page into groups in reading order.

    A column of labels beside their texts is no column of text: it holds far fewer words.

    Args:
        words: Words with ``x0``, ``x1``, ``top`` and ``bottom`` in points.
        width: Width of the page.
    """
    gutter = _gutter(words, width)
    if gutter is None:
        return [list(words)]
    crossing = sorted((word for word in words if _crosses(word, gutter)), key=_top)
    groups: list[list[Word]] = []
    rest = sorted(words, key=_top)
    while rest:
        line = next((word for word in crossing if word in rest), None)
        above = [word for word in rest if line is None or word["bottom"] <= line["top"] + 1]
        groups += [[w for w in above if w["x0"] < gutter], [w for w in above if w["x0"] >= gutter]]
        beside = [w for w in rest if line is not None and w not in above and _beside(w, line)]
        groups.append(beside)
        rest = [word for word in rest if word not in above and word not in beside]
    return [group for group in groups if group]


def _gutter(words: Sequence[Word], width: float) -> float | None:
    """The middle of the white between two columns; None when there is one column."""
    starts = sorted({round(float(word["x0"])) for word in words})
    for edge in (x for x in starts if _MIDDLE[0] * width < x < _MIDDLE[1] * width):
        gutter = edge - _NARROWEST_GUTTER / 2
        n_lines = sum(abs(word["x0"] - edge) <= _SAME_EDGE for word in words)
        left = [word for word in words if word["x1"] <= edge - _NARROWEST_GUTTER]
        right = [word for word in words if word["x0"] >= edge - _SAME_EDGE]
        n_crossing = len(words) - len(left) - len(right)
        if (
            n_lines >= _FEWEST_LINES
            and len(left) >= len(right) * _LEFT_TO_RIGHT
            and n_crossing <= len(words) * _MOST_CROSSING
            and _is_clear(words, gutter)
        ):
            return gutter
    return None


def _is_clear(words: Sequence[Word], gutter: float) -> bool:
    """Whether few lines have a word right across the white."""
    crossing = sum(_crosses(word, gutter) for word in words)
    lines = len({round(float(word["top"])) for word in words})
    return crossing <= lines * _MOST_CROSSING


def _crosses(word: Word, gutter: float) -> bool:
    return bool(word["x0"] < gutter < word["x1"])


def _beside(word: Word, line: Word) -> bool:
    middle = (word["top"] + word["bottom"]) / 2
    return bool(line["top"] - 1 <= middle <= line["bottom"] + 1)


def _top(word: Word) -> float:
    return float(word["top"])
