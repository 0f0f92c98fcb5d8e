"""Fewer points per border, without gaps or overlaps: neighbours keep the very same line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from drieluik.core.geography.borders import Area, Level, Shape

MAP_TOLERANCE_METRES = 10.0
"""Wide enough for a map of a city on a screen, narrow enough to see no difference."""


def simplified(areas: Sequence[Area], tolerance: float = MAP_TOLERANCE_METRES) -> tuple[Area, ...]:
    """Return the areas with simpler borders; what meets keeps meeting, level by level.

    Args:
        areas: With or without shapes; those of one level may not overlap.
        tolerance: Metres. About how far a border may move: the square of it is the least area of a
            corner that stays.

    Returns:
        The same areas in the same order. A level whose shapes overlap is left as it is: there is
        no simpler form of it that is safe.

    Method:
        Visvalingam-Whyatt on the edges of the coverage (``shapely.coverage_simplify``).
    """
    result = {id(area): area for area in areas}
    for level in Level:
        drawn = [area for area in areas if area.level is level and area.shape is not None]
        shapes = simplified_shapes([area.shape for area in drawn], tolerance)
        result |= {
            id(area): replace(area, shape=shape) for area, shape in zip(drawn, shapes, strict=True)
        }
    return tuple(result[id(area)] for area in areas)


def simplified_shapes(shapes: Sequence[Shape], tolerance: float) -> list[Shape]:
    """Return shapes that meet with simpler borders; unchanged when they overlap."""
    import shapely

    if not shapes or not shapely.coverage_is_valid(shapes):
        return list(shapes)
    return list(shapely.coverage_simplify(shapes, tolerance))


def rings_of(shape: Shape) -> tuple[tuple[tuple[tuple[float, float], ...], ...], ...]:
    """Return per polygon its rings in RD: the outer one first, then the holes.

    Coordinates are in whole decimetres; every ring ends where it begins.
    """
    import shapely

    return tuple(
        tuple(_ring(line) for line in (polygon.exterior, *polygon.interiors))
        for polygon in shapely.get_parts(shape)
    )


def _ring(line: Any) -> tuple[tuple[float, float], ...]:
    return tuple((round(x, 1), round(y, 1)) for x, y in line.coords)
