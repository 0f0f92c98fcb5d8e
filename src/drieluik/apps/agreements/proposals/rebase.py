"""What becomes of the edits of a proposal on a newer version, edits of parties included."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drieluik.apps.agreements.proposals.editing import ProposedEdit, SetParties, core_edits
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction
from drieluik.core.amendments.edits.rebase import RebasedEdit, RebaseOutcome, rebased
from drieluik.core.amendments.sets.rows import AgreementSet
from drieluik.core.amendments.words.merging import Clash
from drieluik.core.findings import action_nl, message_nl


@dataclass(frozen=True, slots=True)
class CarriedEdit:
    """One edit on the newer version.

    Attributes:
        proposed: The edit as it now is; as it was written when it conflicts.
        outcome: Clean, to be read, or in conflict.
        sentences: Why it has to be read or conflicts, and what to do.
        clashes: The words that both changed, with both readings.
        changed: Whether positions on it have to be taken again.
    """

    proposed: ProposedEdit
    outcome: RebaseOutcome
    sentences: tuple[str, ...]
    clashes: tuple[Clash, ...]
    changed: bool


def carried(
    edits: Sequence[ProposedEdit], old: AgreementSet, new: AgreementSet
) -> tuple[CarriedEdit, ...]:
    """Carry all edits of a proposal to a newer version; nothing is dropped."""
    rows = {row.edit.id: row for row in rebased(core_edits(edits), old, new)}
    return tuple(_carried(one, rows.get(one.id), new) for one in edits)


def _carried(one: ProposedEdit, row: RebasedEdit | None, new: AgreementSet) -> CarriedEdit:
    if row is None:
        # whether an action still stands where it did is judged with the other faults
        stands = isinstance(one.edit, MoveAction | CarryProject) or any(
            isinstance(one.edit, SetParties) and clause.id == one.edit.clause_id
            for clause in new.clauses
        )
        outcome = RebaseOutcome.CLEAN if stands else RebaseOutcome.CONFLICT
        return CarriedEdit(one, outcome, (), (), changed=False)
    sentences = tuple(f"{message_nl(finding)} {action_nl(finding)}" for finding in row.findings)
    after = replace(one, edit=row.edit)
    return CarriedEdit(after, row.outcome, sentences, row.clashes, changed=after != one)
