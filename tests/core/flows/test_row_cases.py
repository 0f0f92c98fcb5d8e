"""What one delivered row does to the figures, in cases that a lawyer can read (``tests/cases``)."""

from pathlib import Path

import polars as pl
import pytest
import yaml

from drieluik.core.flows import AcceptedTables, Picture, measure
from drieluik.core.indicators import Level, indicator
from drieluik.core.tables import Period
from tests.factories.tables import typed

HALF = Period(2020, 1)
FILES = ("stock_changes", "plans", "energy", "placements", "adaptations")
CASES = [
    pytest.param(table_id, case, id=f"{table_id}: {case['toelichting']}")
    for table_id in FILES
    for case in yaml.safe_load(
        (Path(__file__).resolve().parents[2] / "cases" / f"{table_id}.yaml").read_text("utf-8")
    )
]


def bounds(written):
    """Return the lowest and the highest figure: ``1``, ``0 tot 1``, ``0 tot onbekend``, ``geen``."""
    low, _, high = str(written).partition(" tot ")
    return figure(low), figure(high or low)


def figure(written):
    return None if written in ("geen", "onbekend") else float(written)


@pytest.mark.parametrize(("table_id", "case"), CASES)
def test_a_row_counts_as_the_case_says(table_id, case):
    cards = tuple(indicator(name) for name in case["cijfers"])
    tables = {table_id: typed(table_id, [case["rij"]])}
    picture = Picture(indicators=cards, levels=(Level.TOTAL,))

    found = measure([AcceptedTables("A", "A-1", HALF, tables)], HALF, picture).values

    told = found.filter(breakdown="all").select("indicator_id", pl.col("value_low", "value_high"))
    assert {name: (low, high) for name, low, high in told.rows()} == {
        name: bounds(written) for name, written in case["cijfers"].items()
    }
