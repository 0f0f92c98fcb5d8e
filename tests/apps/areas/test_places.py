"""Points and addresses find their buurt from what was loaded; years go over into each other."""

from datetime import UTC, datetime

import polars as pl
import pytest

from drieluik.apps.areas.selectors import crosswalk_between, locate_addresses, locate_points
from drieluik.apps.areas.services import Provenance, load_addresses, load_borders
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.geography import Area, Borders, Level, schematic_borders
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


def test_points_lie_in_the_buurten_of_the_year():
    place = _load(Borders(2021, (_buurt("A", square(0), 2021), _buurt("B", square(1), 2021))))
    points = pl.DataFrame({"x": [X + 500, X + 1500, X - 500], "y": [Y + 500] * 3})

    assert locate_points(municipality_id=place, year=2021, points=points).to_list() == [
        "A",
        "B",
        None,
    ]
    assert locate_points(municipality_id=place, year=2019, points=points).to_list() == [None] * 3


def test_schematic_cells_put_no_point_anywhere():
    place = _load(schematic_borders(2021, [_buurt("A", None, 2021)], {"A": (X, Y)}))

    found = locate_points(
        municipality_id=place, year=2021, points=pl.DataFrame({"x": [X], "y": [Y]})
    )

    assert found.to_list() == [None]


def test_the_latest_table_of_the_year_counts():
    place = make_municipality(code=PLACE).id
    for code in ("A", "B"):
        load_addresses(
            municipality_id=place, year=2021, table=_book(("7511AA", 1, code)), source="CBS",
            actor=SYSTEM, now=NOW,
        )  # fmt: skip
    asked = pl.DataFrame({"postcode": ["7511aa"], "house_number": [1]})

    assert locate_addresses(municipality_id=place, year=2021, asked=asked)[
        "area_code"
    ].to_list() == ["B"]
    assert locate_addresses(municipality_id=place, year=2020, asked=asked)["how"].to_list() == [
        None
    ]
    assert AuditEvent.objects.filter(name="addresses.loaded").count() == 2


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
