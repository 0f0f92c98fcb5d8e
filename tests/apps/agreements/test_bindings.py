"""Whom an agreement binds and whose consent it needs."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.models import Binding, ClauseText
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.services import NewConsentRule
from drieluik.apps.agreements.voices import party_roles
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import list_tenants_voices
from drieluik.core.amendments.edits.edit import ChangeSection
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.organisations import (
    make_actor,
    make_municipality,
    make_party,
    make_representation,
    sign_in,
)
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    recorder,
    say,
)

pytestmark = pytest.mark.django_db


def _set(clauses, parties, *, numbers=("1.1",), reason="", role="editor", code=None, now=NOW):
    place = make_municipality()
    party = make_party(
        code=code or "gemeente-voorbeeld",
        kind="corporation" if code else "municipality",
        municipality=place,
    )
    services.set_bindings(
        municipality_id=place.id,
        clause_ids=[clauses[number].clause_id for number in numbers],
        parties=parties,
        reason=reason,
        actor=make_actor(role, party=party),
        now=now,
    )


def _current(clauses, number="1.1"):
    rows = selectors.list_bindings(clauses[number].clause_id)
    return {(row.party_code, row.kind) for row in rows}


def test_new_parties_replace_the_old_ones_which_are_kept():
    clauses = make_register()

    _set(clauses, {"bound": ["corporatie-a", "corporatie-b"], "consent": ["huurders-a"]})

    assert _current(clauses) == {
        ("corporatie-a", "bound"),
        ("corporatie-b", "bound"),
        ("huurders-a", "consent"),
    }
    ended = Binding.objects.filter(clause=clauses["1.1"].clause_id).exclude(ended_at=None)
    assert ended.count() == 3
    assert AuditEvent.objects.filter(subject_id=str(clauses["1.1"].clause_id)).count() == 2


def test_several_agreements_can_get_the_same_parties_at_once():
    clauses = make_register()

    _set(clauses, {"bound": ["corporatie-b"]}, numbers=("2.1", "2.2"))

    assert _current(clauses, "2.1") == _current(clauses, "2.2") == {("corporatie-b", "bound")}


def test_who_is_no_party_is_recorded_with_the_reason():
    clauses = make_register()

    _set(clauses, {"not_party": ["corporatie-b"]}, reason="Heeft hier geen woningen")

    (row,) = selectors.list_bindings(clauses["1.1"].clause_id)
    assert (row.kind, row.reason) == ("not_party", "Heeft hier geen woningen")


@pytest.mark.parametrize(
    ("parties", "reason"),
    [
        ({"not_party": ["corporatie-b"]}, " "),
        ({"not_party": ["corporatie-b"], "bound": ["corporatie-b"]}, "Reden"),
        ({"bound": ["corporatie-elders"]}, ""),
    ],
)
def test_what_makes_no_sense_is_refused_without_a_trace(parties, reason):
    clauses = make_register()
    before, n_events = _current(clauses), AuditEvent.objects.count()

    with pytest.raises(WrongState):
        _set(clauses, parties, reason=reason)

    assert _current(clauses) == before
    assert AuditEvent.objects.count() == n_events


@pytest.mark.parametrize(
    ("role", "code"), [("reader", None), ("delegate", None), ("editor", "corporatie-a")]
)
def test_others_cannot_record_parties(role, code):
    clauses = make_register()

    with pytest.raises(NotAllowed):
        _set(clauses, {"bound": ["corporatie-b"]}, role=role, code=code)


def test_an_agreement_of_another_municipality_cannot_be_touched():
    clauses = make_register()
    elsewhere = make_municipality(code="GM9002")
    party = make_party(code="gemeente-elders", kind="municipality", municipality=elsewhere)

    with pytest.raises(WrongState):
        services.set_bindings(
            municipality_id=elsewhere.id,
            clause_ids=[clauses["1.1"].clause_id],
            parties={"bound": ["gemeente-elders"]},
            reason="",
            actor=make_actor("editor", party=party),
            now=NOW,
        )


def test_the_database_refuses_no_party_without_a_reason():
    clauses = make_register()
    party = make_party(code="corporatie-b")

    with pytest.raises(IntegrityError), transaction.atomic():
        Binding.objects.create(
            clause_id=clauses["1.1"].clause_id, party=party, kind="not_party", recorded_at=NOW
        )


def test_tenants_without_organisation_and_on_a_separate_track_are_explained():
    place = make_municipality()
    committee = make_party(code="commissie-c", kind="tenants", municipality=place)
    students = make_party(code="corporatie-c", municipality=place)
    make_representation(
        tenants=committee, corporation=students, municipality=place, track="separate"
    )
    clauses = make_register(place)
    _set(clauses, {"bound": ["corporatie-a", "corporatie-b", "corporatie-c"]})

    roles = party_roles(
        selectors.list_bindings(clauses["1.1"].clause_id),
        list_tenants_voices(municipality_id=place.id, on=timezone.localdate()),
    )

    assert len(roles.explanations) == 2
    assert "Corporatie b" in roles.explanations[0]
    assert "Commissie c" in roles.explanations[1]


def test_nobody_takes_away_the_consent_that_a_proposal_needs(client):
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Elke maand."))
    say(proposal, "huurders-a", "object", "Te vaak.")
    out = ["corporatie-a", "corporatie-b", "huurders-a"]
    before = _current(clauses)

    for numbers in (("1.1",), ("2.1", "1.1")):
        with pytest.raises(WrongState, match=f"loopt voorstel {proposal.number}"):
            _set(clauses, {"not_party": out}, numbers=numbers, reason="Administratief.")
    sign_in(client, recorder())
    page = client.get("/gm9001/afspraken/1.1/partijen/").text
    of_theme = client.post(
        "/gm9001/afspraken/1.1/partijen/",
        {"not_party": out, "reason": "Administratief.", "whole_theme": "on"},
    )

    assert "De partijen zijn nu niet vast te leggen" in page
    assert of_theme.status_code == 200
    assert f"loopt voorstel {proposal.number}" in of_theme.text
    assert _current(clauses) == before
    assert not get_standing(proposal.id).settled


def test_a_proposal_on_the_goal_of_a_section_keeps_the_parties_of_its_agreements():
    clauses = make_register()
    section = ClauseText.objects.get(number="2.1").section_text
    edit = ChangeSection(str(uuid4()), str(section.section), "goal", section.goal, "Meer doen.")
    make_proposal(ProposedEdit(edit))

    with pytest.raises(WrongState, match="loopt voorstel"):
        _set(clauses, {"bound": ["corporatie-a"]}, numbers=("2.1",))
    _set(clauses, {"bound": ["corporatie-a"]})


def test_once_the_proposal_is_gone_parties_can_be_recorded_again():
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Elke maand."))
    services.withdraw_proposal(
        proposal_id=proposal.id, reason="Niet nodig.", actor=delegate("corporatie-a"), now=NOW
    )

    _set(clauses, {"bound": ["corporatie-a"]})

    assert _current(clauses) == {("corporatie-a", "bound")}


@pytest.mark.parametrize(
    ("parties", "says"),
    [
        (
            {"not_party": ["corporatie-a", "huurders-a"], "bound": ["gemeente-voorbeeld"]},
            "1.1: Deze partijen hoeven dan niet meer in te stemmen: Corporatie a, Huurders a",
        ),
        (
            {"bound": ["gemeente-voorbeeld", "corporatie-a"], "consent": ["huurders-b"]},
            "Huurders a",
        ),
        (
            {
                "bound": ["gemeente-voorbeeld", "corporatie-a", "corporatie-b"],
                "consent": ["huurders-a"],
            },
            "ligt vast wie gebonden is: Corporatie a",
        ),
        ({}, "ligt vast wie gebonden is"),
    ],
)
def test_what_has_stood_for_a_day_is_not_taken_away_without_a_proposal(parties, says):
    make_party(code="huurders-b", kind="tenants", municipality=make_municipality())
    clauses = make_register()
    before = _current(clauses)

    with pytest.raises(WrongState, match=says):
        _set(clauses, parties, reason="Administratief.", now=NOW + timedelta(days=2))

    assert _current(clauses) == before


def test_who_must_agree_can_always_grow():
    clauses = make_register()
    parties = {
        "bound": ["gemeente-voorbeeld", "corporatie-a"],
        "consent": ["gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a"],
    }

    _set(clauses, parties, now=NOW + timedelta(days=2))

    assert ("corporatie-b", "consent") in _current(clauses)


def test_a_mistake_is_taken_back_within_a_day_but_not_later():
    clauses = make_register()
    grown = {"bound": ["gemeente-voorbeeld", "corporatie-a"], "consent": ["corporatie-b"]}
    grown["consent"] += ["huurders-a"]
    was = {**grown, "consent": ["huurders-a"]}
    recorded = NOW + timedelta(days=2)
    _set(clauses, grown, now=recorded)

    _set(clauses, was, now=recorded + timedelta(hours=23))
    _set(clauses, grown, now=recorded + timedelta(hours=23))
    with pytest.raises(WrongState, match="Corporatie b"):
        _set(clauses, was, now=recorded + timedelta(days=3))


def test_what_a_decision_gave_is_settled_at_once():
    clauses = make_register()
    later = NOW + timedelta(days=30)
    more = Parties(("gemeente-voorbeeld", "corporatie-a"), ("corporatie-b", "huurders-a"))
    edit = SetParties(str(uuid4()), str(clauses["1.1"].clause_id))
    proposal = make_proposal(ProposedEdit(edit, more), now=later)
    all_agree(proposal, now=later)
    adopt(proposal, now=later)

    with pytest.raises(WrongState, match="Corporatie b"):
        _set(
            clauses,
            {"bound": ["gemeente-voorbeeld", "corporatie-a"], "consent": ["huurders-a"]},
            now=later + timedelta(hours=1),
        )


def test_nobody_leaves_out_a_whole_side_at_the_first_recording():
    clauses = make_register()

    with pytest.raises(WrongState, match="Van deze kant hoeft dan niemand"):
        _set(
            clauses,
            {"bound": ["gemeente-voorbeeld"], "not_party": ["corporatie-a", "corporatie-b"]},
            numbers=("2.2",),
            reason="Administratief.",
        )


def test_the_page_says_that_parties_have_settled_and_where_to_change_them(client):
    clauses = make_register()
    sign_in(client, recorder())
    address = "/gm9001/afspraken/1.1/partijen/"

    page = client.get(address).text
    refused = client.post(address, {"bound": ["gemeente-voorbeeld"]}).text

    assert "De partijen van deze afspraak liggen vast" in page
    assert "voorstellen/nieuw/" in page
    assert "Het ligt vast wie gebonden is: Corporatie a, Gemeente voorbeeld." in refused
    assert ("corporatie-a", "bound") in _current(clauses)


def test_who_settled_as_no_party_is_asked_when_a_proposal_binds_it():
    clauses = make_register()
    parties = {
        "bound": ["gemeente-voorbeeld", "corporatie-a"],
        "consent": ["huurders-a"],
        "not_party": ["corporatie-b"],
    }
    with pytest.raises(WrongState, match="uitdrukkelijk geen partij"):
        _set(clauses, parties, reason="Niet hier.", now=NOW + timedelta(days=2))
    bind_otherwise(clauses["1.1"], parties=parties, reason="Niet hier.")
    more = Parties(("gemeente-voorbeeld", "corporatie-a", "corporatie-b"), ("huurders-a",))
    edit = SetParties(str(uuid4()), str(clauses["1.1"].clause_id))

    (subject,) = get_standing(make_proposal(ProposedEdit(edit, more)).id).subjects

    assert "Corporatie b" in {one.partner.name for one in subject.consent.asked}


def test_nobody_is_added_to_outvote_another_where_one_of_a_side_is_enough():
    clauses = make_register()
    services.set_consent_rule(
        municipality_id=make_municipality().id,
        rule=NewConsentRule("Overleg van 2 maart", {"corporation": "one"}),
        actor=SYSTEM,
        now=NOW - timedelta(days=14),
    )
    parties = {
        "bound": ["gemeente-voorbeeld", "corporatie-a"],
        "consent": ["gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a"],
    }

    with pytest.raises(WrongState, match="anders worden: Corporatie b"):
        _set(clauses, parties, now=NOW + timedelta(days=2))
