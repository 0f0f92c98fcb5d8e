"""The page of a figure's origin: the figure that was asked for, in words that people use."""

import pytest
from django.urls import reverse

from tests.factories.monitor import BUURTEN, accept_figures, calculate, make_place, make_steward
from tests.factories.organisations import make_party, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """One of two corporations delivered, also for places that do not exist."""
    with world(django_db_blocker):
        place = make_place()
        accept_figures(place, evictions=(3, 4))
        make_party(code="corporatie-b", municipality=place)
        calculate(place)
        yield place


@pytest.fixture
def steward(client, place):
    return sign_in(client, make_steward(place))


def _open(client, **choice):
    url = reverse("monitor:origin", args=["gm9001", "evictions"])
    return client.get(url, choice)


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        ({}, 7.0),
        ({"partij": "corporatie-a"}, 7.0),
        ({"buurt": BUURTEN[0]}, 3.0),
        ({"buurt": BUURTEN[0], "partij": "corporatie-a"}, None),
        ({"partij": "corporatie-b"}, None),
    ],
)
def test_the_page_shows_the_figure_that_was_asked_for_and_no_other(steward, choice, value):
    asked = _open(steward, **choice).context["asked"]

    assert (asked.figure.value if asked.figure else None) == value


def test_figures_of_corporations_are_not_shown_beside_a_buurt_they_do_not_belong_to(steward):
    page = _open(steward, buurt=BUURTEN[0])

    assert page.context["asked"].parties == ()
    assert "Hoe het is opgebouwd" not in page.content.decode()


@pytest.mark.parametrize(
    ("code", "words"), [("whole_area", "De hele stad"), ("unknown", "Buurt onbekend")]
)
def test_a_place_that_is_no_buurt_is_called_by_words(steward, code, words):
    text = _open(steward, buurt=code).content.decode()

    assert words in text
    assert f">{code}<" not in text
    assert f", {code}" not in text


def test_a_corporation_that_did_not_deliver_has_no_rows_to_open(steward):
    text = _open(steward).content.decode()

    assert "partij=corporatie-a" in text
    assert "partij=corporatie-b" not in text


def test_a_count_has_no_column_below_the_line_and_a_share_has(steward):
    share = steward.get(reverse("monitor:origin", args=["gm9001", "vacancy-share"]))

    assert _open(steward).context["is_division"] is False
    assert share.context["is_division"] is True
    assert "Onder de streep" not in _open(steward).content.decode()


def test_files_call_parts_and_places_by_words(steward):
    text = steward.get(reverse("monitor:csv", args=["gm9001", "evictions"])).content.decode()

    assert ";alles samen;" in text
    assert ";all;" not in text
