"""Pages for what goes wrong: plain Dutch, nothing leaks, nothing changed."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from drieluik.ui.middleware import page_around
from tests.factories.accounts import make_user
from tests.factories.organisations import make_actor, sign_in

pytestmark = pytest.mark.django_db


def test_a_missing_page_says_so(client: Client):
    answer = client.get("/bestaat-niet/")

    assert answer.status_code == 404
    assert "Deze pagina bestaat niet, of is niet met u gedeeld." in answer.text


def test_a_form_that_was_open_too_long_changes_nothing():
    make_user()
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/account/login/", {"login": "els@voorbeeld.example", "password": "x"})

    assert answer.status_code == 403
    assert "Probeer het nog eens" in answer.text
    assert "Er is niets gewijzigd." in answer.text


def test_the_page_of_our_own_mistakes_needs_nothing_that_could_fail_too():
    page = render_to_string("500.html")

    assert "Er ging iets mis" in page
    assert "niet aan u" in page


def test_the_page_of_no_access_tells_whom_to_ask():
    assert "vraag het dan de beheerder van uw organisatie" in render_to_string("403.html")


@pytest.mark.parametrize(
    ("before", "way_back"),
    [
        ("http://testserver/gm9001/monitor/", "http://testserver/gm9001/monitor/"),
        ("https://elders.example/nep", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_from_a_refusal_never_leads_elsewhere(client: Client, before, way_back):
    sign_in(client, make_actor("reader"))

    answer = client.post(
        "/gm9001/monitor/indicatoren/evictions/vastleggen/", headers={"referer": before}
    )

    assert answer.status_code == 403
    assert answer.context["way_back"] == way_back
    assert f'<a href="{way_back}">' in answer.text


def test_the_address_of_a_form_still_says_how_it_is_used(client: Client):
    answer = client.get("/gm9001/monitor/indicatoren/evictions/vastleggen/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert 'href="/gm9001/monitor/indicatoren/evictions/"' in answer.text
    assert "Er is niets gewijzigd." in answer.text


def test_an_address_of_a_form_below_nothing_leads_to_the_first_page():
    assert page_around("/bestaat-niet/ook-niet/") == "/"


def test_programmes_get_no_page_for_what_they_can_only_send(client: Client):
    sign_in(client, make_actor("steward"))

    answer = client.get("/api/v1/gemeenten/gm9001/uitvragen")

    assert answer.status_code == 405
    assert "<html" not in answer.text
