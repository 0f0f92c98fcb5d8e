"""Lays the made-up proposals through the ordinary services: written, submitted, answered."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from drieluik.apps.agreements import services
from drieluik.apps.agreements.extensions import definitions_now, norms_now
from drieluik.apps.agreements.focus import find_focus_project
from drieluik.apps.agreements.proposals.defining import SetDefinition, definition_key
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.norming import ChangeNorm
from drieluik.apps.agreements.proposals.page import asked_of
from drieluik.apps.agreements.proposals.planning import MoveAction, action_key
from drieluik.apps.agreements.proposals.reading import get_standing, list_proposals
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.agreements.services import ProposalWords, Said
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.amendments import ChangeWords
from drieluik.example.proposals import (
    ExampleChange,
    ExampleDefinition,
    ExampleMove,
    ExampleNormChange,
    ExamplePosition,
    ExampleProposal,
    proposals,
)
from drieluik.example.register import agreements
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor, person_with
from drieluik.example.seeding.talking import (
    StandIns,
    lay_comments,
    lay_stand_ins,
    speaking_by,
)


@transaction.atomic
def lay_proposal(
    municipality_id: int, party_ids: dict[str, int], proposal: ExampleProposal
) -> None:
    """Lay one proposal with its positions, unless it is there already."""
    if any(row.title == proposal.title for row in list_proposals(municipality_id, SYSTEM)):
        return
    on = proposal.submitted_on
    proposer = actor(proposal.party, "delegate", on)
    proposal_id = services.draft_proposal(
        municipality_id=municipality_id,
        party_id=party_ids[proposal.party],
        words=ProposalWords(proposal.title, proposal.motive, proposal.reason),
        edits=[
            *(_edit(municipality_id, change) for change in proposal.changes),
            *(_moving(municipality_id, move) for move in proposal.moves),
            *(_norm(municipality_id, change) for change in proposal.norms),
            *(_definition(municipality_id, change) for change in proposal.definitions),
        ],
        actor=proposer,
        now=moment(on),
    )
    services.submit_proposal(proposal_id=proposal_id, step=0, actor=proposer, now=moment(on, 10))
    stand_ins = lay_stand_ins(municipality_id, party_ids, proposal, proposal_id)
    for position in _in_order(proposal, proposal_id, party_ids):
        _say(proposal_id, party_ids[position.party], position, stand_ins)
    if proposal.comments:
        clause = find_clause(municipality_id, proposal.changes[0].clause)
        if clause is None:
            raise ValueError(f"there is no agreement {proposal.changes[0].clause}")
        lay_comments(municipality_id, party_ids, proposal, (proposal_id, clause.clause_id))


def lay_proposal_of(municipality_id: int, party_ids: dict[str, int], example_id: str) -> None:
    """Lay the proposal with this id, unless it is there already."""
    lay_proposal(
        municipality_id, party_ids, next(one for one in proposals() if one.id == example_id)
    )


def find_proposal_id(municipality_id: int, example_id: str) -> UUID:
    """Return the proposal that was laid for one of the example.

    Raises:
        StopIteration: It has not been laid.
    """
    title = next(one.title for one in proposals() if one.id == example_id)
    rows = list_proposals(municipality_id, SYSTEM)
    return next(row.proposal_id for row in rows if row.title == title)


def _edit(municipality_id: int, change: ExampleChange) -> ProposedEdit:
    clause = find_clause(municipality_id, change.clause)
    if clause is None or clause.text.count(change.words) != 1:
        raise ValueError(f"these words are not once in {change.clause}: {change.words}")
    new_text = clause.text.replace(change.words, change.become)
    return ProposedEdit(ChangeWords(str(uuid4()), str(clause.clause_id), clause.text, new_text))


def _moving(municipality_id: int, move: ExampleMove) -> ProposedEdit:
    project = find_focus_project(municipality_id, agreements().in_force_from.year, move.project)
    if project is None:
        raise ValueError(f"there is no focus project {move.project}")
    action = project.actions[move.action - 1]
    return ProposedEdit(
        MoveAction(
            id=str(uuid4()),
            subject=action_key(project.project_id, action.number),
            project=project.focus,
            number=action.number,
            text=action.text,
            from_year=project.year_of(action),
            to_year=move.to_year,
            quarters=move.quarters,
            reason=move.reason,
        )
    )


def _norm(municipality_id: int, change: ExampleNormChange) -> ProposedEdit:
    clause = find_clause(municipality_id, change.clause)
    now = next(
        one
        for one in norms_now(municipality_id).counting.values()
        if clause is not None and one.clause_id == str(clause.clause_id)
    )
    if now.text.count(change.was) != 1:
        raise ValueError(f"these words are not once in the norm of {change.clause}: {change.was}")
    return ProposedEdit(
        ChangeNorm(
            id=str(uuid4()),
            norm_id=now.norm_id,
            clause_id=now.clause_id,
            wording=now.wording,
            was=now.text,
            becomes=now.text.replace(change.was, change.becomes),
            explanation=change.explanation,
        )
    )


def _definition(municipality_id: int, change: ExampleDefinition) -> ProposedEdit:
    now = definitions_now(municipality_id)[change.indicator]
    return ProposedEdit(
        SetDefinition(
            id=str(uuid4()),
            subject=definition_key(change.indicator),
            indicator_id=change.indicator,
            number=now.number,
            was=now.version,
            becomes=change.version,
            meaning=change.meaning,
            limits="",
            owner="",
            audience="",
            reason=change.reason,
        )
    )


def _in_order(
    proposal: ExampleProposal, proposal_id: UUID, party_ids: dict[str, int]
) -> list[ExamplePosition]:
    found = list(proposal.positions)
    if proposal.rest_agrees_on is not None:
        named = {one.party for one in found}
        found += [
            ExamplePosition(code, "agree", proposal.rest_agrees_on)
            for code, party_id in party_ids.items()
            if code not in named and _asked(proposal_id, party_id, proposal.rest_agrees_on)
        ]
    return sorted(found, key=lambda one: one.day)


def _asked(proposal_id: UUID, party_id: int, on: date) -> tuple[str, ...]:
    standing = get_standing(proposal_id, moment(on))
    return tuple(key for key, _label in asked_of(standing, party_id))


def _say(proposal_id: UUID, party_id: int, position: ExamplePosition, stand_ins: StandIns) -> None:
    subjects = _asked(proposal_id, party_id, position.day)
    said = Said(
        party_id, subjects, position.verdict, position.reason, position.paper, position.paper_on
    )
    now = moment(position.day)
    if position.paper:
        services.record_written_position(
            proposal_id=proposal_id,
            said=said,
            actor=actor(MUNICIPALITY, "editor", position.day),
            now=now,
        )
    else:
        speaking = speaking_by(stand_ins, position.party, position.day)
        services.take_position(
            proposal_id=proposal_id,
            said=replace(said, delegation_id=speaking[1]) if speaking else said,
            actor=person_with(speaking[0].email, position.day)
            if speaking
            else actor(position.party, "delegate", position.day),
            now=now,
        )
