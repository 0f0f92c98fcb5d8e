"""The page of the map before there is anything to draw."""

import pytest
from django.urls import reverse

from tests.factories.monitor import accept_figures, calculate, make_place
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db


def _ask(client, name="map"):
    sign_in(client, make_actor("reader", party=make_party()))
    return client.get(reverse(f"monitor:{name}", args=["gm9001"]), {"cijfer": "evictions"})


def test_without_borders_the_page_says_who_reads_them_in(client):
    place = make_place()
    accept_figures(place, evictions=(1, 2))
    calculate(place)

    answer = _ask(client)

    assert "De gegevensbeheerder van de gemeente leest ze in." in answer.text
    assert _ask(client, "map_svg").status_code == 404


def test_before_anything_was_calculated_there_is_no_map(client):
    make_place()

    assert "Er zijn nog geen cijfers berekend." in _ask(client).text
