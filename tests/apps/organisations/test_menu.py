"""The menu stays whole on pages that belong to no municipality, and offers a choice with several."""

import pytest

from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
_PARTS = ("afspraken", "monitor", "aanleveringen")
_OUTSIDE = ("/ik/", "/aanleveringen/", "/stijlgids/", "/bestaat-niet/")


def _leads_to(page, slug):
    return all(f'<li><a href="/{slug}/{part}/"' in page for part in _PARTS)


@pytest.fixture
def in_two(client):
    """Somebody of a corporation that works in two municipalities."""
    make_municipality(code="GM9001", name="Aastad")
    make_party(municipality=make_municipality(code="GM9001"))
    make_party(municipality=make_municipality(code="GM9002", name="Beestad"))
    return sign_in(client, make_actor("editor"))


@pytest.mark.parametrize("address", _OUTSIDE)
def test_with_one_municipality_the_menu_is_the_same_everywhere(client, address):
    sign_in(client, make_actor("editor"))

    assert _leads_to(client.get(address).text, "gm9001")


@pytest.mark.parametrize("address", _OUTSIDE)
def test_with_several_the_menu_is_about_the_one_seen_last(in_two, address):
    in_two.get("/gm9002/partijen/")

    assert _leads_to(in_two.get(address).text, "gm9002")


@pytest.mark.parametrize("address", _OUTSIDE)
def test_of_a_made_up_municipality_every_page_says_so(client, address):
    place = make_municipality(fictitious=True)
    sign_in(client, make_actor("editor", party=make_party(municipality=place)))

    assert "fictitious-banner" in client.get(address).text


def test_with_several_and_none_seen_yet_the_menu_asks_which(in_two):
    page = in_two.get("/ik/").text

    assert "Kies een gemeente" in page
    assert '<a href="/gm9001/afspraken/">Aastad</a>' in page
    assert '<a href="/gm9002/afspraken/">Beestad</a>' in page
    assert not _leads_to(page, "gm9001")


def test_with_several_the_choice_shows_where_one_is(in_two):
    page = in_two.get("/gm9002/partijen/").text

    assert '<a href="/gm9002/afspraken/" aria-current="true">Beestad</a>' in page
    assert '<a href="/gm9001/afspraken/">Aastad</a>' in page


def test_a_municipality_that_one_has_left_is_forgotten(in_two):
    in_two.get("/gm9002/partijen/")
    make_party().participations.filter(municipality__code="GM9002").delete()

    assert _leads_to(in_two.get("/ik/").text, "gm9001")


def test_somebody_without_a_role_is_offered_no_municipality(client):
    actor = make_actor("editor")
    make_party().memberships.update(until_on="2021-01-01")
    sign_in(client, actor)

    page = client.get("/ik/").text

    assert not _leads_to(page, "gm9001")
    assert "Kies een gemeente" not in page
