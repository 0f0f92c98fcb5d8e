"""What becomes of the edits of a proposal on a newer version, of parties and norms included."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals import defining
from drieluik.apps.agreements.proposals.defining import DefinitionEdit
from drieluik.apps.agreements.proposals.editing import ProposedEdit, SetParties, core_edits
from drieluik.apps.agreements.proposals.faults import RegisterNow
from drieluik.apps.agreements.proposals.norming import NormEdit, NormsNow, changed_since
from drieluik.apps.agreements.proposals.parties import PartiesNow, parties_changed
from drieluik.core.amendments.edits.edit import AddClause
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
        sentences: Why it has to be read or conflicts.
        to_do: What a writer who can still change it does about that.
        clashes: The words that both changed, with both readings.
        changed: Whether positions on it have to be taken again.
    """

    proposed: ProposedEdit
    outcome: RebaseOutcome
    sentences: tuple[str, ...]
    clashes: tuple[Clash, ...]
    changed: bool
    to_do: tuple[str, ...] = ()


def carried(
    edits: Sequence[ProposedEdit], old: AgreementSet, new: AgreementSet, now: RegisterNow
) -> tuple[CarriedEdit, ...]:
    """Carry all edits of a proposal to a newer version; nothing is dropped.

    Args:
        edits: The edits of one proposal, in order.
        old: The version they were made on.
        new: The version to carry them to.
        now: The parties and norms of now: these may have changed as well as the words.
    """
    rows = {row.edit.id: row for row in rebased(core_edits(edits), old, new)}
    there = {clause.id for clause in new.clauses}
    there |= {one.edit.clause.id for one in edits if isinstance(one.edit, AddClause)}
    return tuple(
        _norm_carried(one, one.edit, there, now.norms)
        if isinstance(one.edit, NormEdit)
        else _carried(one, rows.get(one.id), new, now)
        for one in edits
    )


def _carried(
    one: ProposedEdit, row: RebasedEdit | None, new: AgreementSet, now: RegisterNow
) -> CarriedEdit:
    if isinstance(one.edit, SetParties):
        return _parties_carried(one, one.edit, new, now.parties)
    if isinstance(one.edit, DefinitionEdit):
        return _definition_carried(one, one.edit, now)
    if row is None:
        # whether an action still stands where it did is judged with the other faults
        return CarriedEdit(one, RebaseOutcome.CLEAN, (), (), changed=False)
    sentences = tuple(message_nl(finding) for finding in row.findings)
    to_do = tuple(dict.fromkeys(action_nl(finding) for finding in row.findings))
    after = replace(one, edit=row.edit)
    return CarriedEdit(after, row.outcome, sentences, row.clashes, after != one, to_do)


def _parties_carried(
    one: ProposedEdit, edit: SetParties, new: AgreementSet, parties: PartiesNow
) -> CarriedEdit:
    """Other parties come over only while the agreement stands and its parties are the same."""
    clause = next((clause for clause in new.clauses if clause.id == edit.clause_id), None)
    outcome, said = RebaseOutcome.CLEAN, ""
    if clause is None:
        outcome, said = RebaseOutcome.CONFLICT, _("This agreement is no longer in force.")
    elif parties.changed_since(edit):
        outcome = RebaseOutcome.CONFLICT
        said = parties_changed(clause.number, edit, parties)
    elif edit.was is None:
        outcome = RebaseOutcome.TO_READ
        named = {"now": parties.told(parties.of(edit.clause_id))}
        said = _("Whether its parties changed since is not known. Now: %(now)s.") % named
    return CarriedEdit(one, outcome, (said,) if said else (), (), changed=False)


def _definition_carried(one: ProposedEdit, edit: DefinitionEdit, now: RegisterNow) -> CarriedEdit:
    """Another definition comes over only while the same one counts as when it was written."""
    said = defining.changed_since(edit, now.definitions)
    outcome = RebaseOutcome.CONFLICT if said else RebaseOutcome.CLEAN
    return CarriedEdit(one, outcome, (said,) if said else (), (), changed=False)


def _norm_carried(
    one: ProposedEdit, edit: NormEdit, there: Collection[str], norms: NormsNow
) -> CarriedEdit:
    """Another norm comes over only while its agreement stands, or comes, and it is the same."""
    said = changed_since(edit, norms)
    if edit.clause_id not in there:
        said = _("This agreement is no longer in force.")
    outcome = RebaseOutcome.CONFLICT if said else RebaseOutcome.CLEAN
    return CarriedEdit(one, outcome, (said,) if said else (), (), changed=False)
