"""Reading areas: codes and names, maps, sets of borders, and where something lies."""

from drieluik.apps.areas.selectors.codes import buurt_codes, buurt_names
from drieluik.apps.areas.selectors.maps import (
    MapArea,
    MapAreas,
    areas_geojson,
    map_areas,
    map_years,
    own_area_shape,
    own_map_areas,
)

__all__ = [
    "MapArea",
    "MapAreas",
    "areas_geojson",
    "buurt_codes",
    "buurt_names",
    "map_areas",
    "map_years",
    "own_area_shape",
    "own_map_areas",
]
