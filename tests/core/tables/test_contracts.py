"""The contracts hang together: names, keys, codes, rules and examples."""

import polars as pl
import pytest

from drieluik.core.tables import (
    TABLES,
    Comparison,
    Condition,
    Kind,
    Period,
    Reference,
    WithinPeriod,
    code_list,
    code_lists,
    table,
)
from drieluik.core.tables.typed import (
    empty_table,
    may_lack_a_value,
    missing_column,
    typed_columns,
    typed_kind,
)
from drieluik.core.workbooks.matching import bare

_COLUMNS = [(contract, column) for contract in TABLES for column in contract.columns]


def _named(value):
    return getattr(value, "id", None) or getattr(value, "name", None)


@pytest.mark.parametrize("contract", TABLES, ids=_named)
def test_names_and_headers_are_unique_also_when_written_carelessly(contract):
    names = [column.name for column in contract.columns]
    headers = [bare(column.header_nl) for column in contract.columns]

    assert len(set(names)) == len(names)
    assert len(set(headers)) == len(headers)
    assert len(contract.sheet_nl) <= 31


def test_sheets_and_ids_are_unique():
    assert len({bare(contract.sheet_nl) for contract in TABLES}) == len(TABLES)
    assert len({contract.id for contract in TABLES}) == len(TABLES)


@pytest.mark.parametrize("contract", TABLES, ids=_named)
def test_keys_and_rules_speak_about_columns_that_exist(contract):
    named = list(contract.key)
    for rule in contract.rules:
        if isinstance(rule, Comparison):
            named += [rule.left, *([rule.right] if isinstance(rule.right, str) else [])]
        elif isinstance(rule, Condition):
            named += [rule.when_column, rule.then_column]
        elif isinstance(rule, WithinPeriod):
            named.append(rule.column)
            assert contract.column(rule.column).kind is Kind.DATE
        elif isinstance(rule, Reference):
            named.append(rule.column)
            assert table(rule.other_table).column(rule.other_column)

    assert {contract.column(name).name for name in named} == set(named)
    assert len({rule.id for rule in contract.rules}) == len(contract.rules)


@pytest.mark.parametrize("contract", TABLES, ids=_named)
def test_a_condition_asks_for_codes_that_exist(contract):
    for rule in contract.rules:
        if isinstance(rule, Condition):
            codes = contract.column(rule.when_column).codes
            assert codes is None or set(rule.when_values) <= set(codes.codes())


@pytest.mark.parametrize(("contract", "column"), _COLUMNS, ids=_named)
def test_codes_have_a_list_and_only_codes_have_one(contract, column):
    assert (column.kind is Kind.CODE) == (column.codes is not None)


@pytest.mark.parametrize("list_id", sorted(code_lists()))
def test_a_code_list_has_unique_codes_and_a_source(list_id):
    codes = code_list(list_id).codes()

    assert len({code.casefold() for code in codes}) == len(codes) > 0
    assert code_list(list_id).source


@pytest.mark.parametrize("contract", TABLES, ids=_named)
def test_the_typed_table_has_a_reason_beside_every_value_that_may_be_absent(contract):
    columns = typed_columns(contract)

    assert list(empty_table(contract).schema) == list(columns)
    for column in contract.columns:
        assert columns[column.name] == typed_kind(column.kind)
        assert (missing_column(column.name) in columns) == may_lack_a_value(column)


def test_a_table_that_does_not_exist_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        table("bestaat_niet")
    with pytest.raises(KeyError):
        TABLES[0].column("bestaat_niet")


@pytest.mark.parametrize("name", ["2020-1", " 2020-2 "])
def test_a_period_is_read_and_written(name):
    assert str(Period.parse(name)) == name.strip()


@pytest.mark.parametrize("name", ["2020", "2020-3", "2020-0", "20-1", "eerste helft", ""])
def test_what_is_no_period_is_refused(name):
    with pytest.raises(ValueError, match="geen periode"):
        Period.parse(name)


def test_periods_follow_each_other_without_a_gap():
    period = Period(2019, 2)

    assert period.next() == Period(2020, 1)
    assert period.next().previous() == period
    assert period.ends_before == period.next().starts_on
    assert (period.next().starts_on - period.last_day).days == 1
    assert period < period.next()


def test_an_empty_table_can_be_joined_with_a_filled_one():
    empty = empty_table(TABLES[0])

    assert pl.concat([empty, empty]).height == 0
