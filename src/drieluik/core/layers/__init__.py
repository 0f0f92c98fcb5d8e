"""Layers: one figure per area, read from a table or a map of anybody.

Comes in: bytes of a workbook, a text table or a file with shapes, which figure is wanted, and the
areas of the years in use. Goes out: a value or a reason per area, and findings in Dutch at their
cell. Joins what ``workbooks`` knows of cells and numbers with what ``geography`` knows of codes and
places. Knows no database, no user and no publication.
"""

from drieluik.core.layers.isolation import read_layer_isolated
from drieluik.core.layers.read import check_can_be_tried, read_layer
from drieluik.core.layers.values import (
    MOST_CLASSES,
    AreaValue,
    FigureKind,
    KnownAreas,
    LayerQuestion,
    LayerReading,
    Scale,
)

__all__ = [
    "MOST_CLASSES",
    "AreaValue",
    "FigureKind",
    "KnownAreas",
    "LayerQuestion",
    "LayerReading",
    "Scale",
    "check_can_be_tried",
    "read_layer",
    "read_layer_isolated",
]
