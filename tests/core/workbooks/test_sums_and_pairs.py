"""Totals and their parts, pairs of cells, and what a rule does where a value is missing."""

import polars as pl
import pytest

from drieluik.core.findings import Severity, message_nl
from drieluik.core.tables import (
    Column,
    Comparison,
    Kind,
    Missing,
    Pair,
    Pairing,
    Table,
    TotalEqualsSum,
    WhenMissing,
)
from drieluik.core.workbooks.checks.relations import check_rules
from drieluik.core.workbooks.found import FindingList, as_findings
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.reading.sheet import SheetReading

UNREAD = object()
"""A cell whose text could not be read: no value, and no reason either."""


def _checked(rule, **cells):
    """Check one row of which the named cells hold these values; None means unknown."""
    names = list(cells)
    columns = tuple(
        Column(name, Kind.DECIMAL, name.capitalize(), "Verzonnen", required=False,
               may_be=frozenset({Missing.UNKNOWN}))
        for name in names
    )  # fmt: skip
    contract = Table("t", 1, "Blad", "Verzonnen", (), columns, (), (rule,))
    typed = {"sheet_row": [3]}
    for name, value in cells.items():
        typed[name] = pl.Series([None if value is UNREAD else value], dtype=pl.Float64)
        typed[f"{name}__missing"] = pl.Series(
            ["unknown" if value is None else None], dtype=pl.String
        )
    written = [None if v in (None, UNREAD) else f"{v:g}" for v in cells.values()]
    whole = pl.DataFrame(
        {"sheet_row": [3]}
        | {str(n): pl.Series([text], dtype=pl.String) for n, text in enumerate(written)}
    )
    spots = {
        name: Spot("Blad", chr(ord("A") + n), name.capitalize(), 0, n)
        for n, name in enumerate(names)
    }
    reading = SheetReading(
        contract, None, pl.DataFrame(typed), spots, whole, whole.drop("sheet_row")
    )
    findings = FindingList()
    check_rules(reading, {}, None, findings)
    return as_findings(findings.in_order())


def _sum(when_missing=WhenMissing.SKIP_IF_ANY, tolerance=0.0):
    return TotalEqualsSum(
        "adds_up",
        "total",
        ("first", "second"),
        False,
        "De delen tellen op.",
        tolerance,
        when_missing,
    )


def test_a_total_that_is_off_names_its_parts_and_their_sum():
    (found,) = _checked(_sum(), total=9.0, first=2.5, second=3.0)

    assert (found.rule, found.place.cell, found.severity) == (
        "workbooks.comparison_broken", "A3", Severity.CONFIRM,
    )  # fmt: skip
    assert message_nl(found) == (
        "Total is 9, maar moet gelijk zijn aan First (2,5) + Second (3,0), samen 5,5. "
        "De delen tellen op."
    )


@pytest.mark.parametrize(("total", "n"), [(5.0, 0), (6.0, 0), (6.01, 1), (3.99, 1)])
def test_a_total_may_be_off_by_its_tolerance(total, n):
    assert len(_checked(_sum(tolerance=1.0), total=total, first=2.0, second=3.0)) == n


def test_cents_that_add_up_do_so_however_a_computer_counts_them():
    assert _checked(_sum(), total=0.3, first=0.1, second=0.2) == ()


@pytest.mark.parametrize(
    ("when_missing", "one_missing", "all_missing"),
    [
        (WhenMissing.SKIP_IF_ANY, 0, 0),
        (WhenMissing.SKIP_IF_ALL, 1, 0),
        (WhenMissing.NEVER_SKIP, 1, 0),
    ],
)
def test_a_sum_with_something_missing(when_missing, one_missing, all_missing):
    rule = _sum(when_missing)

    assert len(_checked(rule, total=9.0, first=2.0, second=None)) == one_missing
    assert len(_checked(rule, total=None, first=None, second=None)) == all_missing
    assert _checked(rule, total=2.0, first=2.0, second=None) == ()


@pytest.mark.parametrize(
    ("when_missing", "one_missing", "all_missing"),
    [
        (WhenMissing.SKIP_IF_ANY, 0, 0),
        (WhenMissing.SKIP_IF_ALL, 1, 0),
        (WhenMissing.NEVER_SKIP, 1, 1),
    ],
)
def test_a_comparison_with_something_missing(when_missing, one_missing, all_missing):
    rule = Comparison("more", "total", ">", "first", True, "Meer.", when_missing)

    assert len(_checked(rule, total=None, first=2.0)) == one_missing
    assert len(_checked(rule, total=-1.0, first=None)) == one_missing
    assert len(_checked(rule, total=None, first=None)) == all_missing


@pytest.mark.parametrize("when_missing", list(WhenMissing))
def test_a_cell_that_could_not_be_read_is_never_counted_as_zero(when_missing):
    assert _checked(_sum(when_missing), total=9.0, first=2.0, second=UNREAD) == ()


def _pair(pairing):
    return Pair("pair", "first", "second", pairing, False, "Zo hoort het.")


def test_a_pair_of_which_one_lacks_is_reported_at_the_cell_that_lacks():
    rule = _pair(Pairing.BOTH_OR_NONE)

    (found,) = _checked(rule, first=1.0, second=None)
    assert (found.rule, found.place.cell) == ("workbooks.pair_incomplete", "B3")
    assert message_nl(found) == "First is ingevuld (1,0), maar Second niet. Zo hoort het."
    (found,) = _checked(rule, first=None, second=1.0)
    assert found.place.cell == "A3"
    assert _checked(rule, first=1.0, second=1.0) == ()
    assert _checked(rule, first=None, second=None) == ()
    assert _checked(rule, first=1.0, second=UNREAD) == ()


def test_two_cells_that_exclude_each_other_are_reported_at_the_second():
    rule = _pair(Pairing.AT_MOST_ONE)

    (found,) = _checked(rule, first=1.0, second=2.0)
    assert (found.rule, found.place.cell) == ("workbooks.pair_excluded", "B3")
    assert message_nl(found) == "Second (2) en First (1,0) zijn allebei ingevuld. Zo hoort het."
    assert _checked(rule, first=1.0, second=None) == ()
