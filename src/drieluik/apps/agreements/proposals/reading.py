"""Reading proposals: lists, one proposal, and what it would make of the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from drieluik.apps.agreements.extensions import definitions_now, norms_now
from drieluik.apps.agreements.focus import planned_now
from drieluik.apps.agreements.models import Proposal, ProposalEdit
from drieluik.apps.agreements.proposals.defining import DefinitionEdit
from drieluik.apps.agreements.proposals.editing import (
    Parties,
    ProposedEdit,
    definition_edits,
    from_json,
    norm_edits,
    planning_edits,
    subjects_of,
)
from drieluik.apps.agreements.proposals.faults import Outcome, RegisterNow, outcome_of
from drieluik.apps.agreements.proposals.norming import NormEdit, NormsNow
from drieluik.apps.agreements.proposals.parties import PartiesNow
from drieluik.apps.agreements.proposals.planning import Planned
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.proposals.standing import (
    ProposalStanding,
    bindings_at,
    edits_of,
    standing_of,
)
from drieluik.apps.agreements.selectors import find_version
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.audit.selectors import list_events_of
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.mergers import heir_codes
from drieluik.apps.organisations.selectors import list_parties, party_names
from drieluik.core.amendments.edits.edit import AddSection, MergeClauses
from drieluik.core.amendments.sets.rows import AgreementSet


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit of a proposal and what became of it."""

    proposed: ProposedEdit
    outcome: str
    outcome_label: str
    outcome_reason: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as others may see it.

    Attributes:
        proposal_id: Which proposal.
        number: Counts from 1 in the municipality.
        party_code: Who proposes it.
        party_name: The same, by name.
        state: One of ``Proposal.State``.
        base_number: Version of the register it was made on.
        is_outdated: Whether there is a newer version and it is still open.
        step: Counts every change of a draft.
        result_number: The version it gave; None when it gave none.
        copied_from: The proposal it was made from; None when it was not.
    """

    proposal_id: UUID
    municipality_id: int
    number: int
    party_id: int
    party_code: str
    party_name: str
    title: str
    motive: str
    reason: str
    reason_label: str
    state: str
    state_label: str
    base_number: int
    is_outdated: bool
    step: int
    drafted_at: datetime
    drafted_by: str
    submitted_at: datetime | None
    submitted_by: str
    closed_at: datetime | None
    closed_by: str
    closing_reason: str
    decision_id: UUID | None
    decision_name: str
    decided_on: date | None
    result_number: int | None
    edits: tuple[EditRow, ...]
    copied_from: UUID | None = None

    @property
    def is_draft(self) -> bool:
        """Tell whether it can still be changed."""
        return self.state == Proposal.State.DRAFT

    @property
    def is_submitted(self) -> bool:
        """Tell whether parties can take a position."""
        return self.state == Proposal.State.SUBMITTED

    @property
    def is_open(self) -> bool:
        """Tell whether nothing has been decided yet."""
        return self.is_draft or self.is_submitted

    @property
    def proposed(self) -> tuple[ProposedEdit, ...]:
        """The edits themselves."""
        return tuple(row.proposed for row in self.edits)


def list_proposals(municipality_id: int, actor: Actor) -> list[ProposalRow]:
    """Return the proposals of a municipality, newest first; drafts only of one's own parties."""
    return [row for row in _all_proposals(municipality_id) if _may_see(actor, row)]


def changes_of_words(
    proposal_ids: Iterable[str], *, until: datetime | None = None
) -> dict[str, list[datetime]]:
    """Return when proposals got other words by being carried over, oldest first, up to a moment."""
    found: dict[str, list[datetime]] = {}
    for event in list_events_of("proposal", proposal_ids, name="proposal.rebased"):
        if event.facts.get("changed") and (until is None or event.at <= until):
            found.setdefault(event.subject_id, []).append(event.at)
    return found


def find_proposal(municipality_id: int, proposal_id: UUID, actor: Actor) -> ProposalRow | None:
    """Return one proposal, or None when it is not there for this reader."""
    rows = list_proposals(municipality_id, actor)
    return next((row for row in rows if row.proposal_id == proposal_id), None)


def find_proposal_of_edit(municipality_id: int, edit_id: UUID, actor: Actor) -> ProposalRow | None:
    """Return the proposal that holds a change, or None when it is not there for this reader."""
    rows = list_proposals(municipality_id, actor)
    return next((row for row in rows if str(edit_id) in {one.id for one in row.proposed}), None)


def made_from(row: ProposalRow, actor: Actor) -> tuple[ProposalRow | None, list[ProposalRow]]:
    """Return the proposal that one was made from, and those made from it, as far as one may see."""
    rows = list_proposals(row.municipality_id, actor)
    origin = next((one for one in rows if one.proposal_id == row.copied_from), None)
    return origin, [one for one in rows[::-1] if one.copied_from == row.proposal_id]


def list_open_for_clause(municipality_id: int, clause_id: UUID, actor: Actor) -> list[ProposalRow]:
    """Return the open proposals that change an agreement, newest first."""
    rows = list_proposals(municipality_id, actor)
    return [row for row in rows if row.is_open and str(clause_id) in touched_by(row)]


def touched_by(row: ProposalRow) -> set[str]:
    """Return the ids of the agreements and sections that a proposal changes or adds."""
    nothing = AgreementSet("", "", ())
    return {subject.key for subject in subjects_of(row.proposed, nothing)}


def words_of_edits(row: ProposalRow) -> list[str]:
    """Return the new words that a proposal would bring, in order of its edits."""
    found: list[str] = []
    for one in row.proposed:
        edit = one.edit
        if isinstance(edit, NormEdit | DefinitionEdit):
            found.append(" ".join(edit.sentences))
        added = [getattr(edit, "clause", None), *getattr(edit, "parts", ())]
        found += [getattr(edit, "new_heading", ""), getattr(edit, "new_text", "")]
        found += [f"{clause.heading}\n{clause.text}" for clause in added if clause is not None]
        if isinstance(edit, MergeClauses):
            found.append(f"{edit.heading}\n{edit.text}")
        elif isinstance(edit, AddSection):
            section = edit.section
            found.append(f"{section.theme_title}\n{section.title}\n{section.goal}\n{section.how}")
    return [words for words in found if words]


def get_standing(proposal_id: UUID, now: datetime | None = None) -> ProposalStanding:
    """Return how consent to a proposal stands, per agreement and party."""
    if now is None:
        return _standing_on(proposal_id, timezone.localdate())
    proposal = Proposal.objects.select_related("base__register").get(id=proposal_id)
    return standing_of(proposal, now=now)


@remembered
def _standing_on(proposal_id: UUID, today: date) -> ProposalStanding:
    """Return how consent stands now; within a day only an act changes it."""
    proposal = Proposal.objects.select_related("base__register").get(id=proposal_id)
    return standing_of(proposal, now=timezone.now())


def get_base_set(proposal_id: UUID) -> AgreementSet:
    """Return the agreements a proposal was made on."""
    proposal = Proposal.objects.select_related("base__register").get(id=proposal_id)
    return set_of_version(proposal.base)


def find_newest_set(municipality_id: int) -> AgreementSet | None:
    """Return the agreements of the newest version, or None without a register."""
    version = find_version(municipality_id)
    return set_of_version(version) if version else None


def outcome_of_proposal(
    proposal: Proposal, leaving_out: Iterable[str] = (), current: AgreementSet | None = None
) -> Outcome:
    """Work the edits of a proposal into the version it was made on, without those left out."""
    left_out = set(leaving_out)
    edits = [one for one in edits_of(proposal) if one.id not in left_out]
    current = current or set_of_version(proposal.base)
    return outcome_of(current, edits, _register_now(proposal, edits))


def _register_now(proposal: Proposal, edits: Sequence[ProposedEdit]) -> RegisterNow | None:
    return None if proposal.closed_at else register_now(proposal.municipality_id, edits)


def outcome_of_edits(
    municipality_id: int, current: AgreementSet, edits: Sequence[ProposedEdit]
) -> Outcome:
    """Work edits into a set of agreements, with what the register knows of parties and planning."""
    return outcome_of(current, edits, register_now(municipality_id, edits))


def register_now(municipality_id: int, edits: Sequence[ProposedEdit]) -> RegisterNow:
    """Return how the register stands now beside its words, as far as edits ask for it."""
    planned = planned_now(municipality_id) if planning_edits(edits) else Planned()
    norms = norms_now(municipality_id) if norm_edits(edits) else NormsNow()
    definitions = definitions_now(municipality_id) if definition_edits(edits) else {}
    return RegisterNow(parties_now(municipality_id), planned, norms, definitions)


def get_outcome(proposal_id: UUID, leaving_out: Iterable[str] = ()) -> Outcome:
    """Return what a proposal would make of the register, with all that is wrong."""
    proposal = Proposal.objects.select_related("base__register").get(id=proposal_id)
    return outcome_of_proposal(proposal, leaving_out)


def parties_now(municipality_id: int) -> PartiesNow:
    """Return which parties every agreement names now, and which of them take part."""
    now = timezone.now()
    names = party_names(municipality_id=municipality_id)
    taking_part = list_parties(municipality_id=municipality_id, on=timezone.localdate(now))
    here = dict(taking_part.values_list("code", "name"))
    heirs = heir_codes(municipality_id, timezone.localdate(now))
    here |= {code: here[heir] for code, heir in heirs.items() if heir in here}
    return PartiesNow(
        {
            clause_id: _parties_of(bindings)
            for clause_id, bindings in bindings_at(municipality_id, now).items()
        },
        here,
        {code: name for code, name in names.items() if code not in here},
        heirs,
    )


def parties_of_clause(municipality_id: int, clause_id: str) -> Parties:
    """Return the parties of an agreement as they are recorded now."""
    return _parties_of(bindings_at(municipality_id, timezone.now()).get(clause_id, ()))


def _parties_of(bindings: Iterable[tuple[int, str, str, str]]) -> Parties:
    codes: dict[str, list[str]] = {"bound": [], "consent": [], "not_party": []}
    reasons: dict[str, None] = {}
    for _id, code, kind, reason in bindings:
        codes[kind].append(code)
        reasons |= {reason: None} if reason else {}
    return Parties(
        tuple(codes["bound"]), tuple(codes["consent"]), tuple(codes["not_party"]), " ".join(reasons)
    )


@remembered
def _all_proposals(municipality_id: int) -> tuple[ProposalRow, ...]:
    """Return every proposal of a municipality, newest first, whoever may see it."""
    rows = Proposal.objects.filter(municipality_id=municipality_id).select_related(
        "party", "base", "result", "drafted_by", "submitted_by", "closed_by"
    )
    newest = _newest_number(municipality_id)
    return tuple(_row(row, newest) for row in rows.prefetch_related("edits").order_by("-number"))


def _may_see(actor: Actor, row: ProposalRow) -> bool:
    """Tell whether a proposal is there for a reader: a draft only for who drafts it."""
    if actor is SYSTEM:
        return True
    may_read = actor.may_read(row.municipality_id)
    return may_read and (row.submitted_at is not None or row.party_id in actor.party_ids)


def _newest_number(municipality_id: int) -> int:
    newest = find_version(municipality_id)
    return newest.number if newest else 0


def _row(row: Proposal, newest: int) -> ProposalRow:
    is_open = row.state in (Proposal.State.DRAFT, Proposal.State.SUBMITTED)
    return ProposalRow(
        proposal_id=row.id,
        municipality_id=row.municipality_id,
        number=row.number,
        party_id=row.party_id,
        party_code=row.party.code,
        party_name=row.party.name,
        title=row.title,
        motive=row.motive,
        reason=row.reason,
        reason_label=str(Proposal.Reason(row.reason).label),
        state=row.state,
        state_label=str(Proposal.State(row.state).label),
        base_number=row.base.number,
        is_outdated=is_open and row.base.number != newest,
        step=row.step,
        drafted_at=row.drafted_at,
        drafted_by=row.drafted_by.name,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by.name if row.submitted_by else "",
        closed_at=row.closed_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        closing_reason=row.closing_reason,
        decision_id=row.decision_id,
        decision_name=row.decision_name,
        decided_on=row.decided_on,
        result_number=row.result.number if row.result else None,
        edits=tuple(_edit_row(edit) for edit in row.edits.all()),
        copied_from=row.copied_from_id,
    )


def _edit_row(row: ProposalEdit) -> EditRow:
    return EditRow(
        proposed=from_json(row.payload, row.parties),
        outcome=row.outcome,
        outcome_label=str(ProposalEdit.Outcome(row.outcome).label),
        outcome_reason=row.outcome_reason,
    )
