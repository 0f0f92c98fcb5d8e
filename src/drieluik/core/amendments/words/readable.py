"""A difference as people read it: small words between two replacements go along with them.

A step of presentation over the exact difference. It touches more words than needed, on purpose:
"de lage ~~huren~~ ~~stijgen~~" reads better than a "de" left standing between two replaced words.
Whatever counts or merges works on the exact difference.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from drieluik.core.amendments.words.difference import Difference, Span, SpanKind

# "niet" and "geen" are left out on purpose: they carry weight and stay where they stand.
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "aan al als bij dan dat de den der die dit door een en er het hun in is met na naar nog of"
        " om ook op over per te ten ter tot uit van voor was wordt worden zal ze zich zij zijn",
    )
)
_MOST_WORDS = 2
_MOST_PIECES = 4_000
_WORD = re.compile(r"\w+")


def readable(exact: Difference) -> Difference:
    """The difference with the small words between two replacements taken into one.

    Only within a line, at most two small words (article, preposition) or signs, and only when on
    both sides words were replaced. Old and new text stay what they were. A text that would fall
    into thousands of pieces is shown as replaced as a whole: nobody reads such crumbs.

    Examples:
        >>> from drieluik.core.amendments.words.difference import difference
        >>> exact = difference("Zij bouwen de flats snel.", "Zij slopen de huizen snel.")
        >>> [span.text for span in readable(exact).spans]
        ['Zij ', 'bouwen de flats', 'slopen de huizen', ' snel.']
    """
    if len(exact.spans) > _MOST_PIECES:
        return replaced_whole(exact)
    spans: list[Span] = []
    at = 0
    while at < len(exact.spans):
        ahead = exact.spans[at : at + 3]
        if _is_confetti(spans[-2:], ahead):
            kept, removed, added = ahead
            spans[-2] = _together(spans[-2], kept, removed)
            spans[-1] = _together(spans[-1], kept, added)
            at += 3
        else:
            spans.append(exact.spans[at])
            at += 1
    placed = tuple(_placed(spans, at) for at in range(len(spans)))
    return replace(exact, spans=placed)


def replaced_whole(exact: Difference) -> Difference:
    """The same two texts, the old one removed and the new one added.

    Examples:
        >>> from drieluik.core.amendments.words.difference import difference
        >>> [span.text for span in replaced_whole(difference("a b c", "a d c")).spans]
        ['a b c', 'a d c']
    """
    old, new = exact.old_text, exact.new_text
    last = exact.spans[-1]
    n_old, n_new = last.old_tokens[1], last.new_tokens[1]
    n_kept = sum(span.n_words for span in exact.spans if span.kind is SpanKind.KEPT)
    removed = Span(
        SpanKind.REMOVED, old, (0, n_old), (0, 0), (0, len(old)), (0, 0), exact.n_removed + n_kept
    )
    added = Span(
        SpanKind.ADDED,
        new,
        (n_old, n_old),
        (0, n_new),
        (len(old), len(old)),
        (0, len(new)),
        exact.n_added + n_kept,
    )
    return replace(exact, spans=(removed, added))


_BETWEEN_REPLACEMENTS = [
    SpanKind.REMOVED,
    SpanKind.ADDED,
    SpanKind.KEPT,
    SpanKind.REMOVED,
    SpanKind.ADDED,
]


def _is_confetti(before: Sequence[Span], ahead: Sequence[Span]) -> bool:
    kinds = [span.kind for span in (*before, *ahead)]
    return kinds == _BETWEEN_REPLACEMENTS and _is_small(ahead[0].text)


def _is_small(text: str) -> bool:
    words = _WORD.findall(text.lower())
    in_one_line = "\n" not in text and "\r" not in text
    return in_one_line and len(words) <= _MOST_WORDS and all(word in _SMALL for word in words)


def _together(first: Span, kept: Span, last: Span) -> Span:
    return Span(
        first.kind,
        first.text + kept.text + last.text,
        (first.old_tokens[0], last.old_tokens[1]),
        (first.new_tokens[0], last.new_tokens[1]),
        (first.old[0], last.old[1]),
        (first.new[0], last.new[1]),
        first.n_words + kept.n_words + last.n_words,
    )


def _placed(spans: list[Span], at: int) -> Span:
    """A removed span has no place of its own in the new text, an added one none in the old."""
    span = spans[at]
    if span.kind is SpanKind.REMOVED:
        return replace(
            span,
            new_tokens=(span.new_tokens[0], span.new_tokens[0]),
            new=(span.new[0], span.new[0]),
        )
    if span.kind is SpanKind.ADDED:
        return replace(
            span,
            old_tokens=(span.old_tokens[1], span.old_tokens[1]),
            old=(span.old[1], span.old[1]),
        )
    return span
