"""What must hold between cells, rows and tables."""

import polars as pl
import pytest

from drieluik.core.findings import Severity
from drieluik.core.findings.texts import action_nl
from drieluik.core.tables import Reference, table
from drieluik.core.workbooks import Expectation, read_workbook
from drieluik.core.workbooks.checks.relations import check_rules
from drieluik.core.workbooks.checks.zeros import check_lost_zeros
from drieluik.core.workbooks.found import FindingList, as_findings
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.reading.sheet import SheetReading


def _set(sheet, **cells):
    def change(workbook):
        for cell, value in cells.items():
            workbook[sheet][cell] = value

    return change


def test_a_key_that_occurs_again_points_at_the_first_row(edited):
    reading = read_workbook(edited(_set("Woningen", A5="0001")))

    assert [(f.rule, f.place.cell, f.facts["first_row"]) for f in reading.findings] == [
        ("workbooks.key_twice", "A5", 3)
    ]


def test_a_key_without_a_value_for_a_reason_can_occur_again_too(edited, found):
    row = {"A": "GM0153", "B": "n.v.t.", "C": "SHV", "D": 1, "E": 0}
    twice = {f"{letter}{n}": value for n in (4, 5) for letter, value in row.items()}

    assert found(edited(_set("Leefbaarheid", **twice))) == [("key_twice", "A5")]


def test_a_comparison_between_columns_names_both_values(edited):
    reading = read_workbook(edited(_set("Huurachterstanden", C3=1, D3=2)))

    (finding,) = reading.findings
    assert (finding.rule, finding.place.cell) == ("workbooks.comparison_broken", "D3")
    assert finding.facts["must_be"] == "hoogstens zo hoog zijn als Huisuitzettingen (1)"
    assert finding.severity is Severity.BLOCKS


def test_a_comparison_without_one_side_is_skipped(edited, found):
    assert found(edited(_set("Huurachterstanden", C3="onbekend", D3=2))) == []


def test_a_condition_asks_for_a_value(edited):
    cells = {"H3": "A", "I3": "onbekend"}

    reading = read_workbook(edited(_set("Woningen", **cells)))

    (finding,) = reading.findings
    assert (finding.rule, finding.place.cell) == ("workbooks.condition_broken", "I3")
    assert finding.severity is Severity.CONFIRM


def test_a_faulty_cell_is_not_reported_again_by_a_rule(edited, found):
    assert found(edited(_set("Woningen", H3="A", I3="XYZ"))) == [("code_unknown", "I3")]


@pytest.mark.parametrize("day", ["31-12-2019", "01-07-2020"])
def test_the_period_is_half_open(edited, found, day):
    assert found(edited(_set("Verhuringen", E3=day))) == [("outside_period", "E3")]


@pytest.mark.parametrize("day", ["01-01-2020", "30-06-2020"])
def test_the_first_and_last_day_belong_to_the_period(edited, found, day):
    assert found(edited(_set("Verhuringen", E3=day))) == []


def test_a_stock_date_may_lie_before_the_period_but_not_after(edited, found):
    assert found(edited(_set("Woningzoekenden", F3="01-07-2020"))) == [("outside_period", "F3")]


@pytest.mark.parametrize(("sheet", "cell"), [("Energie", "L3"), ("Verkopen", "H3")])
def test_an_exception_may_be_told_before_the_period_but_not_after(edited, found, sheet, cell):
    assert found(edited(_set(sheet, **{cell: "31-12-2019"}))) == []
    assert found(edited(_set(sheet, **{cell: "01-07-2020"}))) == [("outside_period", cell)]


def test_a_dwelling_with_energy_measures_that_is_not_in_stock_is_asked_about(edited):
    (finding,) = read_workbook(edited(_set("Energie", A3="0009"))).findings

    assert (finding.rule, finding.place.cell) == ("workbooks.reference_broken", "A3")
    assert finding.severity is Severity.CONFIRM


def test_codes_of_places_have_a_form(edited, found):
    assert found(edited(_set("Woningen", B3="Enschede", C4="BU1"))) == [
        ("place_form", "B3"),
        ("place_form", "C4"),
    ]


def test_a_municipality_outside_the_stamp_blocks(edited, found):
    cells = {"B3": "GM0141", "C3": "BU01410000"}

    assert found(edited(_set("Woningen", **cells))) == [("municipality_unknown", "B3")]


def test_dwellings_in_the_same_wrong_place_are_each_named(edited, found):
    cells = {"B3": "GM0141", "C3": "onbekend", "B5": "GM0141", "C5": "onbekend"}

    assert found(edited(_set("Woningen", **cells))) == [
        ("municipality_unknown", "B3"),
        ("municipality_unknown", "B5"),
    ]


def test_dwellings_with_the_same_wrong_code_are_each_named(edited, found):
    assert found(edited(_set("Woningen", D3="DEA", D5="DEA", G4=2))) == [
        ("code_unknown", "D3"),
        ("yes_no_not_understood", "G4"),
        ("code_unknown", "D5"),
    ]


def test_a_neighbourhood_of_another_municipality_blocks(edited, found):
    assert found(edited(_set("Woningen", C3="BU01410000"))) == [("buurt_elsewhere", "C3")]


def test_a_neighbourhood_that_does_not_exist_blocks(good, found):
    expected = Expectation(buurt_codes={"BU01530001"})

    rules = {rule for rule, _ in found(good, expected)}

    assert rules == {"buurt_unknown"}


def test_identifiers_that_may_have_lost_their_zeros_are_asked(edited, found):
    assert found(edited(_set("Woningen", A4=2))) == [("text_lost_zeros", "A4")]


def test_a_zero_in_a_cell_that_holds_no_value_is_not_asked_about():
    typed = pl.DataFrame({"sheet_row": [3, 4], "dwelling_id": [None, "12"]})
    cells = typed.rename({"dwelling_id": "0"}).with_columns(pl.Series("0", ["0012", "12"]))
    spots = {"dwelling_id": Spot("Woningen", "A", "VHE-nummer", 0, 0)}
    findings = FindingList()

    check_lost_zeros(SheetReading(table("dwellings"), None, typed, spots, cells, cells), findings)

    assert findings.in_order().is_empty()


def test_a_reference_to_another_table_is_checked(good):
    from dataclasses import replace

    rule = Reference(
        "let_dwelling_exists", "dwelling_id", "dwellings", "dwelling_id", False, "Bestaat."
    )
    contract = replace(table("lettings"), rules=(rule,))
    typed = pl.DataFrame({"sheet_row": [3, 4, 5], "dwelling_id": ["1", "9", None]})
    cells = typed.rename({"dwelling_id": "0"})
    numbers = pl.DataFrame({"0": [None] * 3}, schema={"0": pl.Boolean})
    spots = {"dwelling_id": Spot("Verhuringen", "A", "VHE-nummer", 0, 0)}
    reading = SheetReading(contract, None, typed, spots, cells, numbers)
    findings = FindingList()

    check_rules(reading, {"dwellings": pl.DataFrame({"dwelling_id": ["1"]})}, None, findings)

    (finding,) = as_findings(findings.in_order())
    assert (finding.rule, finding.place.cell, finding.value) == (
        "workbooks.reference_broken",
        "A4",
        "9",
    )


def test_a_row_that_breaks_several_rules_gets_the_smallest_suspects(edited):
    row = {"E": "5", "F": "G", "H": "onbekend"}
    reading = read_workbook(edited(_set("Verkopen", **{f"{at}3": v for at, v in row.items()})))

    rules = [(f.rule.removeprefix("workbooks."), f.place.cell) for f in reading.findings]
    assert rules == [
        ("condition_broken", "H3"),
        ("condition_broken", "H3"),
        ("row_suspects", "H3"),
    ]
    assert reading.findings[-1].severity is Severity.REMARK
    assert reading.findings[-1].facts["suspects"] == "'Uitzondering gemeld op'"
    assert "Kijk eerst in deze kolommen" in action_nl(reading.findings[-1])


def test_a_row_that_breaks_one_rule_has_no_suspects_of_its_own(edited, found):
    cells = _set("Huurachterstanden", C3=1, D3=2)

    assert found(edited(cells)) == [("comparison_broken", "D3")]
