"""Two changes of one text brought together: clean where they keep apart, both kept where not.

Both readings start from the same text. What only one of them changed is taken over; where they
touch the same words, nothing is chosen: the clash holds both readings.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from drieluik.core.amendments.words.difference import Difference, Range, SpanKind, difference
from drieluik.core.amendments.words.tokens import sentence_starts


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of a text, half open, and what comes in their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A passage that both readings changed in their own way.

    Attributes:
        place: Where it stands in the text both started from.
        base: The words there.
        ours: How the first reading has them.
        theirs: How the second reading has them.
    """

    place: Range
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Two readings together.

    Attributes:
        text: The text with both changes; None when they clash.
        clashes: The passages that both changed in their own way.
        shared_sentences: Sentences that both changed, in different words: no clash, but someone
            should read them.
    """

    text: str | None
    clashes: tuple[Clash, ...] = ()
    shared_sentences: tuple[str, ...] = ()


def replacements(change: Difference) -> tuple[Replacement, ...]:
    """What a difference replaces in the old text, in order, none touching.

    Examples:
        >>> replacements(difference("De huur stijgt.", "De huur daalt nu."))
        (Replacement(start=8, end=14, text='daalt nu'),)
    """
    found: list[Replacement] = []
    for span in change.spans:
        if span.kind is SpanKind.KEPT:
            continue
        start, end = span.old
        text = span.text if span.kind is SpanKind.ADDED else ""
        if found and found[-1].end == start:
            last = found.pop()
            start, text = last.start, last.text + text
        found.append(Replacement(start, end, text))
    return tuple(found)


def merged(base: str, ours: str, theirs: str) -> Merged:
    """Bring two readings of one text together.

    Words that touch count as the same words: where one reading adds something directly beside
    what the other replaced, the order would be a guess, so it is a clash. The same change made
    twice is made once.

    Examples:
        >>> merged("De huur stijgt elk jaar.", "De huur daalt elk jaar.", "De huur stijgt nooit.").text
        'De huur daalt nooit.'
        >>> merged("De huur stijgt.", "De huur daalt.", "De huur blijft.").clashes[0].theirs
        'blijft'
    """
    if base in (ours, theirs) or ours == theirs:
        return Merged(theirs if ours == base else ours)
    first, second = (replacements(difference(base, text)) for text in (ours, theirs))
    parts: list[Replacement] = []
    clashes: list[Clash] = []
    for mine, other in _clusters(first, second):
        place = _place(mine, other)
        readings = [_reading(base, place, one) for one in (mine, other)]
        if mine and other and readings[0] != readings[1]:
            clashes.append(Clash(place, base[slice(*place)], readings[0], readings[1]))
        else:
            parts.append(Replacement(*place, readings[0] if mine else readings[1]))
    if clashes:
        return Merged(None, tuple(clashes))
    text = _reading(base, (0, len(base)), parts)
    return Merged(text, (), _shared(base, first, second))


def touched_sentences(base: str, changes: Sequence[Replacement]) -> frozenset[int]:
    """Which sentences of a text are touched, counted from 0."""
    starts = sentence_starts(base)
    touched: set[int] = set()
    for one in changes:
        first = bisect_right(starts, one.start) - 1
        last = bisect_right(starts, max(one.start, one.end - 1)) - 1
        touched.update(range(first, last + 1))
    return frozenset(touched)


def carried_place(change: Difference, place: Range) -> Range | None:
    """Where words of the old text stand in the new one, such as those a remark hangs on.

    None when all of them are gone; what is left of them otherwise, with what came between.

    Examples:
        >>> carried_place(difference("De lage huur stijgt.", "Ook de huur stijgt."), (8, 12))
        (7, 11)
    """
    start, end = place
    found: list[Range] = []
    for span in change.spans:
        if span.kind is SpanKind.KEPT:
            from_old, until_old = max(start, span.old[0]), min(end, span.old[1])
            if from_old < until_old:
                shift = span.new[0] - span.old[0]
                found.append((from_old + shift, until_old + shift))
    return (found[0][0], found[-1][1]) if found else None


def _clusters(
    ours: Sequence[Replacement], theirs: Sequence[Replacement]
) -> Iterator[tuple[list[Replacement], list[Replacement]]]:
    """Replacements that touch each other, together: those of the first and of the second."""
    tagged = sorted(
        chain(
            ((one.start, one.end, 0, one) for one in ours), ((t.start, t.end, 1, t) for t in theirs)
        ),
        key=lambda item: item[:3],
    )
    cluster: tuple[list[Replacement], list[Replacement]] = ([], [])
    until = -1
    for start, end, side, one in tagged:
        if start > until and (cluster[0] or cluster[1]):
            yield cluster
            cluster = ([], [])
        cluster[side].append(one)
        until = max(until, end)
    if cluster[0] or cluster[1]:
        yield cluster


def _place(ours: Sequence[Replacement], theirs: Sequence[Replacement]) -> Range:
    together = (*ours, *theirs)
    return min(one.start for one in together), max(one.end for one in together)


def _reading(base: str, place: Range, changes: Sequence[Replacement]) -> str:
    at, end = place
    parts: list[str] = []
    for one in changes:
        parts += [base[at : one.start], one.text]
        at = one.end
    return "".join((*parts, base[at:end]))


def _shared(
    base: str, ours: Sequence[Replacement], theirs: Sequence[Replacement]
) -> tuple[str, ...]:
    same = set(ours) & set(theirs)
    both = touched_sentences(base, [one for one in ours if one not in same]) & touched_sentences(
        base, [one for one in theirs if one not in same]
    )
    starts = (*sentence_starts(base), len(base))
    return tuple(base[starts[at] : starts[at + 1]].strip() for at in sorted(both))
