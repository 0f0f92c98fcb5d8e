"""Writing a proposal: draft, change, submit, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from drieluik.apps.agreements.models import Proposal, ProposalEdit
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.editing import ProposedEdit, to_json
from drieluik.apps.agreements.proposals.reading import outcome_of_proposal
from drieluik.apps.agreements.selectors import NoRegister, find_version
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.organisations.services import lock_municipality


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """What a proposal says of itself.

    Attributes:
        title: In a few words what it is.
        motive: Why it is made.
        reason: One of ``Proposal.Reason``.
        copied_from: The proposal it is made from, if it is.
    """

    title: str
    motive: str
    reason: str
    copied_from: UUID | None = None


@transaction.atomic
def draft_proposal(
    *,
    municipality_id: int,
    party_id: int,
    words: ProposalWords,
    edits: Sequence[ProposedEdit] = (),
    actor: Actor,
    now: datetime,
) -> UUID:
    """Begin a proposal on the newest version of the register; only the own party sees it.

    Raises:
        NotAllowed: The actor is no editor or delegate of this party.
        WrongState: Title or motive is empty.
        NoRegister: The municipality has no register.

    Changes:
        One ``Proposal`` with its edits; one event ``proposal.drafted``.
    """
    lock_municipality(municipality_id)
    policies.check_may_propose(actor, party_id=party_id, municipality_id=municipality_id)
    policies.check_has_words(title=words.title, motive=words.motive)
    base = find_version(municipality_id)
    if base is None:
        raise NoRegister(municipality_id)
    here = Proposal.objects.filter(municipality_id=municipality_id)
    last = here.aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        municipality_id=municipality_id,
        number=last + 1,
        party_id=party_id,
        title=words.title.strip(),
        motive=words.motive.strip(),
        reason=words.reason,
        base=base,
        drafted_by_id=person(actor),
        drafted_at=now,
        copied_from_id=words.copied_from,
    )
    write_edits(proposal, edits)
    record("proposal.drafted", proposal, actor, now, number=proposal.number)
    return proposal.id


@transaction.atomic
def change_draft(
    *,
    proposal_id: UUID,
    step: int,
    words: ProposalWords,
    edits: Sequence[ProposedEdit],
    actor: Actor,
    now: datetime,
) -> None:
    """Give a draft other words and other edits.

    Faults in the edits are no reason to refuse: a draft may be unfinished.

    Raises:
        NotAllowed: The actor is no editor or delegate of the party.
        WrongState: It is no draft, somebody changed it meanwhile, or title or motive is empty.

    Changes:
        ``Proposal`` and its edits; one event ``proposal.changed``.
    """
    proposal = lock_proposal(proposal_id)
    _check_may_change(proposal, actor)
    policies.check_is_draft(proposal)
    policies.check_is_at_step(proposal, step=step)
    policies.check_has_words(title=words.title, motive=words.motive)
    proposal.title, proposal.motive = words.title.strip(), words.motive.strip()
    proposal.reason = words.reason
    proposal.step += 1
    proposal.save(update_fields=["title", "motive", "reason", "step"])
    proposal.edits.all().delete()
    write_edits(proposal, edits)
    record("proposal.changed", proposal, actor, now, step=proposal.step)


@transaction.atomic
def submit_proposal(*, proposal_id: UUID, step: int, actor: Actor, now: datetime) -> None:
    """Put a draft before all parties; from now on it does not change.

    Raises:
        NotAllowed: The actor is no editor or delegate of the party.
        WrongState: It is no draft, somebody changed it meanwhile, it stands on an older version,
            or its edits do not fit; all faults are named.

    Changes:
        ``Proposal`` to submitted; one event ``proposal.submitted``.
    """
    proposal = lock_proposal(proposal_id)
    _check_may_change(proposal, actor)
    policies.check_is_draft(proposal)
    policies.check_is_at_step(proposal, step=step)
    check_stands_on_newest(proposal)
    policies.check_has_no_faults(objection=outcome_of_proposal(proposal).objection)
    proposal.state = Proposal.State.SUBMITTED
    proposal.submitted_by_id, proposal.submitted_at = person(actor), now
    proposal.step += 1
    proposal.save(update_fields=["state", "submitted_by", "submitted_at", "step"])
    record("proposal.submitted", proposal, actor, now, n_edits=proposal.edits.count())


@transaction.atomic
def withdraw_proposal(*, proposal_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Take a proposal back; it stays readable for whoever could read it.

    Raises:
        NotAllowed: The actor is no editor or delegate of the party.
        WrongState: It has been decided on or withdrawn.

    Changes:
        ``Proposal`` to withdrawn; one event ``proposal.withdrawn``.
    """
    proposal = lock_proposal(proposal_id)
    _check_may_change(proposal, actor)
    policies.check_is_open(proposal)
    proposal.state, proposal.closing_reason = Proposal.State.WITHDRAWN, reason.strip()[:500]
    proposal.closed_by_id, proposal.closed_at = person(actor), now
    proposal.step += 1
    proposal.save(update_fields=["state", "closing_reason", "closed_by", "closed_at", "step"])
    record("proposal.withdrawn", proposal, actor, now, reason=proposal.closing_reason)


def lock_proposal(proposal_id: UUID) -> Proposal:
    """Lock a proposal until the end of the transaction.

    Raises:
        Proposal.DoesNotExist: There is no such proposal.
    """
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("base__register")
    return rows.get(id=proposal_id)


def write_edits(proposal: Proposal, edits: Sequence[ProposedEdit]) -> None:
    """Write the edits of a proposal that has none."""
    rows = []
    for position, one in enumerate(edits):
        payload, parties = to_json(one)
        rows.append(
            ProposalEdit(
                id=UUID(one.id),
                proposal=proposal,
                position=position,
                kind=one.kind,
                payload=payload,
                parties=parties,
            )
        )
    ProposalEdit.objects.bulk_create(rows)


def check_stands_on_newest(proposal: Proposal) -> None:
    """Refuse a proposal that was made on an older version than there is now."""
    newest = find_version(proposal.municipality_id)
    policies.check_stands_on_newest(
        base_number=proposal.base.number,
        newest_number=newest.number if newest else proposal.base.number,
    )


def record(name: str, proposal: Proposal, actor: Actor, now: datetime, **facts: object) -> None:
    """Record an act on a proposal for its own party."""
    audit.record(
        name=name,
        subject=("proposal", proposal.id),
        actor=actor,
        now=now,
        party_code=find_party_code(party_id=proposal.party_id),
        facts=facts,
    )


def _check_may_change(proposal: Proposal, actor: Actor) -> None:
    policies.check_may_propose(
        actor, party_id=proposal.party_id, municipality_id=proposal.municipality_id
    )
