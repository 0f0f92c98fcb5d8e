"""Layers that the set-up brings in at once."""

import pytest

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.layers import services
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.layers.selectors import shared_layers
from drieluik.apps.layers.services import LoadedFile
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.layers import read_layer
from tests.factories.layers import NOW, SAID, make_borders, make_card, make_maker, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_borders()


@pytest.fixture
def maker(place):
    return make_maker()


def _loaded(content, place, said=SAID):
    question = services.question_about(
        municipality_id=place.id, kind="count", level="buurt", asked={"scale": "percent"}
    )
    return LoadedFile(content, "a.csv", said, read_layer(content, "a.csv", question), "ja")


def _load(place, maker, content, actor=SYSTEM, **card):
    return services.load_layer(
        municipality_id=place.id,
        party_id=next(iter(maker.party_ids)),
        card=make_card(**card),
        file=_loaded(content, place),
        actor=actor,
        now=NOW,
    )


def test_the_set_up_loads_refreshes_and_leaves_alone_what_is_the_same(place, maker):
    first = _load(place, maker, whole(1, 2, 3))
    again = _load(place, maker, whole(1, 2, 3))
    assert (first, Version.objects.count()) == (again, 1)

    _load(place, maker, whole(4, 5, 6), meaning="Anders gezegd.")

    assert (Version.objects.count(), Card.objects.count(), Layer.objects.count()) == (2, 2, 1)
    (shared,) = shared_layers(municipality_id=place.id)
    assert [one.value for one in shared.values.values()] == [4, 5, 6]


def test_only_the_set_up_loads_and_not_what_blocks(place, maker):
    with pytest.raises(NotAllowed):
        _load(place, maker, whole(1, 2, 3), actor=maker)
    with pytest.raises(WrongState):
        _load(place, maker, whole("veel", 2, 3))

    assert Layer.objects.count() == 0
