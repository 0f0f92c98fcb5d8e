"""Rounding that adds up."""

import numpy as np
import pytest

from drieluik.core.disclosure import CannotRound, Refused, SmallCounts, audit, round_to
from drieluik.core.disclosure.figures import sums_of
from tests.core.disclosure.drawn import area, drawn, random_city, rules, shown_at

CITY = area(w1="b1 b2 b3", w2="b4 b5 b6")


def draw(seed=1):
    return np.random.default_rng(seed)


def middles(release):
    return np.array([(low + high) / 2 for low, high in release.shown])


@pytest.mark.parametrize("seed", range(10))
def test_every_figure_is_a_multiple_near_its_own_and_every_sum_still_a_sum(seed):
    table = random_city(seed)

    made = round_to(table, rules(), 5, rng=draw())

    rounded = middles(made.release)
    assert np.all(rounded % 5 == 0)
    assert np.all(np.abs(rounded - table.values.reshape(-1)) < 5)
    for cell, parts in sums_of(table.dimensions):
        assert rounded[cell] == rounded[parts].sum()


@pytest.mark.parametrize("seed", range(10))
def test_a_small_count_stays_uncertain_in_a_rounded_table(seed):
    made = round_to(random_city(seed), rules(), 5, rng=draw())

    assert made.audit.safe
    assert made.release.certificate.method == "rounded"
    assert audit([made.release], [made.kept]).safe


def test_every_figure_that_a_rounded_one_may_stand_for_can_really_have_been_it():
    place = area(w1="b1 b2")
    seen = set()
    for count in range(15):
        for seed in range(30):
            table = drawn(f"b1 {count}\nb2 40", place)
            release = round_to(table, rules(SmallCounts(99, 99, 1)), 5, rng=draw(seed)).release
            low, high = shown_at(release, "b1")
            if (low + high) / 2 == 5:
                seen.add(count)

    assert seen == set(range(1, 10))


def test_rounding_that_leaves_too_little_doubt_is_refused():
    with pytest.raises(Refused):
        round_to(drawn("b1 3\nb2 20", area(w1="b1 b2")), rules(SmallCounts(0, 7, 8)), 2, rng=draw())


def test_amounts_are_not_rounded():
    with pytest.raises(CannotRound):
        round_to(drawn("b1 3.5\nb2 20", area(w1="b1 b2")), rules(), 5, rng=draw())
