"""Where a figure may lie, and which lights that allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isinf

from drieluik.core.norms.norm import Comparison, Light, Target

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure as far as it is known.

    Attributes:
        value: From the known rows; None when nothing is known.
        low: Lowest it can be.
        high: Highest it can be; infinite when there is no upper bound.
        n_unknown: Rows that make it uncertain.
    """

    value: float | None
    low: float
    high: float
    n_unknown: int = 0

    @property
    def is_certain(self) -> bool:
        """Whether lowest and highest are the same."""
        return abs(self.high - self.low) <= _TINY

    def minus(self, other: "Interval") -> "Interval":
        """Return the interval of the difference with another figure."""
        known = self.value is not None and other.value is not None
        difference = (self.value or 0.0) - (other.value or 0.0)
        return Interval(
            value=difference if known else None,
            low=self.low - other.high,
            high=self.high - other.low,
            n_unknown=self.n_unknown + other.n_unknown,
        )


def possible_lights(target: Target, interval: Interval) -> frozenset[Light]:
    """Return every light that a figure inside the interval would give.

    For a comparison with last year the interval is that of the difference with last year.
    """
    low, high = interval.low, interval.high
    edges = sorted(edge for edge in _edges(target) if low <= edge <= high)
    points = [low, *edges, high]
    between = [_middle(left, right) for left, right in pairwise(points)]
    return frozenset(light_at(target, point) for point in [*points, *between])


def light_at(target: Target, figure: float) -> Light:
    """Return the light of a figure that is fully known.

    Examples:
        >>> light_at(Target(Comparison.AT_LEAST, (0.9,), margin=0.05), 0.87)
        <Light.ATTENTION: 'attention'>
    """
    shortfall = _shortfall(target, figure)
    if shortfall <= _TINY:
        return Light.ON_COURSE
    return Light.ATTENTION if shortfall <= target.margin + _TINY else Light.OFF_COURSE


def _shortfall(target: Target, figure: float) -> float:
    """How far the figure misses the target; a strict comparison misses by an unseen bit."""
    bounds = target.bounds or (0.0,)
    if target.comparison is Comparison.AT_LEAST:
        return bounds[0] - figure
    if target.comparison is Comparison.AT_MOST:
        return figure - bounds[0]
    if target.comparison is Comparison.HIGHER_THAN_LAST_YEAR:
        return 2 * _TINY - figure
    if target.comparison is Comparison.LOWER_THAN_LAST_YEAR:
        return figure + 2 * _TINY
    return max(bounds[0] - figure, figure - bounds[-1])


def _edges(target: Target) -> Iterable[float]:
    for bound in target.bounds or (0.0,):
        yield from (bound - target.margin, bound, bound + target.margin)


def _middle(left: float, right: float) -> float:
    if isinf(left) or isinf(right):
        return right - 1.0 if isinf(left) else left + 1.0
    return (left + right) / 2


def unbounded(interval: Interval) -> Interval:
    """Return the same figure without an upper bound: more may still come in."""
    return Interval(interval.value, interval.low, inf, interval.n_unknown)
