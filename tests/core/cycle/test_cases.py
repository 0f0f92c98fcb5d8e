"""Runs the cases that a lawyer can read (``tests/cases/cycle_*.yaml``)."""

from pathlib import Path

import pytest
import yaml

from drieluik.core.cycle import Kind, calendar_of

CASES = sorted((Path(__file__).resolve().parents[2] / "cases").glob("cycle_*.yaml"))


def cases():
    return [case for path in CASES for case in yaml.safe_load(path.read_text("utf-8"))]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["geval"])
def test_the_calendar_is_as_the_case_says(case, books, draw):
    calendar = calendar_of(case["jaar"], books[case["huisregels"]], draw.known_of(case))

    days = {item.id.partition(":")[2]: item.last_on for item in calendar.items}
    laws = {item.id.partition(":")[2]: item.regime for item in calendar.items}
    rules = {finding.rule.removeprefix("cycle.") for finding in calendar.findings}
    found = {which: days.get(which) for which in case["verwacht"]}
    assert found == case["verwacht"]
    assert [which for which in case.get("ontbreekt", []) if which in days] == []
    assert set(case.get("bevindingen", [])) <= rules
    for which, law in case.get("regeling per punt", {}).items():
        assert laws[which] == law


@pytest.mark.parametrize(
    "case", [case for case in cases() if "regeling" in case], ids=lambda case: case["geval"]
)
def test_every_statutory_item_of_the_year_is_under_that_law(case, books, draw):
    calendar = calendar_of(case["jaar"], books[case["huisregels"]], draw.known_of(case))

    inside = [item for item in calendar.items if item.last_on.year == case["jaar"]]

    assert {item.regime for item in inside if item.kind is Kind.STATUTORY} == {case["regeling"]}
    assert {item.regime for item in inside if item.kind is Kind.HOUSE} == {None}


def test_the_cases_name_no_unknown_words():
    allowed = {
        "geval", "jaar", "huisregels", "regeling", "regeling per punt", "verwacht", "ontbreekt",
        "bevindingen", "vastgesteld", "afgesproken", "gebeurtenissen", "vandaag", "toelichting",
    }  # fmt: skip

    assert [case["geval"] for case in cases() if set(case) - allowed] == []
