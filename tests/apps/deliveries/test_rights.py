"""Every address of deliveries for every role: who is let in, and that nobody else learns of it."""

import pytest

from drieluik.apps.deliveries.models import Delivery
from tests.factories.deliveries import make_checked, make_signed, make_steward, open_round
from tests.factories.organisations import (
    ROLES,
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)

pytestmark = pytest.mark.django_db
OWN = (
    "",
    "voortgang/",
    "bevindingen/",
    "ondertekenen/",
    "intrekken/",
    "origineel.xlsx",
    "nagekeken.xlsx",
)
ACTS = ("bevestigen/", "ondertekenen/", "intrekken/", "opnieuw-controleren/")
PARTS = ("", "deel.xlsx", "accepteren/", "terugsturen/")


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _outsiders():
    here = make_municipality()
    other = make_party(code="corporatie-b", municipality=here)
    tenants = make_party(code="huurders", kind="tenants", municipality=here)
    council = make_party(code="raad", kind="council", municipality=here)
    elsewhere = make_municipality(code="GM9002")
    return [
        *(make_actor(role, party=other) for role in ROLES),
        *(make_actor(role, party=tenants) for role in ROLES),
        make_actor("reader", party=council),
        make_steward(elsewhere),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_corporation_reads_its_own_delivery(client, role):
    delivery = make_checked()
    sign_in(client, make_actor(role))

    answers = {
        address: client.get(f"/aanleveringen/{delivery.id}/{address}").status_code
        for address in OWN
    }

    assert set(answers.values()) == {200}


def test_for_outsiders_a_delivery_is_as_if_it_were_not_there(client):
    delivery = make_signed()
    missing = "00000000-0000-4000-8000-000000000000"
    for outsider in [*_outsiders(), make_steward()]:
        sign_in(client, outsider)
        for address in OWN:
            there = client.get(f"/aanleveringen/{delivery.id}/{address}")
            nowhere = client.get(f"/aanleveringen/{missing}/{address}")

            assert there.status_code == nowhere.status_code == 404
            assert str(delivery.id) not in there.content.decode().replace(
                there.wsgi_request.path, ""
            )


def test_outsiders_change_nothing(client):
    delivery = make_checked()
    for outsider in [*_outsiders(), make_steward()]:
        sign_in(client, outsider)
        for address in ACTS:
            answer = client.post(
                f"/aanleveringen/{delivery.id}/{address}",
                {"version": delivery.version, "reason": "x", "numbers": [1]},
            )
            assert answer.status_code == 404

    assert Delivery.objects.get().version == delivery.version


@pytest.mark.parametrize("role", ["reader", "delegate", "steward", "administrator"])
def test_roles_without_the_right_are_told_why_and_change_nothing(client, role):
    delivery = make_checked()
    sign_in(client, make_actor(role))
    for address in ("bevestigen/", "ondertekenen/", "intrekken/"):
        answer = client.post(
            f"/aanleveringen/{delivery.id}/{address}",
            {"version": delivery.version, "reason": "x", "numbers": [1]},
        )

        assert answer.status_code == 403
        assert "controller" in answer.content.decode()
    assert Delivery.objects.get().version == delivery.version


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_municipality_reads_its_part_but_only_the_steward_decides(client, role):
    delivery = make_signed()
    municipality = make_party(code="gemeente-gm9001", kind="municipality")
    sign_in(client, make_actor(role, party=municipality))
    base = f"/gm9001/aanleveringen/{delivery.id}/"

    seen = {address: client.get(f"{base}{address}").status_code for address in PARTS}
    answer = client.post(f"{base}accepteren/", {"version": delivery.version})

    assert set(seen.values()) == {200}
    assert answer.status_code == (302 if role == "steward" else 403)


def test_a_draft_does_not_exist_for_the_municipality(client):
    delivery = make_checked()
    sign_in(client, make_steward())
    base = f"/gm9001/aanleveringen/{delivery.id}/"

    assert {client.get(f"{base}{address}").status_code for address in PARTS} == {404}
    assert client.post(f"{base}accepteren/", {"version": 1}).status_code == 404


def test_outsiders_see_no_part_and_decide_nothing(client):
    delivery = make_signed()
    base = f"/gm9001/aanleveringen/{delivery.id}/"
    for outsider in [*_outsiders(), make_actor("controller")]:
        sign_in(client, outsider)

        assert {client.get(f"{base}{address}").status_code for address in PARTS} == {404}
        assert client.post(f"{base}accepteren/", {"version": 1}).status_code == 404
        assert client.post(f"{base}terugsturen/", {"version": 1, "reason": "x"}).status_code == 404
    assert delivery.parts.get().verdict == "pending"


def test_the_steward_of_another_municipality_does_not_reach_this_one(client):
    delivery = make_signed()
    make_party(municipality=make_municipality(code="GM9002"))
    sign_in(client, make_steward(make_municipality(code="GM9002")))

    assert client.get("/gm9001/aanleveringen/").status_code == 404
    assert client.get(f"/gm9002/aanleveringen/{delivery.id}/").status_code == 404


@pytest.mark.parametrize("address", ["", "werkmap.xlsx"])
def test_the_half_year_of_another_corporation_is_not_there(client, address):
    for outsider in _outsiders():
        sign_in(client, outsider)

        assert client.get(f"/aanleveringen/corporatie-a/2020-1/{address}").status_code == 404


def test_without_sign_in_there_is_only_the_way_to_sign_in(client):
    delivery = make_signed()
    for address in (
        "/aanleveringen/",
        "/aanleveringen/corporatie-a/2020-1/",
        f"/aanleveringen/{delivery.id}/",
        f"/aanleveringen/{delivery.id}/origineel.xlsx",
        "/gm9001/aanleveringen/",
        f"/gm9001/aanleveringen/{delivery.id}/",
    ):
        answer = client.get(address)

        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")
