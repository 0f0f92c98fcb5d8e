"""The stamp tells for whom and when a workbook is, and cannot be changed by accident."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from drieluik.core.tables import Period, table
from drieluik.core.workbooks import (
    Expectation,
    WorkbookStamp,
    contract_versions,
    is_wrong_file,
    read_workbook,
    write_template,
)


def test_a_workbook_tells_its_stamp(good, stamp):
    assert read_workbook(good).stamp == stamp


def test_another_party_is_refused(good, found):
    assert found(good, Expectation(party_code="DOM")) == [("stamp_other_party", None)]


def test_another_period_is_refused(good, found):
    assert found(good, Expectation(period=Period(2020, 2)))[0] == ("stamp_other_period", None)


def test_the_expected_party_and_period_pass(good, found):
    assert found(good, Expectation("WPL", Period(2020, 1), {"GM0153"})) == []


def test_an_older_template_is_refused(stamp, good_rows, found):
    older = replace(stamp, template_version=0)

    assert ("stamp_older_template", None) in found(write_template(older, rows=good_rows))


def test_a_newer_template_is_refused(stamp, good_rows, found):
    newer = replace(stamp, template_version=99)

    assert ("stamp_newer_template", None) in found(write_template(newer, rows=good_rows))


def test_another_version_of_a_table_is_refused(stamp, good_rows, found):
    other = replace(stamp, contract_versions={**stamp.contract_versions, "sales": 7})

    assert ("stamp_other_contract", None) in found(write_template(other, rows=good_rows))


def test_without_a_stamp_nothing_is_accepted_but_all_cells_are_checked(edited, rezipped, found):
    def change(workbook):
        workbook["Woningen"]["F3"] = "veel"
        del workbook["_drieluik"]
        for name in list(workbook.custom_doc_props.names):
            del workbook.custom_doc_props[name]

    assert found(edited(change)) == [
        ("stamp_missing", None),
        ("number_not_understood", "F3"),
    ]


@pytest.mark.parametrize("copy", ["sheet", "properties"])
def test_one_whole_copy_of_the_stamp_is_enough(edited, stamp, copy):
    def change(workbook):
        if copy == "sheet":
            for name in list(workbook.custom_doc_props.names):
                del workbook.custom_doc_props[name]
        else:
            del workbook["_drieluik"]

    assert read_workbook(edited(change)).stamp == stamp


def test_a_changed_hidden_copy_is_refused(edited, found):
    def change(workbook):
        cell = workbook["_drieluik"]["A2"]
        cell.value = cell.value.replace("2020-1", "2020-2")

    assert found(edited(change)) == [("stamp_changed", None)]


def test_a_changed_readable_period_is_refused_at_its_cell(edited, found):
    def change(workbook):
        sheet = workbook["Uitleg"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "Periode")
        sheet[f"B{row}"] = "2020-2"

    assert found(edited(change)) == [("stamp_changed", "B5")]


def test_a_sheet_of_another_workbook_does_not_bring_its_stamp(stamp, good_rows, edited, found):
    other = write_template(replace(stamp, party_code="DOM"), rows=good_rows)
    text = openpyxl.load_workbook(io.BytesIO(other))["_drieluik"]

    def change(workbook):
        workbook["_drieluik"]["A2"] = text["A2"].value
        workbook["_drieluik"]["A3"] = text["A3"].value

    assert found(edited(change)) == [("stamp_changed", None)]


def test_a_stamp_with_many_municipalities_survives(stamp, good_rows):
    many = replace(stamp, municipality_codes=tuple(f"GM{n:04d}" for n in range(340)))

    assert read_workbook(write_template(many, rows=good_rows)).stamp == many


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"party_code": "A"}', '{"period": "2020-3"}', "[" * 100_000]
)
def test_what_is_no_stamp_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        WorkbookStamp.from_text(text)


def test_a_template_for_some_tables_does_not_ask_for_the_others(stamp, good_rows, found):
    alone = replace(stamp, contract_versions={"sales": 1}, made_on=date(2020, 6, 2))
    content = write_template(alone, (table("sales"),), rows={"sales": good_rows["sales"]})

    assert found(content) == []


def test_a_workbook_of_before_the_later_sheets_is_taken_as_it_is(stamp, good_rows):
    first = [table(name) for name in ("dwellings", "lettings", "arrears", "sales")]
    older = replace(stamp, contract_versions=contract_versions(first))
    rows = {contract.id: good_rows[contract.id] for contract in first}

    reading = read_workbook(write_template(older, first, rows=rows))

    assert reading.findings == ()
    assert set(reading.tables) == set(rows)


@pytest.mark.parametrize(
    ("expected", "is_wrong"),
    [
        (Expectation("WPL", Period(2020, 1)), False),
        (Expectation("DOM"), True),
        (Expectation(period=Period(2020, 2)), True),
    ],
)
def test_a_file_for_another_party_or_period_is_a_wrong_file(good, expected, is_wrong):
    assert is_wrong_file(read_workbook(good, expected).found) is is_wrong


def test_a_fault_in_a_cell_does_not_make_it_a_wrong_file(edited):
    def change(workbook):
        workbook["Woningen"]["F3"] = "veel"

    reading = read_workbook(edited(change))

    assert reading.blocks
    assert not is_wrong_file(reading.found)
