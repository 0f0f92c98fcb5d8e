"""Runs the cases that a lawyer can read (``tests/cases``) along the whole way of the figures."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from drieluik.core.flows import AcceptedTables, Picture, measure, measure_all, read_norm
from drieluik.core.indicators import Level, indicator
from drieluik.core.norms import status
from drieluik.core.norms.dutch import LIGHTS_NL
from drieluik.core.tables import Period
from tests.factories.tables import typed

CASES = Path(__file__).resolve().parents[2] / "cases"


def cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


def lettings(outcomes):
    rows = [{"appropriate_allocation": code} for code, n in outcomes.items() for _ in range(n)]
    return {"lettings": typed("lettings", rows)}


def arrears(number):
    return {"arrears": typed("arrears", [{"n_evictions": str(number)}])}


def deliveries(case):
    drawn = {"verhuringen": lettings, "huisuitzettingen": arrears}
    return [
        AcceptedTables(party, f"{party}-{period}", Period.parse(period), draw(content))
        for kind, draw in drawn.items()
        for party, periods in case.get(kind, {}).items()
        for period, content in periods.items()
    ]


@pytest.mark.parametrize("case", cases("norms"), ids=lambda case: case["geval"])
def test_the_light_is_as_the_case_says(case):
    norm = read_norm(case["norm"])
    delivered = deliveries(case)
    picture = Picture(indicators=(indicator(norm.indicator_id),))
    expected = case.get("verwachte corporaties") or sorted(
        {entry.party_code for entry in delivered}
    )

    looked_back = case.get("terugkijkend op") or max(
        entry.period.ends_before for entry in delivered
    )

    found = status(norm, measure_all(delivered, picture).values, expected, looked_back)

    assert (LIGHTS_NL[found.light], found.reason_code) == (case["verwacht"], case["reden"])


@pytest.mark.parametrize(
    "case", cases("sales"), ids=lambda case: f"{case['conditie']} {case['label']}"
)
def test_a_sale_meets_the_requirements_or_not_as_the_case_says(case):
    rows = typed("sales", [{"condition_score": case["conditie"], "energy_label": case["label"]}])
    half = Period(2020, 1)
    picture = Picture(
        indicators=(indicator("sales-meeting-requirements-share"), indicator("sales-exceptions")),
        levels=(Level.TOTAL,),
    )

    found = measure([AcceptedTables("A", "A-1", half, {"sales": rows})], half, picture).values

    share, exceptions = (
        found.row(by_predicate=pl.col("indicator_id") == card.id, named=True)
        for card in picture.indicators
    )
    bounds = (
        share["value_low"],
        share["value_high"],
        exceptions["value_low"],
        exceptions["value_high"],
    )
    expected = {"voldoet": (1, 1, 0, 0), "uitzondering": (0, 0, 1, 1), "onbekend": (0, 1, 0, 1)}
    assert bounds == expected[case["uitkomst"]]


@pytest.mark.parametrize(
    "case", cases("rent_classes"), ids=lambda case: f"{case['periode']} {case['huur']}"
)
def test_a_rent_falls_in_the_class_the_case_says(case):
    half = Period.parse(case["periode"])
    rows = typed("dwellings", [{"net_rent": case["huur"]}])
    picture = Picture(indicators=(indicator("dwellings-by-rent-class"),), levels=(Level.TOTAL,))

    found = measure([AcceptedTables("A", "A-1", half, {"dwellings": rows})], half, picture).values

    parts = found.filter(pl.col("breakdown") != "all", pl.col("numerator") > 0)
    assert parts["breakdown"].to_list() == [case["klasse"]]
