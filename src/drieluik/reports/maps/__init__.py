"""Maps: areas with a figure, a reason or nothing to show go in, an SVG picture comes out.

Comes in: plain rings in RD with values that were already chosen and protected, and the words for
them. Goes out: the same picture for a page (with links), a download and print, its legend and its
description. Knows no database, no indicator and no rule about what may be shown: a value that may
not be seen never comes in here, so that it cannot come out.
"""

from drieluik.reports.maps.classes import METHODS, Classes, Method, classes_of, named_classes
from drieluik.reports.maps.describing import describe_map
from drieluik.reports.maps.drawing import map_for_page
from drieluik.reports.maps.geojson import map_geojson
from drieluik.reports.maps.legend import LegendRow, legend_of, swatch
from drieluik.reports.maps.picture import map_picture, map_png
from drieluik.reports.maps.places import (
    Circle,
    Circles,
    Figures,
    Layer,
    Lines,
    Look,
    MapWords,
    NoFigure,
    NotShown,
    Place,
    Shown,
)

__all__ = [
    "METHODS",
    "Circle",
    "Circles",
    "Classes",
    "Figures",
    "Layer",
    "LegendRow",
    "Lines",
    "Look",
    "MapWords",
    "Method",
    "NoFigure",
    "NotShown",
    "Place",
    "Shown",
    "classes_of",
    "describe_map",
    "legend_of",
    "map_for_page",
    "map_geojson",
    "map_picture",
    "map_png",
    "named_classes",
    "swatch",
]
