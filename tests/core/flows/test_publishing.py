"""From figures per corporation and buurt to the tables that go through disclosure control."""

import polars as pl
import pytest

from drieluik.core.disclosure import rule_set_names
from drieluik.core.flows import PUBLIC_TABLES, Incomplete, Places, public_table, tables_to_publish
from drieluik.core.indicators import INDICATORS, VALUES_SCHEMA, Audience

PLACES = Places(
    "GM9001",
    {"BU1": "WK1", "BU2": "WK1", "BU3": "WK2"},
    {"a": "Corporatie A", "b": "Corporatie B"},
    {"BU1": "Noord"},
)


def figures(indicator_id, rows, breakdown="all"):
    """Figures per corporation and buurt: party, buurt, numerator, and how many are unknown."""
    found = [
        {
            "indicator_id": indicator_id,
            "version": 1,
            "period": "2020-1",
            "level": "corporation_buurt",
            "party_code": party,
            "buurt_code": buurt,
            "breakdown": breakdown,
            "numerator": float(number),
            "n_unknown": n_unknown,
        }
        for party, buurt, number, n_unknown in rows
    ]
    return pl.DataFrame(found, schema=VALUES_SCHEMA)


def made(table_id, values, audience=Audience.OPEN):
    return tables_to_publish(public_table(table_id), "2020-1", values, PLACES, audience)


def number(table, *codes):
    """The number of one cell."""
    return dict(zip(table.places, table.values.reshape(-1), strict=True))[codes]


def test_an_open_figure_is_a_table_per_area_and_corporation():
    values = figures("sales", [("a", "BU1", 3, 0), ("b", "BU1", 2, 0), ("b", "BU3", 4, 0)])

    (table,) = made("sales", values)

    assert table.measure == "sales 2020-1"
    assert [one.column for one in table.dimensions] == ["gebied", "corporatie"]
    assert number(table, "BU1", "alle") == 5
    assert number(table, "WK1", "b") == 2
    assert number(table, "GM9001", "alle") == 9
    assert number(table, "BU2", "a") == 0


def test_a_figure_for_partners_only_has_no_corporations_in_its_table():
    values = figures("sales", [("a", "BU1", 3, 0), ("b", "BU1", 2, 0)])

    (table,) = made("sales", values, Audience.PARTNERS)

    assert [one.column for one in table.dimensions] == ["gebied"]
    assert number(table, "BU1") == 5
    assert dict(table.parts).keys() == {"a", "b"}


def test_a_figure_that_counts_part_of_another_stands_in_one_table_with_it():
    values = pl.concat(
        [
            figures("evictions", [("a", "BU1", 9, 0), ("a", "BU2", 1, 0)]),
            figures("evictions-with-children", [("a", "BU1", 4, 0), ("a", "BU2", 0, 0)]),
        ]
    )

    (table,) = made("evictions", values, Audience.PARTNERS)

    assert number(table, "BU1", "part") == 4
    assert number(table, "BU1", "rest") == 5
    assert number(table, "GM9001", "alle") == 10


def test_an_open_figure_with_classes_is_two_tables_of_the_same_things():
    parts = [
        figures("dwellings-by-rent-class", [("a", "BU1", 30, 0), ("b", "BU3", 5, 0)], "GOE"),
        figures("dwellings-by-rent-class", [("a", "BU1", 2, 0)], "unknown"),
    ]

    per_area, per_party = made("dwellings", pl.concat(parts))

    assert per_area.measure == per_party.measure
    assert [one.column for one in per_party.dimensions] == ["corporatie", "klasse"]
    assert number(per_area, "WK1", "unknown") == 2
    assert number(per_party, "a", "alle") == number(per_area, "BU1", "alle") == 32


def test_amounts_are_whole_euros_that_add_up_and_have_no_row_of_one_corporation():
    values = figures("liveability-spending", [("a", "BU1", 10.4, 0), ("b", "BU1", 20.4, 0)], "SHV")

    (table,) = made("liveability", values)

    assert [one.column for one in table.dimensions] == ["gebied", "klasse"]
    assert not table.whole
    assert number(table, "BU1", "SHV") == number(table, "GM9001", "alle") == 30
    assert sorted(table.parts) == ["a", "b"]


def test_an_amount_that_is_unknown_is_no_class_of_its_own():
    whole = figures("liveability-spending", [("a", "BU1", 10, 1)])
    parts = figures("liveability-spending", [("a", "BU1", 10, 1)], "SHV")

    with pytest.raises(Incomplete, match="Corporatie A gaf geen getal voor: Noord"):
        made("liveability", pl.concat([whole, parts]))


def test_what_is_unknown_in_a_share_of_the_whole_is_a_class_of_its_own():
    values = figures("lettings-by-income-group", [("a", "BU1", 7, 2)], "LAAG")

    per_area, _per_party = made("lettings", values)

    assert number(per_area, "BU1", "unknown") == 2
    assert number(per_area, "BU1", "alle") == 9


def test_places_that_are_no_buurt_count_in_the_municipality_only():
    values = figures("sales", [("a", "unknown", 3, 0), ("a", "whole_area", 2, 0)])

    (table,) = made("sales", values)

    assert number(table, "GM9001", "alle") == 5
    assert number(table, "WK1", "alle") == 0


def test_a_buurt_without_a_wijk_counts_in_the_municipality():
    places = Places("GM9001", {"BU1": "", "BU2": ""}, {"a": "Corporatie A"})
    values = figures("sales", [("a", "BU1", 3, 0)])

    (table,) = tables_to_publish(public_table("sales"), "2020-1", values, places, Audience.PARTNERS)

    assert number(table, "GM9001") == 3


def test_all_that_is_lacking_is_told_at_once_by_name():
    values = figures("sales", [("a", "BU1", 1, 1), ("a", "BU9", 1, 0), ("c", "BU2", 0.5, 0)])

    with pytest.raises(Incomplete) as lacking:
        made("sales", values)

    assert lacking.value.faults == (
        "Corporatie A gaf geen getal voor: Noord",
        "deze buurten zijn niet bekend: BU9",
        "van deze corporaties werden geen cijfers verwacht: c",
        "niet elk getal is een heel aantal (1 keer)",
    )


def test_a_part_that_is_more_than_the_whole_is_no_table():
    values = pl.concat(
        [
            figures("evictions", [("a", "BU1", 1, 0)]),
            figures("evictions-with-children", [("a", "BU1", 4, 0)]),
        ]
    )

    with pytest.raises(Incomplete, match="een deel is groter dan het geheel"):
        made("evictions", values)


def test_every_table_has_rules_that_exist_and_figures_that_exist():
    known = {one.id for one in INDICATORS}

    assert {one.rules for one in PUBLIC_TABLES} <= set(rule_set_names())
    assert {each for one in PUBLIC_TABLES for each in one.indicator_ids} <= known
    assert len({one.id for one in PUBLIC_TABLES}) == len(PUBLIC_TABLES)


def test_no_figure_stands_in_two_tables():
    used = [each for one in PUBLIC_TABLES for each in one.indicator_ids]

    assert len(used) == len(set(used))
