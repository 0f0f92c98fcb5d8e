"""Rules that exclude each other or say nothing new are found before they are used."""

import pytest

from drieluik.core.editing import Contradiction, Redundant, contradictions, redundant_rules
from drieluik.core.tables import (
    TABLES,
    Column,
    Comparison,
    Condition,
    Kind,
    Missing,
    Pair,
    Pairing,
    Table,
    TotalEqualsSum,
    WhenMissing,
)

MAY_LACK = frozenset({Missing.UNKNOWN})


def _number(name: str, low: float | None = None, high: float | None = None) -> Column:
    return Column(
        name, Kind.WHOLE, name, "Verzonnen", required=False, may_be=MAY_LACK,
        at_least=low, at_most=high,
    )  # fmt: skip


def _rule(rule_id: str, left: str, operator: str, right: str | float) -> Comparison:
    return Comparison(rule_id, left, operator, right, blocks=True, why_nl="Verzonnen")


def _table(columns: tuple[Column, ...], *rules: object) -> Table:
    return Table("t", 1, "T", "Verzonnen", (), columns, (), rules)


@pytest.mark.parametrize("contract", TABLES, ids=lambda contract: contract.id)
def test_no_rule_of_our_own_contracts_excludes_or_repeats_another(contract):
    assert contradictions(contract) == ()
    assert redundant_rules(contract) == ()


def test_two_rules_that_leave_no_value_are_named_together():
    contract = _table(
        (_number("a", 0), _number("b", 0)),
        _rule("low", "a", "<", 3),
        _rule("idle", "a", "<=", "b"),
        _rule("high", "a", ">", 5),
    )

    assert contradictions(contract) == (Contradiction("a", None, ("low", "high")),)


def test_a_rule_may_exclude_one_code():
    yes_no = Column("sold", Kind.YES_NO, "Verkocht", "Verzonnen")
    contract = _table(
        (yes_no, _number("price", 0)),
        Condition("a_sale_has_a_price", "sold", (True,), "price", None, True, ""),
        _rule("never_low", "price", ">=", 10),
        _rule("never_high", "price", "<", 10),
    )

    assert contradictions(contract) == (
        Contradiction("sold", True, ("a_sale_has_a_price", "never_low", "never_high")),
        Contradiction("price", None, ("never_low", "never_high")),
    )


def test_a_rule_against_the_bounds_of_its_column_is_found():
    contract = _table((_number("a", 0, 10),), _rule("over", "a", ">", 10))

    assert contradictions(contract) == (Contradiction("a", None, ("over",)),)


def test_a_rule_that_follows_from_others_is_named_with_them():
    contract = _table(
        (_number("a"), _number("b"), _number("c")),
        _rule("a_b", "a", "<=", "b"),
        _rule("a_low", "a", "<=", 4),
        _rule("a_lower", "a", "<", 9),
    )

    assert redundant_rules(contract) == (Redundant("a_lower", ("a_low",)),)


def test_a_rule_that_the_bounds_say_already_follows_from_nothing_else():
    contract = _table((_number("a", 0),), _rule("not_negative", "a", ">=", 0))

    assert redundant_rules(contract) == (Redundant("not_negative", ()),)


def test_what_compares_through_a_cell_that_may_be_empty_is_not_redundant():
    contract = _table(
        (_number("a"), _number("b"), _number("c")),
        _rule("a_b", "a", "<=", "b"),
        _rule("b_c", "b", "<=", "c"),
        _rule("a_c", "a", "<=", "c"),
    )

    assert redundant_rules(contract) == ()


def _total(rule_id: str = "adds_up", **how: object) -> TotalEqualsSum:
    return TotalEqualsSum(rule_id, "total", ("a", "b"), True, "Verzonnen", **how)


def test_a_part_that_must_be_more_than_its_total_contradicts_it():
    contract = _table(
        (_number("total", 0), _number("a", 0), _number("b", 0)),
        _total(when_missing=WhenMissing.NEVER_SKIP),
        _rule("more", "a", ">=", 5),
        _rule("less", "total", "<=", 4),
    )

    # without a value a part counts as zero, and then nothing is in the way
    assert contradictions(contract) == (Contradiction("a", None, ("adds_up", "more", "less")),)


def test_a_total_that_is_skipped_when_a_part_is_missing_excludes_less():
    contract = _table(
        (_number("total", 0), _number("a", 0), _number("b", 0)),
        _total(),
        _rule("more", "a", ">=", 5),
        _rule("less", "total", "<=", 4),
    )

    assert contradictions(contract) == ()


def test_a_part_within_its_total_follows_from_the_sum_only_if_nothing_is_skipped():
    columns = (_number("total", 0), _number("a", 0), _number("b", 0))
    within = _rule("within", "a", "<=", "total")

    assert redundant_rules(_table(columns, _total(), within)) == ()
    assert redundant_rules(
        _table(columns, _total(when_missing=WhenMissing.NEVER_SKIP), within)
    ) == (Redundant("within", ("adds_up",)),)


def test_a_wider_tolerance_follows_from_a_narrower():
    columns = (_number("total", 0), _number("a", 0), _number("b", 0))
    contract = _table(columns, _total(), _total("about", tolerance=2))

    assert redundant_rules(contract) == (Redundant("about", ("adds_up",)),)


def test_a_pair_that_goes_together_and_never_together_leaves_no_value():
    contract = _table(
        (_number("a"), _number("b")),
        Pair("both", "a", "b", Pairing.BOTH_OR_NONE, True, "Verzonnen"),
        Pair("one", "a", "b", Pairing.AT_MOST_ONE, True, "Verzonnen"),
    )

    assert contradictions(contract) == (
        Contradiction("a", None, ("both", "one")),
        Contradiction("b", None, ("both", "one")),
    )


def test_a_pair_turned_round_says_nothing_new():
    contract = _table(
        (_number("a"), _number("b")),
        Pair("both", "a", "b", Pairing.BOTH_OR_NONE, True, "Verzonnen"),
        Pair("again", "b", "a", Pairing.BOTH_OR_NONE, True, "Verzonnen"),
    )

    assert redundant_rules(contract) == (
        Redundant("both", ("again",)),
        Redundant("again", ("both",)),
    )
