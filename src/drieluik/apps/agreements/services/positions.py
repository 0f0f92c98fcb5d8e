"""What the parties say about a proposal: positions, written positions, approvals inside a party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.delegating.policies import check_can_speak_by, check_has_own_voice
from drieluik.apps.agreements.delegating.reading import list_delegations
from drieluik.apps.agreements.models import Position, PositionApproval, Proposal
from drieluik.apps.agreements.policies import check_may_record
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.partners import approval_bodies
from drieluik.apps.agreements.proposals.standing import ProposalStanding, standing_of
from drieluik.apps.agreements.services.proposals import lock_proposal
from drieluik.apps.audit import services as audit
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.selectors import find_party_code
from drieluik.apps.organisations.services import lock_party


@dataclass(frozen=True, slots=True)
class Said:
    """What a party says about one or more agreements in a proposal.

    Attributes:
        party_id: The party.
        subjects: Ids of the agreements, new agreements or sections.
        verdict: One of ``Position.Verdict``.
        reason: Why; a reservation and an objection need one.
        paper: Name of the paper a written position stands in; empty for a position taken here.
        paper_on: The day on that paper.
        delegation_id: By which delegation the delegate speaks in the place of another; None when
            for himself or herself.
        step: Step of the proposal on the page; None when no page was shown.
    """

    party_id: int
    subjects: tuple[str, ...]
    verdict: str
    reason: str = ""
    paper: str = ""
    paper_on: date | None = None
    delegation_id: int | None = None
    step: int | None = None


@transaction.atomic
def take_position(*, proposal_id: UUID, said: Said, actor: Actor, now: datetime) -> None:
    """Say for a party what it thinks of one or more agreements in a proposal.

    An earlier position stays visible with who and when; the newest counts. It counts once the
    bodies that the party itself asks for have approved it. Whoever speaks in the place of another
    delegate says so; whoever lets another speak does not speak as well.

    Raises:
        NotAllowed: The actor is no delegate of this party.
        WrongState: The proposal is not open or was changed meanwhile, the party is not asked, a
            reason lacks, the voice of the actor lies with somebody else, or the actor does not
            stand in for whoever is named.

    Changes:
        One ``Position`` per subject; one event ``position.taken``.
    """
    proposal = lock_proposal(proposal_id)
    policies.check_may_take_position(
        actor, party_id=said.party_id, municipality_id=proposal.municipality_id
    )
    policies.check_is_submitted(proposal)
    policies.check_is_at_step(proposal, step=said.step)
    _check_may_speak(proposal, said, actor, now)
    bodies = approval_bodies(proposal.municipality_id, said.party_id)
    standing = standing_of(proposal, now=now)
    _write(proposal, standing, replace(said, paper="", paper_on=None), bodies, (actor, now))
    _record("position.taken", proposal, said.party_id, (actor, now), _facts(said))


@transaction.atomic
def record_written_position(*, proposal_id: UUID, said: Said, actor: Actor, now: datetime) -> None:
    """Enter the position of a party on a separate track from the paper in which it stands.

    It is as old as its paper: what a delegate of the party said on that day or later counts above
    it. Both stay visible.

    Raises:
        NotAllowed: The actor is no editor or steward of the municipality.
        WrongState: The proposal is not open or was changed meanwhile, the party sits at the joint
            table or is not asked, the name or day of the paper or a reason lacks, or that day has
            yet to come.

    Changes:
        One ``Position`` per subject; one event ``position.recorded``.
    """
    proposal = lock_proposal(proposal_id)
    check_may_record(actor, municipality_id=proposal.municipality_id)
    policies.check_is_submitted(proposal)
    policies.check_is_at_step(proposal, step=said.step)
    standing = standing_of(proposal, now=now)
    partners = standing.partners.values()
    partner = next((one for one in partners if one.party_id == said.party_id), None)
    policies.check_is_on_separate_track(partner)
    policies.check_names_its_paper(paper=said.paper)
    policies.check_paper_has_its_day(on=said.paper_on, today=timezone.localdate(now))
    _write(proposal, standing, replace(said, delegation_id=None), (), (actor, now))
    _record("position.recorded", proposal, said.party_id, (actor, now), _facts(said))


@transaction.atomic
def give_approval(*, position_ids: Sequence[int], body: str, actor: Actor, now: datetime) -> None:
    """Approve positions of the own party on behalf of one of its bodies.

    Args:
        position_ids: The positions, all of one proposal and one party.
        body: The body that approves, one of those the party asked for.
        actor: Who approves for it.
        now: When.

    Raises:
        NotAllowed: The actor does not act for this party.
        WrongState: The proposal is not open, the body is not asked, somebody approved for it
            already, or the actor took the position, lent the voice for it, or approved before.

    Changes:
        One ``PositionApproval`` per position; one event ``position.approved``.
    """
    rows = list(
        Position.objects.filter(id__in=list(position_ids))
        .select_related("delegation")
        .order_by("id")
    )
    places = {(row.proposal_id, row.party_id) for row in rows}
    if len(rows) != len(set(position_ids)) or len(places) != 1:
        raise WrongState(_("Choose positions of one party on one proposal."))
    ((proposal_id, party_id),) = places
    proposal = lock_proposal(proposal_id)
    policies.check_may_approve(actor, party_id=party_id, municipality_id=proposal.municipality_id)
    policies.check_is_submitted(proposal)
    for row in rows:
        _check_can_be_approved(row, body, actor)
    PositionApproval.objects.bulk_create(
        PositionApproval(position=row, body=body, given_by_id=person(actor), given_at=now)
        for row in rows
    )
    subjects = [str(row.subject) for row in rows]
    facts = {"subjects": subjects, "body": body}
    _record("position.approved", proposal, party_id, (actor, now), facts)


def _check_can_be_approved(row: Position, body: str, actor: Actor) -> None:
    if body not in row.bodies:
        raise WrongState(_("The approval of this body is not asked for."))
    if row.taken_by_id == actor.user_id:
        raise WrongState(_("Whoever took the position does not approve it too."))
    if row.delegation is not None and row.delegation.given_by_id == actor.user_id:
        raise WrongState(_("This position was given in your place: let somebody else approve it."))
    given = row.approvals.all()
    if any(one.body == body for one in given):
        raise WrongState(_("This body has approved already."))
    if any(one.given_by_id == actor.user_id for one in given):
        raise WrongState(_("You have approved this position for another body already."))


By = tuple[Actor, datetime]


def _write(
    proposal: Proposal, standing: ProposalStanding, said: Said, bodies: Sequence[str], by: By
) -> None:
    policies.check_position_has_reason(verdict=said.verdict, reason=said.reason)
    known = {one.subject.key: one for one in standing.subjects}
    if not said.subjects or not set(said.subjects) <= known.keys():
        raise WrongState(_("Choose at least one of the agreements in this proposal."))
    asked = {
        known[key].subject.label: [one.partner.party_id for one in known[key].consent.asked]
        for key in said.subjects
    }
    policies.check_is_asked(party_id=said.party_id, asked=asked)
    actor, now = by
    for key in dict.fromkeys(said.subjects):
        Position.objects.create(
            proposal=proposal,
            subject=UUID(key),
            party_id=said.party_id,
            verdict=Position.Verdict(said.verdict),
            reason=said.reason.strip(),
            words_hash=known[key].subject.words_hash,
            paper=said.paper.strip()[:300],
            paper_on=said.paper_on,
            delegation_id=said.delegation_id,
            bodies=list(bodies),
            taken_by_id=person(actor),
            taken_at=now,
        )


def _check_may_speak(proposal: Proposal, said: Said, actor: Actor, now: datetime) -> None:
    lock_party(said.party_id)
    rows = list_delegations(proposal.municipality_id, timezone.localdate(now))
    about: dict[str, Any] = {
        "user_id": actor.user_id,
        "party_id": said.party_id,
        "proposal_id": proposal.id,
    }
    if said.delegation_id is None:
        check_has_own_voice(rows=rows, **about)
    else:
        found = next((one for one in rows if one.delegation_id == said.delegation_id), None)
        check_can_speak_by(row=found, **about)


def _facts(said: Said) -> dict[str, object]:
    facts: dict[str, object] = {
        "subjects": list(said.subjects),
        "verdict": said.verdict,
        "paper": said.paper,
    }
    if said.paper_on:
        facts["paper_on"] = said.paper_on.isoformat()
    if said.delegation_id:
        facts["delegation"] = said.delegation_id
    return facts


def _record(
    name: str, proposal: Proposal, party_id: int, by: By, facts: Mapping[str, object]
) -> None:
    audit.record(
        name=name,
        subject=("proposal", proposal.id),
        actor=by[0],
        now=by[1],
        party_code=find_party_code(party_id=party_id),
        facts=facts,
    )
