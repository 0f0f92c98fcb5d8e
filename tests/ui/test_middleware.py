"""Headers that keep pages safe and private, on every answer."""

import pytest
from django.test import Client

from tests.factories.organisations import make_actor, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/account/login/", "/stijlgids/", "/bestaat-niet/"])
def test_no_page_runs_script_or_style_from_elsewhere_or_in_the_page(client: Client, path):
    policy = client.get(path)["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/account/login/", "/stijlgids/"])
def test_no_page_carries_style_or_handlers_of_its_own(client: Client, path):
    page = client.get(path).text

    assert 'style="' not in page
    assert "<style" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("path", ["/ik/", "/partijen/corporatie-a/leden/", "/bestaat-niet/"])
def test_what_a_signed_in_person_saw_is_not_kept_by_the_browser(client: Client, path):
    sign_in(client, make_actor("administrator"))

    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_page_without_sign_in_may_be_kept(client: Client):
    assert "no-store" not in client.get("/stijlgids/").headers.get("Cache-Control", "")


def test_no_page_can_be_shown_inside_another(client: Client):
    assert client.get("/stijlgids/")["X-Frame-Options"] == "DENY"


def test_a_page_is_dutch_and_says_so(client: Client):
    page = client.get("/account/login/").text

    assert '<html lang="nl"' in page
    assert "Aanmelden" in page


def test_english_is_one_press_away(client: Client):
    client.post("/taal/setlang/", {"language": "en", "next": "/account/login/"})

    page = client.get("/account/login/").text

    assert '<html lang="en"' in page
    assert "Sign in" in page


@pytest.mark.parametrize("address", ["/a%00b/", "/%00", "/account/login/?next=%00", "/?a=b%00c"])
def test_an_address_with_a_nul_is_refused_before_anything_looks_for_it(client: Client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/plain")
    assert "teken" in answer.text


def test_a_percent_sign_before_two_noughts_is_no_nul(client: Client):
    assert client.get("/account/login/?next=%2500").status_code == 200
