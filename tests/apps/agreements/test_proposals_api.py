"""Proposals for other programmes: the whole way of one, and how refusals look."""

import pytest
from django.test import Client

from drieluik.apps.agreements.models import Proposal
from tests.factories.agreements import make_register
from tests.factories.organisations import make_municipality, make_party, sign_in
from tests.factories.proposals import change_words, delegate, make_proposal, say

pytestmark = pytest.mark.django_db
LIST = "/api/v1/gemeenten/gm9001/voorstellen"
BEGIN = "/api/v1/gemeenten/gm9001/partijen/huurders-a/voorstellen"
FOUR = "Partijen spreken elkaar vier keer per jaar."
WORDS = {"titel": "Vaker overleg", "toelichting": "Te weinig.", "aanleiding": "theme_session"}


@pytest.fixture
def clauses():
    return make_register()


def _client(code: str) -> Client:
    client = Client()
    sign_in(client, delegate(code))
    return client


def test_from_draft_to_submitted_with_every_change_checked(clauses):
    client = _client("huurders-a")

    begun = client.post(BEGIN, WORDS)
    assert begun.status_code == 201, begun.content
    one = f"{LIST}/{begun.json()['id']}"
    assert [row["melding"] for row in begun.json()["bevindingen"]]
    assert client.post(f"{one}/indiening", {"stap": 0}).status_code == 409

    changed = client.post(f"{one}/wijzigingen/woorden", {"over": "1.1", "tekst": FOUR, "stap": 0})
    assert changed.status_code == 200, changed.content
    edit = changed.json()["wijzigingen"][0]
    assert (edit["soort"], edit["inhoud"]["new_text"]) == ("change_words", FOUR)
    assert len(changed.json()["wijzigingen"]) == 1, "the heading was left out and so stays"

    submitted = client.post(f"{one}/indiening", {"stap": 1})
    assert submitted.json()["stand"] == "submitted"
    redline = client.get(f"{one}/verschil").json()
    assert redline["words"] == {"removed": 1, "added": 1}


def test_a_change_can_be_written_anew_and_taken_out(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)
    client = _client("corporatie-a")
    one = f"{LIST}/{proposal.id}"

    again = {"over": "1.1", "tekst": f"{FOUR} Of vaker.", "stap": 0}
    rows = client.post(f"{one}/wijzigingen/woorden", again).json()["wijzigingen"]
    assert [row["inhoud"]["new_text"] for row in rows] == [f"{FOUR} Of vaker."]

    left = client.post(f"{one}/wijzigingen/{rows[0]['id']}/weg", {"stap": 1}).json()
    assert left["wijzigingen"] == []
    assert client.post(f"{one}/wijzigingen/{rows[0]['id']}/weg", {"stap": 2}).status_code == 404


def test_consent_tells_who_is_asked_and_every_position(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    say(proposal, "huurders-a", "object", "Te vaak.")
    client = _client("huurders-a")
    said = {
        "partij": "huurders-a",
        "onderwerpen": str(clauses["1.1"].clause_id),
        "oordeel": "agree",
    }

    answer = client.post(f"{LIST}/{proposal.id}/standpunten", said)

    standing = answer.json()
    assert not standing["rond"]
    parties = {row["partij"]: row for row in standing["onderwerpen"][0]["partijen"]}
    assert parties["huurders-a"]["stand"] == "agrees"
    assert [row["oordeel"] for row in parties["huurders-a"]["standpunten"]] == ["agree", "object"]
    assert parties["corporatie-a"]["stand"] == "silent"


def test_reasons_are_cleaned_as_on_a_page_and_too_long_ones_refused_at_their_field(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    client = _client("huurders-a")
    said = {"partij": "huurders-a", "onderwerpen": str(clauses["1.1"].clause_id)}
    said |= {"oordeel": "object", "reden": "<script>x()</script><p>Te\u00a0<b>vaak</b>.</p>"}

    taken = client.post(f"{LIST}/{proposal.id}/standpunten", said).json()
    long = client.post(f"{LIST}/{proposal.id}/standpunten", said | {"reden": "a" * 4001})

    parties = {row["partij"]: row for row in taken["onderwerpen"][0]["partijen"]}
    assert parties["huurders-a"]["standpunten"][0]["reden"] == "Te vaak."
    assert long.status_code == 400
    (place,) = long.json()["invalidParams"]
    assert place["name"] == "reden"
    assert "tekens" in place["reason"]


def test_a_draft_of_another_party_is_not_in_the_list_nor_anywhere_else(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)

    own, other = _client("corporatie-a"), _client("huurders-a")

    assert [row["id"] for row in own.get(LIST).json()["items"]] == [str(proposal.id)]
    assert other.get(LIST).json()["items"] == []
    for address in ("", "/verschil", "/instemming"):
        assert other.get(f"{LIST}/{proposal.id}{address}").status_code == 404


def test_what_is_wrong_is_named_at_the_names_of_the_api(clauses):
    proposal = make_proposal(submitted=False)
    client = _client("corporatie-a")
    new = {"nummer": "niet goed!", "plaats": "nergens", "tekst": "Iets.", "stap": 0}

    answer = client.post(f"{LIST}/{proposal.id}/wijzigingen/nieuw", new)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    names = {row["name"] for row in answer.json()["invalidParams"]}
    assert names == {"nummer", "plaats", "bindt"}
    assert not Proposal.objects.get().edits.exists()
    words = client.post(
        f"{LIST}/{proposal.id}/woorden", WORDS | {"stap": 0, "aanleiding": "zomaar"}
    )
    assert {row["name"] for row in words.json()["invalidParams"]} == {"aanleiding"}


def test_a_list_of_parties_can_be_emptied_and_one_left_out_stays(clauses):
    proposal = make_proposal(submitted=False)
    client = _client("corporatie-a")
    address = f"{LIST}/{proposal.id}/wijzigingen/partijen"

    answer = client.post(address, {"stap": 0, "over": "1.1", "instemming": ""})

    assert answer.status_code == 200, answer.content
    (edit,) = answer.json()["wijzigingen"]
    assert (edit["soort"], edit["partijen"]["consent"]) == ("set_parties", [])
    assert sorted(edit["partijen"]["bound"]) == ["corporatie-a", "gemeente-voorbeeld"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("wijzigingen/onzin", {"stap": 0}, 404),
        ("wijzigingen/woorden", {"stap": 0, "tekst": "Iets."}, 404),
        ("wijzigingen/woorden", {"stap": 0, "over": "9.9", "tekst": "Iets."}, 404),
        ("wijzigingen/woorden", {"stap": 7, "over": "1.1", "tekst": "Iets."}, 409),
        ("wijzigingen/woorden", {"over": "1.1", "tekst": "Iets."}, 400),
        ("woorden", WORDS | {"stap": 0, "aanleiding": "zomaar"}, 400),
        ("standpunten", {"partij": "huurders-a", "oordeel": "misschien"}, 400),
        ("akkoorden", {"standpunten": "123456", "orgaan": "bestuur"}, 404),
    ],
)
def test_refusals_are_problems_and_change_nothing(clauses, path, body, status):
    proposal = make_proposal(submitted=False)
    client = _client("corporatie-a")

    answer = client.post(f"{LIST}/{proposal.id}/{path}", body)

    assert answer.status_code == status, answer.content
    assert answer.json()["status"] == status
    assert Proposal.objects.get().step == 0


def test_nobody_begins_for_another_party_or_without_a_register(clauses):
    assert _client("corporatie-a").post(BEGIN, WORDS).status_code == 403
    assert (
        _client("corporatie-a").post(BEGIN.replace("huurders-a", "niemand"), WORDS).status_code
        == 403
    )
    empty = make_municipality(code="GM9002")
    make_party(code="huurders-leeg", kind="tenants", municipality=empty)

    answer = _client("huurders-leeg").post(
        "/api/v1/gemeenten/gm9002/partijen/huurders-leeg/voorstellen", WORDS
    )

    assert answer.status_code == 404
    assert not Proposal.objects.exists()


def test_an_approval_of_a_position_on_another_proposal_is_not_found_here(clauses):
    first = make_proposal(change_words(clauses["1.1"], FOUR))
    second = make_proposal(change_words(clauses["2.1"], "Anders."))
    say(first, "corporatie-a")
    position = first.positions.get()

    answer = _client("corporatie-a").post(
        f"{LIST}/{second.id}/akkoorden", {"standpunten": position.pk, "orgaan": "bestuur"}
    )

    assert answer.status_code == 404
