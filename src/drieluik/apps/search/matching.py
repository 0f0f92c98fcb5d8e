"""A query in the language of each database. Both look for the same words, so both find the same.

A term asks for its stem in title or body. The word as it was typed asks for itself too: that
changes nothing of what is found, and puts the very word before its other forms.
"""

from dataclasses import dataclass

from django.db import connection

from drieluik.core.searching import Query, Term


@dataclass(frozen=True, slots=True)
class Match:
    """Part of a statement about ``search_entry AS e``; all values are parameters.

    Attributes:
        source: What to read from.
        condition: What must hold.
        params: Values of the condition.
        rank: What to order by, best first.
        rank_params: Values of the order.
    """

    source: str
    condition: str
    params: tuple[str, ...]
    rank: str
    rank_params: tuple[str, ...] = ()


def match(query: Query) -> Match:
    """Return what finds a query, for the database that is in use."""
    return _on_postgres(query) if connection.vendor == "postgresql" else _on_sqlite(query)


def _on_sqlite(query: Query) -> Match:
    return Match(
        source="search_index JOIN search_entry e ON e.id = search_index.rowid",
        condition="search_index MATCH %s",
        params=(" AND ".join(map(_fts5, query.terms)),),
        rank="bm25(search_index, 8.0, 1.0, 2.0)",
    )


def _fts5(term: Term) -> str:
    if term.open_ended:
        return f'(words : "{term.words[0]}" *)'
    stems = f'{{title_stems body_stems}} : "{" ".join(term.stems)}"'
    return f"({stems})" if term.is_phrase else f'({stems} OR words : "{term.words[0]}")'


def _on_postgres(query: Query) -> Match:
    """Ask for all words by the index; whether a phrase stands together is seen in the words."""
    words = " & ".join(map(_tsquery, query.terms))
    phrases = [f"% {' '.join(term.stems)} %" for term in query.terms if term.is_phrase]
    together = " AND (' ' || e.title_stems || ' ' LIKE %s OR ' ' || e.body_stems || ' ' LIKE %s)"
    return Match(
        source="search_entry e",
        condition="e.vector @@ %s::tsquery" + together * len(phrases),
        params=(words, *(value for phrase in phrases for value in (phrase, phrase))),
        rank="-ts_rank('{0, 0.2, 0.1, 0.8}', e.vector, %s::tsquery, 1)",
        rank_params=(words,),
    )


def _tsquery(term: Term) -> str:
    if term.open_ended:
        return f"'{term.words[0]}':*C"
    if term.is_phrase:
        return " & ".join(f"'{stem}':AB" for stem in term.stems)
    return f"('{term.stems[0]}':AB | '{term.words[0]}':C)"
