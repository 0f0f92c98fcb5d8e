"""The same table over larger areas."""

import pytest

from drieluik.core.disclosure import NoCoarser, coarser, protect
from tests.core.disclosure.drawn import area, drawn, kinds, random_city, rules


def test_wijken_instead_of_buurten_have_the_same_figures():
    fine = random_city(4)

    coarse = coarser(fine, "buurt")

    before = dict(zip(fine.places, fine.values.reshape(-1), strict=True))
    assert {place[0] for place in coarse.places} == {"w0", "w1", "w2", "stad"}
    assert all(
        before[place] == value
        for place, value in zip(coarse.places, coarse.values.reshape(-1), strict=True)
    )


def test_a_larger_area_after_a_smaller_one_stays_safe():
    first = protect(random_city(4), rules())

    second = protect(coarser(random_city(4), "buurt"), rules(), [(first.release, first.kept)])

    assert second.audit.safe


def test_there_is_an_end_to_it():
    with pytest.raises(NoCoarser):
        coarser(drawn("b1 x 3\nb2 y 4", area(w1="b1 b2"), kinds("x", "y")), "soort")
