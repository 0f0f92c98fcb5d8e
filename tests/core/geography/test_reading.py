"""Files with borders of every kind become the same areas, and tell what was recognised."""

import shapely

from drieluik.core.geography import BorderQuestion, Count, Level, Missing, read_borders
from tests.factories import borders as made

QUESTION = BorderQuestion(municipality_code=made.PLACE, year=2021)


def _codes(reading, level=Level.BUURT):
    return [area.code for area in reading.of_level(level)]


def _rules(reading):
    return [found.rule.removeprefix("geography.") for found in reading.findings]


def _taken(reading):
    return {one.column: one.meaning for layer in reading.layers for one in layer.taken}


def test_every_kind_of_file_gives_the_same_areas(tmp_path):
    rows = made.made_rows()
    files = {
        "grenzen.gpkg": made.geopackage(tmp_path, rows),
        "grenzen.geojson": made.geojson(rows, crs="urn:ogc:def:crs:EPSG::28992"),
        "grenzen.zip": made.shapefile(tmp_path, rows),
    }

    readings = [read_borders(content, name, QUESTION) for name, content in files.items()]

    for reading in readings:
        assert not reading.is_blocked
        assert _codes(reading) == ["BU99010000", "BU99010001", "BU99010002"]
        assert reading.areas == readings[0].areas


def test_wijken_and_the_municipality_are_joined_from_the_buurten(tmp_path):
    reading = read_borders(made.geopackage(tmp_path, made.made_rows()), "a.gpkg", QUESTION)

    place, wijk = reading.of_level(Level.MUNICIPALITY) + reading.of_level(Level.WIJK)

    assert (place.code, place.name, place.derived) == ("GM9901", "Voorbeelddorp", True)
    assert (wijk.code, wijk.parent_code) == ("WK990100", "GM9901")
    assert place.shape.equals(made.square(width=3))


def test_a_file_with_three_layers_keeps_its_own_wijken(tmp_path):
    wijk = [made.made_row(0, shape=made.square(width=3), name="Centrum")]
    columns = {"wijkcode": "wijk", "wijknaam": "name", "gemeentecode": "municipality"}
    made.geopackage(tmp_path, made.made_rows())
    content = made.geopackage(tmp_path, wijk, columns=columns, layer="wijken")

    reading = read_borders(content, "alles.gpkg", QUESTION)

    assert [layer.layer for layer in reading.layers] == ["buurten", "wijken"]
    (wijk,) = reading.of_level(Level.WIJK)
    assert (wijk.name, wijk.derived) == ("Centrum", False)


def test_only_areas_of_the_municipality_asked_for_are_read(tmp_path):
    rows = [*made.made_rows(2), made.made_row(7, code="BU99020007", municipality="GM9902")]

    reading = read_borders(made.geopackage(tmp_path, rows), "land.gpkg", QUESTION)

    assert _codes(reading) == ["BU99010000", "BU99010001"]
    assert dict(reading.layers[0].left_out) == {"other_municipality": 1}


def test_water_and_fictitious_buurten_are_left_out_and_told():
    rows = [made.made_row(0), made.made_row(1, water="JA"), made.made_row(9998)]

    reading = read_borders(made.geojson(rows), "a.geojson", QUESTION)

    assert _codes(reading) == ["BU99010000"]
    assert dict(reading.layers[0].left_out) == {"water": 1, "fictitious": 1}


def test_codes_for_a_missing_number_are_reasons_and_not_numbers():
    numbers = [-99997, -99995, -99991, -99999998, 0]
    rows = [made.made_row(at, n_inhabitants=number) for at, number in enumerate(numbers)]

    reading = read_borders(made.geojson(rows), "a.geojson", QUESTION)

    counts = [area.counts["n_inhabitants"] for area in reading.of_level(Level.BUURT)]
    assert counts == [
        Count(missing=Missing.SECRET_OR_ABSENT),
        Count(missing=Missing.LATER),
        Count(missing=Missing.NO_LONGER),
        Count(missing=Missing.SECRET_OR_ABSENT),
        Count(0),
    ]


def test_names_of_columns_that_a_shapefile_cut_are_recognised(tmp_path):
    cut = {"buurtcode": "code", "buurtnaam": "name", "gemeenteco": "municipality",
           "aantal_inw": "n_inhabitants", "aantal_hui": "n_households"}  # fmt: skip

    reading = read_borders(made.shapefile(tmp_path, made.made_rows(), cut), "a.zip", QUESTION)

    assert _taken(reading)["aantal_hui"] == "n_households"
    assert reading.of_level(Level.BUURT)[0].counts["n_inhabitants"] == Count(100)


def test_a_column_of_codes_without_a_known_name_is_recognised_by_its_codes():
    rows = made.made_rows()

    reading = read_borders(
        made.geojson(rows, {"gebied": "code", "naam": "name"}), "a.geojson", QUESTION
    )

    assert _codes(reading) == [row["code"] for row in rows]
    assert _taken(reading) == {"gebied": "any_code", "naam": "any_name"}


def test_a_padded_statline_table_is_read_without_borders():
    text = (
        '"ID";"WijkenEnBuurten";"Gemeentenaam_1";"SoortRegio_2";"Codering_3";"AantalInwoners_5"\n'
        '1;"Dorpskern ";"Voorbeelddorp ";"Buurt ";"BU99010000 ";100\n'
        '2;"Molenveld ";"Voorbeelddorp ";"Buurt ";"BU99010001 ";.\n'
    )

    reading = read_borders(text.encode(), "tabel.csv", QUESTION)

    assert _codes(reading) == ["BU99010000", "BU99010001"]
    assert (
        reading.of_level(Level.BUURT)[1].counts["n_inhabitants"].missing is Missing.SECRET_OR_ABSENT
    )
    assert all(area.shape is None for area in reading.areas)
    assert "no_shapes" in _rules(reading)


def test_a_table_on_its_side_is_turned():
    text = (
        "Kerncijfers wijken en buurten 2021\n"
        "Onderwerp;BU99010000;BU99010001\n"
        "Aantal inwoners;100;200\n"
        "Huishoudens totaal;50;90\n"
    )

    reading = read_borders(text.encode(), "tabel.csv", QUESTION)

    counts = [area.counts["n_households"].value for area in reading.of_level(Level.BUURT)]
    assert counts == [50, 90]


def test_a_table_with_codes_of_three_levels_in_a_row_is_not_turned():
    reading = read_borders(made.table(made.made_rows()), "tabel.csv", QUESTION)

    assert _codes(reading) == ["BU99010000", "BU99010001", "BU99010002"]


def test_a_year_comes_from_the_file_when_nobody_chose_one():
    reading = read_borders(made.geojson(made.made_rows()), "a.geojson", BorderQuestion())

    assert reading.year == 2021
    assert {area.year for area in reading.areas} == {2021}


def test_the_real_buurten_of_enschede_are_read_whole(shared):
    path = shared / "data" / "cbs-buurten-enschede-2021" / "enschede_buurten_2021.geojson"

    reading = read_borders(path.read_bytes(), path.name, BorderQuestion("GM0153", 2021))

    buurten = reading.of_level(Level.BUURT)
    assert (len(buurten), len(reading.of_level(Level.WIJK))) == (70, 10)
    assert sum(area.counts["n_inhabitants"].value for area in buurten) == 159_655
    assert shapely.coverage_is_valid([area.shape for area in buurten])
    assert not reading.is_blocked


def test_real_wijken_of_another_layout_are_read(shared):
    path = shared / "data" / "cbs-wijken-2022" / "enschede_wijken_2022.geojson"

    reading = read_borders(path.read_bytes(), path.name, BorderQuestion("GM0153", 2022))

    assert len(reading.of_level(Level.WIJK)) == 10
    assert reading.of_level(Level.WIJK)[0].counts["n_dwellings"] == Count(14669)


def test_areas_of_ones_own_need_no_code():
    rows = [made.made_row(0, name="Schoolgebied", shape=made.square())]
    own = BorderQuestion(year=2021, own_areas=True)
    content = made.geojson(rows, {"naam": "name"})

    reading = read_borders(content, "eigen.geojson", own)

    (area,) = reading.areas
    assert (area.name, area.level) == ("Schoolgebied", Level.OWN)
