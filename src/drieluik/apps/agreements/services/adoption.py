"""What a decision does to a proposal: adopt it whole or in part, or reject it.

The decision itself is kept elsewhere and given here by id, name and day. These acts run inside the
transaction of whoever takes the decision, or in one of their own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.extensions import (
    DefinitionAdoption,
    NormAdoption,
    write_definitions,
    write_norms,
)
from drieluik.apps.agreements.models import Proposal, RegisterVersion
from drieluik.apps.agreements.policies import check_leaves_closed_years_alone, check_may_record
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.editing import (
    Parties,
    ProposedEdit,
    SetParties,
    definition_edits,
    norm_edits,
    subjects_of,
)
from drieluik.apps.agreements.proposals.reading import outcome_of_proposal
from drieluik.apps.agreements.proposals.sets import set_of_version
from drieluik.apps.agreements.proposals.standing import (
    ProposalStanding,
    edits_of,
    standing_of,
)
from drieluik.apps.agreements.proposals.wording import consents_in, still_needed
from drieluik.apps.agreements.selectors import list_bindings_of
from drieluik.apps.agreements.services.bindings import record_bindings
from drieluik.apps.agreements.services.planning import write_planning
from drieluik.apps.agreements.services.proposals import (
    check_stands_on_newest,
    lock_proposal,
    record,
)
from drieluik.apps.agreements.services.versions import (
    DecisionBehind,
    NextVersion,
    write_version,
)
from drieluik.apps.agreements.years import closed_years, first_closed
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.mergers import heir_codes
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.amendments.edits.edit import AddClause, AddSection, MergeClauses, SplitClause
from drieluik.core.amendments.sets.rows import AgreementSet


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an adoption gave: the number of the version, and how many edits went in or stayed out."""

    version_number: int
    n_applied: int
    n_left_out: int


@transaction.atomic
def adopt_edits(
    *,
    proposal_id: UUID,
    decision: DecisionBehind,
    in_force_from: date,
    left_out: Mapping[UUID, str] | None = None,
    actor: Actor,
    now: datetime,
) -> Adopted:
    """Work the edits of a proposal into the register as its next version, by a decision.

    All or nothing: a version with all texts, the bindings of new agreements, and the outcome of
    every edit. May be called inside the transaction that records the decision.

    Args:
        proposal_id: The proposal.
        decision: The decision of the Bestuurlijk Overleg behind it.
        in_force_from: First day on which the new words count.
        left_out: Edits that stay out, each with the reason; their words do not change.
        actor: Who records it, for the municipality.
        now: When.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The proposal is not open or was made on an older version; an edit that would
            be adopted lacks consent; only some of the edits of an agreement are left out; the
            edits do not fit together; the day is before the version in force or in a closed
            year; nothing would be adopted, or a reason lacks.

    Changes:
        One ``RegisterVersion`` with its texts; actions that go to a later year and projects that
        go on; ``Binding`` rows; norms and definitions, by whoever keeps them; ``Proposal`` to adopted (in
        part) with the outcome of its edits; one event ``proposal.adopted``, and one
        ``bindings.set`` per agreement whose parties were in it.
    """
    _lock_place(proposal_id)
    proposal = lock_proposal(proposal_id)
    check_may_record(actor, municipality_id=proposal.municipality_id)
    policies.check_is_submitted(proposal)
    check_stands_on_newest(proposal)
    policies.check_can_be_in_force_from(in_force_from, earliest=proposal.base.in_force_from)
    closed = closed_years(proposal.municipality_id)
    check_leaves_closed_years_alone(year=first_closed(closed, in_force_from, None))
    reasons = {str(edit_id): reason.strip() for edit_id, reason in (left_out or {}).items()}
    edits = edits_of(proposal)
    accepted = [one for one in edits if one.id not in reasons]
    _check_left_out(edits, accepted, reasons)
    current = set_of_version(proposal.base)
    _check_together(edits, reasons, current)
    standing = _checked_consent(proposal, current, accepted, now)
    outcome = outcome_of_proposal(proposal, reasons, current)
    policies.check_has_no_faults(objection=outcome.objection)
    if outcome.after is None:
        raise WrongState(_("These changes do not fit together."))
    version = write_version(
        NextVersion(
            before=proposal.base,
            was=current,
            becomes=outcome.after,
            in_force_from=in_force_from,
            reason=_reason(proposal),
            explanation=proposal.title,
            decision=decision,
        ),
        actor=actor,
        now=now,
    )
    write_planning(version, accepted)
    _record_parties(proposal, accepted, actor, now)
    # a norm that comes by the same decision is agreed with the definition that comes
    write_definitions(
        DefinitionAdoption(
            proposal.municipality_id,
            proposal.id,
            version.id,
            decision.name,
            in_force_from,
            tuple(definition_edits(accepted)),
            consents_in(standing),
            actor,
            now,
        )
    )
    write_norms(
        NormAdoption(
            proposal.municipality_id,
            proposal.id,
            version.id,
            decision.name,
            in_force_from,
            tuple(norm_edits(accepted)),
            actor,
            now,
        )
    )
    _write_outcomes(proposal, reasons)
    state = Proposal.State.ADOPTED_IN_PART if reasons else Proposal.State.ADOPTED
    _close(proposal, state, decision, actor, now, result=version)
    record(
        "proposal.adopted",
        proposal,
        actor,
        now,
        version=version.number,
        decision=str(decision.decision_id),
        in_force_from=in_force_from.isoformat(),
        applied=[one.id for one in accepted],
        left_out=sorted(reasons),
        content_hash=version.content_hash,
    )
    return Adopted(version.number, len(accepted), len(reasons))


@transaction.atomic
def reject_proposal(
    *, proposal_id: UUID, decision: DecisionBehind, reason: str, actor: Actor, now: datetime
) -> None:
    """Close a proposal that the Bestuurlijk Overleg did not adopt; the agreements stay as they are.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The proposal is not open.

    Changes:
        ``Proposal`` to rejected, its edits left out; one event ``proposal.rejected``.
    """
    proposal = lock_proposal(proposal_id)
    check_may_record(actor, municipality_id=proposal.municipality_id)
    policies.check_is_submitted(proposal)
    why = reason.strip() or decision.name
    proposal.edits.update(outcome="left_out", outcome_reason=why[:500])
    proposal.closing_reason = reason.strip()[:500]
    _close(proposal, Proposal.State.REJECTED, decision, actor, now)
    record("proposal.rejected", proposal, actor, now, decision=str(decision.decision_id))


def _lock_place(proposal_id: UUID) -> None:
    place = Proposal.objects.values_list("municipality_id", flat=True).get(id=proposal_id)
    lock_municipality(place)


def _check_left_out(
    edits: Iterable[ProposedEdit], accepted: list[ProposedEdit], reasons: Mapping[str, str]
) -> None:
    if not reasons.keys() <= {one.id for one in edits}:
        raise WrongState(_("A change that is left out is not in this proposal."))
    if not all(reasons.values()):
        raise WrongState(_("Say of every change that is left out why."))
    if not accepted:
        raise WrongState(_("Nothing would be adopted. Reject the proposal instead."))


def _check_together(
    edits: tuple[ProposedEdit, ...], reasons: Mapping[str, str], current: AgreementSet
) -> None:
    torn = [
        one.label
        for one in subjects_of(edits, current)
        if len({edit.id in reasons for edit in one.edits}) > 1
    ]
    policies.check_stay_together(torn=torn)


def _checked_consent(
    proposal: Proposal, current: AgreementSet, accepted: list[ProposedEdit], now: datetime
) -> ProposalStanding:
    standing = standing_of(proposal, now=now, current=current)
    unsettled = standing.unsettled_edits()
    short = {
        one.subject.key: one for edit_id, one in unsettled.items() if edit_id in _ids(accepted)
    }
    policies.check_has_consent(still_needed=still_needed(short.values()))
    return standing


def _ids(edits: Iterable[ProposedEdit]) -> set[str]:
    return {one.id for one in edits}


_REASONS = {
    Proposal.Reason.LAW: RegisterVersion.Reason.LAW,
    Proposal.Reason.NATIONAL: RegisterVersion.Reason.NATIONAL,
    Proposal.Reason.COUNCIL: RegisterVersion.Reason.COUNCIL,
    Proposal.Reason.EVALUATION: RegisterVersion.Reason.EVALUATION,
}


def _reason(proposal: Proposal) -> str:
    return _REASONS.get(Proposal.Reason(proposal.reason), RegisterVersion.Reason.DECISION)


def _record_parties(
    proposal: Proposal, accepted: Iterable[ProposedEdit], actor: Actor, now: datetime
) -> None:
    """Bind the parties of new agreements, and those of agreements whose parties change."""
    taking_part = list_parties(municipality_id=proposal.municipality_id, on=timezone.localdate(now))
    here = set(taking_part.values_list("code", flat=True))
    heirs = heir_codes(proposal.municipality_id, timezone.localdate(now))
    for one in accepted:
        for clause_id, named in _parties_after(one, here, proposal.municipality_id).items():
            parties = named.with_heirs(heirs)
            record_bindings(
                municipality_id=proposal.municipality_id,
                by_clause={UUID(clause_id): parties.by_kind()},
                reason=parties.reason,
                actor=actor,
                now=now,
            )


def _parties_after(
    one: ProposedEdit, here: Collection[str], municipality_id: int
) -> dict[str, Parties]:
    edit = one.edit
    if isinstance(edit, SetParties):
        return {edit.clause_id: one.parties}
    if isinstance(edit, AddClause):
        return {edit.clause.id: one.parties}
    if isinstance(edit, AddSection):
        return {clause.id: one.parties for clause in edit.section.clauses}
    if isinstance(edit, SplitClause):
        whole = _parties_of(municipality_id, [edit.clause_id], here)
        return {part.id: whole for part in edit.parts[1:]}
    if isinstance(edit, MergeClauses):
        return {edit.clause_ids[0]: _parties_of(municipality_id, edit.clause_ids, here)}
    return {}


def _parties_of(municipality_id: int, clause_ids: Sequence[str], here: Collection[str]) -> Parties:
    """Return whom these agreements bind or ask together, and who is no party to any of them.

    Args:
        municipality_id: Where.
        clause_ids: The agreements.
        here: Codes of the parties that still take part.
    """
    found = list_bindings_of(municipality_id, [UUID(one) for one in clause_ids])
    rows = [row for row in found if row.party_code in here]
    codes: dict[str, list[str]] = {"bound": [], "consent": [], "not_party": []}
    for row in rows:
        codes[row.kind].append(row.party_code)
    absent = Counter(codes["not_party"])
    not_party = tuple(code for code in absent if absent[code] == len(clause_ids))
    reasons = [
        row.reason for row in rows if row.kind == "not_party" and row.party_code in not_party
    ]
    return Parties(
        tuple(dict.fromkeys(codes["bound"])),
        tuple(dict.fromkeys(codes["consent"])),
        not_party,
        " ".join(dict.fromkeys(reasons))[:300],
    )


def _write_outcomes(proposal: Proposal, reasons: Mapping[str, str]) -> None:
    for edit_id, reason in reasons.items():
        proposal.edits.filter(id=edit_id).update(outcome="left_out", outcome_reason=reason[:500])
    proposal.edits.filter(outcome="pending").update(outcome="applied")


def _close(
    proposal: Proposal,
    state: Proposal.State,
    decision: DecisionBehind,
    actor: Actor,
    now: datetime,
    *,
    result: RegisterVersion | None = None,
) -> None:
    proposal.state, proposal.result = state, result
    proposal.closed_by_id, proposal.closed_at = person(actor), now
    proposal.decision_id, proposal.decision_name = decision.decision_id, decision.name[:300]
    proposal.decided_on = decision.decided_on
    proposal.step += 1
    proposal.save()
