"""Looking at shapes: where they lie, whether each is an area, and whether they fit together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from drieluik.core.findings import Finding, Place
from drieluik.core.geography.borders import Area, Shape
from drieluik.core.geography.projection import (
    RD,
    Grid,
    bounds_of,
    epsg_of,
    grid_of,
    is_swapped,
    same_grid,
    swapped,
    to_rd,
)
from drieluik.core.geography.rules import finding, listed

_LEAST_SQUARE_METRES = 1.0
_MILLIMETRE = 0.001
_MOST_CHANGED = 0.01
"""Share of an area that a repair may add or take away."""
_MOST_OVERLAP = 0.01
"""Share of the smaller of two areas that may lie in the other and still be a matter of edges."""
_LEAST_HOLE = 100.0
"""Square metres below which a hole is a matter of edges."""


@dataclass(slots=True)
class SeenShapes:
    """Shapes in RD, in the order given; None where there is no usable one."""

    shapes: list[Shape | None]
    grid: str = ""
    findings: list[Finding] = field(default_factory=list)


def in_rd(shapes: Any, declared: str, place: Place) -> SeenShapes:
    """Bring shapes to RD; what the numbers are weighs more than what the file says of them.

    Args:
        shapes: Array of shapely, None where a shape is missing.
        declared: What the file says of its grid; empty when nothing.
        place: Where they stand.
    """
    bounds = bounds_of(shapes)
    if bounds is None:
        return SeenShapes(list(shapes))
    grid = grid_of(bounds)
    if grid is None:
        return _by_declaration(shapes, declared, place)
    findings = list(_about_grid(grid, declared, place))
    turned = swapped(shapes) if is_swapped(grid) else shapes
    return SeenShapes(list(to_rd(turned, epsg_of(grid))), str(grid), findings)


def _about_grid(grid: Grid, declared: str, place: Place) -> list[Finding]:
    if is_swapped(grid):
        return [finding("axes_swapped", place, grid=str(grid))]
    if not declared:
        return [finding("projection_taken", place, grid=str(grid))]
    if not same_grid(declared, epsg_of(grid)):
        return [finding("projection_contradicts", place, grid=str(grid), said=_name_of(declared))]
    return []


def _by_declaration(shapes: Any, declared: str, place: Place) -> SeenShapes:
    """Believe the file when its grid is a known one that brings the shapes into the country."""
    if declared and not same_grid(declared, RD):
        moved = to_rd(shapes, declared)
        if grid_of(bounds_of(moved) or (0, 0, 0, 0)) is Grid.RD:
            return SeenShapes(list(moved), _name_of(declared))
    said = _name_of(declared) if declared else "niets"
    nothing: list[Shape | None] = [None] * len(shapes)
    return SeenShapes(nothing, "", [finding("projection_wrong", place, said=said)])


def _name_of(declared: str) -> str:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(declared).name
    except CRSError:
        return declared[:40]


def looked_through(
    areas: Sequence[Area], shapes: Sequence[Shape | None], place: Place
) -> SeenShapes:
    """Look at every shape by itself: missing, no area, crossing itself.

    Args:
        areas: Whose shapes they are, in the same order.
        shapes: In RD.
        place: Where they stand.

    Returns:
        The shapes that can be used, repaired where that hardly changes them.
    """
    import shapely

    seen = SeenShapes(list(shapes))
    for at, (area, shape) in enumerate(zip(areas, shapes, strict=True)):
        named = {"area": area.name, "code": area.code}
        if shape is None or shape.is_empty:
            seen.findings.append(finding("shape_missing", place, **named))
            seen.shapes[at] = None
        elif shape.geom_type not in ("Polygon", "MultiPolygon"):
            kind = shape.geom_type
            seen.findings.append(finding("shape_no_area", place, kind=kind, **named))
            seen.shapes[at] = None
        elif not shape.is_valid:
            seen.shapes[at] = _repaired(shape, seen, place, named)
        elif shape.area < _LEAST_SQUARE_METRES:
            seen.findings.append(
                finding("shape_no_area", place, kind="een vlak van niets", **named)
            )
            seen.shapes[at] = None
        else:
            seen.shapes[at] = shapely.normalize(shape)
    return seen


def _repaired(shape: Shape, seen: SeenShapes, place: Place, named: dict[str, str]) -> Shape | None:
    """Repair a shape that crosses itself, when its area says what it must have been.

    A small loop hardly changes the area; in a figure of eight the halves cancel each other out.
    """
    import shapely

    whole = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if not whole.is_valid:
        # a crossing between two numbers that can be written: to the millimetre it can
        whole = shapely.set_precision(whole, _MILLIMETRE)
    spot = shapely.is_valid_reason(shape).partition("[")[2].rstrip("]")
    is_area = whole.geom_type in ("Polygon", "MultiPolygon") and not whole.is_empty
    if not is_area or abs(shape.area - whole.area) > _MOST_CHANGED * whole.area:
        seen.findings.append(finding("shape_not_repairable", place, spot=spot, **named))
        return None
    square_metres = round(abs(shape.area - whole.area))
    found = finding("shape_repaired", place, spot=spot, square_metres=square_metres, **named)
    seen.findings.append(found)
    return shapely.normalize(whole)


def fitted_together(areas: Sequence[Area], place: Place) -> tuple[tuple[Area, ...], list[Finding]]:
    """Look at the areas of one level together: overlaps, edges that do not meet, holes.

    Returns:
        The areas, whose edges meet now, and what was found. Real overlaps are left as they are.
    """
    import shapely

    drawn = [area for area in areas if area.shape is not None]
    findings = []
    if len(drawn) > 1 and not shapely.coverage_is_valid([area.shape for area in drawn]):
        overlapping = _overlaps(drawn)
        if overlapping:
            pairs = [f"{one.name} en {other.name}" for one, other in overlapping]
            findings.append(
                finding("shapes_overlap", place, count=len(pairs), examples=listed(pairs))
            )
        else:
            drawn, n_edges = _with_clean_edges(drawn)
            findings.append(finding("shapes_cleaned", place, count=n_edges))
    fitted = {area.code: area for area in drawn}
    findings += _holes(drawn, place)
    return tuple(fitted.get(area.code, area) for area in areas), findings


def _overlaps(areas: Sequence[Area]) -> list[tuple[Area, Area]]:
    import shapely

    shapes = [area.shape for area in areas]
    pairs = zip(*shapely.STRtree(shapes).query(shapes, predicate="intersects"), strict=True)
    return [
        (areas[one], areas[other])
        for one, other in sorted(pairs)
        if one < other
        and shapes[one].intersection(shapes[other]).area
        > _MOST_OVERLAP * min(shapes[one].area, shapes[other].area)
    ]


def _with_clean_edges(areas: Sequence[Area]) -> tuple[list[Area], int]:
    import shapely

    shapes = [area.shape for area in areas]
    n_edges = int((shapely.get_num_coordinates(shapely.coverage_invalid_edges(shapes)) > 0).sum())
    clean = shapely.coverage_clean(shapes)
    return [replace(area, shape=shape) for area, shape in zip(areas, clean, strict=True)], n_edges


def _holes(areas: Sequence[Area], place: Place) -> list[Finding]:
    """Tell of holes in an area that no other area fills."""
    import shapely

    whole = shapely.union_all([area.shape for area in areas])
    open_holes = [
        ring
        for polygon in shapely.get_parts(whole)
        for ring in shapely.get_rings(polygon)[1:]
        if shapely.Polygon(ring).area > _LEAST_HOLE
    ]
    return [
        finding(
            "shape_hole",
            place,
            hectares=round(shapely.Polygon(ring).area / 1e4, 1),
            around=listed(_touching(areas, ring)),
        )
        for ring in open_holes
    ]


def _touching(areas: Sequence[Area], ring: Any) -> list[str]:
    return [area.name for area in areas if area.shape is not None and area.shape.intersects(ring)]
