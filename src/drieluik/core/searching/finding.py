"""Where the terms of a query stand in a text, and how well a text answers the query."""

from collections.abc import Iterator, Sequence
from itertools import islice

from drieluik.core.searching.queries import Query, Term
from drieluik.core.searching.words import folded_words, stems_of

_MOST_FINDS = 500
"""Finds of one term that are looked at: the best place is rarely later."""

_IN_TITLE = 10
"""How many finds in the words one find in the title is worth."""

Find = tuple[int, int, int]
"""First word, number of words, and which term."""


def finds_in(text: str, query: Query) -> list[Find]:
    """Return where the terms stand in a text, in order."""
    stems = stems_of(text)
    words = folded_words(text) if any(term.open_ended for term in query.terms) else stems
    found = (
        (at, len(term.stems), n)
        for n, term in enumerate(query.terms)
        for at in islice(_places_of(term, stems, words), _MOST_FINDS)
    )
    return sorted(found)


def how_well(query: Query, title: str, body: str) -> int:
    """Tell how well a title and its words answer a query: 0 when a term stands in neither.

    Gives the same hits as the index of ``apps/search``, for texts that are at hand already. An
    empty query is answered by nothing.

    Examples:
        >>> from drieluik.core.searching import read_query
        >>> how_well(read_query("huizen"), "Nieuwbouw", "Elk huis; de huizen"), how_well(
        ...     read_query("huis wijk"), "Nieuwbouw", "Elk huis")
        (2, 0)
    """
    in_title, in_body = finds_in(title, query), finds_in(body, query)
    found = {n for _, _, n in in_title + in_body}
    return _IN_TITLE * len(in_title) + len(in_body) if len(found) == len(query.terms) else 0


def _places_of(term: Term, stems: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    if term.open_ended:
        return (at for at, word in enumerate(words) if word.startswith(term.words[0]))
    first, wanted = term.stems[0], list(term.stems)
    if term.inside:
        return (at for at, stem in enumerate(stems) if first in stem)
    return (
        at
        for at, stem in enumerate(stems)
        if stem == first and stems[at : at + len(wanted)] == wanted
    )
