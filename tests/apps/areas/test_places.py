"""Points and addresses find their buurt from what was loaded; years go over into each other."""

from datetime import UTC, datetime

import polars as pl
import pytest

from drieluik.apps.areas.selectors import crosswalk_between, loaded_layers, locate_places
from drieluik.apps.areas.services import Provenance, load_addresses, load_borders
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import Area, Borders, Level, schematic_borders
from drieluik.core.placing import read_places
from tests.factories.areas import make_steward
from tests.factories.borders import PLACE, X, Y, square
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 2, 15, 9, 0, tzinfo=UTC)


def _buurt(code, shape, year):
    return Area(code, code, Level.BUURT, year, shape, parent_code="WK990100")


def _load(borders):
    place = make_municipality(code=PLACE).id
    load_borders(
        municipality_id=place, borders=borders, provenance=Provenance("CBS"), actor=SYSTEM, now=NOW
    )
    return place


def _book(*rows):
    schema = ["postcode", "house_number", "area_code"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _located(place, year, *written):
    places = read_places(enumerate(written, start=1))
    return locate_places(municipality_id=place, year=year, places=places)


def _point(x, y):
    return f"{X + x:.0f} {Y + y:.0f}"


def test_points_lie_in_the_buurten_of_the_year():
    place = _load(Borders(2021, (_buurt("A", square(0), 2021), _buurt("B", square(1), 2021))))
    points = [_point(500, 500), _point(1500, 500), _point(-500, 500)]

    found = _located(place, 2021, *points)

    assert [row.buurt[0] for row in found] == ["A", "B", ""]
    assert [row.how for row in found] == ["point", "point", ""]
    assert [row.buurt[0] for row in _located(place, 2019, *points)] == ["", "", ""]


def test_a_point_near_a_border_is_not_sure():
    place = _load(Borders(2021, (_buurt("A", square(0), 2021), _buurt("B", square(1), 2021))))

    near, far = _located(place, 2021, _point(997, 500), _point(990, 500))

    assert (near.buurt[0], near.near_border) == ("A", True)
    assert (far.buurt[0], far.near_border) == ("A", False)


def test_schematic_cells_put_no_point_anywhere():
    place = _load(schematic_borders(2021, [_buurt("A", None, 2021)], {"A": (X, Y)}))

    (found,) = _located(place, 2021, _point(0, 0))

    assert found.how == ""
    (loaded,) = loaded_layers(municipality_id=place)
    assert (loaded.year, loaded.schematic, loaded.has_borders) == (2021, True, False)


def test_a_place_that_cannot_be_read_keeps_its_fault_beside_the_others():
    place = _load(Borders(2021, (_buurt("A", square(0), 2021),)))

    wrong, right = _located(place, 2021, "Langestraat", _point(500, 500))

    assert wrong.asked.fault.rule == "placing.place_not_understood"
    assert right.buurt == ("A", "A")
    assert right.wijk == ("WK990100", "WK990100")


def test_the_latest_table_of_the_year_counts():
    place = make_municipality(code=PLACE).id
    for code in ("A", "B"):
        load_addresses(
            municipality_id=place, year=2021, table=_book(("7511AA", 1, code)), source="CBS",
            actor=SYSTEM, now=NOW,
        )  # fmt: skip

    (found,) = _located(place, 2021, "7511aa 1")
    (other_year,) = _located(place, 2020, "7511aa 1")

    assert (found.buurt[0], found.how, found.share) == ("B", "address", 1)
    assert other_year.how == ""
    assert AuditEvent.objects.filter(name="addresses.loaded").count() == 2
    (loaded,) = loaded_layers(municipality_id=place)
    assert (loaded.addresses, loaded.n_addresses, loaded.has_borders) == ("CBS", 1, False)


def test_of_a_postcode_the_buurt_of_most_addresses_is_told_with_their_share():
    place = make_municipality(code=PLACE).id
    table = _book(("7511AA", 1, "A"), ("7511AA", 2, "B"), ("7511AA", 3, "B"), ("7511AA", 4, "B"))
    load_addresses(
        municipality_id=place, year=2021, table=table, source="CBS", actor=SYSTEM, now=NOW
    )

    alone, unknown_number = _located(place, 2021, "7511 AA", "Langestraat 9, 7511 AA")

    assert (alone.buurt[0], alone.how, alone.share) == ("B", "postcode", 0.75)
    assert (unknown_number.buurt[0], unknown_number.how) == ("B", "postcode")


def test_only_the_system_loads_addresses():
    with pytest.raises(NotAllowed):
        load_addresses(
            municipality_id=make_municipality(code=PLACE).id, year=2021, table=_book(), source="X",
            actor=make_steward(), now=NOW,
        )  # fmt: skip


def test_a_year_goes_over_into_the_next():
    _load(Borders(2020, (_buurt("A", square(0, width=2), 2020),)))
    place = _load(Borders(2021, (_buurt("B", square(0), 2021), _buurt("C", square(1), 2021))))

    crosswalk = crosswalk_between(municipality_id=place, from_year=2020, to_year=2021)

    assert crosswalk.parts.rows() == [("A", "B", 0.5, False), ("A", "C", 0.5, False)]


def test_addresses_of_both_years_say_more_than_surface():
    _load(Borders(2020, (_buurt("A", square(0, width=2), 2020),)))
    place = _load(Borders(2021, (_buurt("B", square(0), 2021), _buurt("C", square(1), 2021))))
    books = {2020: ("A", "A", "A", "A"), 2021: ("B", "B", "B", "C")}
    for year, codes in books.items():
        table = _book(*(("7511AA", number, code) for number, code in enumerate(codes)))
        load_addresses(
            municipality_id=place, year=year, table=table, source="CBS", actor=SYSTEM, now=NOW
        )

    crosswalk = crosswalk_between(municipality_id=place, from_year=2020, to_year=2021)

    assert crosswalk.parts.rows() == [("A", "B", 0.75, False), ("A", "C", 0.25, False)]
