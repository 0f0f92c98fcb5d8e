"""Who sees figures that another version replaced: never more than could see them at that moment."""

from datetime import timedelta

import pytest

from drieluik.apps.layers import services
from drieluik.apps.layers.selectors import find_layer, find_version, list_versions
from tests.factories.layers import (
    NOW,
    make_borders,
    make_card,
    make_layer,
    make_maker,
    put_figures,
    whole,
)
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_borders()


@pytest.fixture
def maker(place):
    return make_maker()


def _row(layer_id, actor, place):
    return find_layer(municipality_id=place.id, layer_id=layer_id, actor=actor)


def test_a_card_that_opens_a_layer_opens_no_figures_that_were_replaced_before(place, maker):
    shut = {"publicness": "partners", "ground": "klein", "decided_by": "de steward"}
    layer_id = make_layer(maker, **shut)
    first = put_figures(maker, layer_id, whole(1, 2, 3))
    second = put_figures(maker, layer_id, whole(4, 5, 6))
    services.change_card(
        layer_id=layer_id, card=make_card(), actor=maker, now=NOW + timedelta(days=1)
    )
    party = make_party(code="raad-hier", kind="council", municipality=place)
    council = make_actor("reader", party=party)
    partner = make_maker(kind="corporation", role="controller")

    def seen_by(actor):
        row = _row(layer_id, actor, place)
        found = {one.version_id for one in list_versions(row, actor)}
        by_id = {
            one
            for one in (first, second)
            if find_version(layer=row, version_id=one, actor=actor) is not None
        }
        assert found == by_id
        return found

    assert seen_by(council) == {second}
    assert seen_by(partner) == seen_by(maker) == {first, second}


def test_a_version_that_was_public_stays_so_when_it_is_replaced_and_is_shut_with_the_layer(
    place, maker
):
    layer_id = make_layer(maker)
    first = put_figures(maker, layer_id, whole(1, 2, 3))
    put_figures(maker, layer_id, whole(4, 5, 6))
    party = make_party(code="raad-hier", kind="council", municipality=place)
    council = make_actor("reader", party=party)
    row = _row(layer_id, council, place)
    assert find_version(layer=row, version_id=first, actor=council) is not None

    closed = make_card(publicness="owner", ground="klein", decided_by="de steward")
    services.change_card(layer_id=layer_id, card=closed, actor=maker, now=NOW)

    assert _row(layer_id, council, place) is None


def test_figures_for_fewer_do_not_come_back_when_the_layer_was_opened_since(place, maker):
    shut = {"publicness": "partners", "ground": "klein", "decided_by": "de steward"}
    layer_id = make_layer(maker, **shut)
    first = put_figures(maker, layer_id, whole(1, 2, 3))
    second = put_figures(maker, layer_id, whole(4, 5, 6))
    later = NOW + timedelta(days=1)
    services.change_card(layer_id=layer_id, card=make_card(), actor=maker, now=later)
    party = make_party(code="raad-hier", kind="council", municipality=place)
    council = make_actor("reader", party=party)

    services.withdraw_version(version_id=second, reason="Fout.", actor=maker, now=later)

    assert _row(layer_id, maker, place).in_use is None
    row = _row(layer_id, council, place)
    assert row is None or find_version(layer=row, version_id=first, actor=council) is None


def test_figures_for_everybody_come_back_as_before(place, maker):
    layer_id = make_layer(maker)
    first = put_figures(maker, layer_id, whole(1, 2, 3))
    second = put_figures(maker, layer_id, whole(4, 5, 6))

    services.withdraw_version(version_id=second, reason="Fout.", actor=maker, now=NOW)

    assert _row(layer_id, maker, place).in_use.version_id == first
