"""Cases a fresh reader found in which a secret could be calculated: none of them may come back."""

from itertools import product

import pytest

from drieluik.core.disclosure import (
    Dimension,
    DimensionError,
    FewContributors,
    FiguresError,
    GroupTogether,
    Hierarchy,
    PercentRule,
    Refused,
    ReleaseError,
    SmallCounts,
    SmallTotals,
    Unlinked,
    add_up,
    audit,
    protect,
)
from tests.core.disclosure.drawn import area, drawn, kinds, rules, shown_at

CARE = SmallCounts(0, 7, 8)
HOUSING = Dimension(
    "soort", "alle", (Hierarchy("h", {"s": "huur", "v": "huur", "g": "koop", "d": "koop"}
                                | {"huur": "alle", "koop": "alle"}),)
)  # fmt: skip


def both(made):
    return made.release, made.kept


def the(made, release, *place):
    return next(
        one for one in made.audit.intervals if one.release == release and one.places == (place,)
    )


def test_what_is_left_of_a_secret_is_protected_when_a_part_is_out_already():
    place = area(w1="b1 b2 b3")
    loose = protect(drawn("b1 7\nb2 60\nb3 70", place), rules(SmallCounts(1, 2, 2)))
    wide = drawn("b1 x 4\nb1 y 3\nb2 x 20\nb2 y 40\nb3 x 30\nb3 y 40", place, kinds("x", "y"))

    strict = protect(wide, rules(CARE), [both(loose)])

    found = the(strict, 1, "b1", "x")
    assert (found.low, found.high) == (0, 7)
    assert (("b1",),) not in [one for one in strict.already_out if len(one) > 1]
    assert ((("b1", "x"),)) in strict.already_out


def test_a_hidden_count_is_at_least_one_where_every_zero_is_shown():
    made = protect(drawn("b1 1\nb2 1\nb3 1\nb4 30", area(w1="b1 b2 b3", w2="b4")), rules())

    assert shown_at(made.release, "w1") is None
    assert made.release.hidden_from == 1
    assert all(one.low >= 1 for one in made.audit.intervals)
    assert all(one.high is None or one.high - one.low >= 3 for one in made.audit.intervals)


@pytest.mark.slow
def test_no_small_pattern_leaves_a_hidden_count_narrow_for_who_knows_that_zeros_are_shown():
    place = area(w1="b1 b2 b3")
    seen: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(12), repeat=3):
        if 5 <= sum(counts) <= 11:
            lines = "\n".join(f"b{n} {count}" for n, count in enumerate(counts, 1))
            seen[protect(drawn(lines, place), rules()).release.shown] = [counts]

    narrow = []
    for shown in seen:
        fitting = [
            counts
            for counts in product(range(13), repeat=3)
            if all(s is None or s == c for s, c in zip(shown, counts, strict=False))
            and all(c > 0 for s, c in zip(shown, counts, strict=False) if s is None)
            and (shown[-1] is None or sum(counts) == shown[-1])
        ]
        for cell in range(3):
            if shown[cell] is None and len({one[cell] for one in fitting}) < 4:
                narrow.append((shown, cell))
    assert narrow == []


@pytest.mark.parametrize(
    "slices",
    [
        [{"periode": "2026"}, {"periode": "2026-1"}],
        [{}, {"corporatie": "groot"}],
        [{"periode": "2026-1"}, {"periode": "2026-2"}],
    ],
)
def test_slices_that_no_table_has_side_by_side_are_refused(slices):
    place = area(w1="b1 b2 b3")
    first, second = (drawn("b1 23\nb2 40\nb3 50", place, fixed=one) for one in slices)
    made = protect(first, rules())

    with pytest.raises(Unlinked, match="staat in geen tabel naast de andere"):
        protect(second, rules(), [both(made)])


def test_a_year_as_a_slice_is_the_total_of_a_later_table():
    place = area(w1="b1 b2 b3")
    year = Dimension.over("periode", "2026", ["2026-1", "2026-2"])
    whole = protect(drawn("b1 12\nb2 40\nb3 50", place, fixed={"periode": "2026"}), rules())
    halves = drawn(
        "b1 2026-1 3\nb1 2026-2 9\nb2 2026-1 20\nb2 2026-2 20\nb3 2026-1 25\nb3 2026-2 25",
        place, year,
    )  # fmt: skip

    made = protect(halves, rules(), [both(whole)])

    assert shown_at(made.release, "b1", "2026-1") is None
    assert shown_at(made.release, "b1", "2026-2") is None
    assert the(made, 1, "b1", "2026-1").high - the(made, 1, "b1", "2026-1").low >= 3


def test_the_total_of_one_wijk_is_not_taken_for_that_of_the_city():
    city = Dimension.over("buurt", "stad", ["w1", "w2", "w3"])
    wijk = Dimension.over("buurt", "w1", ["b1", "b2"])
    made = protect(drawn("w1 9\nw2 3\nw3 40", city), rules(SmallCounts(1, 3, 3)))

    with pytest.raises(Unlinked, match="verschillende totalen: stad, w1"):
        protect(drawn("b1 5\nb2 4", wijk), rules(SmallCounts(1, 3, 3)), [both(made)])


def test_classes_in_between_are_hidden_too_where_all_together_are_few():
    lines = "b1 s 5\nb1 v 4\nb1 g 4\nb1 d 4\nb2 s 30\nb2 v 30\nb2 g 30\nb2 d 30"

    made = protect(drawn(lines, area(w1="b1 b2"), HOUSING), rules(SmallTotals("soort", 20, 3)))

    assert shown_at(made.release, "b1", "huur") is shown_at(made.release, "b1", "koop") is None


def test_everybody_in_one_class_in_between_is_not_told_either():
    lines = "b1 s 15\nb1 v 15\nb1 g 0\nb1 d 0\nb2 s 30\nb2 v 30\nb2 g 30\nb2 d 30"

    made = protect(drawn(lines, area(w1="b1 b2"), HOUSING), rules(GroupTogether("soort", 3)))

    assert None in (shown_at(made.release, "b1", "g"), shown_at(made.release, "b1", "d"))
    assert shown_at(made.release, "b1", "koop") is None


def test_a_rule_that_reckons_with_contributors_is_not_asked_of_them_again():
    lines = "".join(
        f"{b} {n} {who}\n"
        for b, numbers in (("b1", (900, 5)), ("b2", (400, 380, 300)), ("b3", (400, 380, 300)))
        for n, who in zip(numbers, "gkd", strict=False)
    )
    table = drawn(lines, area(w1="b1 b2 b3"))

    made = protect(table, rules(PercentRule(10), contributors_calculate=True))

    assert made.audit.safe


def test_what_was_kept_of_another_release_is_refused():
    place = area(w1="b1 b2 b3")
    first, other = (protect(drawn(f"b1 3\nb2 20\nb3 {n}", place), rules()) for n in (30, 31))

    with pytest.raises(ReleaseError, match="andere publicatie"):
        audit([first.release], [other.kept])


def test_decimals_that_add_up_are_the_same_figure_again():
    place = area(w1="b1 b2")
    parts = [(("b1",), "een", 0.1), (("b1",), "twee", 0.2), (("b2",), "een", 40.7)]
    table = add_up("proef", [place], parts)
    again = add_up("proef", [place], [(("b1",), "", 0.3), (("b2",), "", 40.7)])

    assert table.values.tolist() == again.values.tolist()


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("dia", {"b2": "gebied", "gebied": "stad"}),
        ("dia", {"b1": "w1", "b3": "w1"}),
        ("dia", {"b1": "b2"}),
    ],
)
def test_a_second_hierarchy_that_does_not_fit_the_first_is_refused(name, parents):
    first = {"b1": "w1", "b2": "w1", "b3": "w2", "w1": "stad", "w2": "stad"}

    with pytest.raises(DimensionError):
        Dimension("buurt", "stad", (Hierarchy("cbs", first), Hierarchy(name, parents)))


def test_an_endless_amount_is_refused():
    with pytest.raises(FiguresError, match="moet 0 of meer"):
        add_up("proef", [area(w1="b1")], [(("b1",), "", float("inf"))])


def test_two_parties_that_are_alone_in_one_line_each_do_not_expose_each_other():
    table = drawn("b1 900 A\nb2 800 B\nb3 500 A\nb3 400 B\nb3 450 C", area(w1="b1 b2 b3"))

    made = protect(table, rules(PercentRule(10), contributors_calculate=True))

    # with only b1 and b2 hidden, A takes its 900 from the total and has the 800 of B
    found = {one.attacker: one for one in made.audit.intervals if one.places == (("b2",),)}
    assert shown_at(made.release, "b3") is None
    assert found["A"].high is None or found["A"].high >= 880
    assert made.audit.safe


def test_zeros_that_earlier_rules_hid_are_not_told_by_rules_that_show_zeros():
    place = area(w1="b1 b2 b3")
    care = protect(drawn("b1 0\nb2 5\nb3 30", place), rules(CARE))

    later = protect(drawn("b1 0\nb2 5\nb3 30", place), rules(), [both(care)])

    assert later.release.hidden_from == 0
    found = [one for one in later.audit.intervals if one.places == (("b2",),)]
    assert all(one.low == 0 and (one.high is None or one.high >= 8) for one in found)
    assert audit([care.release, later.release]).safe


def test_a_need_of_one_rule_does_not_hide_that_another_rule_asks_more():
    lines = "b1 4 A\nb1 2 B\nb2 9 A\nb2 4 B\nb3 20 A\nb3 18 B\nb3 30 C"
    loose = protect(drawn(lines, area(w1="b1 b2 b3")), rules(SmallCounts(1, 2, 2)))
    both_rules = rules(CARE, FewContributors(3, 3))

    made = protect(drawn(lines, area(w1="b1 b2 b3")), both_rules, [both(loose)])

    assert made.audit.safe
    assert made.already_out


def test_what_the_new_table_itself_would_give_away_of_an_earlier_secret_is_refused():
    place = area(w1="b1 b2")
    first = protect(drawn("b1 x 3\nb1 y 2\nb2 x 20\nb2 y 30", place, kinds("x", "y")), rules())
    # a zero must be shown by these rules, and then b1 x is all that is left of a shown sum
    corrected = drawn("b1 x 3\nb1 y 0\nb2 x 20\nb2 y 30", place, kinds("x", "y"))

    try:
        second = protect(corrected, rules(), [both(first)])
    except Refused:
        return
    assert not second.already_out
    assert audit([first.release, second.release], [first.kept, second.kept]).safe


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (SmallTotals("klasse", 20, 3), "gaan over kolom klasse"),
        (GroupTogether("klasse", 3), "gaan over kolom klasse"),
        (PercentRule(10), "gaan over wie bijdraagt"),
        (FewContributors(2, 3), "gaan over wie bijdraagt"),
    ],
)
def test_rules_that_would_protect_nothing_are_refused(asked, told):
    table = drawn("b1 x 1\nb1 y 3\nb2 x 40\nb2 y 50", area(w1="b1 b2"), kinds("x", "y"))

    with pytest.raises(FiguresError, match=told):
        protect(table, rules(asked))
