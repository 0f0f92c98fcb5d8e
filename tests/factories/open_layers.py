"""Layers on the public site, for tests: stated by one person, confirmed by another, taken off."""

from datetime import UTC, datetime

from django.test import Client

from drieluik.apps.publication.open_layers import services
from drieluik.apps.publication.open_layers.files import FORMS
from drieluik.apps.publication.open_layers.open_now import find_shared, seen_of
from drieluik.apps.publication.open_layers.services import Said
from tests.factories import layers as made
from tests.factories.layers import make_borders, make_layer, make_maker, put_figures, whole
from tests.factories.organisations import make_actor, make_municipality, make_party

STATED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CONFIRMED = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SOURCE = "https://statline.example/bankjes"
NAME = "Bankjes van de bron"
OPEN_CARD = {"already_open": True, "source_url": SOURCE}


def body(address):
    """What everybody gets at an address."""
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content


def addresses(layer_id, slug="gm9901"):
    """Every address of a layer: its page, its map, its files and its data."""
    page = f"/openbaar/{slug}/kaartlagen/{layer_id}/"
    data = f"/api/v1/openbaar/gemeenten/{slug}/kaartlagen/{layer_id}"
    files = [f"{page}laag.{form}" for form in FORMS]
    return [page, f"{page}kaart.svg", *files, data, f"{data}/geojson"]


def second_person(place):
    """An editor of the municipality: not the one who states."""
    party = make_party(code="gemeente-voorbeeld", kind="municipality", municipality=place)
    return make_actor("editor", party=party)


def seen(place, layer_id):
    """The fingerprint that a page would show now."""
    found = find_shared(municipality_id=place.id, layer_id=layer_id)
    return seen_of(found[0]) if found else ""


def state(place, layer_id, actor, *, now=STATED, **changed):
    """Say that the source made it public."""
    said = {"publisher": "CBS", "address": SOURCE, "seen": seen(place, layer_id)} | changed
    services.state_published(
        municipality_id=place.id, layer_id=layer_id, said=Said(**said), actor=actor, now=now
    )


def confirm(place, layer_id, actor, *, now=CONFIRMED):
    """Confirm it as somebody else."""
    services.confirm_published(
        municipality_id=place.id,
        layer_id=layer_id,
        seen=seen(place, layer_id),
        actor=actor,
        now=now,
    )


def take_off(place, layer_id, actor, *, reason="Verkeerd adres.", now=CONFIRMED):
    """Take it off the public site."""
    services.take_off(
        municipality_id=place.id, layer_id=layer_id, reason=reason, actor=actor, now=now
    )


def make_open_layer(place, maker, figures=(11, "", 1234), **card):
    """A layer of the municipality that everybody sees; returns its id."""
    layer_id = make_layer(maker, **(OPEN_CARD | card))
    put_figures(maker, layer_id, whole(*figures))
    state(place, layer_id, maker)
    confirm(place, layer_id, second_person(place))
    return layer_id


def place_with_layers():
    """A made-up municipality with real borders, beside another that has no layers.

    Returns it, who makes its layers, and the id of a layer that everybody sees.
    """
    place = make_borders()
    make_municipality()
    maker = make_maker(code="gemeente-voorbeeld")
    return place, maker, make_open_layer(place, maker, name=NAME, quality="Geteld <in> mei.")


def lay_open_layers(place, steward, controller, editor, known):
    """In the small city: a layer that everybody sees, one that waits, and one nobody spoke of yet."""
    shown, waiting = known["sourced_layer_id"], known["sourced_by_a_layer_id"]
    state(place, shown, steward)
    confirm(place, shown, editor)
    state(place, waiting, controller)
    silent = made.lay_sourced(steward, "Auto's")
    return {
        "silent_layer_id": silent,
        "seen_of_silent": seen(place, silent),
        "seen_of_waiting": seen(place, waiting),
    }
