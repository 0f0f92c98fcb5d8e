"""Reading layers, always as one reader may see them; ``shared_layers`` is for who publishes."""

from drieluik.apps.layers.selectors.due import list_due
from drieluik.apps.layers.selectors.layers import (
    find_layer,
    layer_names,
    list_cards,
    list_layers,
    list_versions,
)
from drieluik.apps.layers.selectors.maps import (
    DrawnLayer,
    LayerLook,
    draw_layer,
)
from drieluik.apps.layers.selectors.shared import SharedLayer, shared_layers
from drieluik.apps.layers.selectors.versions import (
    figures_of_version,
    find_version,
    preview_of,
)

__all__ = [
    "DrawnLayer",
    "LayerLook",
    "SharedLayer",
    "draw_layer",
    "figures_of_version",
    "find_layer",
    "find_version",
    "layer_names",
    "list_cards",
    "list_due",
    "list_layers",
    "list_versions",
    "preview_of",
    "shared_layers",
]
