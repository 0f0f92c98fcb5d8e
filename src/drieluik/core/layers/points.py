"""Points of a map, counted to the area they lie in."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from drieluik.core.findings import Finding, Place
from drieluik.core.geography import Area, Level
from drieluik.core.geography.locating import locate_points
from drieluik.core.geography.reading.shapes import in_rd
from drieluik.core.layers.rules import finding
from drieluik.core.layers.tables import Table
from drieluik.core.layers.values import AreaValue, FigureKind, KnownAreas, LayerQuestion


@dataclass(frozen=True, slots=True)
class CountedPoints:
    """How many points lie in each area, zero when none does; and what was noticed."""

    values: tuple[AreaValue, ...]
    n_points: int
    findings: tuple[Finding, ...]


def holds_points(shapes: Any) -> bool:
    """Tell whether shapes are points, and no areas."""
    import shapely

    if shapes is None:
        return False
    there = [shape for shape in shapes if shape is not None]
    kinds = set(shapely.get_type_id(there).tolist()) if there else set()
    return bool(kinds) and kinds <= {
        shapely.GeometryType.POINT.value,
        shapely.GeometryType.MULTIPOINT.value,
    }


def count_points(table: Table, known: KnownAreas | None, question: LayerQuestion) -> CountedPoints:
    """Count the points of a table in the areas of a year, by their real borders."""
    where = Place(sheet=table.name)
    if question.kind is not FigureKind.COUNT:
        return CountedPoints((), 0, (finding("points_are_counted", where),))
    if known is None or not known.shapes:
        return CountedPoints((), 0, (finding("points_need_borders", where),))
    placed = in_rd(table.shapes, table.declared, where)
    found = list(placed.findings)
    x, y, n_unreadable = _coordinates(placed.shapes)
    if n_unreadable:
        found.append(finding("points_unreadable", where, count=n_unreadable))
    codes = _located(x, y, known)
    counted = Counter(code for code in codes if code is not None)
    n_outside = sum(code is None for code in codes)
    if n_outside:
        found.append(finding("points_outside", where, count=n_outside, total=len(codes)))
    if not counted:
        found.append(finding("points_nowhere", where))
    values = tuple(
        AreaValue(code, float(counted[code]))
        for code in sorted(known.names)
        if code in known.shapes
    )
    return CountedPoints(values, len(codes) - n_outside, tuple(found))


def _coordinates(shapes: list[Any]) -> tuple[list[float], list[float], int]:
    """Return x and y of every point, of a cloud of points its middle; and how many are none."""
    middles = [shape.centroid for shape in shapes if shape is not None and not shape.is_empty]
    return [one.x for one in middles], [one.y for one in middles], len(shapes) - len(middles)


def _located(x: list[float], y: list[float], known: KnownAreas) -> list[str | None]:
    import polars as pl

    areas = [
        Area(code, name, Level.BUURT, known.year, shape=known.shapes.get(code))
        for code, name in known.names.items()
    ]
    points = pl.DataFrame({"x": x, "y": y}, schema={"x": pl.Float64, "y": pl.Float64})
    return locate_points(points, areas).to_list()
