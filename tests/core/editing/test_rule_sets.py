"""Rules that exclude each other or say nothing new are found before they are used."""

import pytest

from drieluik.core.editing import Contradiction, Redundant, contradictions, redundant_rules
from drieluik.core.tables import TABLES, Column, Comparison, Condition, Kind, Missing, Table

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
