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
)
from drieluik.apps.areas.selectors.outlines import Outlines, outlines_of_set, outlines_with
from drieluik.apps.areas.selectors.own import (
    areas_to_draw_anew,
    drawing_of,
    find_own_area,
    has_own_areas,
    list_own_areas,
)
from drieluik.apps.areas.selectors.own_parts import OwnParts, own_parts
from drieluik.apps.areas.selectors.own_shapes import Lacks, OwnOnMap, own_on_map
from drieluik.apps.areas.selectors.places import (
    Loaded,
    Located,
    crosswalk_between,
    loaded_layers,
    locate_places,
)
from drieluik.apps.areas.selectors.sets import (
    buurten_to_choose,
    find_area,
    find_set,
    list_areas,
    list_sets,
    preview_of,
)

__all__ = [
    "Lacks",
    "Loaded",
    "Located",
    "MapArea",
    "MapAreas",
    "Outlines",
    "OwnOnMap",
    "OwnParts",
    "area_names",
    "areas_geojson",
    "areas_per_year",
    "areas_to_draw_anew",
    "border_years",
    "buurt_codes",
    "buurt_names",
    "buurten_of_year",
    "buurten_to_choose",
    "crosswalk_between",
    "drawing_of",
    "find_area",
    "find_own_area",
    "find_set",
    "has_own_areas",
    "list_areas",
    "list_own_areas",
    "list_sets",
    "loaded_layers",
    "locate_places",
    "map_areas",
    "map_years",
    "outlines_of_set",
    "outlines_with",
    "own_on_map",
    "own_parts",
    "preview_of",
]
