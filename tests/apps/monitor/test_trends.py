"""When a figure is said to have moved: never while it may as well have stayed where it was."""

from dataclasses import dataclass

import pytest

from drieluik.apps.monitor.trends import trend_between
from drieluik.core.indicators import indicator

EVICTIONS = indicator("evictions")


@dataclass(frozen=True)
class _Figure:
    period: str
    value: float | None
    low: float | None = None
    high: float | None = None


def _trend(before, now):
    """Each is the lowest and the highest a figure can be."""
    trend = trend_between(
        EVICTIONS, _Figure("2019-1", before[0], *before), _Figure("2020-1", now[0], *now)
    )
    return trend and trend.direction


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        ((11, 11), (6, 6), "down"),
        ((6, 6), (6, 6), "equal"),
        ((None, None), (6, 6), None),
    ],
)
def test_certain_figures_move_or_stay(before, now, direction):
    assert _trend(before, now) == direction


@pytest.mark.parametrize(
    ("before", "now"),
    [((11, 11), (6, None)), ((6, None), (11, 11)), ((5, 9), (8, 12)), ((6, 6), (6, 7))],
)
def test_uncertain_figures_that_may_be_equal_have_no_trend(before, now):
    assert _trend(before, now) is None


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [((5, 5), (6, None), "up"), ((5, 7), (8, 12), "up"), ((8, 12), (5, 7), "down")],
)
def test_uncertain_figures_that_lie_apart_have_a_trend(before, now, direction):
    assert _trend(before, now) == direction
