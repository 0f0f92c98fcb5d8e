"""The words of a text: where they stand, without capitals and accents, and their Dutch stem.

A stem is what the forms of a word share, such as ``prijs`` for *prijzen*. Numbers with points are
kept whole, so that agreement 3.8 is not a 3 and an 8.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\d+(?:\.\d+)+[a-z]?(?![^\W_])|[^\W_]+")
"""A number with points, or letters and digits."""

_PLURALS = (("eeen", "ee", 5), ("ieen", "ie", 5), ("ien", "ie", 6), ("ies", "ie", 5))
"""Plurals that the stemmer does not know, without diaeresis: ideeen, knieen, provincien, acties."""

_HARD = {"z": "s", "v": "f"}
"""What a last letter becomes when its ending is off: huiz(en) is huis, briev(en) is brief."""

_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
_DOUBLE_END = re.compile(r"([^aeiou])\1$")

_stemmer = snowballstemmer.stemmer("dutch_porter")


def stems_of(text: str) -> list[str]:
    """Return the stem of every word of a text, in order.

    Examples:
        >>> stems_of("Huurprijzen en ideeën: zie 3.8.")
        ['huurprijs', 'en', 'idee', 'zie', 'nr3x8']
    """
    return [stem_of(match.group()) for match in WORD.finditer(text)]


def folded_words(text: str) -> list[str]:
    """Return every word of a text without capitals and accents, in order.

    Examples:
        >>> folded_words("Eén BÓD op 3.8")
        ['een', 'bod', 'op', 'nr3x8']
    """
    return [folded(match.group()) for match in WORD.finditer(text)]


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return the stem of one word, whatever its capitals and accents.

    Method: Porter's rules for Dutch (Snowball ``dutch_porter``), with the plurals and the spelling
    at the end of a word that they leave out.

    Examples:
        >>> stem_of("Huizen"), stem_of("huis"), stem_of("duurzame"), stem_of("2030")
        ('huis', 'huis', 'duurzam', '2030')
    """
    plain = folded(word)
    for ending, instead, at_least in _PLURALS:
        if plain.endswith(ending) and len(plain) >= at_least:
            plain = plain.removesuffix(ending) + instead
            break
    stem: str = _stemmer.stemWord(plain) or plain
    single = _DOUBLE_END.sub(r"\1", stem)
    hard = single[:-1] + _HARD.get(single[-1:], single[-1:])
    return _DOUBLE_VOWEL.sub(lambda vowels: vowels.group()[0], hard)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return one word in lower case without accents; a number with points without its points.

    Databases take a word apart at a point, hence ``nr3x8``; nobody ever sees it.
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in decomposed if sign.isalnum() or sign == ".")
    # a lone sign that is nothing but an accent stays itself: a word without letters is no word
    return "nr" + plain.replace(".", "x") if "." in plain else plain or word


def places_of_words(text: str) -> Iterator[tuple[int, int]]:
    """Return where each word begins and ends, in the order of ``stems_of``."""
    return (match.span() for match in WORD.finditer(text))
