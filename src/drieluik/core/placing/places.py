"""One place as somebody writes it: a postcode with or without a number, or two coordinates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drieluik.core.findings import Finding, Place
from drieluik.core.geography.projection import (
    Grid,
    epsg_of,
    grid_of,
    is_swapped,
    swapped,
    to_rd,
)
from drieluik.core.geography.rules import listed
from drieluik.core.geography.streets import StreetAsked
from drieluik.core.placing.house_numbers import house_numbers
from drieluik.core.placing.rules import LONGEST_PLACE, finding
from drieluik.core.placing.streets import address_of

if TYPE_CHECKING:
    import polars as pl

_POSTCODE = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{3})\s{0,2}([A-Za-z]{2})(?![A-Za-z])")
_YEAR_AND_NUMBER = re.compile(r"[12][0-9]{3}\s+nr\.?\s*[0-9]", re.IGNORECASE)
"""Plein 1940 nr 12 looks like a postcode of 1940; it is one only when there is no other."""
_LETTERS = re.compile(r"[A-Za-z]{3}")
_COORDINATES = re.compile(r"[-+0-9.,;\s]+")
_COORDINATE = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_IN_WORDS = {Grid.WGS84_SWAPPED: "WGS84 (breedte, lengte)"}
"""People write latitude first; that is no fault, as it is in a file with borders."""
_METRES_PER_DEGREE = 111_000.0
"""Of latitude; a degree of longitude is shorter here, so this is the most it can be."""
_HALF = re.compile(r"[1-9][0-9]{3}(?:[\s,;]+[0-9]{1,5}[A-Za-z]{0,2})?")
"""Four digits, with or without a house number; two such numbers are no coordinates here."""


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """One place that was asked for.

    Attributes:
        line: Its line in the text or row in the list, counted from 1.
        written: As it was written.
        postcode: Four digits and two letters; empty for a point.
        house_number: Without letter or addition; None when only the postcode is known.
        point: x and y in RD, in metres; None for an address.
        grid: How the coordinates were understood; empty for an address.
        precision: How far the point can lie from where it was meant, in metres: half the last
            digit that was written, of the coarsest of both. 0 for an address.
        fault: Why it is neither; None when it is.
        street: Street and number of an address without a postcode; None for all else.
    """

    line: int
    written: str
    postcode: str = ""
    house_number: int | None = None
    point: tuple[float, float] | None = None
    grid: str = ""
    precision: float = 0.0
    fault: Finding | None = None
    street: StreetAsked | None = None


def read_places(lines: Iterable[tuple[int, str]]) -> tuple[AskedPlace, ...]:
    """Read places as people write them; empty lines are passed over.

    Args:
        lines: Number of the line and what stands there.

    Returns:
        One per line, in their order; those that cannot be read carry what is wrong with them.

    Examples:
        >>> for one in read_places([(1, "Langestraat 10a, 7511 ab"), (2, "257000 471000")]):
        ...     print(one.postcode, one.house_number, one.point, one.grid)
        7511AB 10 None
         None (257000.0, 471000.0) RD (EPSG:28992)
    """
    return tuple(read_place(line, written) for line, written in lines if written.strip())


def read_place(line: int, written: str) -> AskedPlace:
    """Read one place; a blank one is answered too, with what is wrong with it."""
    return _read(line, written.strip())


def points_of(places: Sequence[AskedPlace]) -> "pl.DataFrame":
    """Return ``x`` and ``y`` of every place, null for an address."""
    import polars as pl

    rows = [one.point or (None, None) for one in places]
    return pl.DataFrame(rows, schema={"x": pl.Float64, "y": pl.Float64}, orient="row")


def _read(line: int, written: str) -> AskedPlace:
    place = Place(line=line)
    if len(written) > LONGEST_PLACE:
        long = finding("place_long", place, most=LONGEST_PLACE)
        return AskedPlace(line, f"{written[:40]}…", fault=long)
    postcode = _postcode(written)
    if postcode is not None:
        return _address(line, written, postcode)
    if _HALF.fullmatch(written):
        return AskedPlace(line, written, fault=finding("postcode_incomplete", place, written))
    if _COORDINATES.fullmatch(written):
        return _point(line, written)
    return _by_street(line, written)


def _by_street(line: int, written: str) -> AskedPlace:
    """Read a street with a number; without both it is nothing that can be looked up."""
    place, address = Place(line=line), address_of(written)
    if address is not None:
        return AskedPlace(line, written, street=address)
    numbers = house_numbers(written, "")
    if len(numbers) > 1 and _LETTERS.search(written):
        return AskedPlace(line, written, fault=_unclear(line, written, numbers))
    return AskedPlace(line, written, fault=finding("place_not_understood", place, written))


def _unclear(line: int, written: str, numbers: Sequence[int]) -> Finding:
    told = listed([str(one) for one in numbers])
    return finding("house_number_unclear", Place(line=line), written, numbers=told)


def _postcode(written: str) -> re.Match[str] | None:
    """Return the last postcode: what looks like one before it is a street with a year."""
    found = list(_POSTCODE.finditer(written))
    sure = [one for one in found if not _YEAR_AND_NUMBER.match(written, one.start())]
    return next(reversed(sure or found), None)


def _address(line: int, written: str, postcode: re.Match[str]) -> AskedPlace:
    numbers = house_numbers(written[: postcode.start()], written[postcode.end() :])
    if len(numbers) > 1:
        return AskedPlace(line, written, fault=_unclear(line, written, numbers))
    return AskedPlace(
        line,
        written,
        postcode=postcode[1] + postcode[2].upper(),
        house_number=next(iter(numbers), None),
    )


def _point(line: int, written: str) -> AskedPlace:
    place = Place(line=line)
    numbers = _two_numbers(written)
    if numbers is None:
        return AskedPlace(line, written, fault=finding("point_unclear", place, written))
    first, second = (float(one) for one in numbers)
    grid = grid_of((first, second, first, second))
    if grid is None or grid is Grid.MERCATOR:
        return AskedPlace(line, written, fault=finding("point_nowhere", place, written))
    return AskedPlace(
        line,
        written,
        point=_in_rd(first, second, grid),
        grid=_IN_WORDS.get(grid, grid.value),
        precision=_precision(numbers, grid),
    )


def _precision(numbers: Sequence[str], grid: Grid) -> float:
    n_digits = min(len(one.partition(".")[2]) for one in numbers)
    in_degrees = grid in (Grid.WGS84, Grid.WGS84_SWAPPED)
    return (_METRES_PER_DEGREE if in_degrees else 1.0) * 0.5 * 10.0**-n_digits


def _two_numbers(written: str) -> tuple[str, str] | None:
    """Read two numbers; a comma between them can be taken for a decimal one, and then is not read."""
    pieces = [one for one in re.split(r"[;\s]+", written) if one.strip(",;")]
    if len(pieces) == 1 and written.count(",") == 1:
        pieces = pieces[0].split(",")
    found = [piece.strip(",") for piece in pieces]
    if len(found) != 2 or not all(map(_COORDINATE.fullmatch, found)):
        return None
    first, second = (one.replace(",", ".") for one in found)
    return first, second


def _in_rd(first: float, second: float, grid: Grid) -> tuple[float, float]:
    import shapely

    point = shapely.Point(first, second)
    moved = to_rd(swapped(point) if is_swapped(grid) else point, epsg_of(grid))
    return float(moved.x), float(moved.y)
