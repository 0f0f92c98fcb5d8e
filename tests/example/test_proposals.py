"""The made-up proposals: one adopted by a made-up meeting, one open with an objection."""

import pytest

from drieluik.apps.agreements.models import (
    Comment,
    CommentMark,
    Position,
    Proposal,
    RegisterVersion,
)
from drieluik.apps.agreements.proposals.reading import get_outcome, get_standing
from drieluik.apps.agreements.proposals.wording import verdict_sentence
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.monitor.models import AdoptedDefinition
from drieluik.example.places import CITY
from drieluik.example.proposals import proposals
from drieluik.example.seeding.meetings import lay_meetings
from drieluik.example.seeding.norms import lay_norms
from drieluik.example.seeding.organisations import lay_organisations
from drieluik.example.seeding.proposals import lay_proposal
from drieluik.example.seeding.register import lay_register

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_one_is_adopted_into_version_two_and_one_stays_open_with_an_objection():
    municipality_ids, party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    lay_register(place, CITY)
    adopted, open_one, *_later = proposals()
    lay_proposal(place, party_ids, adopted)
    lay_meetings(place, party_ids)
    lay_proposal(place, party_ids, open_one)
    before = Position.objects.count()

    lay_proposal(place, party_ids, open_one)

    first, on_a_figure, second = Proposal.objects.order_by("number")
    assert (first.state, on_a_figure.state, second.state) == ("adopted", "adopted", "submitted")
    decided = AdoptedDefinition.objects.get()
    assert (decided.indicator_id, decided.version, decided.from_period) == (
        "vacancy-share", 2, "2020-2",
    )  # fmt: skip
    assert len(decided.consents) == 10
    assert Position.objects.count() == before
    version = RegisterVersion.objects.get(number=2)
    assert "12 maart 2020" in version.decision_name
    assert find_clause(place, "1.4").text.endswith("Binnen twee weken is er een kort verslag.")
    sentence = verdict_sentence(get_standing(second.id))
    assert "Bezwaar van Huurdersorganisatie De Woonplaats (voorbeeld)" in sentence
    assert "het schriftelijke standpunt van Projectbeheerderscommissie SJHT" in sentence
    spoken = Position.objects.exclude(delegation=None).get()
    assert (spoken.taken_by.name, spoken.delegation.given_by.name) == (
        "Wim Kamphof", "Gerda Weideman",
    )  # fmt: skip
    assert Comment.objects.filter(proposal=second).count() == 3
    assert Comment.objects.filter(proposal=None).count() == 1
    assert CommentMark.objects.get().kind == "resolved"


def test_one_moves_an_action_without_cover_and_waits_for_the_others():
    municipality_ids, party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    lay_register(place, CITY)
    later = next(one for one in proposals() if one.moves)

    lay_proposal(place, party_ids, later)

    (edit,) = Proposal.objects.get().edits.all()
    assert (edit.kind, edit.payload["from_year"], edit.payload["to_year"]) == (
        "move_action", 2020, 2021,
    )  # fmt: skip
    assert get_outcome(edit.proposal_id).objection == ""
    assert "Nog nodig" in verdict_sentence(get_standing(edit.proposal_id))


def test_one_asks_for_a_higher_norm_and_stays_open_with_a_reservation():
    municipality_ids, party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    lay_register(place, CITY)
    lay_norms(place, CITY)
    higher = next(one for one in proposals() if one.norms)

    lay_proposal(place, party_ids, higher)

    (edit,) = Proposal.objects.get().edits.all()
    assert "norm: minstens 90%" in edit.payload["becomes"]
    assert get_outcome(edit.proposal_id).objection == ""
    assert "Nog nodig" in verdict_sentence(get_standing(edit.proposal_id))


def test_one_asks_to_count_rooms_apart_and_meets_an_objection():
    municipality_ids, party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    lay_register(place, CITY)
    lay_norms(place, CITY)
    apart = next(one for one in proposals() if one.id == "kamers-apart")

    lay_proposal(place, party_ids, apart)

    proposal_id = Proposal.objects.get().id
    assert get_outcome(proposal_id).objection == ""
    assert "Bezwaar van SJHT" in verdict_sentence(get_standing(proposal_id))


def test_every_one_says_that_it_is_made_up():
    assert all(one.motive.startswith("Verzonnen voorbeeld.") for one in proposals())
