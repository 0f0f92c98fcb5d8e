"""Standing out, against values worked out by hand."""

import pytest

from drieluik.core.plausibility.robust import modified_z, standing_out

# median 12, absolute deviations 2 1 0 1 2: MAD 1
SPREAD = [10.0, 11.0, 12.0, 13.0, 14.0]

# With 32 before and no more than that now, every place has size 32^0.4 = 4. Median ratio 24/32,
# so effects are 4 (1 - 24/now) below 24 and 4 (now/24 - 1) above: quartiles -1.4, 0 and 2/3.
# The lower bound is 7 x -1.4 = -9.8, reached at now = 24 / 3.45 = 6.96; the upper 14/3 = 4.67.
BEFORE = [32.0] * 11
ORDINARY = [16.0, 16.0, 20.0, 24.0, 24.0, 24.0, 28.0, 28.0, 32.0, 32.0]


@pytest.mark.parametrize(
    ("value", "z"), [(12.0, 0.0), (14.0, 1.349), (17.2, 3.5074), (7.0, -3.3725)]
)
def test_the_modified_z_is_counted_in_median_absolute_deviations(value, z):
    assert modified_z(value, SPREAD, 0.01) == pytest.approx(z)


def test_values_that_hardly_differ_do_not_make_a_small_change_odd():
    assert modified_z(110.0, [100.0, 100.0, 100.0, 101.0], 0.05) == pytest.approx(2.0)


def test_a_spread_of_zero_around_zero_says_nothing():
    assert modified_z(5.0, [0.0, 0.0, 0.0, 0.0], 0.05) == 0.0


@pytest.mark.parametrize(("now", "odd"), [(1.0, True), (6.9, True), (7.0, False), (16.0, False)])
def test_an_effect_stands_out_beyond_seven_times_the_distance_to_the_quartile(now, odd):
    assert standing_out(BEFORE, [now, *ORDINARY]) == [odd] + [False] * 10


def test_the_same_change_of_a_larger_amount_weighs_more():
    before = [32.0] * 10 + [1.0, 1024.0]
    now = [*ORDINARY, 0.25, 256.0]

    *_, small, large = standing_out(before, now)

    # both fell to a quarter: effect 4/4 x -2 at size 1, and 16 x -2 at size 1024
    assert (small, large) == (False, True)


@pytest.mark.parametrize(
    ("now", "odd"), [(134.0, False), (136.0, True), (75.0, False), (73.0, True)]
)
def test_where_most_changed_alike_a_ratio_must_differ_by_more_than_seven_times_five_percent(
    now, odd
):
    assert standing_out([100.0] * 12, [100.0] * 11 + [now]) == [False] * 11 + [odd]


def test_everything_that_grew_alike_is_no_reason_to_ask():
    assert (
        standing_out([10.0 * n for n in range(1, 15)], [15.0 * n for n in range(1, 15)])
        == [False] * 14
    )


def test_few_places_and_places_without_an_amount_are_not_judged():
    assert standing_out([100.0] * 9, [100.0] * 8 + [900.0]) == [False] * 9
    assert standing_out([100.0] * 10 + [0.0], [100.0] * 10 + [900.0])[-1] is False
