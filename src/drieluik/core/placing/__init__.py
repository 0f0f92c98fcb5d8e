"""Places as people write them: a postcode, an address or coordinates, from words or from a list.

Comes in: lines of words, or bytes of a small table. Goes out: per line what was asked, or what is
wrong with it, all lines at once. Joins what ``layers`` knows of cells with what ``geography`` knows
of postcodes and coordinates. Keeps nothing, and knows no area and no municipality.
"""

from drieluik.core.placing.isolation import read_list_isolated
from drieluik.core.placing.lists import ReadList
from drieluik.core.placing.places import AskedPlace, points_of, read_place, read_places
from drieluik.core.placing.rules import LONGEST_PLACE, MOST_PLACES

__all__ = [
    "LONGEST_PLACE",
    "MOST_PLACES",
    "AskedPlace",
    "ReadList",
    "points_of",
    "read_list_isolated",
    "read_place",
    "read_places",
]
