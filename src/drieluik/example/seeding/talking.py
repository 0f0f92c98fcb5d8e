"""Lays what is said around the made-up proposals: who stands in for whom, and comments on words."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from drieluik.apps.agreements import services
from drieluik.apps.agreements.commenting.anchors import places_of
from drieluik.apps.agreements.commenting.texts import text_now
from drieluik.apps.agreements.delegating.policies import Wanted
from drieluik.apps.agreements.services import Remark
from drieluik.example.proposals import ExampleComment, ExampleProposal, ExampleStandIn
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import actor, person_with

StandIns = Mapping[str, tuple[ExampleStandIn, int]]


def lay_stand_ins(
    municipality_id: int, party_ids: Mapping[str, int], proposal: ExampleProposal, proposal_id: UUID
) -> dict[str, tuple[ExampleStandIn, int]]:
    """Lay who speaks in whose place about a proposal; returns each with its id, by party."""
    return {
        one.party: (one, _give(municipality_id, party_ids[one.party], one, proposal_id))
        for one in proposal.stand_ins
    }


def speaking_by(stand_ins: StandIns, party: str, on: date) -> tuple[ExampleStandIn, int] | None:
    """Return who speaks in the place of a party's delegate on a day, if anybody."""
    found = stand_ins.get(party)
    return found if found and found[0].from_on <= on <= found[0].last_on else None


def lay_comments(
    municipality_id: int,
    party_ids: Mapping[str, int],
    proposal: ExampleProposal,
    place: tuple[UUID, UUID],
) -> None:
    """Lay the comments on a proposal, with their answers.

    Args:
        municipality_id: Where.
        party_ids: The parties by code.
        proposal: The proposal.
        place: Its id, and the id of the agreement that it changes first.
    """
    for comment in proposal.comments:
        _comment(municipality_id, party_ids, comment, place)


def _give(municipality_id: int, party_id: int, one: ExampleStandIn, proposal_id: UUID) -> int:
    wanted = Wanted(
        party_id=party_id,
        stand_in_id=person_with(one.email, one.from_on).user_id or 0,
        proposal_id=proposal_id,
        from_on=one.from_on,
        until_on=one.last_on + timedelta(days=1),
        reason=one.reason,
    )
    return services.give_delegation(
        municipality_id=municipality_id,
        wanted=wanted,
        actor=actor(one.party, "delegate", one.from_on),
        now=moment(one.from_on),
    )


def _comment(
    municipality_id: int,
    party_ids: Mapping[str, int],
    comment: ExampleComment,
    place: tuple[UUID, UUID],
) -> None:
    proposal_id, subject = place
    about = None if comment.on_agreement else proposal_id
    seen = text_now(municipality_id, subject, about)
    words = places_of(comment.words, seen)
    if comment.words and len(words) != 1:
        raise ValueError(f"these words are not there once: {comment.words}")
    comment_id = services.write_comment(
        municipality_id=municipality_id,
        remark=Remark(
            party_ids[comment.party],
            comment.text,
            subject,
            about,
            seen,
            words[0] if words else (0, 0),
        ),
        actor=actor(comment.party, "delegate", comment.day),
        now=moment(comment.day),
    )
    for answer in comment.answers:
        services.answer_comment(
            comment_id=comment_id,
            party_id=party_ids[answer.party],
            text=answer.text,
            actor=actor(answer.party, "delegate", answer.day),
            now=moment(answer.day),
        )
    if comment.settled_on:
        services.mark_comment(
            comment_id=comment_id,
            kind="resolved",
            actor=actor(comment.party, "delegate", comment.settled_on),
            now=moment(comment.settled_on),
        )
