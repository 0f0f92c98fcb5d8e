"""What was seen of deviations proves which needs are met, and no more than that."""

import numpy as np

from drieluik.core.disclosure.choosing.seen import Seen
from drieluik.core.disclosure.sensitive import Need


def seen(*points):
    found = Seen(2)
    for point in points:
        found.add(np.array(point, dtype=float))
    return found


def test_a_deviation_is_scaled_to_what_a_need_asks():
    (proof,) = seen([8, -8]).proof(Need((0,), width=4))

    assert proof.tolist() == [4, -4]


def test_up_and_down_together_make_the_width():
    proof = seen([2, -2], [-1, 1]).proof(Need((0,), width=3))

    assert [one.tolist() for one in proof] == [[2, -2], [-1, 1]]


def test_a_need_in_one_direction_is_not_met_by_the_other():
    assert seen([-5, 5]).proof(Need((0,), up=3)) is None
    assert seen([5, -5]).proof(Need((0,), down=3)) is None
    assert seen([2, 0]).proof(Need((0,), width=3)) is None


def test_of_several_figures_together_nothing_is_said():
    assert seen([5, 5]).proof(Need((0, 1), up=3)) is None
