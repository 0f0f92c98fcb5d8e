"""What follows from figures by their definitions: only what does, and nothing is calculated."""

import pytest

from drieluik.core.indicators import (
    ALL,
    Quantity,
    indicator,
    relations,
    roots,
    values,
    what_follows,
)
from drieluik.core.indicators.example_tables import example_parameters, typed_rows

SPENT = {
    "liveability_spending": {"amount": [1000.0, 500.0]},
    "dwellings": {"daeb_label": ["DAE", "DAE", "DAE"]},
}
EMPTY = {"dwellings": {"let_at_period_end": [True, False, True, True]}}
CHEAP = {"dwellings": {"daeb_label": ["DAE", "DAE", "DAE"], "net_rent": [300.0, 500.0, 900.0]}}
LET = {"lettings": {"income_group": ["LAAG", "LAAG", "HOOG"]}}

LEFT = {
    "stock_changes": {
        "direction": ["AF", "AF", "AF", "BIJ", "BIJ"],
        "reason": ["SLO", "SLO", "VAO", "NIE", "NIE"],
    },
    "sales": {"dwelling_id": ["1"]},
}


def figure_of(tables, indicator_id, part=ALL, column="value"):
    """One figure of all together, of made-up rows."""
    given = {name: typed_rows(name, **columns) for name, columns in tables.items()}
    found = values(indicator(indicator_id), given, example_parameters())
    return found.filter(level="total", breakdown=part)[column].item()


@pytest.mark.parametrize(
    ("tables", "share", "below"),
    [
        (SPENT, "liveability-spending-per-daeb-dwelling", "daeb-dwellings"),
        (EMPTY, "vacancy-share", "dwellings-by-rent-class"),
        (CHEAP, "affordable-dwellings-share", "daeb-dwellings"),
    ],
)
def test_a_share_times_what_it_is_taken_of_is_the_number_above_the_line(tables, share, below):
    above = figure_of(tables, share, column="numerator")

    assert figure_of(tables, share) * figure_of(tables, below) == pytest.approx(above)
    assert any({share, below} <= {one.indicator_id for one in each} for each in relations())


def test_the_spending_above_the_line_is_the_spending_of_its_own_figure():
    above = figure_of(SPENT, "liveability-spending-per-daeb-dwelling", column="numerator")

    assert above == figure_of(SPENT, "liveability-spending")


def test_affordable_dwellings_are_those_of_the_three_lowest_classes():
    classes = [figure_of(CHEAP, "dwellings-by-rent-class", one) for one in ("GOE", "BETL", "BETH")]

    assert sum(classes) == figure_of(CHEAP, "affordable-dwellings-share", column="numerator")


def test_a_share_of_lettings_is_taken_of_all_lettings_with_a_group():
    below = figure_of(LET, "lettings-by-income-group", "LAAG", "denominator")

    assert below == figure_of(LET, "lettings")


def test_what_left_was_demolished_or_sold_when_nothing_else_left():
    demolished = figure_of(LEFT, "dwellings-demolished")

    assert figure_of(LEFT, "dwellings-removed") == demolished + figure_of(LEFT, "sales")
    told = {Quantity("dwellings-removed"), Quantity("sales")}
    assert Quantity("dwellings-demolished") in what_follows(told, relations())


def test_what_came_is_new_build_when_nothing_else_came():
    assert figure_of(LEFT, "dwellings-added") == figure_of(LEFT, "new-build-delivered")
    told = {Quantity("dwellings-added")}
    assert Quantity("new-build-delivered") in what_follows(told, relations())


def test_every_relation_is_between_figures_and_classes_that_exist():
    for each in relations():
        for one in each:
            breakdown = indicator(one.indicator_id).breakdown
            codes = {code.code for code in breakdown.codes} if breakdown else set()
            assert one.part in {ALL, "unknown", *codes}, one


def test_the_last_class_follows_from_all_others_and_their_sum():
    classes = [Quantity("dwellings-by-rent-class", one) for one in ("GOE", "BETL", "BETH", "DUU")]
    known = {Quantity("dwellings-by-rent-class"), *classes}
    last = Quantity("dwellings-by-rent-class", "BOV")

    follows = what_follows(known, relations())

    assert last in follows
    assert roots(last, follows) == known
    assert last not in what_follows(known - {classes[0]}, relations())


def test_two_of_three_give_the_third_and_one_gives_nothing():
    per, spent, dwellings = next(
        sorted(one, key=lambda each: "per" not in each.indicator_id)
        for one in relations()
        if Quantity("liveability-spending") in one and len(one) == 3
    )

    assert spent in what_follows({per, dwellings}, relations())
    assert not what_follows({per}, relations())


def test_things_that_follow_from_each_other_are_traced_to_what_was_known():
    related = [frozenset("abc"), frozenset("bcd")]

    follows = what_follows("ab", related)

    assert roots("d", follows) == frozenset("ab")
