"""The API of the agreements: who gets what, and how refusals look."""

from datetime import date, timedelta

import pytest
from django.test import Client

from drieluik.config.answers import API_VERSION
from tests.factories.accounts import make_user
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal

pytestmark = pytest.mark.django_db
LIST = "/api/v1/gemeenten/gm9001/afspraken"


def _client(place=None, code="corporatie-a") -> Client:
    party = make_party(code=code, municipality=place or make_municipality())
    make_actor("reader", party=party)
    client = Client()
    client.force_login(make_user(email=f"reader@{code}.example"))
    return client


def test_the_list_is_paged_and_in_order():
    make_register()

    answer = _client().get(LIST, {"page_size": 2})

    assert answer["API-Version"] == API_VERSION
    assert answer.json()["count"] == 3
    assert [row["nummer"] for row in answer.json()["items"]] == ["1.1", "2.1"]


def test_the_list_can_be_searched_and_narrowed():
    make_register()
    client = _client()

    found = client.get(LIST, {"zoek": "een loket"}).json()["items"]
    of_theme = client.get(LIST, {"thema": "2"}).json()["items"]
    before = client.get(LIST, {"op": "2019-01-01"}).json()["items"]

    assert [row["nummer"] for row in found] == ["2.2"]
    assert [row["nummer"] for row in of_theme] == ["2.1", "2.2"]
    assert before == []


def test_a_search_without_a_day_looks_where_the_list_looks():
    # not in force yet today: the list shows the only version there is, and so does a search
    make_register(in_force_from=date(2999, 1, 1))
    client = _client()

    assert len(client.get(LIST).json()["items"]) == 3
    assert len(client.get(LIST, {"zoek": "loket"}).json()["items"]) == 1


def test_one_agreement_comes_with_its_parties_and_its_page():
    clauses = make_register()

    answer = _client().get(f"{LIST}/2.1").json()

    assert answer["id"] == str(clauses["2.1"].clause_id)
    assert {one["code"] for one in answer["partijen"] if one["rol"] == "bound"} == {
        "corporatie-a",
        "corporatie-b",
    }
    assert answer["pagina"] == "http://testserver/gm9001/afspraken/2.1/"


def test_an_agreement_comes_as_in_force_and_as_known_with_the_decision_behind_its_words():
    clauses, spring = make_register(), NOW + timedelta(days=60)
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)
    adopt(proposal, now=spring)
    client = _client()

    def asked(path=f"{LIST}/1.1", **days):
        return client.get(path, days).json()

    now, before = asked(op="2020-06-01"), asked(op="2020-06-01", bekend="2020-02-01")
    listed = asked(LIST, op="2020-06-01")["items"]

    assert (now["tekst"], before["tekst"]) == (
        "Partijen spreken elkaar elke maand.",
        clauses["1.1"].text,
    )
    assert now["herkomst"] == {
        "versie": 2,
        "geldt_vanaf": "2020-04-01",
        "reden": "decision",
        "toelichting": "Vaker overleg",
        "besluit": "Bestuurlijk Overleg 2 maart 2020, besluit 1",
        "besloten_op": "2020-03-02",
    }
    assert (before["herkomst"]["versie"], before["herkomst"]["besluit"]) == (1, "")
    assert [(row["versie"], row["herkomst"]["versie"]) for row in listed] == [
        (2, 2),
        (2, 1),
        (2, 1),
    ]
    assert before["pagina"].endswith("/afspraken/1.1/?op=2020-06-01&bekend=2020-02-01")
    assert asked(LIST, bekend="2019-12-31")["items"] == []


def test_the_parties_are_those_of_the_day_as_known_then():
    clauses, spring = make_register(), NOW + timedelta(days=60)
    bind_otherwise(clauses["2.2"], parties={"bound": ["corporatie-a"]}, now=spring)
    client = _client()

    def bound(**days):
        rows = client.get(f"{LIST}/2.2", days).json()["partijen"]
        return [row["code"] for row in rows if row["rol"] == "bound"]

    assert bound() == bound(op="2020-06-01") == ["corporatie-a"]
    assert bound(op="2020-02-01") == bound(bekend="2020-02-01") == ["gemeente-voorbeeld"]
    # the register was recorded on 15 January: what was recorded first counts from its first day
    assert bound(op="2020-01-02") == ["gemeente-voorbeeld"]


@pytest.mark.parametrize("path", [LIST, f"{LIST}/2.1"])
def test_a_visitor_gets_a_problem_and_nothing_else(path):
    make_register()

    answer = Client().get(path)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == API_VERSION


@pytest.mark.parametrize("path", [LIST, f"{LIST}/2.1"])
def test_another_municipality_is_as_if_it_did_not_exist(path):
    make_register()

    answer = _client(make_municipality(code="GM9002"), "corporatie-elders").get(path)

    assert answer.status_code == 404
    assert answer.json()["status"] == 404


def test_an_unknown_number_and_a_wrong_question_are_problems_too():
    make_register()
    client = _client()

    assert client.get(f"{LIST}/9.9").status_code == 404
    wrong = client.get(LIST, {"op": "gisteren"})
    assert wrong.status_code == 400
    assert wrong.json()["invalidParams"][0]["name"] == "op"


def test_the_description_is_published():
    description = Client().get("/api/v1/openapi.json").json()

    assert "/gemeenten/{gemeente}/afspraken/{nummer}" in description["paths"]
