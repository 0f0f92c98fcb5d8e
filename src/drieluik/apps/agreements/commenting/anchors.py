"""Where the words of a comment stand: found in the text in view, and carried to a later text.

Pure: texts in, places out. Characters are counted from 0, ranges are half open.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from drieluik.core.amendments.words.difference import SpanKind, difference
from drieluik.core.amendments.words.merging import carried_place

_CONTEXT = 60
_WORD = re.compile(r"\w+")
_FEWEST = 3
"""Of so many words one has to be left for the rest to be the same words, changed."""


class Hold(StrEnum):
    """How the words of a comment stand in the text of now."""

    WHOLE = "whole"
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words a comment hangs on, as they are shown.

    Attributes:
        hold: How they stand in the text of now.
        then: The words as the writer saw them.
        before: What stands before them now (or then, when they are gone).
        words: The words now; empty when they are gone.
        after: What stands after them.
    """

    hold: Hold
    then: str = ""
    before: str = ""
    words: str = ""
    after: str = ""


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Return every place of words in a text, whatever their white space and capitals.

    Examples:
        >>> places_of("lage  Huur", "De lage huur stijgt.")
        [(3, 12)]
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    found = re.finditer(r"\s+".join(parts), text, re.IGNORECASE)
    return [match.span() for match in found]


def anchor_in(seen: str, start: int, end: int, now: str) -> Anchor:
    """Return where the words of a comment stand now.

    Args:
        seen: The text the writer had in view.
        start: First character of the words.
        end: Character after the last; the same as ``start`` for the whole text.
        now: The text as it is now.

    Examples:
        >>> anchor_in("De lage huur stijgt.", 3, 12, "Ook de lage huur stijgt.").hold.value
        'same'
        >>> anchor_in("De lage huur stijgt.", 3, 7, "De huur stijgt.").hold.value
        'gone'
    """
    if start == end:
        return Anchor(Hold.WHOLE)
    then = seen[start:end]
    place = _carried(seen, (start, end), now)
    if place is None:
        return Anchor(Hold.GONE, then, *_around(seen, start, end, words=""))
    words = now[place[0] : place[1]]
    hold = Hold.SAME if words.split() == then.split() else Hold.CHANGED
    return Anchor(hold, then, *_around(now, *place, words=words))


def _carried(seen: str, place: tuple[int, int], now: str) -> tuple[int, int] | None:
    """Where the words stand now; None too when only a sign or a stray small word is left of them."""
    if seen == now:
        return place
    change = difference(seen, now)
    were = len(_WORD.findall(seen[slice(*place)]))
    kept = sum(
        len(_WORD.findall(seen[max(place[0], span.old[0]) : min(place[1], span.old[1])]))
        for span in change.spans
        if span.kind is SpanKind.KEPT
    )
    return carried_place(change, place) if kept * _FEWEST >= were and (kept or not were) else None


def _around(text: str, start: int, end: int, *, words: str) -> tuple[str, str, str]:
    before, after = text[:start], text[end:]
    if len(before) > _CONTEXT:
        before = f"… {before[-_CONTEXT:].partition(' ')[2]}"
    if len(after) > _CONTEXT:
        after = f"{after[:_CONTEXT].rpartition(' ')[0]} …"
    return before, words, after
