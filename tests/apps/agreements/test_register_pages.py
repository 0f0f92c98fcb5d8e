"""The pages of the register, for every role and for those who have nothing to look for here."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone

from drieluik.apps.agreements import extensions
from tests.factories.accounts import make_user
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.organisations import ROLES, make_actor, make_municipality, make_party
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal

pytestmark = pytest.mark.django_db


def _client(role="reader", party_code="corporatie-a", kind="corporation", place=None) -> Client:
    party = make_party(code=party_code, kind=kind, municipality=place or make_municipality())
    actor = make_actor(role, party=party)
    client = Client()
    client.force_login(make_user(email=f"{role}@{party.code}.example"))
    assert actor.user_id == int(client.session["_auth_user_id"])
    return client


@pytest.fixture
def pages():
    """Addresses of all pages that only read."""
    clauses = make_register()
    return [
        "/gm9001/afspraken/",
        "/gm9001/afspraken/2.1/",
        "/gm9001/afspraken/?zoek=loket&thema=2&partij=gemeente-voorbeeld",
        "/gm9001/afspraken/?op=2020-06-01&bekend=2020-06-02",
        "/gm9001/afspraken/document/",
        "/gm9001/afspraken/document.docx",
        "/gm9001/afspraken/document.pdf",
        "/gm9001/afspraken/speerpunten/",
        "/gm9001/afspraken/speerpunten/2020/1/",
    ], clauses


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("gemeente-voorbeeld", "municipality"),
        ("corporatie-a", "corporation"),
        ("huurders-a", "tenants"),
    ],
)
def test_every_role_of_every_party_reads_the_register(pages, role, code, kind):
    client = _client(role, code, kind)

    assert [client.get(page).status_code for page in pages[0]] == [200] * len(pages[0])


def test_another_municipality_finds_nothing(pages):
    elsewhere = make_municipality(code="GM9002")
    client = _client("editor", "gemeente-elders", "municipality", elsewhere)

    assert {client.get(page).status_code for page in pages[0]} == {404}


def test_a_visitor_is_asked_to_sign_in(pages):
    for page in pages[0]:
        response = Client().get(page)

        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")


def test_a_permalink_leads_to_the_agreement(pages):
    clause_id = pages[1]["2.2"].clause_id

    response = _client().get(reverse("agreements:permalink", args=["gm9001", clause_id]))

    assert response["Location"] == "/gm9001/afspraken/2.2/"


def test_an_unknown_number_is_not_found(pages):
    assert _client().get("/gm9001/afspraken/9.9/").status_code == 404


def test_the_register_stays_within_its_queries(pages, django_assert_max_num_queries):
    client = _client()

    for page in pages[0]:
        with django_assert_max_num_queries(26):
            client.get(page)


def test_others_add_lights_and_panels_without_the_register_knowing_them(pages):
    clause = pages[1]["2.1"]
    extensions.register_clause_lights(
        lambda actor, place, ids: {
            clause.clause_id: extensions.ClauseLight("on_course", "Op koers")
        }
    )
    extensions.register_clause_panel(
        lambda actor, place, row: extensions.ClausePanel(
            "agreements/light.html", {"note": row.number}
        )
    )
    client = _client()

    assert "Op koers" in client.get("/gm9001/afspraken/").content.decode()
    assert client.get("/gm9001/afspraken/2.1/").status_code == 200


def test_an_empty_municipality_says_what_comes_first():
    client = _client("editor", "gemeente-voorbeeld", "municipality")

    response = client.get("/gm9001/afspraken/")

    assert response.status_code == 200


def test_what_is_typed_is_shown_as_text(pages):
    page = _client().get("/gm9001/afspraken/", {"zoek": "<script>alert(1)</script>"})

    assert "<script>alert" not in page.content.decode()


def test_parties_are_recorded_from_a_form_and_refused_at_the_field(pages):
    client = _client("steward", "gemeente-voorbeeld", "municipality")
    address = "/gm9001/afspraken/1.1/partijen/"

    wrong = client.post(address, {"not_party": ["corporatie-b"], "reason": ""})
    right = client.post(
        address,
        {
            "bound": ["gemeente-voorbeeld", "corporatie-a"],
            "consent": ["gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a"],
        },
    )
    shown = client.get("/gm9001/afspraken/1.1/").content.decode()

    assert "Schrijf op waarom" in wrong.content.decode()
    assert right["Location"] == "/gm9001/afspraken/1.1/"
    assert "Corporatie b" in shown
    assert "hun instemming is daarom niet nodig" in shown


@pytest.mark.parametrize("role", ROLES)
def test_only_editors_and_stewards_of_the_municipality_record_parties(pages, role):
    address = "/gm9001/afspraken/1.1/partijen/"

    own = _client(role, "gemeente-voorbeeld", "municipality").get(address)
    other = _client(role).get(address)

    assert own.status_code == (200 if role in ("editor", "steward") else 403)
    assert other.status_code == 403


def test_a_whole_theme_gets_the_same_parties_when_asked():
    make_register(now=timezone.now())
    client = _client("editor", "gemeente-voorbeeld", "municipality")

    client.post("/gm9001/afspraken/2.1/partijen/", {"bound": ["corporatie-b"], "whole_theme": "on"})

    assert "Corporatie b" in client.get("/gm9001/afspraken/2.2/").content.decode()


def test_without_a_register_there_is_no_document():
    client = _client()

    assert "Er is nog geen register" in client.get("/gm9001/afspraken/document/").content.decode()
    assert client.get("/gm9001/afspraken/document.docx").status_code == 404
    assert client.get("/gm9001/afspraken/document.pdf").status_code == 404
    assert client.get("/gm9001/afspraken/speerpunten/").status_code == 200


def test_unknown_things_are_not_found(pages):
    client = _client("editor", "gemeente-voorbeeld", "municipality")
    unknown = "00000000-0000-4000-8000-000000000000"

    for page in (f"vast/{unknown}/", "speerpunten/2020/9/", "9.9/partijen/", "9.9/"):
        assert client.get(f"/gm9001/afspraken/{page}").status_code == 404


def test_a_day_that_is_no_day_is_today(pages):
    assert _client().get("/gm9001/afspraken/", {"op": "2020-02-31"}).status_code == 200


def test_the_parties_of_another_day_are_those_of_that_day(pages):
    bind_otherwise(
        pages[1]["2.2"], parties={"bound": ["corporatie-b"]}, now=NOW + timedelta(days=60)
    )
    client, then = _client(), {"op": "2020-02-01"}

    def of(party, days):
        page = client.get("/gm9001/afspraken/", {"partij": party, **days}).text
        return 'href="/gm9001/afspraken/2.2/' in page

    assert [of("gemeente-voorbeeld", then), of("corporatie-b", then)] == [True, False]
    assert [of("gemeente-voorbeeld", {}), of("corporatie-b", {})] == [False, True]
    assert [of("gemeente-voorbeeld", {"bekend": "2020-02-01"})] == [True]
    now, before = (client.get("/gm9001/afspraken/2.2/", days).text for days in ({}, then))
    assert ["<li>Corporatie b</li>" in page for page in (now, before)] == [True, False]


def test_words_that_were_decided_and_come_later_are_announced_and_can_be_read():
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))
    all_agree(proposal)
    begins = timezone.localdate() + timedelta(days=20)
    adopt(proposal, in_force_from=begins, now=timezone.now())
    client = _client()

    today = client.get("/gm9001/afspraken/1.1/").content.decode()
    then = client.get(f"/gm9001/afspraken/1.1/?op={begins}").content.decode()

    day = formats.date_format(begins, "j F Y")
    assert f"Vanaf {day} heeft deze afspraak een andere tekst." in today
    assert f"/gm9001/afspraken/1.1/?op={begins}" in today
    assert "Partijen spreken elkaar elke maand." in today.split("Geschiedenis")[-1]
    assert "heeft deze afspraak een andere tekst" not in then
