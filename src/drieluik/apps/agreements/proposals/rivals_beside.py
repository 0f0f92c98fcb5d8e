"""Proposals that get in each other's way beside the words: the same action, parties, project."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from drieluik.apps.agreements.proposals.defining import EndDefinition
from drieluik.apps.agreements.proposals.desk import opened_with
from drieluik.apps.agreements.proposals.editing import (
    BESIDE_THE_TEXT,
    ProposedEdit,
    SetParties,
    to_json,
)
from drieluik.apps.agreements.proposals.norming import EndNorm, NormEdit, norm_of
from drieluik.core.amendments.edits.conflicts import TAKES_OUT, Touch
from drieluik.core.amendments.edits.edit import ChangeWords, touched_clauses
from drieluik.core.norms import quotes


@dataclass(frozen=True, slots=True)
class BesideConflict:
    """Two edits of different proposals of which one at least changes no words.

    Attributes:
        first: Id of the first proposal.
        second: Id of the second proposal.
        touch: How they touch.
        subject: Id of the agreement, action or project.
        first_edit: The edit of the first.
        second_edit: The edit of the second.
    """

    first: str
    second: str
    touch: Touch
    subject: str
    first_edit: ProposedEdit
    second_edit: ProposedEdit


def conflicts_beside(
    proposals: Mapping[str, Sequence[ProposedEdit]],
) -> Iterator[BesideConflict]:
    """Yield every touch between edits of different proposals that the words do not show."""
    for first, second in combinations(proposals, 2):
        for one in proposals[first]:
            for other in proposals[second]:
                touch = _touch(one, other)
                if touch is not None:
                    beside = one if isinstance(one.edit, BESIDE_THE_TEXT) else other
                    yield BesideConflict(first, second, touch, _subject(beside), one, other)


def _subject(one: ProposedEdit) -> str:
    """Return the id of what parties take a position on."""
    return one.edit.clause_id if isinstance(one.edit, NormEdit) else opened_with(one)


def _touch(one: ProposedEdit, other: ProposedEdit) -> Touch | None:
    beside = [isinstance(edit.edit, BESIDE_THE_TEXT) for edit in (one, other)]
    if all(beside):
        return _both_beside(one, other)
    if not any(beside):
        return None
    without, text = (one, other) if beside[0] else (other, one)
    if not isinstance(without.edit, SetParties | NormEdit):
        return None
    if without.edit.clause_id not in _touched(text):
        return None
    takes_out = isinstance(text.edit, TAKES_OUT) or _takes_the_words(text, without)
    return Touch.EXCLUDES if takes_out else None


def _both_beside(one: ProposedEdit, other: ProposedEdit) -> Touch | None:
    if opened_with(one) != opened_with(other):
        return None
    if one.kind != other.kind:
        ends = any(isinstance(each.edit, EndNorm | EndDefinition) for each in (one, other))
        return Touch.EXCLUDES if ends else None
    return Touch.SAME_CHANGE if _told(one) == _told(other) else Touch.SAME_MATTER


def _takes_the_words(text: ProposedEdit, norm: ProposedEdit) -> bool:
    """Tell whether the words that a norm follows from are no longer there after an edit."""
    becomes = norm_of(getattr(norm.edit, "becomes", ""))
    if becomes is None or not isinstance(text.edit, ChangeWords):
        return False
    return not quotes(becomes.quotation, text.edit.new_text)


def _touched(text: ProposedEdit) -> tuple[str, ...]:
    return () if isinstance(text.edit, BESIDE_THE_TEXT) else touched_clauses(text.edit)


def _told(one: ProposedEdit) -> tuple[dict[str, object], dict[str, object]]:
    """Return what an edit does, without its id and why it is done."""
    payload, parties = to_json(one)
    return {name: value for name, value in payload.items() if name not in ("id", "reason")}, parties
