"""What map makers get: rings and GeoJSON of the borders in use, schematic or real."""

import json
from datetime import UTC, datetime

import pytest
import shapely

from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.selectors import areas_geojson, map_areas, map_years
from drieluik.apps.areas.services import BuurtRow, Provenance, areas_of_list, load_borders
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import Borders, read_borders, schematic_borders
from tests.factories import borders as made
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)
ABOUT = Provenance("CBS en Kadaster", "CC BY 4.0")


def _list(year=2021, n=3):
    rows = made.made_rows(n)
    return areas_of_list(
        year,
        [BuurtRow(row["code"], row["name"], row["wijk"], "Wijk", 100, None) for row in rows],
    )


def _load(borders):
    place = make_municipality(code=made.PLACE)
    load_borders(municipality_id=place.id, borders=borders, provenance=ABOUT, actor=SYSTEM, now=NOW)
    return place.id


def _schematic(year=2021):
    middles = {row["code"]: row["shape"].centroid.coords[0] for row in made.made_rows()}
    return schematic_borders(year, _list(year), middles)


def _real():
    return read_borders(made.geojson(made.made_rows()), "a.geojson").borders


def test_a_map_gets_rings_per_area_and_what_must_be_said_beside_it():
    place = _load(_real())

    found = map_areas(municipality_id=place, level="buurt")

    assert (found.year, found.schematic, found.source) == (2021, False, "CBS en Kadaster")
    first = found.areas[0]
    assert (first.code, first.name, first.level) == ("BU99010000", "Buurt 0", "buurt")
    ((outer,),) = first.polygons
    assert shapely.Polygon(outer).equals(made.square())


def test_schematic_cells_say_so_and_make_way_for_real_borders():
    place = _load(_schematic())
    before = map_areas(municipality_id=place, level="buurt")

    _load(_real())
    after = map_areas(municipality_id=place, level="buurt")

    assert (before.schematic, after.schematic) == (True, False)
    assert [area.code for area in before.areas] == [area.code for area in after.areas]


def test_a_list_without_borders_keeps_the_borders_and_their_being_schematic():
    place = _load(_schematic())

    _load(Borders(2021, _list(n=2)))

    found = map_areas(municipality_id=place, level="buurt")
    assert [area.code for area in found.areas] == ["BU99010000", "BU99010001"]
    assert found.schematic


def test_schematic_cells_again_change_nothing():
    _load(_schematic())
    _load(_schematic())

    assert BorderSet.objects.count() == 1


@pytest.mark.parametrize(("asked", "got"), [(None, 2021), (2020, 2019), (2021, 2021), (2010, 2019)])
def test_without_borders_of_a_year_the_nearest_earlier_count(asked, got):
    for year in (2019, 2021):
        place = _load(_schematic(year))

    assert map_areas(municipality_id=place, level="wijk", year=asked).year == got
    assert map_years(municipality_id=place) == (2021, 2019)


def test_without_any_borders_there_is_no_map():
    place = _load(Borders(2021, _list()))

    assert map_areas(municipality_id=place, level="buurt") is None
    assert areas_geojson(municipality_id=place, level="buurt") is None
    assert map_years(municipality_id=place) == ()


def test_geojson_says_source_licence_and_whether_it_is_schematic():
    place = _load(_schematic())

    written = json.loads(areas_geojson(municipality_id=place, level="municipality"))

    assert (written["schematisch"], written["jaar"], written["licentie"]) == (
        True,
        2021,
        "CC BY 4.0",
    )
    assert [feature["id"] for feature in written["features"]] == [made.PLACE]
