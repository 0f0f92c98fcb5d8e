"""Cells around middle points, for when there are no borders: they show where areas lie, no more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from drieluik.core.geography.borders import Area, Borders, Level, Shape, in_order
from drieluik.core.geography.joining import with_levels_above

_ROUND_A_LONE_POINT = 500.0
"""Metres around the point of a municipality with one buurt."""


def schematic_borders(
    year: int, areas: Sequence[Area], middles: Mapping[str, tuple[float, float]]
) -> Borders:
    """Draw a cell around the middle of every area: all that lies nearer to it than to another.

    Args:
        year: Year of the division.
        areas: Without shapes; wijken and the municipality are joined from their buurten.
        middles: Per code x and y in RD, in metres; no two the same.

    Returns:
        Borders that are flagged schematic. An area without a middle has no shape.

    Method:
        Voronoi cells, cut off half a usual distance outside the outermost points.
    """
    placed = [area for area in areas if area.level is Level.BUURT and area.code in middles]
    cells = _cells([middles[area.code] for area in placed])
    shapes = {area.code: cell for area, cell in zip(placed, cells, strict=True)}
    drawn = [replace(area, shape=shapes.get(area.code), derived=False) for area in areas]
    return Borders(year, in_order(with_levels_above(drawn)), schematic=True)


def _cells(middles: Sequence[tuple[float, float]]) -> list[Shape]:
    """Return a cell per point; together they cover the frame without gaps or overlaps."""
    import shapely

    points = shapely.MultiPoint(middles)
    frame = _frame(points)
    if len(middles) < 2:
        return [frame] * len(middles)
    cells = shapely.voronoi_polygons(points, extend_to=frame, ordered=True)
    return [shapely.intersection(cell, frame) for cell in cells.geoms]


def _frame(points: Any) -> Shape:
    import shapely

    if len(points.geoms) < 2:
        return points.buffer(_ROUND_A_LONE_POINT)
    return shapely.concave_hull(points, ratio=0.7).buffer(_usual_distance(points) / 2)


def _usual_distance(points: Any) -> float:
    """Return the middle one of the distances from each point to the nearest other one."""
    import numpy as np
    import shapely

    xy = shapely.get_coordinates(points)
    apart = np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    return float(np.median(apart.min(axis=1)))
