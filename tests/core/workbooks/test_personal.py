"""Personal data is refused with its cell, and never repeated."""

import json

import polars as pl
import pytest

from drieluik.core.findings import message_nl
from drieluik.core.workbooks import read_workbook

_PASSES = "123456782"
_FAILS = "123456789"


def _rules(reading):
    return [
        (f.rule.removeprefix("workbooks.personal_"), f.place.sheet, f.place.cell)
        for f in reading.findings
        if f.rule.startswith("workbooks.personal_")
    ]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (_PASSES, "bsn"),
        (int(_PASSES), "bsn"),
        ("1234.56.782", "bsn"),
        ("jan@example.org", "email"),
        ("mail: jan@example.org!", "email"),
        ("NL91 ABNA 0417 1643 00", "iban"),
        ("NL91ABNA0417164300", "iban"),
    ],
)
def test_personal_data_is_refused_and_not_repeated(edited, written, rule):
    def change(workbook):
        workbook["Woningen"]["A4"] = written

    reading = read_workbook(edited(change))

    assert _rules(reading) == [(rule, "Woningen", "A4")]
    assert reading.blocks
    finding = next(f for f in reading.findings if "personal" in f.rule)
    told = f"{message_nl(finding)} {finding.value} {json.dumps(dict(finding.facts))}"
    assert str(written) not in told


@pytest.mark.parametrize("written", [_FAILS, "NL00 ABNA 0417 1643 00", "jan@thuis", "12345678"])
def test_what_only_looks_like_it_passes(edited, written):
    def change(workbook):
        workbook["Woningen"]["A4"] = written

    assert _rules(read_workbook(edited(change))) == []


def test_columns_and_sheets_of_no_contract_are_looked_at_too(edited):
    def change(workbook):
        workbook["Woningen"]["K2"] = "E-mailadres"
        workbook["Woningen"]["L2"] = "Opmerking"
        workbook["Woningen"]["L3"] = _PASSES
        hidden = workbook.create_sheet("oud")
        hidden.sheet_state = "hidden"
        hidden["B2"], hidden["B3"] = "BSN", _PASSES

    assert _rules(read_workbook(edited(change))) == [
        ("header", "Woningen", "K:K"),
        ("bsn", "Woningen", "L3"),
        ("header", "oud", "B:B"),
        ("bsn", "oud", "B3"),
    ]


def test_own_numbers_of_nine_digits_are_asked_and_not_refused(edited):
    def change(workbook):
        sheet = workbook["Woningen"]
        for row in range(3, 103):
            for cell in sheet[3]:
                sheet.cell(row, cell.column).value = cell.value
            sheet.cell(row, 1).value = f"{100_000_000 + row}"

    reading = read_workbook(edited(change))

    assert [rule for rule, _, _ in _rules(reading)] == ["bsn_possible"]
    assert not reading.blocks


def test_the_numbers_that_pass_are_those_of_a_plain_count():
    from drieluik.core.workbooks.checks.personal import _passes_eleven_check

    numbers = [f"{n:09d}" for n in range(123_456_000, 123_457_000)]
    plain = [
        n
        for n in numbers
        if sum(int(d) * w for d, w in zip(n, [9, 8, 7, 6, 5, 4, 3, 2, -1], strict=True)) % 11 == 0
    ]

    passing = pl.DataFrame({"number": numbers}).filter(_passes_eleven_check())

    assert passing["number"].to_list() == plain


@pytest.mark.parametrize("cell", ["D4", "F4", "G4", "B4"])
def test_an_address_in_any_column_is_told_once_and_never_repeated(edited, cell):
    def change(workbook):
        workbook["Woningen"][cell] = "jan@example.org"

    reading = read_workbook(edited(change))

    assert [(f.rule, f.place.cell, f.value) for f in reading.findings] == [
        ("workbooks.personal_email", cell, None)
    ]
    assert "jan" not in " ".join(reading.found["facts"].to_list())
