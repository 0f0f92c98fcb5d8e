"""What somebody typed in a search box, as a query. Anything that can be typed can be read."""

import re
from dataclasses import dataclass, replace

from drieluik.core.searching.words import WORD, folded, folded_words, stem_of, stems_of

MOST_SIGNS = 200
"""What is typed beyond this is not read."""

_MOST_TERMS = 12
_LONG_ENOUGH = 5
"""Signs of the stem of a word that may be found inside another."""
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_NUMBER = re.compile(r"(?=.*\d)[0-9A-Za-z]+(?:[.\-][0-9A-Za-z]+)*")
_CALLED = frozenset({"afspraak", "artikel", "nr", "nummer", "agreement", "number"})
"""Words that people put before the number of an agreement."""
_SMALL = frozenset({
    "aan", "als", "bij", "dat", "de", "den", "der", "des", "deze", "die", "dit", "door", "een", "en",
    "er", "het", "in", "is", "met", "naar", "of", "om", "onder", "op", "over", "te", "ten", "ter",
    "tot", "uit", "van", "voor", "was", "wat", "we", "wie", "wij", "worden", "wordt", "ze", "zijn",
    "zo",
})  # fmt: skip
"""Words that stand everywhere; they count only in a phrase, or when nothing else was typed."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or a phrase of words that follow each other.

    Attributes:
        stems: Their stems, in order.
        words: The words themselves, without capitals and accents.
        open_ended: Whether the one word may go on: ``huur*`` finds *huurprijs*.
        inside: Whether it may be a part of a longer word: *uitzetting* finds *huisuitzettingen*.
    """

    stems: tuple[str, ...]
    words: tuple[str, ...]
    open_ended: bool = False
    inside: bool = False

    @property
    def is_phrase(self) -> bool:
        """Tell whether words must follow each other."""
        return len(self.stems) > 1


@dataclass(frozen=True, slots=True)
class Query:
    """What has to be found: all terms.

    Attributes:
        typed: As it was typed, without spaces around.
        terms: What must all be found.
        numbers: What may be the number of an agreement; that agreement goes first.
    """

    typed: str
    terms: tuple[Term, ...]
    numbers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for."""
        return not self.terms

    @property
    def inside_words(self) -> "Query":
        """The same query that is also answered by longer words that a word is a part of.

        Only for words of some length: *as* is a part of half of all words.

        Examples:
            >>> [term.inside for term in read_query("uitzetting in 2019").inside_words.terms]
            [True, False]
        """
        terms = (
            replace(one, inside=True)
            if not one.is_phrase and not one.open_ended and len(one.stems[0]) >= _LONG_ENOUGH
            else one
            for one in self.terms
        )
        return replace(self, terms=tuple(terms))

    @property
    def longer(self) -> str:
        """Return what to type to find longer words as well; empty when that is typed already."""
        words = [one.words[0] for one in self.terms if not one.is_phrase and not one.open_ended]
        long_enough = [word for word in words if len(word) > 2 and word.isalpha()]
        return " ".join(f"{word}*" for word in long_enough)


def read_query(typed: str) -> Query:
    """Read what was typed: words, "a phrase" between quotes, ``begin*``, the number 3.8.

    Examples:
        >>> [term.stems for term in read_query('de huren van "sociale woningen"').terms]
        [('hur',), ('social', 'woning')]
        >>> read_query("afspraak 3.8").numbers
        ('3.8',)
    """
    typed = typed.replace("\x00", "").strip()[:MOST_SIGNS]
    phrases = [_phrase(match.group(1)) for match in _QUOTED.finditer(typed)]
    chunks = _QUOTED.sub(" ", typed).split()
    numbers = [chunk for chunk in map(_as_number, chunks) if chunk]
    loose = [_loose(chunk) for chunk in _without_calls(chunks)]
    terms = list(dict.fromkeys(term for term in loose + phrases if term.stems))
    telling = [term for term in terms if term.is_phrase or term.words[0] not in _SMALL]
    return Query(typed, tuple(telling or terms)[:_MOST_TERMS], tuple(dict.fromkeys(numbers)))


def _phrase(words: str) -> Term:
    return Term(tuple(stems_of(words)), tuple(folded_words(words)))


def _loose(chunk: str) -> Term:
    """Read words without a space between them, such as *dVi-cijfers*, as a phrase."""
    begin = chunk.rstrip("*").strip("*")
    words = WORD.findall(begin)
    if chunk.endswith("*") and len(words) == 1:
        word = folded(words[0])
        return Term((stem_of(words[0]),), (word,), open_ended=True)
    return _phrase(begin)


def _as_number(chunk: str) -> str:
    number = chunk.strip(".,;:()?!")
    return number.lower() if _NUMBER.fullmatch(number) else ""


def _without_calls(chunks: list[str]) -> list[str]:
    """Leave out *afspraak* before a number: it stands in the name, not in the words."""
    following = (*chunks[1:], "")
    return [
        chunk
        for chunk, after in zip(chunks, following, strict=False)
        if not (chunk.casefold() in _CALLED and _as_number(after))
    ]
