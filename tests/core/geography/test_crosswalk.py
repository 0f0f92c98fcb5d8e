"""Figures carried over to other borders keep their sum, and say how sure they are."""

from itertools import pairwise

import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from drieluik.core.geography import Area, Level
from drieluik.core.geography.carrying.crosswalk import (
    Method,
    carried_over,
    crosswalk_by_area,
    divided_by_addresses,
    divided_share,
)
from drieluik.core.geography.carrying.series import series_in_borders
from tests.factories.borders import SIDE, X, Y, square


def _area(code, shape, year=2020):
    return Area(code, code, Level.BUURT, year, shape)


OLD = [_area("A", square(0)), _area("B", square(1))]
NEW = [_area("A", square(0, width=1)), _area("B1", shapely.box(X + SIDE, Y, X + 1.25 * SIDE, Y + SIDE)),
       _area("B2", shapely.box(X + 1.25 * SIDE, Y, X + 2 * SIDE, Y + SIDE))]  # fmt: skip
VALUES = pl.DataFrame({"area_code": ["A", "B"], "value": [100, 80]})


def test_an_area_cut_in_two_is_divided_by_surface_with_sure_bounds():
    carried = carried_over(VALUES, crosswalk_by_area(OLD, NEW))

    assert carried.rows() == [
        ("A", 100.0, 100.0, 100.0, 0, 0),
        ("B1", 20.0, 0.0, 80.0, 1, 0),
        ("B2", 60.0, 0.0, 80.0, 1, 0),
    ]


def _book(*rows):
    return pl.DataFrame(rows, schema=["postcode", "house_number", "area_code"], orient="row")


def _by_addresses(old, new):
    return divided_by_addresses(crosswalk_by_area(OLD, NEW), _book(*old), _book(*new))


def test_addresses_divide_what_the_borders_cut():
    old = [("7511AA", 1, "B"), ("7511AA", 3, "B"), ("7511AB", 1, "B"), ("7511AC", 1, "A")]
    new = [("7511AA", 1, "B1"), ("7511AA", 3, "B1"), ("7511AB", 1, "B2"), ("7511AC", 1, "A")]

    carried = carried_over(VALUES, _by_addresses(old, new))

    assert carried.select("area_code", "value", "at_least", "at_most").rows() == [
        ("A", 100.0, 100.0, 100.0),
        ("B1", pytest.approx(160 / 3), 0.0, 80.0),
        ("B2", pytest.approx(80 / 3), 0.0, 80.0),
    ]


def test_an_address_with_two_names_of_its_street_still_counts_once():
    old = [("7511AA", 1, "B"), ("7511AB", 1, "B")]
    new = [("7511AA", 1, "B1"), ("7511AB", 1, "B2")]
    named = _book(*old, old[0]).with_columns(street=pl.Series(["Plein", "Straat", "Pleintje"]))

    divided = divided_by_addresses(crosswalk_by_area(OLD, NEW), named, _book(*new))

    assert divided.parts.equals(_by_addresses(old, new).parts)


def test_addresses_that_went_never_make_a_guess_certain():
    old = [("7511AA", 1, "B"), ("7511AB", 1, "B")]

    carried = carried_over(VALUES, _by_addresses(old, [("7511AB", 1, "B2")]))

    assert carried.rows()[1:] == [("B1", 0.0, 0.0, 80.0, 1, 0), ("B2", 80.0, 0.0, 80.0, 1, 0)]


def test_an_address_in_two_areas_or_where_no_border_leads_says_nothing():
    twice = [("7511AA", 1, "B"), ("7511AA", 1, "A")]
    moved = [("7511AB", 1, "A")]

    crosswalk = _by_addresses([*twice, *moved], [("7511AA", 1, "B1"), ("7511AB", 1, "B2")])

    assert crosswalk.method is Method.AREA
    assert crosswalk.parts.equals(crosswalk_by_area(OLD, NEW).parts)


def test_new_ground_is_never_the_same_and_has_no_upper_bound():
    larger = [_area("A", square(0)), _area("N", square(1, width=2))]

    crosswalk = crosswalk_by_area(OLD, larger)

    assert crosswalk.unchanged == {"A": "A"}
    assert carried_over(VALUES, crosswalk).rows() == [
        ("A", 100.0, 100.0, 100.0, 0, 0),
        ("N", 80.0, 80.0, None, 0, 0),
    ]


def test_who_took_in_an_area_without_a_border_is_not_the_same():
    crosswalk = crosswalk_by_area([OLD[0], _area("B", None)], [_area("N", square(0, width=2))])

    assert crosswalk.not_carried == ("B",)
    assert crosswalk.unchanged == {}
    assert carried_over(VALUES, crosswalk).rows() == [("N", 100.0, 100.0, None, 0, 0)]


def test_nothing_goes_to_areas_without_borders():
    crosswalk = crosswalk_by_area(OLD, [_area("A", None), _area("B", None)])

    assert crosswalk.not_carried == ("A", "B")
    assert carried_over(VALUES, crosswalk).is_empty()


@given(st.data())
def test_what_really_lay_there_is_always_within_the_bounds(data):
    old, new = data.draw(_strips()), data.draw(_strips())
    places = data.draw(st.lists(st.floats(0.01, 0.99), max_size=30))

    def in_which(areas, at):
        point = shapely.Point(X + at * 4 * SIDE, Y + SIDE / 2)
        return next((area.code for area in areas if area.shape.covers(point)), None)

    values = pl.DataFrame(
        [(area.code, sum(in_which(old, at) == area.code for at in places)) for area in old],
        schema=["area_code", "value"],
        orient="row",
    )
    for code, _value, least, most, *_rest in carried_over(
        values, crosswalk_by_area(old, new)
    ).iter_rows():
        true = sum(in_which(new, at) == code and in_which(old, at) is not None for at in places)
        assert least <= true
        assert most is None or true <= most


def test_the_stated_error_is_what_had_to_be_divided():
    assert divided_share(VALUES, crosswalk_by_area(OLD, NEW)) == pytest.approx(80 / 180)
    assert divided_share(VALUES, crosswalk_by_area(OLD, OLD)) == 0


def test_a_line_redrawn_by_two_metres_moves_nobody():
    redrawn = [_area("A", shapely.box(X, Y, X + SIDE + 2, Y + SIDE)),
               _area("B", shapely.box(X + SIDE + 2, Y, X + 2 * SIDE, Y + SIDE))]  # fmt: skip

    assert crosswalk_by_area(OLD, redrawn).parts["share"].to_list() == [1.0, 1.0]


def test_what_falls_outside_all_new_areas_is_kept_apart():
    carried = carried_over(VALUES, crosswalk_by_area(OLD, NEW[:2]))

    assert carried.rows()[-1][:2] == (None, 60.0)


def test_a_part_of_an_unknown_value_is_unknown():
    values = pl.DataFrame({"area_code": ["A", "B"], "value": [100, None]})

    carried = carried_over(values, crosswalk_by_area(OLD, NEW))

    assert carried["value"].to_list() == [100.0, None, None]
    assert carried["n_unknown"].to_list() == [0, 1, 1]


def test_an_old_area_without_a_border_is_named():
    crosswalk = crosswalk_by_area([*OLD, _area("C", None)], NEW)

    assert crosswalk.not_carried == ("C",)


@st.composite
def _strips(draw):
    """A field of three kilometres cut in strips at drawn places."""
    cuts = draw(st.lists(st.integers(1, 299), max_size=6, unique=True))
    edges = [0, *sorted(cuts), 300]
    return [
        _area(f"S{at}", shapely.box(X + 10 * left, Y, X + 10 * right, Y + SIDE))
        for at, (left, right) in enumerate(pairwise(edges))
    ]


@given(_strips(), _strips(), st.data())
def test_sums_are_preserved_and_lie_within_the_bounds(old, new, data):
    numbers = data.draw(st.lists(st.integers(0, 5000), min_size=len(old), max_size=len(old)))
    values = pl.DataFrame({"area_code": [area.code for area in old], "value": numbers})

    carried = carried_over(values, crosswalk_by_area(old, new))

    assert carried["value"].sum() == pytest.approx(sum(numbers))
    assert (carried["at_least"] <= carried["value"] + 1e-6).all()
    assert (carried["value"] <= carried["at_most"] + 1e-6).all()


def test_a_series_marks_the_years_that_were_converted():
    values = pl.DataFrame(
        [
            ("2020-1", 2020, "A", 100),
            ("2020-1", 2020, "B", 80),
            ("2020-2", 2020, "A", 95),
            ("2021-1", 2021, "A", 90),
            ("2021-1", 2021, "B1", 30),
            ("2019-1", 2019, "A", 5),
        ],
        schema=["moment", "year", "area_code", "value"],
        orient="row",
    )

    series = series_in_borders(values, 2021, {2020: crosswalk_by_area(OLD, NEW)})

    assert series.select("area_code", "moment", "value", "borders").rows() == [
        ("A", "2019-1", None, "unknown"),
        ("A", "2020-1", 100.0, "same"),
        ("A", "2020-2", 95.0, "same"),
        ("A", "2021-1", 90.0, "same"),
        ("B1", "2020-1", 20.0, "converted"),
        ("B1", "2021-1", 30.0, "same"),
        ("B2", "2020-1", 60.0, "converted"),
    ]


def test_a_renumbered_area_is_the_same_area_in_a_series():
    values = pl.DataFrame({"moment": ["2020"], "year": 2020, "area_code": "A", "value": 7})
    renumbered = [_area("Z", square(0), 2021)]

    series = series_in_borders(values, 2021, {2020: crosswalk_by_area(OLD[:1], renumbered)})

    assert series.rows() == [("2020", "Z", 7.0, 7.0, 7.0, "same")]


def test_a_series_of_nothing_is_empty():
    schema = {"moment": pl.String, "year": pl.Int64, "area_code": pl.String, "value": pl.Int64}
    nothing = pl.DataFrame(schema=schema)

    assert series_in_borders(nothing, 2021, {}).is_empty()
