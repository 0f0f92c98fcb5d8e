"""What people get wrong in proposals, from the page and from other programmes: all faults, in Dutch."""

import pytest
from django.urls import reverse

from drieluik.apps.agreements.models import Position
from drieluik.apps.agreements.proposals.reading import get_standing
from tests.factories.agreements import make_register
from tests.factories.organisations import make_party, sign_in
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    recorder,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/gemeenten/gm9001/voorstellen"
FOUR = "Partijen spreken elkaar vier keer per jaar."


@pytest.fixture
def clauses():
    return make_register()


@pytest.fixture
def draft(clauses):
    return make_proposal(submitted=False)


def _id(clauses, number):
    return str(clauses[number].clause_id)


def _change(client, draft, kind, step, **given):
    address = f"{LIST}/{draft.id}/wijzigingen/{kind}"
    answer = client.post(address, {"stap": step, **given})
    assert answer.status_code == 200, answer.content
    return answer.json()


def _told(client, draft):
    """What the page and the API say is wrong, and what happens on submitting all the same."""
    page = client.get(reverse("agreements:proposal", args=["gm9001", draft.id])).content.decode()
    api = [one["melding"] for one in client.get(f"{LIST}/{draft.id}").json()["bevindingen"]]
    step = client.get(f"{LIST}/{draft.id}").json()["stap"]
    refused = client.post(f"{LIST}/{draft.id}/indiening", {"stap": step})
    return page, api, refused


def test_agreements_that_replace_each_other_and_an_edit_of_what_falls_away(client, clauses, draft):
    sign_in(client, delegate("corporatie-a"))
    one, other = _id(clauses, "2.1"), _id(clauses, "2.2")
    _change(client, draft, "vervallen", 0, over=one, opvolger=other)
    _change(client, draft, "vervallen", 1, over=other, opvolger=one)
    _change(client, draft, "woorden", 2, over=other, tekst="Eén loket.")

    page, api, refused = _told(client, draft)

    assert refused.status_code == 409
    assert len(api) >= 2
    for sentence in api:
        assert sentence in page.replace("&quot;", '"').replace("&#x27;", "'")
        assert sentence in refused.json()["detail"]


def test_one_that_replaces_itself_is_not_offered_and_is_refused(client, clauses, draft):
    sign_in(client, delegate("corporatie-a"))
    one = _id(clauses, "2.1")

    answer = client.post(
        f"{LIST}/{draft.id}/wijzigingen/vervallen", {"stap": 0, "over": one, "opvolger": one}
    )

    assert answer.status_code == 400
    assert [row["name"] for row in answer.json()["invalidParams"]] == ["opvolger"]


def test_a_second_change_of_the_same_words_takes_the_place_of_the_first(client, clauses, draft):
    sign_in(client, delegate("corporatie-a"))
    _change(client, draft, "woorden", 0, over="1.1", tekst=FOUR)

    rows = _change(client, draft, "woorden", 1, over="1.1", tekst=f"{FOUR} Of vaker.")

    assert [row["inhoud"]["new_text"] for row in rows["wijzigingen"]] == [f"{FOUR} Of vaker."]


def test_a_new_agreement_for_nobody_is_refused_at_its_field(client, clauses, draft):
    sign_in(client, delegate("corporatie-a"))
    address = reverse("agreements:edit", args=["gm9001", draft.id, "nieuw"])

    page = client.post(address, {"step": 0, "number": "2.9", "text": "Iets."})
    api = client.post(
        f"{LIST}/{draft.id}/wijzigingen/nieuw", {"stap": 0, "nummer": "2.9", "tekst": "Iets."}
    )

    assert "Dit veld is verplicht." in page.content.decode()
    assert "Geef aan welke partijen eraan gebonden zijn." in page.content.decode()
    assert {row["name"] for row in api.json()["invalidParams"]} == {"plaats", "bindt"}
    assert draft.edits.count() == 0


def test_releasing_everybody_is_a_fault_at_its_change(client, clauses, draft):
    sign_in(client, delegate("corporatie-a"))
    address = reverse("agreements:edit", args=["gm9001", draft.id, "partijen"])
    client.post(f"{address}?over={_id(clauses, '2.1')}", {"step": 0, "consent": ["huurders-a"]})

    page, api, refused = _told(client, draft)

    assert any("bindt niemand" in sentence for sentence in api), api
    assert "bindt niemand" in page
    assert refused.status_code == 409


def test_after_the_decision_nobody_says_anything_any_more(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    all_agree(proposal)
    adopt(proposal)
    before = Position.objects.count()
    party = make_party(code="huurders-a")
    subjects = [one.subject.key for one in get_standing(proposal.id).subjects]
    sign_in(client, delegate("huurders-a"))

    page = client.post(
        reverse("agreements:take_position", args=["gm9001", proposal.id]),
        {
            "step": 2, "standpunt-party": party.id, "standpunt-subjects": subjects,
            "standpunt-verdict": "object", "standpunt-reason": "Toch niet.",
        },
    )  # fmt: skip
    api = client.post(
        f"{LIST}/{proposal.id}/standpunten",
        {"partij": party.code, "onderwerpen": subjects, "oordeel": "object", "reden": "Toch niet."},
    )
    sign_in(client, recorder())
    written = client.post(
        f"{LIST}/{proposal.id}/op-papier",
        {
            "partij": party.code, "onderwerpen": subjects, "oordeel": "agree",
            "stuk": "Brief", "stuk_van": "2020-03-01",
        },
    )  # fmt: skip

    assert [page.status_code, api.status_code, written.status_code] == [409, 409, 409]
    assert "Dit voorstel is vastgesteld." in page.content.decode()
    assert "Dit voorstel is vastgesteld." in api.json()["detail"]
    assert Position.objects.count() == before
