"""Files with figures: they open in a spreadsheet and start no formula."""

import io

import openpyxl

from drieluik.reports.figure_tables import FigureTable, csv_file, xlsx_file

TABLE = FigureTable(
    title="Huisuitzettingen",
    notes=("Fictieve cijfers van de voorbeeldstad",),
    header=("corporatie", "periode", "waarde"),
    rows=[
        ("=HYPERLINK(1)", "2020-1", 0.25),
        ("@SUM(A1)", "2020-2", None),
        ("De Woonplaats", "2020-1", 3),
    ],
)


def test_no_text_in_a_csv_starts_a_formula():
    lines = csv_file(TABLE).decode("utf-8-sig").splitlines()

    assert lines[:3] == [
        "Huisuitzettingen",
        "Fictieve cijfers van de voorbeeldstad",
        "corporatie;periode;waarde",
    ]
    assert lines[3:] == [
        "'=HYPERLINK(1);2020-1;0,25",
        "'@SUM(A1);2020-2;",
        "De Woonplaats;2020-1;3",
    ]


def test_a_negative_number_stays_a_number_in_a_csv():
    lines = csv_file(FigureTable("t", (), ("a",), [(-1.5,)])).decode("utf-8-sig").splitlines()

    assert lines[-1] == "-1,5"


def test_numbers_stay_numbers_and_text_stays_text_in_a_workbook():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file(TABLE))).active

    assert sheet["A1"].value == "Huisuitzettingen"
    assert sheet["A2"].value == "Fictieve cijfers van de voorbeeldstad"
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["C5"].value == 0.25
    assert sheet["C6"].value is None


def test_the_same_table_gives_the_same_workbook():
    assert xlsx_file(TABLE) == xlsx_file(TABLE)
