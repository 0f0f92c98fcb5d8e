"""A protected table as people read it: classes in their order, and what limits of law mean."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from drieluik.apps.releases.limits import limits_of
from drieluik.apps.releases.rule_words import limit_in_words, rules_in_words
from drieluik.apps.releases.selectors import view_of
from drieluik.core.disclosure import (
    Certificate,
    Dimension,
    FewContributors,
    GroupTogether,
    PercentRule,
    Release,
    SmallCounts,
    SmallTotals,
    release_json,
    rule_set,
    rule_set_names,
)
from drieluik.core.flows import CLASS, CORPORATION, PUBLIC_TABLES, public_table
from drieluik.core.parameters import parameter
from drieluik.ui.templatetags.drieluik import euro, half_year, the_half_year
from tests.factories.releases import place_with_counts


@pytest.fixture(autouse=True)
def _in_dutch():
    with translation.override("nl"):
        yield


def release_of(classes, shown):
    """A release of one corporation by class, with these numbers."""
    corporation = Dimension.over(CORPORATION, "alle", ["corporatie-a"])
    by_class = Dimension.over(CLASS, "alle", classes)
    return Release(
        "verhuringen", (), (corporation, by_class), tuple(shown), True, "households",
        "2024-01-01", 1, 0, Certificate("suppressed", True, 0),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table_id", "classes"),
    [
        ("lettings", ["LAAG", "MIDDEN", "HOOG", "unknown"]),
        ("dwellings", ["GOE", "BETL", "BETH", "DUU", "BOV"]),
    ],
)
def test_classes_stand_from_low_to_high_whatever_the_order_of_their_codes(table_id, classes):
    place = place_with_counts()
    release = release_of(sorted(classes), range(2 * (len(classes) + 1)))

    view = view_of(
        municipality_id=place.id, table_id=table_id, place=0, release=release_json(release)
    )

    assert [code for code, _name in view.columns] == ["alle", *classes]
    for row in view.rows:
        assert [cell.column for cell in row.cells] == ["alle", *classes]
    numbers = dict(zip(release.places, release.shown, strict=True))
    assert [cell.value for cell in view.rows[0].cells] == [
        numbers["alle", each] for each in ("alle", *classes)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ([None] * 10, "10 van de 10 cijfers zijn niet getoond"),
        ([None] * 6 + [0.0] * 3 + [5.0], "van de 10 cijfers zijn er 6 niet getoond en 3 zijn 0"),
        ([0.0] * 10, "8 van de 8 cijfers zijn 0"),
        ([None] * 8 + [5.0] * 2, ""),
        ([(0.0, 4.0)] * 10, ""),
    ],
)
def test_nearly_nothing_to_see_is_told_in_one_sentence(shown, told):
    place = place_with_counts()
    release = release_of(["LAAG", "MIDDEN", "HOOG", "unknown"], shown)

    view = view_of(
        municipality_id=place.id, table_id="lettings", place=0, release=release_json(release)
    )

    assert told in view.little_to_see
    assert bool(told) == bool(view.little_to_see)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (
            [1000.0, 5.0, 995.0, 0.0, 0.0],
            ["", "minder dan 1 procent", "meer dan 99 procent", "", ""],
        ),
        ([8.0, 2.0, 6.0, 0.0, 0.0], ["", "25%", "75%", "", ""]),
        ([8.0, 8.0, 0.0, 0.0, 0.0], ["", "100%", "", "", ""]),
        ([None, 2.0, 6.0, None, None], ["", "", "", "", ""]),
        ([20.0, 15.0, None, None, 0.0], ["", "75%", "", "", ""]),
        ([(8.0, 12.0), (3.0, 7.0), (3.0, 7.0), 0.0, 0.0], ["", "", "", "", ""]),
    ],
)
def test_the_part_of_a_row_is_told_only_of_two_numbers_that_everybody_sees(shown, told):
    place = place_with_counts()
    codes = ["alle", "HOOG", "LAAG", "MIDDEN", "unknown"]
    release = release_of(codes[1:], [0.0] * 10)
    given = dict(zip(codes, shown, strict=True))
    release = replace(release, shown=tuple(given[code] for _row, code in release.places))

    view = view_of(
        municipality_id=place.id, table_id="lettings", place=0, release=release_json(release)
    )

    by_column = {cell.column: share for _name, cell, share in view.sums[0]["cells"]}
    assert [by_column.get(code, "") for code in codes] == told


def test_every_limit_is_a_constant_of_law_and_tells_its_amount_of_the_year():
    limits = limits_of(public_table("dwellings"), "2019-2")
    low = parameter("rent_limits.kwaliteitskortingsgrens").on(date(2019, 7, 1))

    assert limits[0].name == "kwaliteitskortingsgrens"
    assert limits[0].amount == f"In 2019: {euro(low, 2)} per maand."
    assert all(limits_of(table, "2019-2") is not None for table in PUBLIC_TABLES)


def test_an_amount_that_was_not_found_is_not_made_up():
    first, second = limits_of(public_table("lettings"), "2020-1")

    assert first.amount == second.amount == "Het bedrag van 2020 is hier niet bekend."


def test_a_year_is_no_half_year():
    assert (half_year("2019-2"), the_half_year("2019-1")) == (
        "tweede halfjaar van 2019", "het eerste halfjaar van 2019",
    )  # fmt: skip
    assert (half_year("2019"), the_half_year("")) == ("2019", "")


@pytest.mark.parametrize("name", rule_set_names())
def test_every_rule_of_the_product_can_be_said(name):
    rules = rule_set(name, date(2026, 12, 1))
    release = replace(
        release_of(["LAAG"], [0.0] * 4), rules=name, rules_from=rules.from_on.isoformat()
    )

    told = rules_in_words(release)

    assert told.name == rules.name_nl
    asked_more = rules.own_percent, name in ("households", "vulnerable_households")
    assert len(told.limits) == len(rules.rules) + sum(asked_more)
    assert ("te precies" in " ".join(told.limits)) == rules.own_percent
    assert rules.source.law in told.source


def test_a_rule_over_classes_is_not_told_of_a_table_without_classes():
    release = release_of(["LAAG"], [0.0] * 4)
    (by_class,) = (one for one in release.dimensions if one.column == "klasse")
    others = tuple(one for one in release.dimensions if one is not by_class)
    found = replace(release, rules="households", rules_from="2024-10-30")

    told, without = (
        " ".join(rules_in_words(one).limits) for one in (found, replace(found, dimensions=others))
    )

    assert "in die klasse" in told
    assert "klasse" not in without
    assert "van 1 tot en met 4" in without


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (SmallCounts(1, 4, 3), "van 1 tot en met 4"),
        (SmallTotals("klasse", 20, 3), "minder dan 20"),
        (GroupTogether("klasse", 2), "minstens 2"),
        (FewContributors(3, 3), "minder dan 3 partijen"),
        (PercentRule(12.5), "te precies"),
    ],
)
def test_a_rule_is_said_in_plain_words(rule, told):
    assert told in limit_in_words(rule)
    assert "12" not in limit_in_words(PercentRule(12.5))
