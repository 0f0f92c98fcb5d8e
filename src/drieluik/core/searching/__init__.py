"""From text to words that can be found: folding, Dutch stems, what somebody typed, excerpts.

Comes in: texts, and what a person typed in a search box. Goes out: words for an index, a query,
and pieces of text with what was found marked. Knows no database: the same words go to every one,
so that every one finds the same.
"""

from drieluik.core.searching.excerpts import Pieces, excerpt, marked
from drieluik.core.searching.finding import how_well
from drieluik.core.searching.queries import MOST_SIGNS, Query, Term, read_query
from drieluik.core.searching.words import folded_words, stems_of

__all__ = [
    "MOST_SIGNS",
    "Pieces",
    "Query",
    "Term",
    "excerpt",
    "folded_words",
    "how_well",
    "marked",
    "read_query",
    "stems_of",
]
