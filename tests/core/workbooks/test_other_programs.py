"""Workbooks as other programs save them, down to odd but lawful XML."""

import io
import re
import zipfile

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from drieluik.core.tables import TABLES, table
from drieluik.core.workbooks import annotate_workbook, content_fingerprint, read_workbook

_DWELLINGS = "xl/worksheets/sheet2.xml"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_USUAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.slow
def test_a_workbook_resaved_by_libreoffice_reads_the_same(resaved, good, stamp, good_rows):
    reading = read_workbook(resaved(good))

    assert reading.stamp == stamp
    assert reading.findings == ()
    assert content_fingerprint(reading.tables) == content_fingerprint(good_rows)
    assert all(reading.tables[name].equals(good_rows[name]) for name in good_rows)


@pytest.mark.slow
def test_findings_after_libreoffice_are_at_the_same_cells(resaved, edited, found):
    def change(workbook):
        sheet = workbook["Woningen"]
        sheet["F3"] = "1.234"
        sheet["A4"] = "=1/0"
        sheet["D5"] = "\u00a0"
        sheet.row_dimensions[5].hidden = True
        workbook["Verhuringen"]["E3"] = "31-02-2020"

    assert found(resaved(edited(change))) == [
        ("number_ambiguous", "F3"),
        ("formula_error", "A4"),
        ("row_hidden", "5:5"),
        ("cell_blank", "D5"),
        ("date_impossible", "E3"),
    ]


@pytest.mark.slow
def test_the_annotated_workbook_opens_in_libreoffice(resaved, edited):
    def change(workbook):
        workbook["Woningen"]["F3"] = "veel"

    content = edited(change)
    returned = annotate_workbook(content, read_workbook(content).findings)

    workbook = openpyxl.load_workbook(io.BytesIO(resaved(returned)))
    assert workbook.sheetnames[0] == "Bevindingen"
    assert "geen getal" in workbook["Woningen"]["F3"].comment.text


@pytest.mark.slow
def test_the_list_put_into_a_large_workbook_opens_in_libreoffice(resaved, edited):
    from drieluik.core.workbooks.annotating.inserted import insert_list

    def change(workbook):
        workbook["Woningen"]["F3"] = "veel"

    content = edited(change)
    returned = insert_list(content, read_workbook(content).findings)

    workbook = openpyxl.load_workbook(io.BytesIO(resaved(returned)))
    assert workbook["Bevindingen"]["C5"].value == "F3"


def test_a_prefixed_strict_sheet_without_addresses_is_read(rezipped):
    headers = [column.header_nl for column in table("sales").columns]
    cells = "".join(f'<x:c t="inlineStr"><x:is><x:t>{h}</x:t></x:is></x:c>' for h in headers)
    values = ["0009", "GM0153", "BU01530000"]
    row = "".join(
        f'<x:c t="inlineStr"><x:is><x:r><x:t>{value[:2]}</x:t></x:r><x:r><x:t>{value[2:]}</x:t>'
        "</x:r></x:is></x:c>"
        for value in values
    )
    xml = (
        "<?xml version='1.0' encoding='UTF-8'?><x:worksheet xmlns:x='"
        f"{_STRICT.decode()}'><x:dimension ref='A1'/><x:sheetData><x:row>{cells}</x:row>"
        f"<x:row r='5'><!-- tussen -->{row}<x:c t='d'><x:v>2020-05-02</x:v></x:c><x:c/><x:c/>"
        "<x:c t='b'><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )

    sheet = 2 + [contract.id for contract in TABLES].index("sales")
    reading = read_workbook(rezipped({f"xl/worksheets/sheet{sheet}.xml": xml.encode()}))

    assert reading.findings == ()
    assert reading.tables["sales"].row(0)[:5] == (5, "0009", "GM0153", "BU01530000", None)


def test_a_wrong_dimension_tag_hides_no_rows(rezipped, good_rows):
    def change(xml):
        return re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:B2"/>', xml)

    reading = read_workbook(rezipped({_DWELLINGS: change}))

    assert reading.tables["dwellings"].equals(good_rows["dwellings"])


def test_dates_that_count_from_1904_are_read(good_rows, stamp):
    from datetime import date

    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": True})
    sheet = workbook.add_worksheet("Verkopen")
    form = workbook.add_format({"num_format": "d mmm yyyy"})
    for index, column in enumerate(table("sales").columns):
        sheet.write_string(0, index, column.header_nl)
    for row in (1, 2):
        sheet.write_string(row, 0, f"000{row}")
        sheet.write_string(row, 1, "GM0153")
        sheet.write_string(row, 6, "nee")
    sheet.write_number(1, 3, 42_491, form)
    sheet.write_number(2, 3, 42_491)
    workbook.close()

    reading = read_workbook(target.getvalue())

    assert reading.tables["sales"]["sold_on"].to_list() == [date(2020, 5, 2)] * 2


def test_an_openpyxl_copy_reads_the_same(edited, good_rows, stamp):
    reading = read_workbook(edited(lambda workbook: None))

    assert reading.stamp == stamp
    assert all(reading.tables[name].equals(good_rows[name]) for name in good_rows)


def test_a_workbook_without_properties_and_with_renamed_parts_is_read(good, good_rows):
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as source,
        zipfile.ZipFile(target, "w") as copy,
    ):
        for name in source.namelist():
            xml = source.read(name).replace(b"worksheets/sheet2.xml", b"worksheets/blad-twee.xml")
            if name != "docProps/custom.xml":
                copy.writestr(name.replace("sheet2.xml", "blad-twee.xml"), xml)

    reading = read_workbook(target.getvalue())

    assert reading.tables["dwellings"].equals(good_rows["dwellings"])
    assert reading.findings == ()


def test_characters_outside_the_alphabet_survive(edited):
    def change(workbook):
        workbook["Woningen"]["A3"] = "Größe-<&>-\U0001f3e0"

    reading = read_workbook(edited(change))

    assert reading.tables["dwellings"].filter(pl.col("sheet_row") == 3)["dwelling_id"].item() == (
        "Größe-<&>-\U0001f3e0"
    )
