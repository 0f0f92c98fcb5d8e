"""Maps in pages: the picture with its legend, made by the renderer, and the words of their choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from drieluik.reports.maps import (
    Classes,
    Layer,
    LegendRow,
    MapWords,
    Method,
    map_for_page,
    swatch,
)

OPACITIES = (100, 80, 60, 40)


@dataclass(frozen=True, slots=True)
class MapOnPage:
    """One map as ``ui/map_figure.html`` shows it.

    Attributes:
        words: What stands beside it.
        picture: The drawing.
        legend: Per row its patch and its words.
        geojson: Address of the same map for a map that moves.
    """

    words: MapWords
    picture: SafeString
    legend: tuple[tuple[SafeString, LegendRow], ...]
    geojson: str


def map_on_page(
    layers: Sequence[Layer],
    classes: Classes,
    words: MapWords,
    legend: Sequence[LegendRow],
    *,
    key: str,
    geojson: str,
) -> MapOnPage:
    """Draw a map for a page; ``key`` is unique on it."""
    return MapOnPage(
        words,
        mark_safe(map_for_page(layers, classes, words, key)),
        tuple((mark_safe(swatch(row, f"{key}-{n}")), row) for n, row in enumerate(legend)),
        geojson,
    )


def moving_map() -> dict[str, Any]:
    """Return what the template of a map needs for the map that moves."""
    return {
        "map_acts": [
            ("in", _("Zoom in")),
            ("out", _("Zoom out")),
            ("all", _("Show everything")),
            ("previous", _("Previous buurt")),
            ("next", _("Next buurt")),
        ],
        "map_tiles": settings.MAP_TILES,
        "map_tiles_by": settings.MAP_TILES_BY,
    }


def drawing_map() -> dict[str, Any]:
    """Return what the template of a map needs on which somebody draws."""
    return moving_map() | {
        "map_acts": [
            ("draw", _("Draw another part")),
            ("clear", _("Clear the drawing")),
            ("in", _("Zoom in")),
            ("out", _("Zoom out")),
            ("all", _("Show everything")),
        ],
    }


def method_names() -> list[tuple[str, str]]:
    """Return the ways to choose classes, as they stand in an address and in words."""
    names = {
        Method.NATURAL: _("Natural classes"),
        Method.QUANTILES: _("Equally filled"),
        Method.EQUAL: _("Equally wide"),
    }
    return [(one.value, names[one]) for one in Method]
