"""Proposals in meetings: the submitted ones are offered for an agenda, and adopting one writes text.

This is the only place where meetings enter the register to change it: inside the transaction of
the decision, so that neither exists without the other.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.agreements.proposals.minuting import change_label
from drieluik.apps.agreements.proposals.reading import find_proposal, get_standing, list_proposals
from drieluik.apps.agreements.proposals.wording import why_left_out
from drieluik.apps.agreements.services import DecisionBehind, adopt_edits, reject_proposal
from drieluik.apps.decisions.adopting import faults_of_adopting
from drieluik.apps.decisions.extensions import (
    AgendaSource,
    Intended,
    Suggestion,
    TakenDecision,
)
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.selectors import get_municipality


def _label() -> str:
    return _("Open proposals")


def _suggest(actor: Actor, meeting: MeetingRow) -> Sequence[Suggestion]:
    """Return the proposals that parties have submitted and nobody has decided on, oldest first."""
    place = meeting.municipality_id
    rows = [row for row in list_proposals(place, actor) if row.is_submitted]
    return [
        Suggestion(
            source_id=str(row.proposal_id),
            title=_("Proposal %(number)s: %(title)s") % {"number": row.number, "title": row.title},
            why=_("Submitted by %(party)s.") % {"party": row.party_name},
            digest=row.motive,
            asks="decide",
            href=_page(place, str(row.proposal_id)),
        )
        for row in reversed(rows)
    ]


def _page(municipality_id: int, source_id: str) -> str:
    slug = get_municipality(municipality_id=municipality_id).slug
    return reverse("agreements:proposal", args=[slug, source_id])


SOURCE = AgendaSource("proposal", _label, _suggest, _page)


def parts(source_id: str, municipality_id: int, actor: Actor) -> list[tuple[str, str]]:
    """Return the changes of a proposal that can be left out when it is adopted in part."""
    row = find_proposal(municipality_id, UUID(source_id), actor)
    if row is None:
        return []
    touched = {
        edit.id: change_label(one.subject, edit)
        for one in get_standing(row.proposal_id).subjects
        for edit in one.subject.edits
    }
    return [
        (one.id, _("Change %(n)s: %(what)s") % {"n": n, "what": touched.get(one.id, one.kind)})
        for n, one in enumerate(row.proposed, start=1)
    ]


def faults(intended: Intended, now: datetime | None = None) -> list[tuple[str, str]]:
    """Return everything that stands in the way of adopting the proposal behind an item like this."""
    if intended.kind not in ("adopt", "adopt_in_part"):
        return []
    row = find_proposal(intended.municipality_id, UUID(intended.source_id), SYSTEM)
    if row is None:
        return [("kind", _("This subject is not offered any more."))]
    return faults_of_adopting(
        row,
        kind=intended.kind,
        in_force_from=intended.in_force_from,
        left_out=intended.left_out,
        now=now,
    )


def carry_out(decision: TakenDecision, actor: Actor, now: datetime) -> None:
    """Adopt or reject the proposal behind an item; other decisions leave it open.

    Raises:
        WrongState: The day is missing, consent is, or the changes do not fit together; all that
            is wrong is told at once.
    """
    proposal_id = UUID(decision.source_id)
    behind = DecisionBehind(decision.decision_id, decision.name, decision.decided_on)
    if decision.kind == "reject":
        reject_proposal(
            proposal_id=proposal_id, decision=behind, reason=decision.text, actor=actor, now=now
        )
        return
    if decision.kind not in ("adopt", "adopt_in_part"):
        return
    intended = Intended(
        decision.kind,
        decision.source_id,
        decision.municipality_id,
        decision.in_force_from,
        decision.left_out,
    )
    wrong = [sentence for _field, sentence in faults(intended, now)]
    if wrong or decision.in_force_from is None:
        raise WrongState(" ".join(wrong))
    adopt_edits(
        proposal_id=proposal_id,
        decision=behind,
        in_force_from=decision.in_force_from,
        left_out=_reasons(proposal_id, decision, now),
        actor=actor,
        now=now,
    )


def _reasons(proposal_id: UUID, decision: TakenDecision, now: datetime) -> dict[UUID, str]:
    """Return why each change stays out: whose consent is lacking, or else the decision's words."""
    if not decision.left_out:
        return {}
    lacking = why_left_out(get_standing(proposal_id, now))
    return {UUID(one): lacking.get(UUID(one), decision.text) for one in decision.left_out}
