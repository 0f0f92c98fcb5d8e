"""How much two texts are alike, for finding back a clause that has no stable id.

Counts shared words weighed by how rare they are in the sets: two clauses that share "warmtenet"
are more alike than two that share "corporatie".
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from drieluik.core.amendments.words.tokens import TokenKind, tokens

Words = Mapping[str, int]


def words_of(text: str) -> Counter[str]:
    """The words and numbers of a text, in small letters, with how often they occur."""
    kinds = {TokenKind.WORD, TokenKind.NUMBER}
    return Counter(token.text.lower() for token in tokens(text) if token.kind in kinds)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word counts: the log of how many texts there are per text that has it."""

    weight: Mapping[str, float]

    def total(self, words: Words) -> float:
        """The weight of all words together."""
        return sum(self.weight.get(word, 0.0) * count for word, count in words.items())

    def shared(self, one: Words, other: Words) -> float:
        """The weight of the words both have."""
        both = one.keys() & other.keys()
        return sum(self.weight.get(word, 0.0) * min(one[word], other[word]) for word in both)

    def held(self, part: Words, whole: Words) -> float:
        """Which share of the words of a part the whole has too, from 0 to 1."""
        weight = self.total(part)
        return self.shared(part, whole) / weight if weight else 0.0


def weights_of(texts: Iterable[Words]) -> Weights:
    """The weights of the words of a collection of texts."""
    texts = list(texts)
    times = Counter(word for words in texts for word in words)
    return Weights({word: log(1 + len(texts) / n) for word, n in times.items()})
