"""A layer as everybody sees it: the same on the public page and in the preview of who decides."""

from typing import TYPE_CHECKING, Any

from drieluik.apps.layers.selectors import DrawnLayer, LayerLook, draw_layer
from drieluik.apps.layers.wording import about_words
from drieluik.apps.publication.open_layers.files import figures_of
from drieluik.apps.publication.open_layers.licences import licence_address
from drieluik.apps.publication.open_layers.rows import OpenLayer
from drieluik.ui.maps import map_on_page

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

_LOOK = LayerLook(above=("wijken",))
"""Without the areas that the parties drew themselves: those are not public."""


def shown_to_everybody(one: OpenLayer, municipality: "Municipality") -> dict[str, Any]:
    """Return what ``publication/public/layer_shown.html`` shows; ``drawn`` is None without borders."""
    figures = figures_of(one)
    drawn = drawn_for_everybody(one, municipality)
    on_page = drawn and map_on_page(
        drawn.layers, drawn.classes, drawn.words, drawn.legend, key="public", geojson=""
    )
    return {
        "place": municipality,
        "one": one,
        "layer": one.layer,
        "card": one.card,
        "about": about_words(one.version),
        "licence": licence_address(one.card.licence),
        "figures": figures,
        "n_missing": sum(bool(row.missing) for row in figures),
        "drawn": on_page,
    }


def drawn_for_everybody(one: OpenLayer, municipality: "Municipality") -> DrawnLayer | None:
    """Return the map of a layer; None when there are no borders."""
    return draw_layer(
        one.layer, one.version, place=municipality, look=_LOOK, href=lambda code: f"#{code}"
    )
