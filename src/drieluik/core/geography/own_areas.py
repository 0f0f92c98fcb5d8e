"""Areas of one's own: a polygon that somebody drew, or some buurten together."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from drieluik.core.findings import Finding, Place
from drieluik.core.geography.borders import Area, Level, Shape
from drieluik.core.geography.joining import joined
from drieluik.core.geography.reading.shapes import in_rd, looked_through
from drieluik.core.geography.rules import finding, listed

MOST_LETTERS = 500_000
_MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as it was understood.

    Attributes:
        shape: In RD; None when the drawing cannot be used.
        findings: What is wrong or was put right.
    """

    shape: Shape | None
    findings: tuple[Finding, ...] = ()


def drawn_area(text: str, name: str) -> Drawn:
    """Read a drawn polygon.

    Args:
        text: GeoJSON: a geometry, a feature, or a collection whose shapes are taken together.
            Numbers may be WGS84 or RD; what they are is told.
        name: What the area is called, for the findings.
    """
    import shapely

    if len(text) > MOST_LETTERS:
        return Drawn(None, (finding("drawing_too_large"),))
    try:
        geometries = list(_geometries(json.loads(text)))
        shapes = [shapely.from_geojson(json.dumps(one)) for one in geometries]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, shapely.GEOSException):
        return Drawn(None, (finding("drawing_unreadable"),))
    if not shapes or sum(map(shapely.get_num_coordinates, shapes)) > _MOST_POINTS:
        return Drawn(None, (finding("drawing_too_large" if shapes else "drawing_unreadable"),))
    return _seen(shapes, name)


def union_of(areas: Sequence[Area], codes: Iterable[str]) -> Drawn:
    """Join some areas to one.

    Args:
        areas: Where the codes are looked up.
        codes: Codes of the areas to join.

    Returns:
        No shape when a code is unknown or an area has no shape: a part would be lost unseen.
    """
    wanted = frozenset(codes)
    found = [area for area in areas if area.code in wanted and area.shape is not None]
    lacking = sorted(wanted - {area.code for area in found})
    if lacking or not found:
        return Drawn(None, (finding("union_lacks", examples=listed(lacking)),))
    return Drawn(joined([area.shape for area in found]))


def _geometries(written: Any) -> Iterable[dict[str, Any]]:
    if written["type"] == "FeatureCollection":
        for feature in written["features"]:
            yield from _geometries(feature)
    elif written["type"] == "Feature":
        yield dict(written["geometry"])
    else:
        yield dict(written)


def _seen(shapes: list[Shape], name: str) -> Drawn:
    import numpy as np
    import shapely

    place = Place(sheet="De tekening")
    placed = in_rd(shapely.force_2d(np.array(shapes, dtype=object)), "", place)
    parts = [Area(str(at), name, Level.OWN, 0) for at in range(1, len(shapes) + 1)]
    seen = looked_through(parts, placed.shapes, place)
    # without a place in the country there is nothing more to say of the shapes
    findings = (
        placed.findings or seen.findings if not placed.grid else placed.findings + seen.findings
    )
    usable = [shape for shape in seen.shapes if shape is not None]
    complete = len(usable) == len(shapes) and bool(placed.grid)
    return Drawn(joined(usable) if complete else None, tuple(findings))
