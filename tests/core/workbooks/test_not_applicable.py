"""A table of which the corporation recorded that it does not apply, in workbooks new and old."""

from dataclasses import replace

import pytest

from drieluik.core.findings import Severity, action_nl, message_nl
from drieluik.core.tables import TABLES
from drieluik.core.workbooks import (
    Expectation,
    contract_versions,
    read_workbook,
    read_workbook_isolated,
    write_template,
)

REASON = "Wij verkopen niet"
SALES = Expectation(not_applicable={"sales": REASON})
_OTHERS = tuple(table for table in TABLES if table.id != "sales")


@pytest.fixture
def without_sheet(stamp, good_rows):
    other = replace(stamp, contract_versions=contract_versions(_OTHERS))
    return write_template(other, _OTHERS, rows=good_rows)


def rules(reading):
    return [(one.rule.split(".")[-1], one.severity, one.place.sheet) for one in reading.findings]


def test_a_workbook_without_the_sheet_is_whole(without_sheet):
    reading = read_workbook(without_sheet, SALES)

    assert rules(reading) == []
    assert "sales" not in reading.tables


def test_an_older_workbook_with_the_sheet_left_empty_is_no_zero(stamp, good_rows):
    rows = {name: frame for name, frame in good_rows.items() if name != "sales"}

    reading = read_workbook(write_template(stamp, rows=rows), SALES)

    assert rules(reading) == [("sheet_not_applicable", Severity.REMARK, "Verkopen")]
    assert "sales" not in reading.tables


def test_rows_of_such_a_table_are_told_at_their_sheet_with_the_way_out(good):
    reading = read_workbook(good, SALES)

    assert rules(reading) == [("sheet_filled_not_applicable", Severity.BLOCKS, "Verkopen")]
    assert message_nl(reading.findings[0]) == (
        "Het blad Verkopen is ingevuld (aantal rijen: 1). Maar uw corporatie legde vast dat deze tabel niet "
        f"van toepassing is ({REASON})."
    )
    assert "weer van toepassing" in action_nl(reading.findings[0])
    assert "sales" not in reading.tables


def test_a_citizen_number_on_such_a_sheet_is_still_found(edited):
    def change(workbook):
        workbook["Verkopen"]["A3"] = "111222333"

    found = [rule for rule, _severity, _sheet in rules(read_workbook(edited(change), SALES))]

    assert "personal_bsn" in found


def test_a_table_that_is_not_asked_for_and_does_apply_is_told(without_sheet):
    everything = read_workbook(without_sheet, Expectation(not_applicable={}))
    nothing_known = read_workbook(without_sheet, Expectation())

    assert rules(everything) == [("sheet_not_asked", Severity.REMARK, "Verkopen")]
    assert rules(nothing_known) == []


def test_a_sheet_that_the_stamp_does_not_ask_for_is_told_not_to_be_kept(without_sheet, edited):
    content = edited(lambda workbook: workbook.create_sheet("Verkopen"), without_sheet)

    reading = read_workbook(content, Expectation())

    assert rules(reading) == [("sheet_extra", Severity.REMARK, "Verkopen")]


def test_reading_in_a_process_of_its_own_knows_it_too(good):
    assert rules(read_workbook_isolated(good, SALES)) == rules(read_workbook(good, SALES))
