"""Where numbers lie: RD or WGS84, in which order, and the way from one to the other.

No grid file is needed and nothing is fetched: the transformation is the one that PROJ carries,
whose stated accuracy is one metre.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from drieluik.core.geography.borders import Shape

RD = 28992
WGS84 = 4326
ACCURACY_METRES = 1.0

_Box = tuple[float, float, float, float]
_RD_BOX: _Box = (-7_000, 289_000, 300_000, 629_000)
"""Bounds of the RD system: no x is ever a y, so swapped axes always show."""
_WGS84_BOX: _Box = (3.0, 50.5, 7.5, 54.0)
_MERCATOR_BOX: _Box = (330_000, 6_540_000, 840_000, 7_170_000)


class Grid(StrEnum):
    """What numbers are, judged by their size alone."""

    RD = "RD (EPSG:28992)"
    RD_SWAPPED = "RD met x en y verwisseld"
    WGS84 = "WGS84 (lengte, breedte)"
    WGS84_SWAPPED = "WGS84 met lengte en breedte verwisseld"
    MERCATOR = "Web Mercator (EPSG:3857)"


_SWAPPED = (Grid.RD_SWAPPED, Grid.WGS84_SWAPPED)
_CODES = {
    Grid.RD: RD,
    Grid.RD_SWAPPED: RD,
    Grid.WGS84: WGS84,
    Grid.WGS84_SWAPPED: WGS84,
    Grid.MERCATOR: 3857,
}


def grid_of(bounds: _Box) -> Grid | None:
    """Judge by their size what numbers are; None when they lie nowhere in the Netherlands.

    Args:
        bounds: Least first, least second, greatest first and greatest second coordinate.

    Examples:
        >>> grid_of((257000.0, 470000.0, 259000.0, 472000.0))
        <Grid.RD: 'RD (EPSG:28992)'>
        >>> grid_of((52.2, 6.8, 52.3, 6.9))
        <Grid.WGS84_SWAPPED: 'WGS84 met lengte en breedte verwisseld'>
    """
    turned = (bounds[1], bounds[0], bounds[3], bounds[2])
    for grid, box, numbers in (
        (Grid.RD, _RD_BOX, bounds),
        (Grid.WGS84, _WGS84_BOX, bounds),
        (Grid.MERCATOR, _MERCATOR_BOX, bounds),
        (Grid.RD_SWAPPED, _RD_BOX, turned),
        (Grid.WGS84_SWAPPED, _WGS84_BOX, turned),
    ):
        if _inside(numbers, box):
            return grid
    return None


def is_swapped(grid: Grid) -> bool:
    """Tell whether the two numbers of a point stand in the wrong order."""
    return grid in _SWAPPED


def epsg_of(grid: Grid) -> int:
    """Return the EPSG code of a grid."""
    return _CODES[grid]


def same_grid(declared: str, epsg: int) -> bool:
    """Tell whether what a file declares is this grid, in whatever words it says so."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        stated = CRS.from_user_input(declared)
    except CRSError:
        return False
    # a .prj file tells the grid in words of its own: its number is found by likeness
    return stated.to_epsg(min_confidence=20) == epsg or stated.equals(
        CRS.from_epsg(epsg), ignore_axis_order=True
    )


def to_rd(shapes: Any, epsg: int | str) -> Any:
    """Bring shapes or an array of shapes to RD.

    Args:
        shapes: In the grid given, first x (or longitude), then y (or latitude).
        epsg: EPSG code, or what a file says of its grid.
    """
    return shapes if epsg == RD else _moved(shapes, epsg, RD)


def to_wgs84(shapes: Any) -> Any:
    """Bring shapes from RD to WGS84, first longitude and then latitude, in degrees."""
    return _moved(shapes, RD, WGS84)


def swapped(shapes: Any) -> Any:
    """Put the two numbers of every point in the other order."""
    import shapely

    return shapely.transform(shapes, lambda points: points[:, ::-1])


def bounds_of(shapes: Any) -> _Box | None:
    """Return the bounds of all shapes together; None when there are none."""
    import numpy as np
    import shapely

    bounds = shapely.total_bounds(shapes)
    return None if np.isnan(bounds).any() else tuple(float(one) for one in bounds)  # type: ignore[return-value]


def _moved(shapes: Shape, start: int | str, end: int) -> Any:
    import numpy as np
    import shapely

    move = _transform(start, end)

    def moved(points: Any) -> Any:
        return np.column_stack(move(points[:, 0], points[:, 1]))

    return shapely.transform(shapes, moved)


@cache
def _transform(start: int | str, end: int) -> Callable[[Any, Any], Any]:
    from pyproj import Transformer
    from pyproj._network import set_network_enabled

    set_network_enabled(False)
    return Transformer.from_crs(start, end, always_xy=True).transform


def _inside(numbers: _Box, box: _Box) -> bool:
    return (
        numbers[0] >= box[0]
        and numbers[1] >= box[1]
        and numbers[2] <= box[2]
        and numbers[3] <= box[3]
    )
