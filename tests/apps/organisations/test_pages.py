"""Every page of parties and members, for every kind of reader."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from drieluik.apps.organisations.models import Membership
from tests.factories.accounts import make_user
from tests.factories.organisations import (
    ROLES,
    join,
    make_actor,
    make_municipality,
    make_party,
    sign_in,
)

pytestmark = pytest.mark.django_db
MEMBERS = "/partijen/corporatie-a/leden/"


def _new_member(role: str = "reader") -> dict[str, str]:
    return {"name": "Nieuw Lid", "email": "nieuw@voorbeeld.example", "role": role}


@pytest.mark.parametrize("path", ["/ik/", MEMBERS, "/gm9001/partijen/"])
def test_a_stranger_is_asked_to_sign_in(client: Client, path):
    make_actor("reader")

    answer = client.get(path)

    assert (answer.status_code, answer.url) == (302, f"/account/login/?next={path}")


@pytest.mark.parametrize("role", ROLES)
def test_everyone_reads_the_pages_of_the_own_party(client: Client, role):
    sign_in(client, make_actor(role))

    for path in ("/ik/", MEMBERS, "/gm9001/partijen/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_the_members_of_another_party_answer_exactly_like_a_missing_page(client: Client, role):
    make_party(code="corporatie-b", municipality=make_municipality())
    sign_in(client, make_actor(role))

    other = client.get("/partijen/corporatie-b/leden/")
    missing = client.get("/partijen/bestaat-niet/leden/")

    assert other.status_code == missing.status_code == 404
    assert _without_tokens(other.text) == _without_tokens(missing.text).replace(
        "bestaat-niet", "corporatie-b"
    )


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


@pytest.mark.parametrize("role", ROLES)
def test_another_municipality_answers_like_a_missing_one(client: Client, role):
    make_municipality(code="GM9002")
    sign_in(client, make_actor(role))

    assert client.get("/gm9002/partijen/").status_code == 404
    assert client.get("/gm9999/partijen/").status_code == 404


def test_a_person_without_role_is_told_whom_to_ask(client: Client):
    sign_in(client, make_user())

    page = client.get("/ik/").text

    assert "U hebt nog geen rol" in page
    assert "beheerder van uw organisatie" in page


def test_an_administrator_adds_and_ends_a_member(client: Client):
    sign_in(client, make_actor("administrator"))

    added = client.post(MEMBERS, _new_member(), follow=True)
    membership = Membership.objects.get(user__email="nieuw@voorbeeld.example")
    ended = client.post(f"{MEMBERS}{membership.id}/einde/", follow=True)

    assert "Het lid is toegevoegd en krijgt een mail." in added.text
    assert "Nieuw Lid" in added.text
    assert "De rol is beëindigd." in ended.text
    assert "Nieuw Lid" not in ended.text


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_others_see_why_they_cannot_and_are_refused_when_they_try(client: Client, role):
    sign_in(client, make_actor(role))

    page = client.get(MEMBERS).text
    refused = client.post(MEMBERS, _new_member())

    assert "Alleen een beheerder van deze partij kan de leden beheren." in page
    assert "Rol beëindigen" not in page
    assert refused.status_code == 403
    assert "Er is niets gewijzigd." in refused.text
    assert not Membership.objects.filter(user__email="nieuw@voorbeeld.example").exists()


def test_a_role_that_somebody_already_has_is_said_at_the_field(client: Client):
    sign_in(client, make_actor("administrator"))
    client.post(MEMBERS, _new_member())

    again = client.post(MEMBERS, _new_member())

    assert again.status_code == 200
    assert 'href="#id_role"' in again.text
    assert "Deze persoon heeft deze rol al." in again.text


def test_all_mistakes_are_said_at_once(client: Client):
    sign_in(client, make_actor("administrator"))

    page = client.post(MEMBERS, {"name": "", "email": "geen adres", "role": "keizer"}).text

    assert all(f'href="#id_{field}"' in page for field in ("name", "email", "role"))


def test_a_membership_of_another_party_cannot_be_ended_through_the_own_party(client: Client):
    other = join(make_user(), make_party(code="corporatie-b"), "editor")
    sign_in(client, make_actor("administrator"))

    answer = client.post(f"{MEMBERS}{other.id}/einde/")

    other.refresh_from_db()
    assert answer.status_code == 404
    assert other.until_on is None


def test_ending_a_role_twice_gives_the_reason(client: Client):
    sign_in(client, make_actor("administrator"))
    client.post(MEMBERS, _new_member())
    membership = Membership.objects.get(user__email="nieuw@voorbeeld.example")
    client.post(f"{MEMBERS}{membership.id}/einde/")

    again = client.post(f"{MEMBERS}{membership.id}/einde/")

    assert again.status_code == 409
    assert "Deze rol is al beëindigd." in again.text


def test_ending_a_role_is_never_a_link(client: Client):
    sign_in(client, make_actor("administrator"))

    assert client.get(f"{MEMBERS}1/einde/").status_code == 405


def test_a_name_cannot_carry_markup(client: Client):
    actor = make_actor("administrator")
    join(make_user(email="x@y.example", name="<script>alert(1)</script>"), make_party(), "reader")

    page = sign_in(client, actor).get(MEMBERS).text

    assert "<script>alert" not in page


def test_the_members_page_takes_few_queries(client: Client, django_assert_max_num_queries):
    actor = make_actor("administrator")
    for number in range(30):
        join(make_user(email=f"lid{number}@voorbeeld.example"), make_party(), "reader")
    sign_in(client, actor)

    with django_assert_max_num_queries(15):
        client.get(MEMBERS)


def test_the_parties_page_takes_few_queries(client: Client, django_assert_max_num_queries):
    here = make_municipality()
    for number in range(30):
        make_party(code=f"corporatie-{number}", municipality=here)
    sign_in(client, make_actor("reader"))

    with django_assert_max_num_queries(15):
        client.get("/gm9001/partijen/")


def test_whoever_was_signed_out_halfway_a_form_comes_back_on_the_page_of_the_form(client):
    form = "http://testserver/partijen/corporatie-a/leden/?ja=1"

    response = client.post(
        "/partijen/corporatie-a/leden/1/einde/", headers={"referer": form}, follow=True
    )

    address, _ = response.redirect_chain[0]
    assert parse_qs(urlsplit(address).query)["next"] == [form]
    assert "U bent intussen afgemeld" in response.content.decode()


def test_signing_in_never_leads_to_a_page_of_somebody_else(client):
    elsewhere = {"referer": "https://elders.example/"}

    response = client.post("/partijen/corporatie-a/leden/1/einde/", headers=elsewhere)

    assert response.headers["location"] == "/account/login/?next=/"
