"""Reading areas: codes and names, maps, sets of borders, and areas of one's own."""

from drieluik.apps.areas.selectors.codes import (
    area_names,
    areas_per_year,
    border_years,
    buurt_codes,
    buurt_names,
    buurten_of_year,
)
from drieluik.apps.areas.selectors.maps import (
    MapArea,
    MapAreas,
    areas_geojson,
    map_areas,
    map_years,
    own_area_shape,
    own_map_areas,
)
from drieluik.apps.areas.selectors.outlines import Outlines, outlines_of_set, outlines_with
from drieluik.apps.areas.selectors.own import find_own_area, list_own_areas
from drieluik.apps.areas.selectors.places import (
    Loaded,
    Located,
    crosswalk_between,
    loaded_layers,
    locate_places,
)
from drieluik.apps.areas.selectors.sets import (
    find_area,
    find_set,
    list_areas,
    list_sets,
    preview_of,
)

__all__ = [
    "Loaded",
    "Located",
    "MapArea",
    "MapAreas",
    "Outlines",
    "area_names",
    "areas_geojson",
    "areas_per_year",
    "border_years",
    "buurt_codes",
    "buurt_names",
    "buurten_of_year",
    "crosswalk_between",
    "find_area",
    "find_own_area",
    "find_set",
    "list_areas",
    "list_own_areas",
    "list_sets",
    "loaded_layers",
    "locate_places",
    "map_areas",
    "map_years",
    "outlines_of_set",
    "outlines_with",
    "own_area_shape",
    "own_map_areas",
    "preview_of",
]
