"""The rules that only ask can be named; those that block are not among them."""

from drieluik.apps.deliveries.soft_rules import soft_rules
from drieluik.core.tables import TABLES


def test_no_rule_that_blocks_is_among_the_soft_ones():
    hard = {f"{table.id}.{rule.id}" for table in TABLES for rule in table.rules if rule.blocks}

    assert hard
    assert hard & soft_rules().keys() == set()


def test_every_soft_rule_says_in_dutch_what_it_is_about():
    assert [one.id for one in soft_rules().values() if not one.what_nl.endswith(".")] == []
    assert soft_rules()["lettings.number_of_lettings.others"].what_nl == (
        "Het aantal verhuringen, naast andere corporaties."
    )


def test_a_figure_is_held_against_places_only_where_it_has_them():
    assert "arrears.amount_in_arrears.places" in soft_rules()
    assert "arrears.households_in_arrears.places" not in soft_rules()


def test_the_stock_is_asked_about_at_every_sheet_that_tells_of_it():
    asked_at = {one.sheet_nl for name, one in soft_rules().items() if "stock_closes" in name}

    assert asked_at == {"Woningen", "Voorraadmutaties", "Verkopen"}
