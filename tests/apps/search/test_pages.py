"""The search page and the search of the API: what people see, by hand and by programme."""

import pytest

from tests.factories.agreements import make_register
from tests.factories.organisations import make_actor, sign_in

pytestmark = pytest.mark.django_db
PAGE, API = "/gm9001/zoeken/", "/api/v1/gemeenten/gm9001/zoeken"


@pytest.fixture
def client(client):
    make_register()
    return sign_in(client, make_actor("reader"))


def test_every_page_has_a_box_that_leads_to_the_search_page(client):
    text = client.get("/gm9001/afspraken/").content.decode()

    assert f'action="{PAGE}" role="search"' in text
    assert 'action="/gm9001/zoeken/"' not in client.get(PAGE).content.decode()


def test_hits_show_their_words_marked_and_which_version_they_are_from(client):
    text = client.get(PAGE, {"q": "woning"}).content.decode()

    assert '<a href="/gm9001/afspraken/2.1/">2.1 Voorraad</a>' in text
    assert "<mark>woningen</mark>" in text
    assert "Versie 1, geldig vanaf 1 januari 2020" in text


def test_nothing_typed_shows_how_to_search(client):
    for typed in ({}, {"q": "  "}, {"q": '"'}):
        assert "Wat kunt u hier vinden?" in client.get(PAGE, typed).content.decode()


def test_nothing_found_helps_on(client):
    text = client.get(PAGE, {"q": "gietijzer", "thema": "2"}).content.decode()

    assert "Niets gevonden voor “gietijzer”" in text
    assert "?q=gietijzer*&amp;thema=2" in text.replace("%2A", "*")
    assert 'href="?q=gietijzer"' in text


def test_what_is_typed_is_shown_as_text(client):
    text = client.get(PAGE, {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest.mark.parametrize("page", ["0", "-1", "9", "999999", "veel", "²"])
def test_a_page_that_is_not_there_leads_to_the_first(client, page):
    answer = client.get(PAGE, {"q": "huurschuld", "page": page}, follow=True)

    assert answer.status_code == 200
    assert "2 resultaten" in answer.content.decode()


def test_an_unknown_kind_or_theme_counts_as_no_choice(client):
    text = client.get(PAGE, {"q": "huurschuld", "soort": "geheim", "thema": "99"}).content.decode()

    assert "2 resultaten" in text


def test_a_kind_without_hits_shows_the_way_to_the_others(client):
    text = client.get(PAGE, {"q": "loket", "soort": "focus_project"}).content.decode()

    assert "Niets van deze soort" in text


def test_the_api_gives_the_same_hits_in_plain_text(client):
    found = client.get(API, {"q": "woning"}).json()

    assert found["aantal"] == 1
    assert found["per_soort"] == {"clause": 1}
    (hit,) = found["treffers"]
    assert hit["nummer"] == "2.1"
    assert hit["gevonden"] == ["woningen"]
    assert hit["pagina"].endswith("/gm9001/afspraken/2.1/")


def test_the_api_refuses_what_is_too_long_and_hides_other_municipalities(client):
    assert client.get(API, {"q": "a" * 201}).status_code == 400
    assert client.get(API).status_code == 400
    assert client.get("/api/v1/gemeenten/elders/zoeken", {"q": "a"}).status_code == 404
