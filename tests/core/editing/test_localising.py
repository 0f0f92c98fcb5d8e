"""The smallest sets of cells that could be wrong, on rows a person can check by hand."""

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from drieluik.core.editing import find_suspects
from drieluik.core.tables import (
    CodeList,
    CodeValue,
    Column,
    Comparison,
    Condition,
    Kind,
    Missing,
    Pair,
    Pairing,
    Period,
    Table,
    TotalEqualsSum,
    WhenMissing,
    WithinPeriod,
    table,
)

MAY_LACK = frozenset({Missing.UNKNOWN})


def _whole(name: str, *, may_lack: bool = True) -> Column:
    return Column(
        name, Kind.WHOLE, name, "Verzonnen", required=not may_lack,
        may_be=MAY_LACK if may_lack else frozenset(), at_least=0,
    )  # fmt: skip


def _table(columns: tuple[Column, ...], *rules: object) -> Table:
    return Table("t", 1, "T", "Verzonnen", (), columns, ("key",), rules)


def _part(left: str, right: str, operator: str = "<=") -> Comparison:
    return Comparison(f"{left}_{right}", left, operator, right, blocks=True, why_nl="Verzonnen")


def test_a_row_that_keeps_all_rules_has_no_suspects():
    row = {"n_evictions": 2, "n_evictions_with_children": 1}

    assert find_suspects(table("arrears"), row).sets == ()


def test_either_side_of_a_broken_comparison_could_be_wrong():
    found = find_suspects(table("arrears"), {"n_evictions": 1, "n_evictions_with_children": 3})

    assert found.sets == (frozenset({"n_evictions"}), frozenset({"n_evictions_with_children"}))


def test_the_cell_that_breaks_two_rules_is_the_only_suspect():
    columns = tuple(_whole(name) for name in ("part", "other_part", "total"))
    contract = _table(columns, _part("part", "total"), _part("other_part", "total"))

    found = find_suspects(contract, {"part": 5, "other_part": 4, "total": 2})

    assert found.sets == (frozenset({"total"}),)


def test_a_value_outside_its_bounds_is_a_suspect_by_itself():
    contract = _table((_whole("part"), _whole("total")), _part("part", "total"))

    assert find_suspects(contract, {"part": -4, "total": 6}).sets == (frozenset({"part"}),)


def test_what_is_trusted_more_is_suspected_less():
    found = find_suspects(
        table("arrears"),
        {"n_evictions": 1, "n_evictions_with_children": 3},
        weights={"n_evictions": 2},
    )

    assert found.sets == (frozenset({"n_evictions_with_children"}),)


def test_a_condition_suspects_what_it_looks_at_and_what_it_asks():
    row = {"energy_label": "G", "condition_score": "2", "exception_reported_on": None}

    found = find_suspects(table("sales"), row)

    assert found.sets == (frozenset({"energy_label"}), frozenset({"exception_reported_on"}))


def test_two_conditions_on_one_empty_cell_suspect_that_cell():
    row = {"energy_label": "G", "condition_score": "5", "exception_reported_on": None}

    assert find_suspects(table("sales"), row).sets == (frozenset({"exception_reported_on"}),)


def test_a_day_outside_the_period_is_a_suspect():
    columns = (Column("sold_on", Kind.DATE, "Verkocht", "Verzonnen"),)
    contract = _table(columns, WithinPeriod("in_period", "sold_on"))
    late = {"sold_on": date(2020, 7, 1)}

    assert find_suspects(contract, late, period=Period(2020, 1)).sets == (frozenset({"sold_on"}),)
    assert find_suspects(contract, late, period=Period(2020, 2)).sets == ()
    assert find_suspects(contract, late).sets == ()


def test_a_number_that_is_zero_may_ask_for_something():
    row = {"n_households_in_arrears": 0, "arrears_amount": 12.5}

    assert find_suspects(table("arrears"), row).sets == (
        frozenset({"arrears_amount"}),
        frozenset({"n_households_in_arrears"}),
    )


def test_a_cent_beside_a_million_still_counts():
    row = {"amount": 1_000_000.00, "staff_amount": 1_000_000.01}

    assert len(find_suspects(table("liveability_spending"), row).sets) == 2
    assert find_suspects(table("liveability_spending"), row | {"staff_amount": 1e6}).sets == ()


def test_an_unequal_pair_and_a_constant():
    columns = (_whole("a"), _whole("b"))
    contract = _table(
        columns,
        _part("a", "b", "!="),
        Comparison("a_is_high", "a", ">", 3, blocks=True, why_nl="Verzonnen"),
    )

    assert find_suspects(contract, {"a": 5, "b": 6}).sets == ()
    assert find_suspects(contract, {"a": 5, "b": 5}).sets == (frozenset({"a"}), frozenset({"b"}))
    assert find_suspects(contract, {"a": 2, "b": 2}).sets == (frozenset({"a"}),)


def test_when_there_are_more_sets_than_can_be_named_that_is_said():
    columns = tuple(_whole(name) for name in "abcdefgh")
    pairs = (_part(one, other, "<") for one, other in (("a", "b"), ("c", "d"), ("e", "f")))
    contract = _table(columns, *pairs)

    found = find_suspects(contract, dict.fromkeys("abcdef", 1))

    assert len(found.sets) == 5
    assert not found.complete


_NAMES = ("a", "b", "c", "d")
_CODES = CodeList("k", "K", "Verzonnen", (CodeValue("x", "X"), CodeValue("y", "Y")))
_COLUMNS = (
    *(_whole(name, may_lack=name in "ab") for name in _NAMES),
    Column("k", Kind.CODE, "k", "Verzonnen", required=False, may_be=MAY_LACK, codes=_CODES),
)
_comparisons = st.builds(
    lambda left, operator, right: Comparison(f"{left}{operator}{right}", left, operator, right, True, ""),
    st.sampled_from(_NAMES),
    st.sampled_from(["<=", "<", ">=", ">", "==", "!="]),
    st.one_of(st.sampled_from(_NAMES), st.integers(0, 3)),
).filter(lambda rule: rule.left != rule.right)  # fmt: skip
_conditions = st.builds(
    lambda when, value, then, values: Condition("c", when, (value,), then, values, True, ""),
    st.sampled_from([("k", "x"), ("a", 0), ("c", 2)]),
    st.just(None),
    st.sampled_from(["b", "d"]),
    st.sampled_from([None, (1,), (0, 3)]),
).map(lambda rule: Condition("c", rule.when_column[0], (rule.when_column[1],), rule.then_column, rule.then_values, True, ""))  # fmt: skip
_POOL = (0, 1, 2, 3, 4, 5)


def _holds(rule, row):
    if isinstance(rule, Comparison):
        left = row[rule.left]
        right = row[rule.right] if isinstance(rule.right, str) else rule.right
        if left is None or right is None:
            return True
        return {
            "<=": left <= right, "<": left < right, ">=": left >= right,
            ">": left > right, "==": left == right, "!=": left != right,
        }[rule.operator]  # fmt: skip
    if row[rule.when_column] not in rule.when_values:
        return True
    then = row[rule.then_column]
    if rule.then_values is None:
        return then is not None
    return then is None or then in rule.then_values


def _by_trying(rules, row):
    """Try all values in all sets of cells, the smallest sets first."""
    pools = {name: [*_POOL, *([None] if name in "ab" else [])] for name in _NAMES}
    pools["k"] = ["x", "y", None]

    def mends(names, row):
        if not names:
            return all(_holds(rule, row) for rule in rules)
        first, *rest = names
        return any(mends(rest, row | {first: value}) for value in pools[first])

    for size in range(len(row) + 1):
        found = {frozenset(names) for names in combinations(row, size) if mends(names, row)}
        if found:
            return found - {frozenset()}
    return set()


@settings(max_examples=60)
@given(
    st.lists(st.one_of(_comparisons, _conditions), max_size=4),
    st.fixed_dictionaries(
        {"a": st.one_of(st.none(), st.integers(0, 3)), "b": st.one_of(st.none(), st.integers(0, 3)),
         "c": st.integers(0, 3), "d": st.integers(0, 3), "k": st.sampled_from(["x", "y", None])}
    ),
)  # fmt: skip
def test_the_sets_are_those_that_trying_everything_finds(rules, row):
    contract = _table(_COLUMNS, *rules)
    expected = _by_trying(rules, row)
    found = find_suspects(contract, row)

    if found.complete:
        assert set(found.sets) == expected
    else:
        assert set(found.sets) < expected


_SUM = tuple(_whole(name) for name in ("total", "a", "b", "more"))


def _adds_up(when_missing: WhenMissing = WhenMissing.SKIP_IF_ANY) -> TotalEqualsSum:
    return TotalEqualsSum("adds_up", "total", ("a", "b"), True, "Verzonnen", 0.0, when_missing)


def test_any_cell_of_a_sum_could_be_wrong():
    found = find_suspects(_table(_SUM, _adds_up()), {"total": 9, "a": 2, "b": 3})

    assert found.sets == (frozenset({"a"}), frozenset({"b"}), frozenset({"total"}))


def test_a_part_that_breaks_another_rule_as_well_is_the_one_suspect():
    contract = _table(_SUM, _adds_up(), _part("a", "more"))

    found = find_suspects(contract, {"total": 9, "a": 7, "b": 3, "more": 6})

    assert found.sets == (frozenset({"a"}),)


def test_a_part_without_a_value_counts_as_zero_when_the_rule_says_so():
    row = {"total": 3, "a": 3, "b": None}
    off = {"total": 4, "a": 3, "b": None}

    for when_missing in (WhenMissing.SKIP_IF_ALL, WhenMissing.NEVER_SKIP):
        contract = _table(_SUM, _adds_up(when_missing))
        assert find_suspects(contract, row).sets == ()
        assert frozenset({"b"}) in find_suspects(contract, off).sets
    assert find_suspects(_table(_SUM, _adds_up()), off).sets == ()


def test_either_cell_of_a_broken_pair_could_be_wrong():
    both = Pair("both", "a", "b", Pairing.BOTH_OR_NONE, True, "Verzonnen")
    one = Pair("one", "a", "b", Pairing.AT_MOST_ONE, True, "Verzonnen")
    either = (frozenset({"a"}), frozenset({"b"}))

    assert find_suspects(_table(_SUM, both), {"a": 1, "b": None}).sets == either
    assert find_suspects(_table(_SUM, both), {"a": None, "b": None}).sets == ()
    assert find_suspects(_table(_SUM, one), {"a": 1, "b": 2}).sets == either
    assert find_suspects(_table(_SUM, one), {"a": 1, "b": None}).sets == ()
