"""Which decision brought which words: the text with, for every span, where it is from.

Like "blame" for source code: words that a version kept belong to the decision that first brought
them, however much changes around them. Words that left and came back belong to the decision that
brought them back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drieluik.core.amendments.words.difference import SpanKind, difference


@dataclass(frozen=True, slots=True)
class SourcedSpan:
    """A piece of text and the id of the decision that brought it."""

    text: str
    decision: str


def provenance(versions: Iterable[tuple[str, str]]) -> tuple[SourcedSpan, ...]:
    """For every piece of the last text the decision that brought it.

    Args:
        versions: Id of the decision and the text it left behind, oldest first.

    Returns:
        The pieces in order; together they are the last text. Empty without versions.

    Examples:
        >>> provenance([("2019", "De huur stijgt."), ("2020", "De huur stijgt niet.")])
        (SourcedSpan(text='De huur stijgt', decision='2019'), SourcedSpan(text=' niet', decision='2020'), SourcedSpan(text='.', decision='2019'))
    """
    spans: tuple[SourcedSpan, ...] = ()
    for decision, text in versions:
        spans = with_next_version(spans, decision, text)
    return spans


def with_next_version(
    spans: Sequence[SourcedSpan], decision: str, text: str
) -> tuple[SourcedSpan, ...]:
    """Carry the sources of a text over to its next version."""
    before = "".join(span.text for span in spans)
    if before == text:
        return _joined(spans)
    change = difference(before, text)
    found: list[SourcedSpan] = []
    for span in change.spans:
        if span.kind is SpanKind.ADDED:
            found.append(SourcedSpan(span.text, decision))
        elif span.kind is SpanKind.KEPT:
            found += _between(spans, *span.old)
    return _joined(found)


def made_of_several(
    texts: Sequence[Sequence[SourcedSpan]], decision: str, text: str
) -> tuple[SourcedSpan, ...]:
    """The sources of a text that was made of several, in whatever order their words stand in it.

    Args:
        texts: The texts it was made of; the one that stays what it was goes first.
        decision: The decision that made one of them.
        text: The words it came to.

    Method:
        Each text is laid beside the new one by itself. Where two claim the same words, the one
        with the longer piece in a row has them, or else the one that goes first.
    """
    if len(texts) < 2:
        return with_next_version(texts[0] if texts else (), decision, text)
    claims = [claim for one in texts for claim in _claims(one, text)]
    decisions: list[str | None] = [None] * len(text)
    for start, sources in sorted(claims, key=lambda claim: -len(claim[1])):
        for at, source in enumerate(sources, start):
            if decisions[at] is None:
                decisions[at] = source
    signs = zip(text, decisions, strict=True)
    return _joined(SourcedSpan(sign, source or decision) for sign, source in signs)


def _claims(spans: Sequence[SourcedSpan], text: str) -> Iterable[tuple[int, list[str]]]:
    """Where in a text words stand that were in another, and for every sign its decision."""
    for span in difference("".join(span.text for span in spans), text).spans:
        if span.kind is SpanKind.KEPT:
            pieces = _between(spans, *span.old)
            yield span.new[0], [one.decision for one in pieces for _ in one.text]


def _between(spans: Sequence[SourcedSpan], start: int, end: int) -> Iterable[SourcedSpan]:
    at = 0
    for span in spans:
        piece = span.text[max(0, start - at) : max(0, end - at)]
        if piece:
            yield SourcedSpan(piece, span.decision)
        at += len(span.text)


def _joined(spans: Iterable[SourcedSpan]) -> tuple[SourcedSpan, ...]:
    joined: list[SourcedSpan] = []
    for span in spans:
        if joined and joined[-1].decision == span.decision:
            span = SourcedSpan(joined.pop().text + span.text, span.decision)
        joined.append(span)
    return tuple(joined)
