"""Which proposals get in each other's way, and how much: the conflict matrix.

Nothing is chosen and nothing is lost: of every conflict both edits and both readings are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Protocol, get_args

from drieluik.core.amendments.edits.edit import (
    ChangeHeading,
    ChangeNumber,
    ChangeSection,
    ChangeWords,
    Edit,
    MergeClauses,
    MoveClause,
    RepealClause,
    ReplaceClause,
    SectionField,
    SplitClause,
    numbers_given,
    touched_clauses,
)
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.amendments.words.merging import Clash, merged


class Touch(StrEnum):
    """How two edits touch each other, the gravest first."""

    EXCLUDES = "excludes"
    SAME_WORDS = "same_words"
    SAME_NUMBER = "same_number"
    SAME_MATTER = "same_matter"
    SAME_SENTENCE = "same_sentence"
    SAME_CLAUSE = "same_clause"
    SAME_CHANGE = "same_change"


_GRAVITY = list(Touch)
# Edits after which an agreement is no longer there as it was.
TAKES_OUT = RepealClause | ReplaceClause | SplitClause | MergeClauses
_PLACES = ChangeNumber | MoveClause


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two edits of different proposals that touch each other.

    Attributes:
        first: Id of the first proposal.
        second: Id of the second proposal.
        touch: How they touch.
        subject: Id of the clause or section, or the number both give.
        first_edit: The edit of the first.
        second_edit: The edit of the second.
        clashes: The words both changed, with both readings.
        sentences: The sentences both changed in different words.
    """

    first: str
    second: str
    touch: Touch
    subject: str
    first_edit: Edit
    second_edit: Edit
    clashes: tuple[Clash, ...] = ()
    sentences: tuple[str, ...] = ()


def conflicts(
    current: AgreementSet, proposals: Mapping[str, Sequence[Edit]]
) -> tuple[Conflict, ...]:
    """Every touch between edits of different proposals, pair by pair.

    Args:
        current: The set in force, on which edits of words are compared.
        proposals: The edits per proposal id.
    """
    texts = {clause.id: clause.text for clause in current.clauses}
    for section in current.sections:
        texts |= {f"{section.id}/{name}": getattr(section, name) for name in get_args(SectionField)}
    marked = {
        proposal: [(edit, _marks(edit)) for edit in edits] for proposal, edits in proposals.items()
    }
    return tuple(
        replace(conflict, first=first, second=second)
        for first, second in combinations(marked, 2)
        for one, marks in marked[first]
        for other, other_marks in marked[second]
        if not marks.isdisjoint(other_marks)
        for conflict in _touches(one, other, texts)
    )


class Touching(Protocol):
    """Two proposals and how they touch."""

    @property
    def first(self) -> str:
        """Id of the first proposal."""

    @property
    def second(self) -> str:
        """Id of the second proposal."""

    @property
    def touch(self) -> Touch:
        """How they touch."""


def conflict_matrix(found: Sequence[Touching]) -> dict[tuple[str, str], Touch]:
    """The gravest touch per pair of proposals; a pair that does not touch is not in it."""
    matrix: dict[tuple[str, str], Touch] = {}
    for one in found:
        pair = (one.first, one.second)
        matrix[pair] = min(matrix.get(pair, one.touch), one.touch, key=_GRAVITY.index)
    return matrix


def _marks(edit: Edit) -> frozenset[str]:
    """All an edit can meet another one in: clauses, a text of a section, numbers."""
    section = (
        {f"{edit.section_id}/{edit.field}"} if isinstance(edit, ChangeSection) else frozenset()
    )
    return frozenset(touched_clauses(edit)) | section | numbers_given(edit)


def _touches(one: Edit, other: Edit, texts: Mapping[str, str]) -> Iterator[Conflict]:
    shared = [name for name in touched_clauses(one) if name in touched_clauses(other)]
    for name in shared:
        yield _in_clause(name, one, other, texts)
    if (
        isinstance(one, ChangeSection)
        and isinstance(other, ChangeSection)
        and (one.section_id, one.field) == (other.section_id, other.field)
    ):
        base = texts.get(f"{one.section_id}/{one.field}", one.old_text)
        yield _in_words(one.section_id, one, other, base)
    if not shared:
        for number in sorted(numbers_given(one) & numbers_given(other)):
            yield Conflict("", "", Touch.SAME_NUMBER, number, one, other)


def _in_clause(name: str, one: Edit, other: Edit, texts: Mapping[str, str]) -> Conflict:
    if replace(one, id="") == replace(other, id=""):
        touch = Touch.SAME_CHANGE
    elif isinstance(one, ChangeWords) and isinstance(other, ChangeWords):
        return _in_words(name, one, other, texts.get(name, one.old_text))
    elif isinstance(one, ChangeHeading) and isinstance(other, ChangeHeading):
        touch = Touch.SAME_WORDS
    elif _exclude_each_other(one, other):
        touch = Touch.EXCLUDES
    else:
        touch = Touch.SAME_CLAUSE
    return Conflict("", "", touch, name, one, other)


def _exclude_each_other(one: Edit, other: Edit) -> bool:
    """One takes the clause away from the other, or both put it in a place of their own."""
    if isinstance(one, TAKES_OUT) or isinstance(other, TAKES_OUT):
        return True
    return isinstance(one, _PLACES) and isinstance(other, _PLACES)


def _in_words(
    name: str, one: ChangeWords | ChangeSection, other: ChangeWords | ChangeSection, base: str
) -> Conflict:
    """Compare two edits of words on the words in force.

    An edit made against words that changed since is brought over first; when that cannot be done
    cleanly, its whole text counts as its reading.
    """
    ours, theirs = (
        merged(edit.old_text, edit.new_text, base).text or edit.new_text for edit in (one, other)
    )
    if ours == theirs:
        return Conflict("", "", Touch.SAME_CHANGE, name, one, other)
    result = merged(base, ours, theirs)
    touch = Touch.SAME_SENTENCE if result.shared_sentences else Touch.SAME_CLAUSE
    touch = Touch.SAME_WORDS if result.clashes else touch
    return Conflict("", "", touch, name, one, other, result.clashes, result.shared_sentences)
