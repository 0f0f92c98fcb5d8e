"""Proposals that get in each other's way beside the words: the same action, parties, project."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from drieluik.apps.agreements.proposals.desk import opened_with
from drieluik.apps.agreements.proposals.editing import (
    BESIDE_THE_TEXT,
    ProposedEdit,
    SetParties,
    to_json,
)
from drieluik.core.amendments.edits.conflicts import TAKES_OUT, Touch
from drieluik.core.amendments.edits.edit import touched_clauses


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
                    subject = opened_with(one if isinstance(one.edit, BESIDE_THE_TEXT) else other)
                    yield BesideConflict(first, second, touch, subject, one, other)


def _touch(one: ProposedEdit, other: ProposedEdit) -> Touch | None:
    beside = [isinstance(edit.edit, BESIDE_THE_TEXT) for edit in (one, other)]
    if all(beside):
        if one.kind != other.kind or opened_with(one) != opened_with(other):
            return None
        return Touch.SAME_CHANGE if _told(one) == _told(other) else Touch.SAME_MATTER
    if not any(beside):
        return None
    parties, text = (one, other) if beside[0] else (other, one)
    takes_out = isinstance(text.edit, TAKES_OUT) and isinstance(parties.edit, SetParties)
    if takes_out and opened_with(parties) in _touched(text):
        return Touch.EXCLUDES
    return None


def _touched(text: ProposedEdit) -> tuple[str, ...]:
    return () if isinstance(text.edit, BESIDE_THE_TEXT) else touched_clauses(text.edit)


def _told(one: ProposedEdit) -> tuple[dict[str, object], dict[str, object]]:
    """Return what an edit does, without its id and why it is done."""
    payload, parties = to_json(one)
    return {name: value for name, value in payload.items() if name not in ("id", "reason")}, parties
