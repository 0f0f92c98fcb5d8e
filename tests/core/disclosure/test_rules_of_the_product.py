"""What the rules of the product hide and show of small tables, each by what a reader could learn."""

from datetime import date

import pytest

from drieluik.core.disclosure import Dimension, audit, protect, rule_set
from tests.core.disclosure.drawn import area, cells, drawn

PLACE = area(w1="b1 b2 b3", w2="b4 b5")
DAY = date(2026, 11, 30)


def classes(*codes):
    return Dimension.over("klasse", "alle", codes)


def test_nobody_sees_that_a_whole_buurt_is_in_one_income_group():
    table = drawn(
        """
        b1 laag 12
        b2 laag 20
        b2 hoog 15
        b3 laag 9
        b3 hoog 11
        b4 laag 30
        b4 hoog 8
        b5 laag 14
        b5 hoog 10
        """,
        PLACE,
        classes("hoog", "laag"),
    )

    made = protect(table, rule_set("households", DAY))

    shown = cells(made.release)
    assert shown["b1", "alle"] == 12
    assert shown["b1", "laag"] is None
    assert shown["b1", "hoog"] is None
    # a reader cannot take it that what is hidden is at least 1: here it is 0
    assert made.release.hidden_from == 0
    (others,) = [
        one for one in made.audit.intervals if one.places == (("b1", "hoog"),) and not one.attacker
    ][:1]
    assert others.low == 0
    assert others.high >= 3
    assert audit([made.release]).safe


def test_without_classes_every_zero_is_shown():
    made = protect(drawn("b1 3\nb2 9\nb3 14\nb4 20\nb5 0", PLACE), rule_set("households", DAY))

    assert made.release.hidden_from == 1
    assert cells(made.release)["b5",] == 0


@pytest.mark.parametrize("others", [0, 3, 7])
def test_the_care_rule_hides_that_everybody_is_in_one_class_by_hiding_few_and_none(others):
    table = drawn(
        f"b1 met {others}\nb1 zonder 40\nb2 met 30\nb2 zonder 50\nb3 met 22\nb3 zonder 31\n"
        "b4 met 25\nb4 zonder 60\nb5 met 41\nb5 zonder 33",
        PLACE,
        classes("met", "zonder"),
    )

    made = protect(table, rule_set("vulnerable_households", DAY))

    few = [one for one in made.audit.intervals if one.places == (("b1", "met"),)]
    assert few
    assert all(one.low == 0 and (one.high is None or one.high >= 8) for one in few)


def test_that_all_dwellings_of_a_buurt_are_of_one_class_is_shown():
    table = drawn(
        "b1 goedkoop 40\nb2 goedkoop 30\nb2 duur 25\nb3 duur 60\nb4 goedkoop 50\nb5 duur 22",
        PLACE,
        classes("goedkoop", "duur"),
    )

    made = protect(table, rule_set("dwelling_shares", DAY))

    assert None not in made.release.shown


TWO_CORPORATIONS = """
    b1 14 a
    b1 3 b
    b2 20 a
    b2 18 b
    b3 25 a
    b4 30 a
    b4 16 b
    b5 40 a
    b5 22 b
"""


@pytest.mark.parametrize("kind", ["households", "vulnerable_households"])
def test_a_corporation_cannot_take_its_own_part_from_the_total_of_a_buurt(kind):
    made = protect(drawn(TWO_CORPORATIONS, PLACE), rule_set(kind, DAY))

    shown = cells(made.release)
    assert shown["b1",] is None
    (by_a,) = [one for one in made.audit.intervals if one.attacker == "a"]
    # it has 14 itself: the other may have none, and as many as the rule asks
    width = rule_set(kind, DAY).least_width
    assert by_a.places == (("b1",),)
    assert by_a.high is None or by_a.high - by_a.low >= width


def test_a_corporation_alone_in_a_buurt_knows_its_own_figure_anyway():
    made = protect(
        drawn("b1 14 a\nb2 20 b\nb3 25 a\nb4 30 a\nb5 22 b", PLACE), rule_set("households", DAY)
    )

    assert None not in made.release.shown
