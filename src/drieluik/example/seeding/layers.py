"""Lays the layers of the example, through the ordinary services."""

from drieluik.apps.layers.selectors import shared_layers
from drieluik.apps.layers.services import (
    NewCard,
    Said,
    accept_version,
    add_layer,
    find_waiting,
    record_reading,
    upload_version,
)
from drieluik.core.layers import read_layer
from drieluik.example.layers import ExampleLayer, layers
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import actor

_ANSWER = "Nagekeken: dit klopt (verzonnen voorbeeld)."


def lay_layers(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Add every layer of the example that is not there yet, with its versions in use."""
    there = {one.layer.card.name for one in shared_layers(municipality_id=municipality_id)}
    for layer in layers():
        if layer.card["name"] not in there:
            _lay(municipality_id, party_ids[layer.party], layer)


def _lay(municipality_id: int, party_id: int, layer: ExampleLayer) -> None:
    first = layer.versions[0].day
    layer_id = add_layer(
        municipality_id=municipality_id,
        party_id=party_id,
        card=NewCard(**layer.card),
        actor=actor(layer.party, layer.role, first),
        now=moment(first),
    )
    for version in layer.versions:
        who, now = actor(layer.party, layer.role, version.day), moment(version.day, 10)
        version_id = upload_version(
            layer_id=layer_id,
            content=version.content,
            file_name=version.file_name,
            said=Said(version.about_from, version.about_until),
            actor=who,
            now=now,
        )
        waiting = find_waiting(version_id=version_id)
        if waiting is not None:
            reading = read_layer(waiting.content, waiting.file_name, waiting.question)
            record_reading(version_id=version_id, reading=reading, now=now)
        accept_version(version_id=version_id, explanation=_ANSWER, actor=who, now=now)
