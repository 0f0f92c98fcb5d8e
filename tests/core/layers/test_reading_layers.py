"""Files with a figure per area: what is recognised, and what is refused at which cell."""

import io
import json

import pytest
import shapely
import xlsxwriter

from drieluik.core.findings import action_nl, known_rules, message_nl
from drieluik.core.geography import Level, Missing
from drieluik.core.layers import (
    FigureKind,
    KnownAreas,
    LayerQuestion,
    Scale,
    read_layer,
    read_layer_isolated,
)
from drieluik.core.layers.rules import RULES
from tests.factories import borders as made

NAMES = {f"BU9901{n:04d}": f"Buurt {n}" for n in range(3)}
SHAPES = {row["code"]: row["shape"] for row in made.made_rows()}
OLD = {"BU99010000": "Buurt 0", "BU99010009": "Oude buurt"}
KNOWN = (KnownAreas(2021, NAMES, SHAPES), KnownAreas(2020, OLD))


def ask(kind=FigureKind.COUNT, **more):
    return LayerQuestion(made.PLACE, kind, **{"known": KNOWN, **more})


def table(*lines, header="buurtcode;aantal"):
    return "\n".join([header, *lines]).encode()


def read(content, name="cijfers.csv", **asked):
    return read_layer(content, name, ask(**asked))


def told(reading):
    """What stands out, as rule, cell and value."""
    return [(one.rule.split(".")[1], one.place.cell, one.value) for one in reading.findings]


def figures(reading):
    return {
        one.code[-1]: one.value if one.missing is None else one.missing for one in reading.values
    }


def workbook(*rows, formats=None):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Cijfers")
        percent = book.add_format({"num_format": "0.0%"})
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, float) and formats:
                    sheet.write_number(at, place, cell, percent)
                else:
                    sheet.write(at, place, cell)
    return content.getvalue()


def test_every_rule_has_its_sentences():
    assert {f"layers.{name}" for name in RULES} == {
        rule for rule in known_rules() if rule.startswith("layers.")
    }


def test_a_table_with_a_row_per_area_is_read_whole():
    reading = read(table("BU99010000;12", "BU99010001;0", "BU99010002;7"))

    assert figures(reading) == {"0": 12.0, "1": 0.0, "2": 7.0}
    assert (reading.column, reading.code_column, reading.year) == ("aantal", "buurtcode", 2021)
    assert told(reading) == [("year_taken", None, None)]


def test_a_workbook_says_the_cell_and_keeps_numbers_apart_from_texts():
    rows = [
        ["Bankjes per buurt"],
        [],
        ["buurtcode", "naam", "bankjes"],
        ["BU99010000", "Buurt 0", 1234],
        ["BU99010001", "Buurt 1", "1.234"],
        ["BU99010002", "Buurt 2", "veel"],
    ]

    reading = read(workbook(*rows), "cijfers.xlsx")

    assert ("number_ambiguous", "C5", "1.234") in told(reading)
    assert ("number_not_understood", "C6", "veel") in told(reading)
    assert figures(reading)["0"] == 1234.0
    assert reading.is_blocked


def test_all_faults_are_told_at_once_each_at_its_cell():
    reading = read(
        table(
            "BU99010000;12,5", "BU99010000;3", "99010001;4", "BU99019999;5", "BU99010009;6",
            "BU99;7", ";8", "BU01530000;9",
        )
    )  # fmt: skip

    found = set(told(reading))
    assert found >= {
        ("number_not_whole", "B2", "12,5"), ("code_twice", "A3", "BU99010000"),
        ("code_repaired", "A4", "99010001"), ("code_unknown", "A5", "BU99019999"),
        ("code_of_another_year", "A6", "BU99010009"), ("code_unreadable", "A7", "BU99"),
    }  # fmt: skip
    assert ("areas_missing", None, None) in found
    assert dict(reading.left_out) == {"other_municipality": 1, "no_code": 2}
    assert all(message_nl(one) and action_nl(one) for one in reading.findings)


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("1.234.567", "count", 1234567.0), ("1234", "count", 1234.0), ("12,5%", "share", 0.125),
        ("14,3", "share", 0.143), ("2,45", "mean", 2.45), ("-3,5", "mean", -3.5),
        ("€ 1.250,50", "amount", 1250.5), ("1 250", "amount", 1250.0),
    ],
)  # fmt: skip
def test_numbers_in_dutch_writing_are_exact(written, kind, value):
    reading = read(table(f"BU99010000;{written}"), kind=FigureKind(kind))

    assert figures(reading)["0"] == value


@pytest.mark.parametrize(
    ("written", "kind", "rule"),
    [
        ("-1", "count", "below_range"), ("101", "share", "above_range"), ("-0,1", "share", "below_range"),
        ("1.234", "mean", "number_ambiguous"), ("2021-01-01 00:00:00", "count", "number_is_a_date"),
        ("9999999999999999", "count", "number_too_large"), ("acht", "amount", "number_not_understood"),
    ],
)  # fmt: skip
def test_what_is_no_figure_of_its_kind_is_refused(written, kind, rule):
    reading = read(table(f"BU99010000;{written}"), kind=FigureKind(kind))

    assert (rule, "B2") in [found[:2] for found in told(reading)]
    assert reading.is_blocked


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("-99997", Missing.SECRET_OR_ABSENT), ("-99995", Missing.LATER), ("-99991", Missing.NO_LONGER),
        ("-99999999", Missing.SECRET_OR_ABSENT), (".", Missing.SECRET_OR_ABSENT), ("", Missing.NOT_GIVEN),
        ("onbekend", Missing.NOT_GIVEN), ("n.v.t.", Missing.NOT_GIVEN),
    ],
)  # fmt: skip
def test_a_missing_figure_is_a_reason_and_never_a_number(written, reason):
    reading = read(table(f"BU99010000;{written}", "BU99010001;3", "BU99010002;4"))

    assert figures(reading) == {"0": reason, "1": 3.0, "2": 4.0}
    assert not reading.is_blocked


def test_parts_of_one_are_asked_for_or_doubted():
    rows = [["buurtcode", "aandeel"], ["BU99010000", 0.125], ["BU99010001", 0.4]]
    content = workbook(*rows, formats=True)

    doubted = read(content, "a.xlsx", kind=FigureKind.SHARE)
    asked = read(content, "a.xlsx", kind=FigureKind.SHARE, scale=Scale.PART)

    assert "shares_all_small" in [rule for rule, _, _ in told(doubted)]
    assert (figures(asked)["0"], figures(asked)["1"]) == (0.125, 0.4)
    assert "shares_all_small" not in [rule for rule, _, _ in told(asked)]


def test_more_columns_are_to_be_chosen_from():
    content = table("BU99010000;1;2", header="buurtcode;stoelen;banken")

    reading = read(content)
    chosen = read(content, column="Banken")

    assert "column_to_choose" in [rule for rule, _, _ in told(reading)]
    assert (reading.candidates, reading.values) == (("stoelen", "banken"), ())
    assert (chosen.column, figures(chosen)["0"]) == ("banken", 2.0)
    assert "column_missing" in [rule for rule, _, _ in told(read(content, column="tafels"))]


def test_classes_are_words_and_not_more_than_there_are_colours():
    few = read(table("BU99010000;laag", "BU99010001;1 hoog", "BU99010002;"), kind=FigureKind.CLASS)
    known = (KnownAreas(2021, {f"BU9901{n:04d}": f"Buurt {n}" for n in range(8)}),)
    many = read(
        table(*(f"BU9901{n:04d};klasse {n}" for n in range(8))), kind=FigureKind.CLASS, known=known
    )

    assert [one.text for one in few.values] == ["laag", "1 hoog", ""]
    assert few.values[2].missing is Missing.NOT_GIVEN
    assert "classes_many" in [rule for rule, _, _ in told(many)]


def test_only_the_level_that_is_asked_counts():
    content = table("WK990100;5", "BU99010000;3", header="code;aantal")

    wijken = read(content, level=Level.WIJK, known=(KnownAreas(2021, {"WK990100": "Wijk"}),))
    none = read(table("WK990100;5", header="wijkcode;aantal"))

    assert figures(wijken) == {"0": 5.0}
    assert dict(wijken.left_out) == {"other_level": 1}
    assert "level_not_there" in [rule for rule, _, _ in told(none)]


def test_the_year_of_the_column_counts_and_an_unknown_year_is_confirmed():
    old = read(table("BU99010000;1", "BU99010009;2", header="Buurt2020;aantal"))
    later = read(table("BU99010000;1", "BU99010001;1", "BU99010002;1"), year=2024)

    assert (old.year, sorted(figures(old))) == (2020, ["0", "9"])
    assert ("year_not_known", None, None) in told(later)
    assert later.year == 2021


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("jan@voorbeeld.example", "personal_email"), ("NL91ABNA0417164300", "personal_iban"),
        ("123456782", "personal_bsn"),
    ],
)  # fmt: skip
def test_personal_data_is_refused_and_its_value_not_repeated(cell, rule):
    reading = read(table(f"BU99010000;1;{cell}", header="buurtcode;aantal;opmerking"))

    assert (rule, "C2", None) in told(reading)
    assert cell not in repr(reading)


def test_a_column_with_names_of_people_is_refused_and_one_with_names_of_areas_is_not():
    people = read(table("BU99010000;Jansen;1", header="buurtcode;achternaam;aantal"))
    areas = read(table("BU99010000;City;1", header="code;naam;aantal"))

    assert "personal_header" in [rule for rule, _, _ in told(people)]
    assert "personal_header" not in [rule for rule, _, _ in told(areas)]


def test_attributes_of_a_map_are_read_by_code(tmp_path):
    rows = [{**row, "bankjes": n} for n, row in enumerate(made.made_rows())]
    columns = {"buurtcode": "code", "buurtnaam": "name", "bankjes": "bankjes"}

    from_geojson = read(made.geojson(rows, columns), "kaart.geojson")
    from_geopackage = read(made.geopackage(tmp_path, rows, columns), "kaart.gpkg")

    assert figures(from_geojson) == figures(from_geopackage) == {"0": 0.0, "1": 1.0, "2": 2.0}
    assert from_geojson.n_points is None


def points(*places, **properties):
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": json.loads(shapely.to_geojson(shapely.Point(*place))) if place else None,
        }
        for place in places
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_points_are_counted_to_their_buurt_and_zero_is_a_number():
    inside = [
        (made.X + 500, made.Y + 500),
        (made.X + 600, made.Y + 500),
        (made.X + 1500, made.Y + 1),
    ]
    content = points(*inside, (made.X - 5000, made.Y), None, soort="bank")

    reading = read(content, "banken.geojson")

    assert figures(reading) == {"0": 2.0, "1": 1.0, "2": 0.0}
    assert reading.n_points == 3
    rules = [rule for rule, _, _ in told(reading)]
    assert {"points_outside", "points_unreadable"} <= set(rules)


def test_points_are_not_counted_without_real_borders_nor_as_a_percentage():
    content = points((made.X + 500, made.Y + 500), soort="bank")

    schematic = read(content, "a.geojson", known=(KnownAreas(2021, NAMES),))
    share = read(content, "a.geojson", kind=FigureKind.SHARE)

    assert "points_need_borders" in [rule for rule, _, _ in told(schematic)]
    assert "points_are_counted" in [rule for rule, _, _ in told(share)]


@pytest.mark.parametrize(
    ("content", "name", "rule"),
    [
        (b"", "a.csv", "file_empty"), (b"%PDF-1.7", "a.pdf", "file_unknown_kind"),
        (b"PK\x03\x04kapot", "a.xlsx", "file_damaged"), (b"\x00\x01", "a.csv", "file_not_what_it_says"),
        (b"a;b\n1;2\n", "a.csv", "no_code_column"), (b"{}", "a.geojson", "file_damaged"),
        (b"buurtcode;aantal\nBU01530000;1\n", "a.csv", "other_municipality_only"),
        (b"buurtcode;aantal\n", "a.csv", "no_rows"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(content, name, rule):
    reading = read(content, name)

    assert rule in [found for found, _, _ in told(reading)]
    assert reading.is_blocked
    assert all(message_nl(one) and action_nl(one) for one in reading.findings)


def test_an_endless_row_of_the_same_fault_is_counted_and_not_listed():
    reading = read(table(*(f"BU99{n:04d}X;1" for n in range(900))))

    assert len(reading.findings) < 260
    assert reading.findings[-1].rule == "layers.and_more"


def test_the_process_apart_gives_the_very_same_answer():
    content = table("BU99010000;12", "99010001;-99997", "BU99010002;x")

    assert read_layer_isolated(content, "a.csv", ask()) == read_layer(content, "a.csv", ask())
