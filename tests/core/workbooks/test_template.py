"""The workbook as a controller gets it."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import polars as pl
import pytest

from drieluik.core.tables import TABLES, Kind
from drieluik.core.workbooks import write_template
from drieluik.core.workbooks.layout import FIRST_ROW


@pytest.fixture(scope="module")
def template(stamp):
    return openpyxl.load_workbook(io.BytesIO(write_template(stamp)))


def test_every_table_has_a_sheet_and_the_explanation_comes_first(template):
    names = [contract.sheet_nl for contract in TABLES]

    assert template.sheetnames == ["Uitleg", *names, "Codelijsten", "_drieluik"]
    assert template["_drieluik"].sheet_state == "veryHidden"


def test_headers_are_dutch_and_frozen(template):
    for contract in TABLES:
        sheet = template[contract.sheet_nl]
        assert [cell.value for cell in sheet[2]] == [c.header_nl for c in contract.columns]
        assert sheet.freeze_panes == "B3"


def test_the_structure_is_protected_and_the_input_is_not(template):
    assert template.security.lockStructure
    for contract in TABLES:
        sheet = template[contract.sheet_nl]
        assert sheet.protection.sheet
        assert sheet["A2"].protection.locked
        assert not any(d.protection.locked for d in sheet.column_dimensions.values())


def test_identifiers_and_codes_are_text_dates_are_dates_and_years_have_no_thousands(template):
    for contract in TABLES:
        sheet = template[contract.sheet_nl]
        for index, column in enumerate(contract.columns, start=1):
            form = next(
                dimension.number_format
                for dimension in sheet.column_dimensions.values()
                if dimension.min <= index <= dimension.max
            )
            if column.kind in (Kind.TEXT, Kind.CODE):
                assert form == "@"
            if column.kind is Kind.DATE:
                assert form == "dd-mm-yyyy"
            if column.unit == "year":
                assert form == "0"


def test_every_closed_list_is_a_drop_down_with_its_codes_and_words(template):
    for contract in TABLES:
        rules = template[contract.sheet_nl].data_validations.dataValidation
        for index, column in enumerate(contract.columns, start=1):
            cell = f"{openpyxl.utils.get_column_letter(index)}{FIRST_ROW + 1}"
            rule = next(rule for rule in rules if cell in rule.sqref)
            assert rule.promptTitle
            if column.codes is None:
                continue
            assert rule.type == "list"
            area = rule.formula1.replace("$", "").removeprefix("Codelijsten!")
            listed = [row[0].value for row in template["Codelijsten"][area]]
            assert listed[: len(column.codes.codes())] == list(column.codes.codes())
            assert ("onbekend" in listed) == ("unknown" in {*column.may_be, *_blank(column)})


def _blank(column):
    return () if column.required else (column.blank,)


def test_the_explanation_names_party_period_and_every_column(template):
    told = "\n".join(
        str(cell.value) for row in template["Uitleg"] for cell in row if cell.value is not None
    )

    assert "Voorbeeldcorporatie" in told
    assert "2020-1" in told
    assert "n.v.t. betekent" in told
    for contract in TABLES:
        for column in contract.columns:
            assert column.meaning_nl in told


def test_party_and_period_stand_above_every_table(template):
    for contract in TABLES:
        assert (
            "Voorbeeldcorporatie (WPL) · periode 2020-1" in template[contract.sheet_nl]["A1"].value
        )


def test_totals_of_the_previous_period_stand_beside_those_of_now(stamp, good_rows):
    content = write_template(stamp, previous=good_rows, rows=good_rows)
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Vorige periode"]
    lines = {tuple(c.value or "" for c in row[:3]): [c.value for c in row[3:6]] for row in sheet}

    assert lines["Woningen", "", "aantal rijen"] == [3, 3, 0]
    assert lines["Woningen", "Netto huur", "som"] == pytest.approx([1512.36, 1512.36, 0])
    assert lines["Woningen", "DAEB", "aantal DAE (DAEB)"] == [2, 2, 0]
    assert lines["Woningen", "Energielabel", "aantal onbekend"] == [3, 3, 0]


def test_totals_of_now_follow_what_is_filled_in(stamp, good_rows):
    content = write_template(stamp, previous={"dwellings": good_rows["dwellings"]})
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Vorige periode"]

    assert sheet["E4"].value == "=COUNTA('Woningen'!$A$3:$A$250001)"
    assert sheet["F4"].value == "=E4-D4"


def test_no_cell_of_a_delivery_becomes_a_formula(stamp, good_rows):
    evil = good_rows["dwellings"].with_columns(
        dwelling_id=pl.lit("=1+1") + pl.col("sheet_row").cast(pl.String)
    )

    content = write_template(stamp, rows={"dwellings": evil})

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not re.search(rb"<f[ >]", archive.read("xl/worksheets/sheet2.xml"))


def test_a_notice_stands_on_the_explanation_and_above_every_table(stamp):
    content = write_template(replace(stamp, notice_nl="Verzonnen cijfers"))
    workbook = openpyxl.load_workbook(io.BytesIO(content))

    told = {
        sheet.title
        for sheet in workbook
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(max_row=2, max_col=1, values_only=True)
        if "Verzonnen cijfers" in str(row[0])
    }

    assert told == {"Uitleg", *(contract.sheet_nl for contract in TABLES)}
