"""Every fault of a file with borders is told at once; nothing is repaired unseen."""

import pytest
import shapely

from drieluik.core.findings import action_nl, message_nl
from drieluik.core.geography import BorderQuestion, FileLimits, Level, read_borders
from drieluik.core.geography.rules import RULES
from tests.factories import borders as made

QUESTION = BorderQuestion(municipality_code=made.PLACE, year=2021)
RD = "urn:ogc:def:crs:EPSG::28992"
BOW_TIE = shapely.Polygon([(250e3, 470e3), (251e3, 471e3), (251e3, 470e3), (250e3, 471e3)])
SMALL_LOOP = shapely.Polygon(
    [(250e3, 470e3), (251e3, 470e3), (251e3, 471e3), (250498, 471e3), (250502, 471004),
     (250498, 471004), (250502, 471e3), (250e3, 471e3)]
)  # fmt: skip


def _read(rows, columns=made.COLUMNS, question=QUESTION, crs=RD):
    return read_borders(made.geojson(rows, columns, crs), "a.geojson", question)


def _rules(reading):
    for found in reading.findings:
        assert message_nl(found)
        assert action_nl(found)
    return [found.rule.removeprefix("geography.") for found in reading.findings]


def _turned(rows, change):
    return [{**row, "shape": shapely.transform(row["shape"], change)} for row in rows]


def test_every_rule_has_its_dutch_sentences():
    from drieluik.core.findings import known_rules

    here = {rule for rule in known_rules() if rule.startswith("geography.")}
    assert here == {f"geography.{name}" for name in RULES}


def test_a_shape_that_crosses_itself_like_an_eight_blocks():
    reading = _read([made.made_row(0, shape=BOW_TIE), made.made_row(1)])

    assert _rules(reading) == ["shape_not_repairable"]
    assert reading.is_blocked


def test_a_small_loop_is_put_right_and_must_be_confirmed():
    reading = _read([made.made_row(0, shape=SMALL_LOOP)])

    assert _rules(reading) == ["shape_repaired"]
    assert not reading.is_blocked
    assert reading.of_level(Level.BUURT)[0].shape.is_valid


def test_a_hole_that_no_area_fills_is_told_and_kept():
    ring = made.square(0, 0, 3, 3).difference(made.square(1, 1))

    reading = _read([made.made_row(0, shape=ring)])

    assert _rules(reading) == ["shape_hole"]
    assert reading.of_level(Level.BUURT)[0].shape.area == 8e6


def test_a_hole_with_another_area_in_it_is_no_fault():
    ring = made.square(0, 0, 3, 3).difference(made.square(1, 1))

    reading = _read([made.made_row(0, shape=ring), made.made_row(1, shape=made.square(1, 1))])

    assert _rules(reading) == []


def test_areas_over_each_other_block():
    reading = _read([made.made_row(0, shape=made.square(width=2)), made.made_row(1)])

    assert _rules(reading) == ["shapes_overlap"]


def test_edges_that_do_not_quite_meet_are_made_equal_and_told():
    wide = shapely.box(250e3, 470e3, 251e3 + 0.4, 471e3)

    reading = _read([made.made_row(0, shape=wide), made.made_row(1)])

    assert _rules(reading) == ["shapes_cleaned"]
    assert shapely.coverage_is_valid([one.shape for one in reading.of_level(Level.BUURT)])


def test_swapped_axes_are_turned_and_must_be_confirmed():
    reading = _read(_turned(made.made_rows(), lambda points: points[:, ::-1]))

    assert _rules(reading) == ["axes_swapped"]
    assert reading.of_level(Level.BUURT)[0].shape.equals(made.square())


def test_a_grid_that_contradicts_the_numbers_must_be_confirmed():
    reading = _read(made.made_rows(), crs="urn:ogc:def:crs:OGC:1.3:CRS84")

    assert _rules(reading) == ["projection_contradicts"]
    assert reading.of_level(Level.BUURT)[0].shape.equals(made.square())


def test_shapes_outside_the_country_block():
    reading = _read(_turned(made.made_rows(), lambda points: points + 5e6))

    assert _rules(reading) == ["projection_wrong"]
    assert reading.is_blocked


def test_a_shapefile_without_prj_is_read_by_its_numbers_and_says_so(tmp_path):
    content = made.shapefile(tmp_path, made.made_rows(), without=(".prj",))

    reading = read_borders(content, "a.zip", QUESTION)

    assert _rules(reading) == ["year_chosen", "projection_taken"]


def test_a_shapefile_in_utm_is_brought_to_rd(tmp_path):
    from pyproj import Transformer

    move = Transformer.from_crs(28992, 25831, always_xy=True).transform
    rows = _turned(
        made.made_rows(), lambda points: __import__("numpy").column_stack(move(*points.T))
    )

    reading = read_borders(made.shapefile(tmp_path, rows, crs="EPSG:25831"), "a.zip", QUESTION)

    shape = reading.of_level(Level.BUURT)[0].shape
    assert shape.symmetric_difference(made.square()).area < 10_000
    assert reading.layers[0].grid == "ETRS89 / UTM zone 31N"


def test_codes_without_leading_zeros_are_repaired_and_must_be_confirmed():
    question = BorderQuestion("GM0153", 2021)
    rows = [made.made_row(0, code="1530001"), made.made_row(1, code="BU1530002")]

    reading = _read(rows, {"buurtcode": "code", "naam": "name", "jaar": "year"}, question)

    assert [area.code for area in reading.of_level(Level.BUURT)] == ["BU01530001", "BU01530002"]
    assert _rules(reading) == ["code_repaired"]
    assert "1530001 → BU01530001" in message_nl(reading.findings[0])


def test_codes_that_are_none_block_and_are_named():
    reading = _read([made.made_row(0), made.made_row(1, code="Centrum")])

    assert _rules(reading) == ["code_unreadable"]
    assert "Centrum" in message_nl(reading.findings[0])


def test_a_file_of_another_year_blocks():
    reading = _read(made.made_rows(), question=BorderQuestion(made.PLACE, 2019))

    assert _rules(reading) == ["year_other"]


def test_codes_of_another_year_without_a_year_in_the_file_must_be_confirmed():
    rows = made.made_rows()
    known = {
        2019: frozenset({"BU99010090", "BU99010091"}),
        2021: frozenset(r["code"] for r in rows),
    }
    question = BorderQuestion(made.PLACE, 2019, known)

    reading = _read(rows, {"buurtcode": "code", "buurtnaam": "name"}, question)

    assert _rules(reading) == ["year_chosen", "codes_of_another_year"]


def test_a_file_without_a_year_asks_for_one():
    reading = _read(made.made_rows(), {"buurtcode": "code"}, BorderQuestion(made.PLACE))

    assert _rules(reading) == ["year_unknown", "name_missing"]


def test_a_code_twice_with_two_shapes_is_joined_and_must_be_confirmed():
    reading = _read([made.made_row(0), made.made_row(0, shape=made.square(1))])

    assert _rules(reading) == ["code_twice"]
    assert reading.of_level(Level.BUURT)[0].shape.area == 2e6


def test_the_very_same_row_twice_is_left_out_and_counted():
    reading = _read([made.made_row(0), made.made_row(0)])

    assert _rules(reading) == []
    assert dict(reading.layers[0].left_out) == {"same_twice": 1}


def test_a_buurt_in_a_wijk_of_another_municipality_blocks():
    assert _rules(_read([made.made_row(0, wijk="WK015300")])) == ["code_contradicts"]


def test_areas_of_another_municipality_only_block():
    question = BorderQuestion("GM0153", 2021)

    assert _rules(_read(made.made_rows(), question=question)) == ["other_municipality_only"]


def test_a_row_without_a_shape_and_one_with_a_line_block_by_name():
    line = shapely.LineString([(250e3, 470e3), (251e3, 471e3)])

    reading = _read([made.made_row(0, shape=None), made.made_row(1, shape=line), made.made_row(2)])

    assert _rules(reading) == ["shape_missing", "shape_no_area"]
    assert "Buurt 1" in message_nl(reading.findings[1])


def test_numbers_that_are_none_must_be_confirmed():
    rows = [made.made_row(0, n_inhabitants="veel")]

    reading = read_borders(made.table(rows), "a.csv", QUESTION)

    assert _rules(reading) == ["count_unreadable", "no_shapes"]


def test_a_file_without_codes_names_its_columns():
    reading = _read(made.made_rows(), {"aantal_inwoners": "n_inhabitants"})

    assert "no_code_column" in _rules(reading)
    assert "aantal_inwoners" in message_nl(reading.findings[-1])


def test_several_faults_are_told_together():
    rows = [
        made.made_row(0, shape=BOW_TIE),
        made.made_row(1, code="X"),
        made.made_row(2, shape=None),
    ]

    reading = _read(_turned(rows[:2], lambda points: points[:, ::-1]) + rows[2:])

    assert set(_rules(reading)) == {
        "code_unreadable",
        "axes_swapped",
        "shape_not_repairable",
        "shape_missing",
    }


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.gpkg", b"", "file_empty"),
        ("a.docx", b"hallo", "file_unknown_kind"),
        ("a.gpkg", b"hallo", "file_not_what_it_says"),
        ("a.geojson", b"<OGRVRTDataSource/>", "file_not_what_it_says"),
        ("a.csv", b"SQLite format 3\x00", "file_not_what_it_says"),
        ("a.gpkg", b"SQLite format 3\x00" + b"x" * 500, "file_damaged"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [{"type"', "file_damaged"),
        ("a.shp", b"\x00\x00\x27\x0a", "file_parts_missing"),
        ("a.zip", b"PK\x03\x04kapot", "file_damaged"),
        ("a.zip", made.zipped({"lees.txt.exe": b"x"}), "file_no_borders_inside"),
        ("a.zip", made.zipped({"a.shp": b"\x00\x00\x27\x0a"}), "file_parts_missing"),
        ("a.zip", made.zipped({"../a.gpkg": b"x"}), "file_odd_paths"),
        ("a.zip", made.zipped({"a.gpkg": b"x"}), "file_not_what_it_says"),
        ("a.zip", made.zipped({"a.csv": b"0" * 20_000_000}), "file_expands"),
        ("a.csv", b"", "file_empty"),
        ("a.csv", b"hallo", "no_code_column"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(name, content, rule):
    reading = read_borders(content, name, BorderQuestion(year=2021))

    assert rule in _rules(reading)
    assert reading.is_blocked


def test_a_file_above_a_limit_is_refused():
    rows = made.made_rows(4)
    few = (FileLimits(areas=3), FileLimits(points=10), FileLimits(megabytes=0))

    readings = [read_borders(made.geojson(rows), "a.geojson", QUESTION, limits=one) for one in few]

    rules = ["file_many_areas", "file_many_points", "file_too_large"]
    assert [_rules(reading)[0] for reading in readings] == rules


def test_a_zip_with_a_password_is_refused():
    content = bytearray(made.zipped({"a.gpkg": b"x"}))
    for at in (6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1

    assert _rules(read_borders(bytes(content), "a.zip", QUESTION)) == ["file_encrypted"]
