"""The difference between two readings of a text, word by word, and exact.

A frozen row of spans: kept, removed, added. Leaving out what is added gives the old text to the
letter, leaving out what is removed the new one. As few words as possible are touched; which of
several equally short differences is taken follows lines and sentences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from drieluik.core.amendments.words.matching import MOST_WORK, matching
from drieluik.core.amendments.words.tokens import is_space, pieces

Range = tuple[int, int]


class SpanKind(StrEnum):
    """What happened to a span of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that were kept, removed or added together.

    Attributes:
        kind: What happened to them.
        text: The words, with their white space.
        old_tokens: Where they stand among the tokens of the old text, half open; an added span
            has an empty range, at the place where it comes in.
        new_tokens: The same in the new text.
        old: Where they stand among the characters of the old text.
        new: The same in the new text.
        n_words: How many tokens they are, white space within lines not counted.
    """

    kind: SpanKind
    text: str
    old_tokens: Range
    new_tokens: Range
    old: Range
    new: Range
    n_words: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All spans in order, and the steps it took to find them.

    Attributes:
        spans: The spans; neighbours never are of one kind, removed stands before added.
        work: Steps taken to find them; bounded, see ``matching``.
        exact: False when the texts were too large for the shortest difference.
    """

    spans: tuple[Span, ...]
    work: int = 0
    exact: bool = True

    @property
    def old_text(self) -> str:
        """The old text."""
        return "".join(span.text for span in self.spans if span.kind is not SpanKind.ADDED)

    @property
    def new_text(self) -> str:
        """The new text."""
        return "".join(span.text for span in self.spans if span.kind is not SpanKind.REMOVED)

    @property
    def changed(self) -> bool:
        """Whether the texts differ at all."""
        return any(span.kind is not SpanKind.KEPT for span in self.spans)

    @property
    def n_removed(self) -> int:
        """Tokens removed; white space within lines is not counted."""
        return self._count(SpanKind.REMOVED)

    @property
    def n_added(self) -> int:
        """Tokens added; white space within lines is not counted."""
        return self._count(SpanKind.ADDED)

    def _count(self, kind: SpanKind) -> int:
        return sum(span.n_words for span in self.spans if span.kind is kind)


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the old tokens replaced by a part of the new ones; one of them may be empty."""

    old: Range
    new: Range


def difference(old: str, new: str, most_work: int = MOST_WORK) -> Difference:
    """What was kept, removed and added between two readings of a text.

    Args:
        old: The old text.
        new: The new text.
        most_work: Bound of the work for a shortest difference; beyond it the difference may be
            longer than needed, never wrong.

    Method:
        Words, numbers, signs and line breaks are matched by a longest common subsequence; white
        space within a line follows the words around it.

    Examples:
        >>> result = difference("De huur stijgt 2,5%.", "De huur daalt 2,5%.")
        >>> [(span.kind.value, span.text) for span in result.spans]
        [('kept', 'De huur '), ('removed', 'stijgt'), ('added', 'daalt'), ('kept', ' 2,5%.')]
    """
    first, second = pieces(old), pieces(new)
    if old == new:
        return Difference(tuple(_spans(first, second, [])))
    places, words = _words(first)
    new_places, new_words = _words(second)
    found = matching(words, new_words, most_work)
    matched = [
        (places[at_old + step], new_places[at_new + step])
        for at_old, at_new, length in found.runs
        for step in range(length)
    ]
    changes = _at_natural_places(first, second, list(_changes(first, second, matched)))
    return Difference(tuple(_spans(first, second, changes)), found.work, found.exact)


def applied(change: Difference, old: str) -> str:
    """The new text made from the old one.

    Raises:
        ValueError: The difference was not made against this text.
    """
    if change.old_text != old:
        raise ValueError("the difference was made against another text")
    return change.new_text


def unapplied(change: Difference, new: str) -> str:
    """The old text made from the new one.

    Raises:
        ValueError: The difference does not lead to this text.
    """
    if change.new_text != new:
        raise ValueError("the difference leads to another text")
    return change.old_text


def _words(cut: Sequence[str]) -> tuple[list[int], list[str]]:
    places = [at for at, piece in enumerate(cut) if not is_space(piece)]
    return places, [cut[at] for at in places]


def _changes(old: Sequence[str], new: Sequence[str], matched: Sequence[Range]) -> Iterator[Change]:
    """The gaps between the matched words that differ, without the equal ends of each gap."""
    at_old = at_new = 0
    for to_old, to_new in (*matched, (len(old), len(new))):
        if to_old - at_old != to_new - at_new or old[at_old:to_old] != new[at_new:to_new]:
            yield _trimmed(old, new, (at_old, to_old), (at_new, to_new))
        at_old, at_new = to_old + 1, to_new + 1


def _trimmed(old: Sequence[str], new: Sequence[str], gone: Range, come: Range) -> Change:
    (old_from, old_until), (new_from, new_until) = gone, come
    while old_from < old_until and new_from < new_until and old[old_from] == new[new_from]:
        old_from, new_from = old_from + 1, new_from + 1
    while (
        old_from < old_until and new_from < new_until and old[old_until - 1] == new[new_until - 1]
    ):
        old_until, new_until = old_until - 1, new_until - 1
    return Change((old_from, old_until), (new_from, new_until))


def _at_natural_places(
    old: Sequence[str], new: Sequence[str], changes: list[Change]
) -> list[Change]:
    """Slide pure additions and removals to the start of a line, sentence or word, if they can."""
    placed: list[Change] = []
    for index, change in enumerate(changes):
        before = placed[-1].old[1] if placed else 0
        after = changes[index + 1].old[0] if index + 1 < len(changes) else len(old)
        room = (change.old[0] - before, after - change.old[1])
        if change.old[0] == change.old[1]:
            shift = _best_shift(new, change.new, room)
        elif change.new[0] == change.new[1]:
            shift = _best_shift(old, change.old, room)
        else:
            shift = 0
        moved = Change(_shifted(change.old, shift), _shifted(change.new, shift))
        if placed and placed[-1].old[1] == moved.old[0] and placed[-1].new[1] == moved.new[0]:
            last = placed.pop()
            moved = Change((last.old[0], moved.old[1]), (last.new[0], moved.new[1]))
        placed.append(moved)
    return placed


_FARTHEST = 200
_BREAKS = frozenset(("\n", "\r\n", "\r"))
_SENTENCE_ENDS = frozenset(".!?")


def _best_shift(text: Sequence[str], change: Range, room: Range) -> int:
    """How far to slide a change through equal tokens around it; 0 when nothing is better."""
    start, end = change
    left = 0
    while left < min(room[0], _FARTHEST) and text[start - left - 1] == text[end - left - 1]:
        left += 1
    right = 0
    while right < min(room[1], _FARTHEST) and text[start + right] == text[end + right]:
        right += 1
    return max(
        range(-left, right + 1), key=lambda shift: (_naturalness(text, start + shift), -abs(shift))
    )


def _naturalness(text: Sequence[str], at: int) -> int:
    """How natural it is to begin a change here: line, sentence, word, or elsewhere."""
    before = text[at - 1] if at else "\n"
    if before in _BREAKS:
        return 6
    if at < len(text) and text[at] in _BREAKS:
        return 5
    if before in _SENTENCE_ENDS:
        return 3
    if not is_space(before):
        return 0
    return 4 if at > 1 and text[at - 2] in _SENTENCE_ENDS else 2


def _shifted(place: Range, by: int) -> Range:
    return place[0] + by, place[1] + by


def _spans(old: Sequence[str], new: Sequence[str], changes: Sequence[Change]) -> Iterator[Span]:
    old_at = list(accumulate(map(len, old), initial=0))
    new_at = list(accumulate(map(len, new), initial=0))

    def span(kind: SpanKind, gone: Range, come: Range) -> Span:
        source, place = (new, come) if kind is SpanKind.ADDED else (old, gone)
        cut = source[place[0] : place[1]]
        return Span(
            kind,
            "".join(cut),
            gone,
            come,
            (old_at[gone[0]], old_at[gone[1]]),
            (new_at[come[0]], new_at[come[1]]),
            sum(not is_space(piece) for piece in cut),
        )

    at_old = at_new = 0
    for change in (*changes, Change((len(old), len(old)), (len(new), len(new)))):
        if at_old < change.old[0]:
            yield span(SpanKind.KEPT, (at_old, change.old[0]), (at_new, change.new[0]))
        if change.old[0] < change.old[1]:
            yield span(SpanKind.REMOVED, change.old, (change.new[0], change.new[0]))
        if change.new[0] < change.new[1]:
            yield span(SpanKind.ADDED, (change.old[1], change.old[1]), change.new)
        at_old, at_new = change.old[1], change.new[1]
