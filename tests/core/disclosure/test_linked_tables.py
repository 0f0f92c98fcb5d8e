"""Tables of the same things that could be taken from each other where no table looks: refused."""

import numpy as np
import pytest

from drieluik.core.disclosure import (
    Dimension,
    Hierarchy,
    Unlinked,
    audit,
    protect,
    round_to,
)
from tests.core.disclosure.drawn import area, cells, drawn, kinds, rules, shown_at

PLACE = area(w1="b1 b2 b3", w2="b4 b5")
HALVES = Dimension.over("periode", "2026", ["p1", "p2"])
WIJKEN = Dimension.over("buurt", "stad", ["w1", "w2"])


def both(made):
    return made.release, made.kept


def test_a_slice_of_buurten_is_not_in_full_in_a_table_of_wijken():
    year = protect(drawn("b1 23\nb2 40\nb3 50\nb4 40\nb5 50", PLACE), rules())
    coarse = drawn("w1 p1 60\nw1 p2 53\nw2 p1 40\nw2 p2 50", WIJKEN, HALVES)
    halves = protect(coarse, rules(), [both(year)])
    half = drawn("b1 20\nb2 20\nb3 20\nb4 20\nb5 20", PLACE, fixed={"periode": "p1"})

    # b1 in the year, minus b1 in the first half, would be the 3 of the second
    with pytest.raises(Unlinked, match="p1 staat in geen tabel naast de andere"):
        protect(half, rules(), [both(year), both(halves)])


def test_a_slice_of_one_corporation_is_not_in_full_in_a_table_of_another():
    parties = Dimension.over("corporatie", "alle", ["c1", "c2"])
    year = drawn("b1 c1 23\nb1 c2 40\nb2 c1 50\nb2 c2 60", area(w1="b1 b2"), parties,
                 fixed={"periode": "2026"})  # fmt: skip
    other = drawn("b1 p1 20\nb1 p2 20\nb2 p1 30\nb2 p2 30", area(w1="b1 b2"), HALVES,
                  fixed={"corporatie": "c2"})  # fmt: skip
    first = protect(year, rules())

    with pytest.raises(Unlinked, match="corporatie c2 staat in geen tabel"):
        protect(other, rules(), [both(first)])


def test_two_divisions_of_the_city_without_their_common_parts_are_refused():
    districts = Dimension.over("buurt", "stad", ["g1", "g2"])
    first = protect(drawn("w1 50\nw2 60", WIJKEN), rules())

    # whoever has a map knows that g1 is w1 and one buurt more
    with pytest.raises(Unlinked, match="niet in elke tabel dezelfde laagste codes"):
        protect(drawn("g1 53\ng2 57", districts), rules(), [both(first)])


def test_two_divisions_of_the_city_may_follow_a_table_that_has_both():
    parents = {"b1": "w1", "b2": "w1", "b3": "w2", "w1": "stad", "w2": "stad"}
    hierarchies = Hierarchy("cbs", parents), Hierarchy("dia", {"b2": "g1", "b3": "g1"})
    first = protect(drawn("b1 30\nb2 20\nb3 43", Dimension("buurt", "stad", hierarchies)), rules())
    districts = Dimension.over("buurt", "stad", ["b1", "g1"])

    second = protect(drawn("b1 30\ng1 63", districts), rules(), [both(first)])

    assert second.audit.safe


def test_codes_that_run_in_a_circle_over_two_tables_end():
    upside_down = Dimension("buurt", "stad", (Hierarchy("om", {"w1": "b1", "b1": "stad"}),))
    first = protect(drawn("b1 30", area(w1="b1")), rules())

    second = protect(drawn("w1 40", upside_down), rules(), [both(first)])

    assert second.audit.safe


def test_one_division_under_two_names_is_refused():
    first = protect(drawn("b1 3\nb2 20\nb3 50\nb4 40\nb5 50", PLACE), rules())
    named = Dimension.over("wijk", "stad", ["w1", "w2"])

    with pytest.raises(Unlinked, match="buurt en wijk hebben dezelfde codes"):
        protect(drawn("w1 73\nw2 90", named), rules(), [both(first)])


def test_a_class_that_two_divisions_both_call_unknown_is_no_sign_of_one_division():
    rents = Dimension.over("huur", "alle", ["laag", "hoog", "onbekend"])
    first = protect(drawn("laag 20\nhoog 30\nonbekend 9", rents), rules())
    sizes = Dimension.over("grootte", "alle", ["klein", "groot", "onbekend"])

    second = protect(drawn("klein 22\ngroot 30\nonbekend 7", sizes), rules(), [both(first)])

    assert None not in second.release.shown


@pytest.mark.parametrize("kept", [None, "kept"])
def test_a_correction_is_only_possible_with_what_was_kept(kept):
    place = area(w1="b1 b2 b3 b4")
    first = protect(drawn("b1 3\nb2 6\nb3 9\nb4 20", place), rules())
    corrected = drawn("b1 9\nb2 6\nb3 9\nb4 20", place)

    if kept is None:
        # taking b2 for the corrected one would have shown b1 and b2, and so the 3
        with pytest.raises(Unlinked, match="bewaarde deel ontbreekt"):
            protect(corrected, rules(), [(first.release, None)])
    else:
        second = protect(corrected, rules(), [both(first)])
        assert audit([first.release, second.release], [first.kept, second.kept]).safe


def test_a_correction_in_between_of_which_nothing_was_kept_is_unclear():
    place = area(w1="b1 b2 b3 b4")
    first = protect(drawn("b1 3\nb2 9\nb3 9\nb4 20", place), rules())
    second = protect(drawn("b1 9\nb2 3\nb3 9\nb4 20", place), rules(), [both(first)])
    third = drawn("b1 9\nb2 9\nb3 9\nb4 20", place)

    with pytest.raises(Unlinked, match="bewaarde deel ontbreekt"):
        protect(third, rules(), [both(first), (second.release, None)])


def test_a_figure_outside_what_an_earlier_rounding_allows_was_corrected():
    place = area(w1="b1 b2 b3")
    rng = np.random.default_rng(1)
    first = round_to(drawn("b1 3\nb2 20\nb3 30", place), rules(), 5, rng=rng)
    corrected = drawn("b1 33\nb2 20\nb3 30", place)

    with pytest.raises(Unlinked, match="bewaarde deel ontbreekt"):
        protect(corrected, rules(), [(first.release, None)])
    assert shown_at(protect(corrected, rules(), [both(first)]).release, "b1") == 33


def test_a_class_more_in_a_later_table_is_no_other_division():
    place = area(w1="b1 b2")
    first = protect(drawn("b1 x 20\nb1 y 9\nb2 x 30\nb2 y 8", place, kinds("x", "y")), rules())
    later = "b1 x 20\nb1 y 9\nb1 z 7\nb2 x 30\nb2 y 8\nb2 z 9"

    second = protect(drawn(later, place, kinds("x", "y", "z")), rules(), [both(first)])

    assert None not in cells(second.release).values()
