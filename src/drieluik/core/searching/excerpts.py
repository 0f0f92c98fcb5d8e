"""The part of a text in which a query is found, in pieces that were looked for or not."""

from collections.abc import Sequence

from drieluik.core.searching.finding import Find, finds_in
from drieluik.core.searching.queries import Query
from drieluik.core.searching.words import places_of_words

Pieces = tuple[tuple[str, bool], ...]
"""Pieces of a text in order; True where a piece was looked for."""

_N_WORDS = 40
_BEFORE = 8


def marked(text: str, query: Query) -> Pieces:
    """Cut a text into pieces that were looked for (True) and pieces in between.

    Examples:
        >>> from drieluik.core.searching import read_query
        >>> marked("Lage huren nu", read_query("huur"))
        (('Lage ', False), ('huren', True), (' nu', False))
    """
    return _cut(text, 0, len(text), list(places_of_words(text)), finds_in(text, query))


def excerpt(text: str, query: Query) -> Pieces:
    """Return the part of a text with most of what was looked for, in pieces.

    Nothing found in it gives its beginning. Points show where words were left out.
    """
    places, finds = list(places_of_words(text)), finds_in(text, query)
    start = _best_start(len(places), finds)
    stop = min(start + _N_WORDS, len(places))
    begin = places[start][0] if start else 0
    end = places[stop - 1][1] if stop < len(places) else len(text)
    before = (("… ", False),) if start else ()
    after = ((" …", False),) if stop < len(places) else ()
    return before + _cut(text, begin, end, places, finds) + after


def _best_start(n_words: int, finds: Sequence[Find]) -> int:
    """Return the word at which the excerpt begins: where most different terms stand together."""
    best, most, left = 0, 0, 0
    for right, (at, _, _) in enumerate(finds):
        while at - finds[left][0] >= _N_WORDS - _BEFORE:
            left += 1
        n_terms = len({n for _, _, n in finds[left : right + 1]})
        if n_terms > most:
            best, most = finds[left][0], n_terms
    return min(max(0, best - _BEFORE), max(0, n_words - _N_WORDS))


def _cut(
    text: str, begin: int, end: int, places: Sequence[tuple[int, int]], finds: Sequence[Find]
) -> Pieces:
    """Cut a stretch of text at the finds that lie in it."""
    pieces: list[tuple[str, bool]] = []
    at = begin
    for first, n_words, _ in finds:
        opens, closes = places[first][0], places[first + n_words - 1][1]
        if opens < at or closes > end:
            continue
        if opens > at:
            pieces.append((text[at:opens], False))
        pieces.append((text[opens:closes], True))
        at = closes
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
