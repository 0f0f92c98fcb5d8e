"""What comes out of protection, against a slow attacker of its own and by the known attacks."""

from datetime import date

import pytest

from drieluik.core.disclosure import (
    Dimension,
    FewContributors,
    GroupTogether,
    Hierarchy,
    PercentRule,
    Refused,
    SmallCounts,
    SmallTotals,
    add_up,
    protect,
    rule_set,
)
from tests.core.disclosure.drawn import area, cells, drawn, kinds, random_city, rules, shown_at
from tests.core.disclosure.oracle import interval

CITY = area(w1="b1 b2 b3", w2="b4 b5 b6")
PLAIN = """
    b1 x 20
    b1 y 2
    b2 x 30
    b2 y 14
    b3 x 18
    b3 y 9
    b4 x 40
    b4 y 21
    b5 x 25
    b5 y 16
    b6 x 33
    b6 y 12
"""


def test_a_small_count_and_what_would_give_it_away_are_not_shown():
    made = protect(drawn(PLAIN, CITY, kinds("x", "y")), rules())

    hidden = {place for place, shown in cells(made.release).items() if shown is None}
    assert hidden == {("b1", "y"), ("b1", "x"), ("b3", "y"), ("b3", "x")}
    assert made.kept.cost == 20 + 9 + 18
    assert made.release.certificate.proven


def test_a_table_without_small_counts_is_shown_whole():
    table = drawn(PLAIN.replace("y 2", "y 7"), CITY, kinds("x", "y"))

    made = protect(table, rules())

    assert None not in made.release.shown


@pytest.mark.parametrize("seed", range(25))
def test_no_secret_count_is_exact_or_too_narrow_for_an_attacker_of_its_own(seed):
    made = protect(random_city(seed), rules())

    narrow = {}
    for need in made.kept.needs:
        place = made.release.places[need.cells[0]]
        low, high = interval(made.release, place)
        if not (low <= made.kept.values[need.cells[0]] <= high and high - low >= 3):
            narrow[place] = (low, high)
    assert narrow == {}


def test_the_same_table_gives_the_same_release():
    once, again = (protect(random_city(3), rules()).release for _ in range(2))

    assert once == again


def test_secret_zeros_are_hidden_too():
    table = drawn(PLAIN.replace("y 2", "y 0"), CITY, kinds("x", "y"))

    care = protect(table, rules(SmallCounts(0, 7, 8)))
    plain = protect(table, rules())

    assert shown_at(care.release, "b1", "y") is None
    assert shown_at(plain.release, "b1", "y") == 0


def test_an_amount_that_another_contributor_could_estimate_is_not_shown():
    table = drawn(
        """
        b1 900 grote
        b1 20 kleine
        b1 3 derde
        b2 400 grote
        b2 380 kleine
        b2 300 derde
        b3 200 grote
        b3 250 kleine
        b3 210 derde
        """,
        area(w1="b1 b2 b3"),
    )

    made = protect(table, rules(PercentRule(10)))

    assert shown_at(made.release, "b1") is None
    assert sum(shown is None for shown in made.release.shown) > 1
    interval_of_b1 = next(one for one in made.audit.intervals if one.places == (("b1",),))
    assert interval_of_b1.high is None or interval_of_b1.high >= 923 + 90 - 3


def test_a_figure_of_one_party_is_not_shown_where_that_is_the_rule():
    table = drawn("b1 50 een\nb2 40 een\nb2 30 twee\nb3 60 een\nb3 20 twee", area(w1="b1 b2 b3"))

    made = protect(table, rules(FewContributors(2, 3)))

    assert shown_at(made.release, "b1") is None


def test_everybody_in_one_class_cannot_be_read_even_though_no_count_is_small():
    table = drawn(
        "b1 x 30\nb1 y 0\nb2 x 25\nb2 y 20\nb3 x 22\nb3 y 31", area(w1="b1 b2 b3"), kinds("x", "y")
    )

    made = protect(table, rules(GroupTogether("soort", 3)))

    assert shown_at(made.release, "b1", "y") is None
    assert interval(made.release, ("b1", "y"))[1] >= 3


def test_classes_are_hidden_where_all_together_are_few():
    table = drawn(
        "b1 x 9\nb1 y 8\nb2 x 25\nb2 y 20\nb3 x 22\nb3 y 31", area(w1="b1 b2 b3"), kinds("x", "y")
    )

    made = protect(table, rules(SmallTotals("soort", 20, 3)))

    assert shown_at(made.release, "b1", "x") is None
    assert shown_at(made.release, "b1", "y") is None
    assert shown_at(made.release, "b1", "alle") == 17


def test_a_contributor_that_knows_its_own_part_cannot_find_the_part_of_another():
    lines = "b1 12 grote\nb1 3 kleine\nb2 40 grote\nb2 30 kleine\nb3 60 grote\nb3 20 kleine"
    table = drawn(lines, area(w1="b1 b2 b3"))
    few = FewContributors(3, 3)

    outsider = protect(table, rules(few))
    insider = protect(table, rules(few, contributors_calculate=True))

    assert {one.attacker for one in outsider.audit.intervals} == {""}
    assert {one.attacker for one in insider.audit.intervals} == {"", "grote", "kleine"}
    assert insider.audit.safe


def test_a_table_that_cannot_be_protected_is_refused_with_its_cells():
    table = drawn("b1 3\nb2 0", area(w1="b1 b2"))

    with pytest.raises(Refused) as refused:
        protect(drawn("b1 3\nb2 0", area(w1="b1 b2")), rules(SmallCounts(1, 4, 10**9)))

    assert (("b1",),) in refused.value.places
    assert protect(table, rules()).release.shown.count(None) == 3


def test_two_geographies_of_one_figure_are_protected_together():
    from drieluik.core.disclosure import Dimension, Hierarchy

    both = Dimension(
        "buurt",
        "stad",
        (
            Hierarchy("cbs", {"b1": "w1", "b2": "w1", "b3": "w2", "w1": "stad", "w2": "stad"}),
            Hierarchy("wijkvisie", {"b2": "gebied", "b3": "gebied"}),
        ),
    )
    made = protect(drawn("b1 30\nb2 3\nb3 40", both), rules())

    low, high = interval(made.release, ("b2",))
    assert high - low >= 3


def test_a_class_that_is_empty_in_the_wijk_can_hide_a_small_buurt_in_it():
    area = Dimension(
        "gebied",
        "stad",
        (Hierarchy("cbs", {"b1": "w1", "b2": "w1", "b3": "w2", "w1": "stad", "w2": "stad"}),),
    )
    classes = Dimension.over("klasse", "alle", ["goedkoop", "duur", "onbekend"])
    rows = [
        (("b1", "goedkoop"), "", 10.0),
        (("b1", "duur"), "", 3.0),
        (("b2", "goedkoop"), "", 40.0),
        (("b2", "duur"), "", 30.0),
        (("b3", "goedkoop"), "", 50.0),
        (("b3", "onbekend"), "", 2.0),
    ]
    figures = add_up("woningen", [area, classes], rows)

    made = protect(figures, rule_set("dwelling_shares", date(2026, 1, 1)))

    shown = dict(zip(figures.places, made.release.shown, strict=True))
    assert made.audit.safe
    assert {shown["b1", code] for code in ("goedkoop", "duur", "onbekend")} == {None}
    assert shown["w1", "onbekend"] is None
    assert shown["b1", "alle"] == 13
