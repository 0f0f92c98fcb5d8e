"""Simplifying leaves no gaps, cells cover the frame, and coordinates come back where they were."""

import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.findings import message_nl
from drieluik.core.geography import Area, BorderQuestion, Level, read_borders, rings_of
from drieluik.core.geography.carrying.comparing import compare_areas
from drieluik.core.geography.drawing.as_geojson import geojson_of
from drieluik.core.geography.drawing.schematic import schematic_borders
from drieluik.core.geography.drawing.simplifying import simplified, simplified_shapes
from drieluik.core.geography.own_areas import drawn_area, union_of
from drieluik.core.geography.projection import to_rd, to_wgs84
from tests.factories.borders import X, Y, square


def _buurt(code, shape=None, name=""):
    return Area(code, name or code, Level.BUURT, 2021, shape, parent_code="WK990100")


@st.composite
def _coverage(draw):
    """Cells around drawn points, with crinkled edges: every edge is shared by both sides."""
    places = draw(
        st.lists(
            st.tuples(st.integers(0, 3000), st.integers(0, 3000)),
            min_size=3,
            max_size=12,
            unique=True,
        )
    )
    frame = shapely.box(X, Y, X + 3000, Y + 3000)
    points = shapely.MultiPoint([(X + x, Y + y) for x, y in places])
    cells = [
        cell.intersection(frame) for cell in shapely.voronoi_polygons(points, extend_to=frame).geoms
    ]
    fine = shapely.segmentize(np.array([cell for cell in cells if cell.area > 1]), 60)
    return list(
        shapely.coverage_clean(shapely.set_precision(shapely.transform(fine, _crinkled), 0.01))
    )


def _crinkled(points):
    return points + 12 * np.column_stack((np.sin(points[:, 1] / 37), np.cos(points[:, 0] / 41)))


@settings(max_examples=40)
@given(_coverage(), st.sampled_from([5.0, 20.0, 80.0]))
def test_simplifying_makes_no_gaps_and_no_overlaps(shapes, tolerance):
    simple = simplified_shapes(shapes, tolerance)

    assert shapely.coverage_is_valid(simple)
    whole = shapely.union_all(simple)
    assert whole.area == pytest.approx(sum(shape.area for shape in simple))
    assert not shapely.get_parts(whole)[0].interiors
    assert shapely.get_num_coordinates(simple).sum() <= shapely.get_num_coordinates(shapes).sum()


def test_real_borders_lose_points_and_keep_meeting(shared):
    path = shared / "data" / "cbs-buurten-enschede-2021" / "enschede_buurten_2021.geojson"
    areas = read_borders(path.read_bytes(), path.name, BorderQuestion("GM0153")).areas

    simple = [a.shape for a in simplified(areas) if a.level is Level.BUURT]

    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < 2100
    assert sum(shape.area for shape in simple) == pytest.approx(142.72e6, rel=0.001)


def test_areas_that_overlap_are_left_as_they_are():
    shapes = [square(width=2), square(1)]

    assert simplified_shapes(shapes, 10) == shapes


def test_areas_without_a_shape_stay_in_their_place():
    areas = [_buurt("A"), _buurt("B", square())]

    assert [area.code for area in simplified(areas)] == ["A", "B"]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=20, unique=True
    )
)
def test_schematic_cells_hold_their_own_middle_and_cover_without_overlap(places):
    middles = {f"BU{at}": (X + 90.0 * x, Y + 90.0 * y) for at, (x, y) in enumerate(places)}

    borders = schematic_borders(2021, [_buurt(code) for code in middles], middles)

    cells = borders.of_level(Level.BUURT)
    assert borders.schematic
    assert all(cell.shape.intersects(shapely.Point(middles[cell.code])) for cell in cells)
    (wijk,) = borders.of_level(Level.WIJK)
    assert wijk.shape.area == pytest.approx(sum(cell.shape.area for cell in cells), rel=1e-6)


def test_an_area_without_a_middle_gets_no_cell():
    borders = schematic_borders(2021, [_buurt("BU1"), _buurt("BU2")], {"BU1": (X, Y)})

    assert [area.shape is None for area in borders.of_level(Level.BUURT)] == [False, True]


def test_the_middle_of_the_rd_system_lies_in_amersfoort():
    longitude, latitude = to_wgs84(shapely.Point(155_000, 463_000)).coords[0]

    assert (longitude, latitude) == pytest.approx((5.38720621, 52.15517440), abs=1e-5)


@given(st.floats(20_000, 280_000), st.floats(310_000, 610_000))
def test_there_and_back_ends_within_a_centimetre(x, y):
    back = to_rd(to_wgs84(shapely.Point(x, y)), 4326)

    assert back.distance(shapely.Point(x, y)) < 0.01


def test_rings_are_given_outer_first_and_closed():
    ring = square(0, 0, 3, 3).difference(square(1, 1))

    ((outer, hole),) = rings_of(ring)

    assert outer[0] == outer[-1]
    assert shapely.Polygon(outer).area == 9e6
    assert shapely.Polygon(hole).area == 1e6


def test_geojson_is_in_degrees_and_says_what_it_is():
    text = geojson_of([_buurt("A", square()), _buurt("B")], {"schematisch": True})

    written = json.loads(text)
    (feature,) = written["features"]
    assert written["schematisch"] is True
    assert feature["properties"] == {"code": "A", "naam": "A", "niveau": "buurt", "jaar": 2021}
    longitude, latitude = feature["geometry"]["coordinates"][0][0]
    assert (3 < longitude < 8, 50 < latitude < 54) == (True, True)
    west, south, east, north = written["bbox"]
    assert west <= longitude <= east
    assert south <= latitude <= north


def test_geojson_of_nothing_has_no_box():
    assert "bbox" not in json.loads(geojson_of([_buurt("B")], {}))


def test_a_drawing_in_degrees_becomes_a_shape_in_rd():
    text = geojson_of([_buurt("A", square())], {})

    drawn = drawn_area(text, "Zone")

    assert drawn.shape.symmetric_difference(square()).area < 1000
    assert [found.rule for found in drawn.findings] == ["geography.projection_taken"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("geen json", "drawing_unreadable"),
        ("[1, 2]", "drawing_unreadable"),
        ('{"type": "Polygon"}', "drawing_unreadable"),
        ('{"type": "FeatureCollection", "features": []}', "drawing_unreadable"),
        ('{"type": "Point", "coordinates": [6.8, 52.2]}', "shape_no_area"),
        (
            '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}',
            "projection_wrong",
        ),
        ("[" * 100_000, "drawing_unreadable"),
        (" " * 600_000, "drawing_too_large"),
    ],
)
def test_a_drawing_that_cannot_be_used_says_why(text, rule):
    drawn = drawn_area(text, "Zone")

    assert drawn.shape is None
    assert f"geography.{rule}" in [found.rule for found in drawn.findings]
    assert all(message_nl(found) for found in drawn.findings)


def test_buurten_are_joined_to_one_area():
    areas = [_buurt("A", square(0)), _buurt("B", square(1)), _buurt("C")]

    assert union_of(areas, ["A", "B"]).shape.equals(square(width=2))


def test_a_union_with_a_buurt_without_a_border_is_refused_by_name():
    union = union_of([_buurt("A", square(0)), _buurt("C")], ["A", "C", "D"])

    assert union.shape is None
    assert "C, D" in message_nl(union.findings[0])


def test_changes_between_two_years_are_named():
    before = [_buurt("A", square(0)), _buurt("B", square(1)), _buurt("C", square(2)),
              _buurt("D", square(3)), _buurt("E", square(4))]  # fmt: skip
    after = [_buurt("A", square(0)), _buurt("B", square(1), "Nieuwe naam"),
             _buurt("C", square(2, height=2)), _buurt("D2", square(3)), _buurt("F", square(9))]  # fmt: skip

    changes = {change.code: str(change.kind) for change in compare_areas(before, after)}

    assert changes == {
        "A": "same", "B": "renamed", "C": "border", "D2": "recoded", "E": "gone", "F": "new"
    }  # fmt: skip


def test_lists_without_borders_are_compared_by_code_and_name():
    changes = compare_areas([_buurt("A"), _buurt("B")], [_buurt("A"), _buurt("C")])

    assert [str(change.kind) for change in changes] == ["same", "gone", "new"]
