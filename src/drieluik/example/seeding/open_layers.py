"""States of layers of the example where their source made them public, as people would."""

from datetime import date
from uuid import UUID

from drieluik.apps.layers.selectors import shared_layers
from drieluik.apps.publication.open_layers.open_now import find_shared, seen_of
from drieluik.apps.publication.open_layers.rows import Way
from drieluik.apps.publication.open_layers.services import Said, confirm_published, state_published
from drieluik.example.layers import ExampleLayer, layers
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor

_DAY = date(2024, 11, 6)


def lay_open_layers(municipality_id: int) -> None:
    """State and confirm what the example says of each layer, unless that was done."""
    rows = shared_layers(municipality_id=municipality_id)
    there = {one.layer.card.name: one.layer.layer_id for one in rows}
    for layer in layers():
        if layer.published is not None and layer.card["name"] in there:
            _lay(municipality_id, there[layer.card["name"]], layer)


def _lay(municipality_id: int, layer_id: UUID, layer: ExampleLayer) -> None:
    found = find_shared(municipality_id=municipality_id, layer_id=layer_id)
    published = layer.published
    if found is None or published is None or found[1].way is not Way.TO_STATE:
        return
    seen = seen_of(found[0])
    state_published(
        municipality_id=municipality_id,
        layer_id=layer_id,
        said=Said(published.publisher, published.address, seen),
        actor=actor(layer.party, layer.role, _DAY),
        now=moment(_DAY),
    )
    if published.confirmed:
        confirm_published(
            municipality_id=municipality_id,
            layer_id=layer_id,
            seen=seen,
            actor=actor(MUNICIPALITY, "editor", _DAY),
            now=moment(_DAY, 11),
        )
