"""Areas as GeoJSON, in WGS84 unless RD is asked, for maps in a browser and for whoever takes the open data."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from drieluik.core.geography.borders import Area
from drieluik.core.geography.projection import to_wgs84

_DEGREE_DIGITS = 6
_METRE_DIGITS = 1
"""A tenth of a metre: borders are not known better than that after the transformation."""


def geojson_of(areas: Sequence[Area], about: Mapping[str, Any], *, rd: bool = False) -> str:
    """Write the areas that have a shape as a FeatureCollection.

    Args:
        areas: With shapes in RD.
        about: Plain members beside the features, such as source, licence and whether the shapes
            are only schematic; a reader of GeoJSON passes by members it does not know.
        rd: Whether coordinates stay in RD, in metres: only for who asked for that, as GeoJSON is
            in degrees of WGS84 by itself.
    """
    import numpy as np
    import shapely

    drawn = [area for area in areas if area.shape is not None]
    shapes = np.array([area.shape for area in drawn], dtype=object)
    digits = _METRE_DIGITS if rd else _DEGREE_DIGITS
    moved = shapely.set_precision(
        shapes if rd else to_wgs84(shapes), 10.0**-digits, mode="pointwise"
    )
    features = [
        {
            "type": "Feature",
            "id": area.code,
            "properties": {
                "code": area.code,
                "naam": area.name,
                "niveau": str(area.level),
                "jaar": area.year,
            },
            "geometry": json.loads(shapely.to_geojson(_wound(shape))),
        }
        for area, shape in zip(drawn, moved, strict=True)
    ]
    box = {"bbox": [float(edge) for edge in shapely.total_bounds(moved)]} if features else {}
    return json.dumps(
        {"type": "FeatureCollection", **box, **about, "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _wound(shape: Any) -> Any:
    """Wind outer rings against the clock, as the standard asks (RFC 7946, 3.1.6)."""
    import shapely

    return shapely.orient_polygons(shape)
