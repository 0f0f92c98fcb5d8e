"""Areas: their borders read from files, carried over years, simplified, and points put in them.

Comes in: bytes of border files, tables with codes, points. Goes out: areas with codes, shapes in
RD and counts that may be missing with a reason; findings in Dutch. Knows no database, no user and
no indicator; fetches nothing.
"""

from drieluik.core.geography.borders import (
    COUNTS,
    Area,
    Borders,
    Count,
    Level,
    Missing,
    in_order,
)
from drieluik.core.geography.drawing.schematic import schematic_borders
from drieluik.core.geography.drawing.simplifying import rings_of, simplified
from drieluik.core.geography.reading.addresses import AddressBook, read_address_book
from drieluik.core.geography.reading.isolation import read_borders_isolated
from drieluik.core.geography.reading.kinds import FileLimits, RefusedError, check_can_be_tried
from drieluik.core.geography.reading.read import read_borders
from drieluik.core.geography.reading.result import BorderQuestion, BorderReading, LayerReport

__all__ = [
    "COUNTS",
    "AddressBook",
    "Area",
    "BorderQuestion",
    "BorderReading",
    "Borders",
    "Count",
    "FileLimits",
    "LayerReport",
    "Level",
    "Missing",
    "RefusedError",
    "check_can_be_tried",
    "in_order",
    "read_address_book",
    "read_borders",
    "read_borders_isolated",
    "rings_of",
    "schematic_borders",
    "simplified",
]
