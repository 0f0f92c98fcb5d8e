"""Proposals that get in each other's way: every touch, with both readings kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from drieluik.apps.agreements.proposals.beside import told_beside
from drieluik.apps.agreements.proposals.editing import core_edits, subjects_of
from drieluik.apps.agreements.proposals.page import touch_label
from drieluik.apps.agreements.proposals.partners import list_partners
from drieluik.apps.agreements.proposals.reading import (
    ProposalRow,
    find_newest_set,
    list_proposals,
)
from drieluik.apps.agreements.proposals.redlines import edit_label
from drieluik.apps.agreements.proposals.rivals_beside import BesideConflict, conflicts_beside
from drieluik.apps.organisations.actors import Actor
from drieluik.core.amendments.edits.conflicts import (
    Conflict,
    Touch,
    conflict_matrix,
    conflicts,
)
from drieluik.core.amendments.edits.edit import ChangeHeading, ChangeSection, ChangeWords, Edit
from drieluik.core.amendments.sets.rows import AgreementSet

GRAVE = (Touch.EXCLUDES, Touch.SAME_WORDS, Touch.SAME_NUMBER, Touch.SAME_MATTER)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one proposal has it: the words where they clash, and its whole text."""

    proposal: ProposalRow
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Rivalry:
    """One touch between two proposals."""

    touch: Touch
    label: str
    subject: str
    base: tuple[str, ...]
    first: Reading
    second: Reading
    sentences: tuple[str, ...]

    @property
    def readings(self) -> tuple[Reading, Reading]:
        """Both readings, in order."""
        return self.first, self.second

    @property
    def is_grave(self) -> bool:
        """Tell whether they cannot both be adopted as they are."""
        return self.touch in GRAVE


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of the matrix: how gravely they touch; empty when they do not."""

    label: str
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Rivals:
    """The open proposals of a municipality beside each other."""

    proposals: tuple[ProposalRow, ...]
    rows: tuple[tuple[ProposalRow, tuple[Cell | None, ...]], ...]
    rivalries: tuple[Rivalry, ...]


def rivals(municipality_id: int, actor: Actor) -> Rivals:
    """Compare all submitted proposals with each other."""
    current = find_newest_set(municipality_id)
    open_ones = [row for row in list_proposals(municipality_id, actor) if row.is_submitted]
    if current is None:
        return Rivals((), (), ())
    return _compared(municipality_id, current, open_ones[::-1])


def rivals_of(row: ProposalRow, actor: Actor) -> tuple[Rivalry, ...]:
    """Return the touches of one proposal with the submitted ones, itself first."""
    current = find_newest_set(row.municipality_id)
    others = [
        one
        for one in list_proposals(row.municipality_id, actor)
        if one.is_submitted and one.proposal_id != row.proposal_id
    ]
    if current is None or not row.is_open:
        return ()
    found = _compared(row.municipality_id, current, [row, *others]).rivalries
    return tuple(one for one in found if one.first.proposal.proposal_id == row.proposal_id)


def _compared(place: int, current: AgreementSet, rows: Sequence[ProposalRow]) -> Rivals:
    by_id = {str(row.proposal_id): row for row in rows}
    edits = {key: core_edits(row.proposed) for key, row in by_id.items()}
    found = conflicts(current, edits)
    beside = tuple(conflicts_beside({key: row.proposed for key, row in by_id.items()}))
    matrix = conflict_matrix((*found, *beside))
    labels = {
        subject.key: subject.label for row in rows for subject in subjects_of(row.proposed, current)
    }
    lines = tuple(
        (
            row,
            tuple(
                None if row is other else _cell(matrix, row.proposal_id, other.proposal_id)
                for other in rows
            ),
        )
        for row in rows
    )
    names = {code: one.name for code, one in list_partners(place, timezone.localdate()).items()}
    rivalries = (
        *(_rivalry(one, by_id, labels) for one in found),
        *(_rivalry_beside(one, by_id, labels, names) for one in beside),
    )
    return Rivals(tuple(rows), lines, rivalries)


def _cell(matrix: dict[tuple[str, str], Touch], one: UUID, other: UUID) -> Cell:
    pair = (str(one), str(other))
    touch = matrix.get(pair) or matrix.get(pair[::-1])
    if touch is None:
        return Cell("")
    return Cell(touch_label(touch), touch in GRAVE)


def _rivalry(one: Conflict, by_id: dict[str, ProposalRow], labels: dict[str, str]) -> Rivalry:
    return Rivalry(
        one.touch,
        touch_label(one.touch),
        labels.get(one.subject, one.subject),
        tuple(clash.base for clash in one.clashes),
        Reading(
            by_id[one.first], tuple(clash.ours for clash in one.clashes), _text(one.first_edit)
        ),
        Reading(
            by_id[one.second], tuple(clash.theirs for clash in one.clashes), _text(one.second_edit)
        ),
        one.sentences,
    )


def _rivalry_beside(
    one: BesideConflict,
    by_id: dict[str, ProposalRow],
    labels: dict[str, str],
    party_names: dict[str, str],
) -> Rivalry:
    first, second = (
        Reading(by_id[key], told_beside(edit, party_names) or (edit_label(edit),), "")
        for key, edit in ((one.first, one.first_edit), (one.second, one.second_edit))
    )
    label = labels.get(one.subject, one.subject)
    return Rivalry(one.touch, touch_label(one.touch), label, (), first, second, ())


def _text(edit: Edit) -> str:
    if isinstance(edit, ChangeWords | ChangeSection):
        return edit.new_text
    return edit.new_heading if isinstance(edit, ChangeHeading) else ""
