"""A layer on the map of the monitor, alone or beside something else, with the same choices."""

from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.layers.rows import LayerRow
from drieluik.apps.layers.selectors import LayerLook, draw_layer, find_layer
from drieluik.apps.monitor.map_rows import (
    FIGURES,
    OWN,
    WIJKEN,
    Drawn,
    MapChoice,
    MapPage,
    MapPlace,
    Subject,
    layer_key,
)
from drieluik.apps.monitor.sight import Sight


def get_map_of_layer(sight: Sight, layer: LayerRow, choice: MapChoice, place: MapPlace) -> MapPage:
    """Return the map of a layer that the reader may see, alone or beside another layer."""
    subject = Subject(layer_key(layer.layer_id), layer.card.name, layer.card.meaning)
    wanted = [layer.layer_id, choice.layer] if choice.layer else [layer.layer_id]
    drawn = [one for each in wanted if (one := layer_drawn(sight, each, choice, place))]
    if not drawn:
        return MapPage(subject, choice, lacks=no_borders())
    return MapPage(subject, choice, maps=tuple(drawn))


def layer_drawn(sight: Sight, layer_id: UUID, choice: MapChoice, place: MapPlace) -> Drawn | None:
    """Draw a layer with the same lines and opacity; None when it is not there for this reader."""
    layer = find_layer(municipality_id=sight.municipality_id, layer_id=layer_id, actor=sight.actor)
    if layer is None or layer.in_use is None or layer.is_withdrawn:
        return None
    at = choice.layers.index(FIGURES)
    lines = {WIJKEN, OWN}
    under = tuple(one for one in choice.layers[:at] if one in lines)
    above = tuple(one for one in choice.layers[at + 1 :] if one in lines)
    drawn = draw_layer(
        layer,
        layer.in_use,
        place=place.municipality,
        look=LayerLook(choice.method, choice.n_classes, under, above, choice.opacity),
        href=lambda code: place.layer_href(layer_id, code),
    )
    if drawn is None:
        return None
    words = drawn.words
    return Drawn(
        words.subtitle,
        drawn.layers,
        words,
        drawn.description,
        drawn.classes,
        drawn.legend,
        layer.card.level,
    )


def no_borders() -> str:
    """Say that there is nothing to draw areas with."""
    return _(
        "There are no borders of buurten yet. The data steward of the municipality reads them in."
    )
