"""The part of a text in which a query is found, in pieces that were looked for or not."""

from collections.abc import Iterator, Sequence
from itertools import islice

from drieluik.core.searching.queries import Query, Term
from drieluik.core.searching.words import folded_words, places_of_words, stems_of

Pieces = tuple[tuple[str, bool], ...]
"""Pieces of a text in order; True where a piece was looked for."""

_N_WORDS = 40
_BEFORE = 8
_MOST_FINDS = 500
"""Finds of one term that are looked at: the best place is rarely later."""

_Find = tuple[int, int, int]
"""First word, number of words, and which term."""


def marked(text: str, query: Query) -> Pieces:
    """Cut a text into pieces that were looked for (True) and pieces in between.

    Examples:
        >>> from drieluik.core.searching import read_query
        >>> marked("Lage huren nu", read_query("huur"))
        (('Lage ', False), ('huren', True), (' nu', False))
    """
    return _cut(text, 0, len(text), list(places_of_words(text)), _finds(text, query))


def excerpt(text: str, query: Query) -> Pieces:
    """Return the part of a text with most of what was looked for, in pieces.

    Nothing found in it gives its beginning. Points show where words were left out.
    """
    places, finds = list(places_of_words(text)), _finds(text, query)
    start = _best_start(len(places), finds)
    stop = min(start + _N_WORDS, len(places))
    begin = places[start][0] if start else 0
    end = places[stop - 1][1] if stop < len(places) else len(text)
    before = (("… ", False),) if start else ()
    after = ((" …", False),) if stop < len(places) else ()
    return before + _cut(text, begin, end, places, finds) + after


def _finds(text: str, query: Query) -> list[_Find]:
    """Return where the terms stand in a text, in order."""
    stems = stems_of(text)
    words = folded_words(text) if any(term.open_ended for term in query.terms) else stems
    found = (
        (at, len(term.stems), n)
        for n, term in enumerate(query.terms)
        for at in islice(_places_of(term, stems, words), _MOST_FINDS)
    )
    return sorted(found)


def _places_of(term: Term, stems: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    if term.open_ended:
        return (at for at, word in enumerate(words) if word.startswith(term.words[0]))
    first, wanted = term.stems[0], list(term.stems)
    return (
        at
        for at, stem in enumerate(stems)
        if stem == first and stems[at : at + len(wanted)] == wanted
    )


def _best_start(n_words: int, finds: Sequence[_Find]) -> int:
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
    text: str, begin: int, end: int, places: Sequence[tuple[int, int]], finds: Sequence[_Find]
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
