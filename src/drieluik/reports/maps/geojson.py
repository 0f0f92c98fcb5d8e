"""A map as GeoJSON in degrees, for a map that moves: the same areas, classes and words as the drawing."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from drieluik.core.geography.projection import to_wgs84
from drieluik.reports.maps.classes import Classes
from drieluik.reports.maps.describing import said_beside
from drieluik.reports.maps.drawing import fill_name
from drieluik.reports.maps.places import Circles, Figures, Layer, MapWords, Place, Polygons, Shown

_DEGREE_DIGITS = 6
"""A tenth of a metre; borders are not known better than that after simplifying."""


def map_geojson(layers: Sequence[Layer], classes: Classes, words: MapWords) -> str:
    """Write the layers of a map, from below to above, as a FeatureCollection (RFC 7946).

    Returns:
        Of every area ``laag``, ``naam``, ``tekst`` and ``dekking``; of an area with figures also
        ``code``, ``vulling`` (a colour, ``hidden`` or ``missing``), ``adres``, and ``waarde`` when
        it may be seen. Circles are points with ``laag`` ``cirkels`` and ``straal`` in pixels. Beside the features stand what the map is of, its source and remarks.
    """
    import numpy as np
    import shapely

    described = list(_described(layers, classes))
    shapes = np.array([shape for _about, shape in described], dtype=object)
    moved = shapely.set_precision(to_wgs84(shapes), 10.0**-_DEGREE_DIGITS, mode="pointwise")
    features = [
        {
            "type": "Feature",
            "properties": about,
            "geometry": json.loads(shapely.to_geojson(shapely.orient_polygons(shape))),
        }
        for (about, _shape_in_rd), shape in zip(described, moved, strict=True)
    ]
    return json.dumps(
        {
            "type": "FeatureCollection",
            "bbox": [float(edge) for edge in shapely.total_bounds(moved)],
            "titel": words.title,
            "van": words.subtitle,
            "eenheid": words.unit,
            "bron": words.source,
            "opmerkingen": said_beside(words),
            "features": features,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _described(layers: Sequence[Layer], classes: Classes) -> Iterator[tuple[dict[str, Any], Any]]:
    import shapely

    for layer in layers:
        if isinstance(layer, Figures):
            for place in layer.places:
                about = {**_about(place, classes), "dekking": layer.opacity}
                yield about, _shape(place.polygons)
        elif isinstance(layer, Circles):
            for one in layer.circles:
                about = {"laag": "cirkels", "naam": one.name, "tekst": f"{layer.name}: {one.words}"}
                size = {"straal": layer.radius(one), "dekking": layer.opacity}
                yield {**about, **size}, shapely.Point(one.at)
        else:
            for name, polygons in layer.areas:
                about = {"laag": layer.look.value, "naam": name, "tekst": f"{layer.name}: {name}"}
                yield {**about, "dekking": layer.opacity}, _shape(polygons)


def _about(place: Place, classes: Classes) -> dict[str, Any]:
    about = {
        "laag": "cijfers",
        "code": place.code,
        "naam": place.name,
        "tekst": place.words,
        "vulling": fill_name(place, classes),
        "adres": place.href,
    }
    figure = place.figure
    return {**about, "waarde": figure.value} if isinstance(figure, Shown) else about


def _shape(polygons: Polygons) -> Any:
    import shapely

    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons])
