"""Points, postcodes and addresses find their buurt, the whole table at once."""

import polars as pl
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.geography import Area, Level
from drieluik.core.geography.locating import locate_addresses, locate_points
from tests.factories.borders import SIDE, X, Y, square

AREAS = [Area(f"B{at}", "", Level.BUURT, 2021, square(at % 3, at // 3)) for at in range(6)]


def _points(*places):
    return pl.DataFrame(places, schema={"x": pl.Float64, "y": pl.Float64}, orient="row")


def test_a_point_outside_lies_in_no_area_and_an_unknown_point_neither():
    points = _points((X + 1, Y + 1), (X - 1, Y + 1), (None, None))

    assert locate_points(points, AREAS).to_list() == ["B0", None, None]


def test_a_point_on_a_border_counts_once_for_the_lowest_code():
    assert locate_points(_points((X + SIDE, Y + SIDE)), AREAS[::-1]).to_list() == ["B0"]


@given(st.lists(st.tuples(st.integers(-100, 3100), st.integers(-100, 2100)), max_size=30))
def test_the_quick_way_gives_what_a_plain_loop_gives(places):
    points = _points(*((X + x, Y + y) for x, y in places))

    expected = [
        min((a.code for a in AREAS if a.shape.intersects(shapely.Point(x, y))), default=None)
        for x, y in points.iter_rows()
    ]

    assert locate_points(points, AREAS).to_list() == expected


BOOK = pl.DataFrame(
    {
        "postcode": ["7511AA", "7511AA", "7511AA", "7522BB"],
        "house_number": [1, 2, 3, 10],
        "area_code": ["B0", "B0", "B1", "B2"],
    }
)


def test_an_address_finds_its_own_buurt_in_any_spelling():
    asked = pl.DataFrame({"postcode": ["7511 aa", "7511AA"], "house_number": [3, 1]})

    assert locate_addresses(asked, BOOK).rows() == [("B1", "address", 1.0), ("B0", "address", 1.0)]


def test_a_postcode_alone_gives_the_buurt_of_most_of_it_and_says_how_much():
    asked = pl.DataFrame({"postcode": ["7511AA", "7522BB"], "house_number": [None, 99]})

    located = locate_addresses(asked, BOOK)

    assert located["area_code"].to_list() == ["B0", "B2"]
    assert located["how"].to_list() == ["postcode", "postcode"]
    assert located["share"].to_list() == [2 / 3, 1.0]


def test_an_unknown_postcode_has_no_buurt():
    asked = pl.DataFrame({"postcode": ["9999ZZ", None], "house_number": [1, 1]})

    assert locate_addresses(asked, BOOK).rows() == [(None, None, None), (None, None, None)]


def test_an_address_that_the_book_puts_in_two_buurten_counts_as_its_postcode():
    book = pl.concat([BOOK, BOOK.head(1).with_columns(area_code=pl.lit("B1"))])

    asked = pl.DataFrame({"postcode": ["7511AA"], "house_number": [1]})

    assert locate_addresses(asked, book)["how"].to_list() == ["postcode"]
