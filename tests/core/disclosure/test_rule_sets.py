"""The rules as dated data."""

from datetime import date

import pytest

from drieluik.core.disclosure import (
    NoRulesYet,
    PercentRule,
    SmallCounts,
    read_rules,
    rule_set,
    rule_set_names,
)
from drieluik.core.parameters import DatedFileError

TEXT = """
name_nl: proef
meaning: proef
cost: value
contributors_calculate: false
versions:
  2024-01-01:
    rules: [{kind: small_counts, secret_from: 1, secret_until: 4, least_width: 3}]
    source: {law: proef}
    checked: {by: t, date: 2026-01-01}
  2026-01-01:
    rules: [{kind: small_counts, secret_from: 0, secret_until: 7, least_width: 8}]
    source: {law: proef}
    checked: {by: t, date: 2026-01-01}
recheck_before: 2027-01-01
"""


def test_the_rules_of_the_product_are_all_readable_and_have_a_source():
    for name in rule_set_names():
        assert rule_set(name, date(2026, 11, 30)).source.law


def test_the_version_of_the_day_counts():
    assert read_rules("x", TEXT, date(2025, 12, 31)).rules == (SmallCounts(1, 4, 3),)
    assert read_rules("x", TEXT, date(2026, 1, 1)).rules == (SmallCounts(0, 7, 8),)


def test_the_rules_for_amounts_hold_no_percentage_and_protect_nothing_without():
    amounts = rule_set("amounts", date(2026, 11, 30))

    assert not any(isinstance(one, PercentRule) for one in amounts.rules)
    assert amounts.not_applying(["gebied"], contributors=True)
    assert not amounts.with_percent(12.0).not_applying(["gebied"], contributors=True)
    assert PercentRule(12.0) in amounts.with_percent(12.0).rules


def test_before_the_first_version_there_are_no_rules():
    with pytest.raises(NoRulesYet):
        read_rules("x", TEXT, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("cost: value", "cost: gratis", "cost 'gratis' moet een zijn van"),
        ("kind: small_counts", "kind: klein", "kind 'klein'"),
        ("secret_from: 1", "secret_from: 9", "secret_from is groter"),
        ("least_width: 3", "least_width: -3", "least_width '-3' is niet goed"),
        ("least_width: 3", "least_width: drie", "least_width 'drie' is niet goed"),
        ("least_width: 3", "least_width: 0", "1 of meer"),
        ("least_width: 3", "breedte: 3", "onbekende sleutel"),
        ("source: {law: proef}", "source: {}", "mist: \\['law'\\]"),
        ("contributors_calculate: false", "contributors_calculate: nee", "true of false"),
        ("cost: value", "cost: value\nown_percent: ja", "own_percent moet true of false"),
        ("meaning: proef", "meaning: proef\nmeaning: proef", "twee keer"),
    ],
)
def test_a_file_that_breaks_its_form_is_refused_where_it_does(old, new, told):
    with pytest.raises(DatedFileError, match=told):
        read_rules("x", TEXT.replace(old, new, 1), date(2026, 6, 1))
