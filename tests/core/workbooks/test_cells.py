"""One cell at a time: what people write, what is read, what is asked."""

from datetime import date, datetime

import polars as pl
import pytest

from drieluik.core.tables import Column, Kind, Period, code_list
from drieluik.core.workbooks import read_workbook
from drieluik.core.workbooks.reading.columns import ColumnCells, Conditions, Spot, read_columns

_PLACES = {
    "net_rent": ("Woningen", "F", "dwellings"),
    "dwelling_id": ("Woningen", "A", "dwellings"),
    "energy_label": ("Woningen", "H", "dwellings"),
    "condition_score": ("Woningen", "J", "dwellings"),
    "daeb_label": ("Woningen", "D", "dwellings"),
    "let_at_period_end": ("Woningen", "G", "dwellings"),
    "let_on": ("Verhuringen", "E", "lettings"),
    "appropriate_allocation": ("Verhuringen", "H", "lettings"),
    "n_evictions": ("Huurachterstanden", "C", "arrears"),
    "arrears_amount": ("Huurachterstanden", "G", "arrears"),
    "registered_on": ("Woningzoekenden", "F", "home_seekers"),
    "housed_on": ("Woningzoekenden", "H", "home_seekers"),
}
_FIRST = 10

_READ = [
    ("net_rent", 612.35, 612.35),
    ("net_rent", "612,35", 612.35),
    ("net_rent", "1.234,56", 1234.56),
    ("net_rent", "€ 1.234,56", 1234.56),
    ("net_rent", "\u20ac\u00a01.234,56", 1234.56),
    ("net_rent", "1 234,56", 1234.56),
    ("net_rent", "1,234.56", 1234.56),
    ("net_rent", "1234.5", 1234.5),
    ("net_rent", "650,-", 650.0),
    ("net_rent", "0,5", 0.5),
    ("net_rent", "0.123", 0.123),
    ("net_rent", "EUR 650", 650.0),
    ("net_rent", 1.234, 1.234),
    ("net_rent", 0, 0.0),
    ("arrears_amount", "1.234.567", 1234567.0),
    ("n_evictions", 12.0, 12),
    ("n_evictions", "12", 12),
    ("n_evictions", " 12\u00a0", 12),
    ("n_evictions", "0", 0),
    ("let_on", datetime(2020, 3, 15), date(2020, 3, 15)),
    ("let_on", datetime(2020, 3, 15, 16, 30), date(2020, 3, 15)),
    ("let_on", 43905, date(2020, 3, 15)),
    ("let_on", "15-03-2020", date(2020, 3, 15)),
    ("let_on", "15-3-2020", date(2020, 3, 15)),
    ("let_on", "15/03/2020", date(2020, 3, 15)),
    ("let_on", "15.03.2020", date(2020, 3, 15)),
    ("let_on", "2020-03-15", date(2020, 3, 15)),
    ("let_on", "2020-03-15T00:00:00", date(2020, 3, 15)),
    ("let_on", "15 maart 2020", date(2020, 3, 15)),
    ("let_on", "zo 15 mrt. 2020", date(2020, 3, 15)),
    ("let_on", "15-mrt-2020", date(2020, 3, 15)),
    ("registered_on", "29-02-2016", date(2016, 2, 29)),
    ("let_at_period_end", "ja", True),
    ("let_at_period_end", "J", True),
    ("let_at_period_end", "WAAR", True),
    ("let_at_period_end", True, True),
    ("let_at_period_end", 1, True),
    ("let_at_period_end", "Nee ", False),
    ("let_at_period_end", "n", False),
    ("let_at_period_end", False, False),
    ("let_at_period_end", "0", False),
    ("dwelling_id", "00071", "00071"),
    ("dwelling_id", "  00071\u200b\u00a0", "00071"),
    ("dwelling_id", 71, "71"),
    ("dwelling_id", "A\u00a0 71", "A 71"),
    ("daeb_label", " dae", "DAE"),
    ("daeb_label", "niet-daeb", "NDA"),
    ("energy_label", "A+++", "AP3"),
    ("condition_score", 2, "2"),
    ("appropriate_allocation", "n.v.t.", "NVT"),
]
_REFUSED = [
    ("net_rent", "1.234", "number_ambiguous"),
    ("net_rent", "1,234", "number_ambiguous"),
    ("net_rent", "-12.345", "number_ambiguous"),
    ("net_rent", "N/A of zo", "number_not_understood"),
    ("net_rent", "12,34,56", "number_not_understood"),
    ("net_rent", "-", "number_not_understood"),
    ("net_rent", "1e3", "number_not_understood"),
    ("net_rent", True, "number_not_understood"),
    ("net_rent", "\u0661\u0662", "number_not_understood"),
    ("net_rent", -1, "below_range"),
    ("net_rent", 5000.01, "above_range"),
    ("net_rent", datetime(2020, 3, 15), "number_is_a_date"),
    ("net_rent", "n.v.t.", "may_not_be_not_applicable"),
    ("arrears_amount", 1e16, "number_too_large"),
    ("n_evictions", 12.5, "number_not_whole"),
    ("n_evictions", "12,5", "number_not_whole"),
    ("let_on", "31-02-2020", "date_impossible"),
    ("let_on", "03/15/2020", "date_impossible"),
    ("let_on", "2020-13-01", "date_impossible"),
    ("let_on", "15-03-20", "date_short_year"),
    ("let_on", "03/04/2020", "date_ambiguous"),
    ("let_on", "ergens in maart", "date_not_understood"),
    ("let_on", "15 marsch 2020", "date_impossible"),
    ("let_on", 2020, "date_is_a_number"),
    ("let_on", 20200315, "date_is_a_number"),
    ("let_on", -3, "date_is_a_number"),
    ("let_on", "onbekend", "may_not_be_unknown"),
    ("let_on", "15-07-2020", "outside_period"),
    ("let_at_period_end", "x", "yes_no_not_understood"),
    ("let_at_period_end", 2, "yes_no_not_understood"),
    ("daeb_label", "DEA", "code_unknown"),
    ("daeb_label", None, "cell_blank"),
    ("daeb_label", "\u00a0\u200b ", "cell_blank"),
    ("dwelling_id", None, "cell_blank"),
    ("dwelling_id", 1234567890123456, "text_lost_digits"),
    ("dwelling_id", datetime(2020, 2, 1), "text_is_a_date"),
]
_ABSENT = [
    ("net_rent", "onbekend", "unknown"),
    ("net_rent", "Onbekend ", "unknown"),
    ("net_rent", "?", "unknown"),
    ("net_rent", None, "unknown"),
    ("net_rent", 0, None),
    ("energy_label", "n.v.t.", "not_applicable"),
    ("energy_label", "NVT", "not_applicable"),
    ("energy_label", None, "unknown"),
    ("housed_on", None, "not_applicable"),
    ("housed_on", "onbekend", "unknown"),
]


@pytest.fixture(scope="module")
def cells(edited):
    """One workbook with a row for every case, read once."""
    cases = [*_READ, *_REFUSED, *_ABSENT]

    def change(workbook):
        for row, (column, written, _) in enumerate(cases, start=_FIRST):
            sheet_name, letter, _ = _PLACES[column]
            sheet = workbook[sheet_name]
            for cell in sheet[3]:
                sheet.cell(row, cell.column).value = cell.value
            sheet.cell(row, 1).value = f"K{row}" if sheet_name != "Huurachterstanden" else "GM0153"
            sheet[f"{letter}{row}"] = written
            is_moment = isinstance(written, datetime)
            sheet[f"{letter}{row}"].number_format = "dd-mm-yyyy" if is_moment else "General"

    return read_workbook(edited(change))


def _row(cells, case):
    """Return the row of a case in the sheet, the typed row, and the rules broken in its cell."""
    number = _FIRST + [id(entry) for entry in (*_READ, *_REFUSED, *_ABSENT)].index(id(case))
    sheet, letter, table_id = _PLACES[case[0]]
    typed = cells.tables[table_id].row(by_predicate=pl.col("sheet_row") == number, named=True)
    rules = [
        finding.rule.removeprefix("workbooks.")
        for finding in cells.findings
        if finding.place.sheet == sheet and finding.place.cell == f"{letter}{number}"
    ]
    return typed, rules


@pytest.mark.parametrize("case", _READ, ids=repr)
def test_what_people_write_is_read_exactly(cells, case):
    typed, rules = _row(cells, case)

    column, _, value = case
    assert typed[column] == value
    assert type(typed[column]) is type(value)
    assert set(rules) <= {"text_lost_zeros", "key_twice"}


@pytest.mark.parametrize("case", _REFUSED, ids=repr)
def test_what_cannot_be_read_for_sure_is_a_finding_at_its_cell(cells, case):
    typed, rules = _row(cells, case)

    column, _, rule = case
    assert rules == [rule]
    assert typed[column] is None or rule == "outside_period"


@pytest.mark.parametrize("case", _ABSENT, ids=repr)
def test_zero_unknown_and_not_applicable_stay_three_things(cells, case):
    typed, rules = _row(cells, case)

    column, _, reason = case
    assert typed[f"{column}__missing"] == reason
    assert (typed[column] is None) == (reason is not None)
    assert rules == []


def _with(edited, column, written):
    sheet, letter, _ = _PLACES[column]

    def change(workbook):
        workbook[sheet][f"{letter}3"] = written

    return edited(change)


def test_a_faulty_cell_is_null_without_a_reason(edited):
    reading = read_workbook(_with(edited, "net_rent", "veel"))

    row = reading.tables["dwellings"].row(0, named=True)
    assert (row["net_rent"], row["net_rent__missing"]) == (None, None)


def test_a_finding_repeats_the_value_as_the_person_sees_it(edited):
    reading = read_workbook(_with(edited, "n_evictions", 12.5))

    assert [finding.value for finding in reading.findings] == ["12,5"]


def test_a_close_code_is_suggested(edited):
    reading = read_workbook(_with(edited, "daeb_label", "niet daeb"))

    assert reading.findings[0].facts["suggestion"] == " Bedoelt u NDA?"


def test_an_ended_code_must_be_confirmed_and_its_value_stays(edited, stamp):
    column = Column("group", Kind.CODE, "Doelgroep", "Voor wie.", codes=code_list("doelgroep"))
    cells = pl.DataFrame(
        {"row": [3], "clean": ["GEK"], "number": [None]}, schema_overrides={"number": pl.Boolean}
    )

    wanted = ColumnCells(column, cells, Spot("Blad", "A", "Doelgroep", 0, 0))
    (read,) = read_columns([wanted], Conditions(Period(2024, 1), False))

    assert read.typed["group"].to_list() == ["GEK"]
    assert read.found["rule"].to_list() == ["workbooks.code_ended"]
