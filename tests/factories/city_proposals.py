"""Proposals in the small city: adopted, open with an objection, outdated, and a draft."""

from datetime import date
from uuid import UUID

from drieluik.apps.agreements import services
from drieluik.apps.agreements.delegating.policies import Wanted
from drieluik.apps.agreements.models import Position, Proposal
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.agreements.services import NewBasis, ProposalWords, set_approval_bodies
from drieluik.apps.organisations.actors import SYSTEM, Actor
from drieluik.apps.organisations.models import Municipality
from tests.factories.agreements import NOW
from tests.factories.organisations import make_party, make_representation
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    say,
    second_delegate,
)

_OFTEN = ProposalWords("Vaker overleg", "Twee keer is te weinig.", "theme_session")
_HELP = ProposalWords("Sneller hulp", "Wie wacht, krijgt meer schuld.", "evaluation")
_HOMES = ProposalWords("Meer woningen", "De vraag groeit.", "signal")
_DRAFT = ProposalWords("Nog niet af", "Wij denken er nog over.", "law")


def lay_proposals(place: Municipality) -> dict[str, object]:
    """Lay them, through the services; returns ids by name."""
    separate = make_party(code="huurders-b", kind="tenants", municipality=place)
    make_representation(
        tenants=separate,
        corporation=make_party(code="corporatie-b"),
        municipality=place,
        track="separate",
    )
    clauses = {row.number: row for row in list_clauses(place.id)}
    outdated = _proposal(_HOMES, change_words(clauses["2.1"], "De corporaties bouwen er honderd."))
    adopted = _proposal(_OFTEN, change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(adopted)
    adopt(adopted, in_force_from=date(2020, 4, 1))
    set_approval_bodies(
        municipality_id=place.id,
        party_id=make_party(code="corporatie-a").id,
        bodies=["bestuur"],
        actor=SYSTEM,
        now=NOW,
    )
    open_one = _proposal(
        _HELP, change_words(clauses["2.2"], f"{clauses['2.2'].text}\n- een brief.")
    )
    say(open_one, "corporatie-a")
    say(open_one, "gemeente-voorbeeld", "object", "Een brief helpt niet.")
    draft_edit = change_words(clauses["2.1"], "De corporaties bouwen er tweehonderd.")
    draft = make_proposal(draft_edit, party="huurders-a", words=_DRAFT, submitted=False)
    waiting = Position.objects.get(proposal=open_one, party__code="corporatie-a")
    return {
        "proposal_id": open_one.id,
        "adopted_id": adopted.id,
        "outdated_id": outdated.id,
        "draft_id": draft.id,
        "edit_id": draft_edit.id,
        "position_id": waiting.pk,
        "stand_in": _stand_in().user_id,
        "stand_in_choice": f"{make_party(code='huurders-a').id}/{_stand_in().user_id}",
        "delegation_id": _delegation(place),
        "comment_id": _comment(open_one, clauses["2.2"]),
        "clause_2_2": clauses["2.2"].clause_id,
        "party_tenants": make_party(code="huurders-a").id,
        "party_separate": separate.id,
        "party_separate_code": separate.code,
        "basis_id": _basis(place),
    }


def _stand_in() -> Actor:
    """A second delegate of the tenants."""
    return second_delegate("huurders-a")


def _delegation(place: Municipality) -> int:
    """The delegate of the tenants lets the second one speak, some years from now."""
    return services.give_delegation(
        municipality_id=place.id,
        wanted=Wanted(
            party_id=make_party(code="huurders-a").id,
            stand_in_id=_stand_in().user_id,
            proposal_id=None,
            from_on=date(2031, 1, 1),
            until_on=date(2031, 2, 1),
            reason="Een lange reis",
        ),
        actor=delegate("huurders-a"),
        now=NOW,
    )


def _basis(place: Municipality) -> int:
    vision = NewBasis("Woonvisie", "Woningwet art. 42", date(2020, 1, 1), "first", "")
    return services.record_basis(municipality_id=place.id, basis=vision, actor=SYSTEM, now=NOW)


def _comment(proposal: Proposal, clause: ClauseRow) -> UUID:
    """The tenants remark something about the first word."""
    place = (0, len(clause.text.split()[0]))
    party_id = make_party(code="huurders-a").id
    remark = services.Remark(
        party_id, "Wie zijn dit?", clause.clause_id, proposal.id, clause.text, place
    )
    return services.write_comment(
        municipality_id=proposal.municipality_id,
        remark=remark,
        actor=delegate("huurders-a"),
        now=NOW,
    )


def _proposal(words: ProposalWords, edit) -> Proposal:
    return make_proposal(edit, party="huurders-a", words=words)
