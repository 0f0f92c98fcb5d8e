"""What a light does not say by itself: how much of it may be chance, and where the figure is going.

Neither changes the light. They stand beside it as sentences.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from math import sqrt
from statistics import NormalDist

from drieluik.core.norms.dutch import LIGHTS_NL, figure_nl
from drieluik.core.norms.interval import Interval, possible_lights
from drieluik.core.norms.measured import last_over, period_before, steps_between
from drieluik.core.norms.norm import Comparison, Light, Measure, Norm, Target

CONFIDENCE = 0.95
SHORTEST_SERIES = 4
"""Figures in a row from which a line is drawn; fewer say nothing about how far they scatter."""

_TO_A_BOUND = (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN)


def wilson(successes: float, cases: float) -> tuple[float, float]:
    """Return between which bounds the share lies behind what was seen, at 95% confidence.

    Method:
        Score interval: centre ``(p + z^2/2n) / (1 + z^2/n)``, half width
        ``z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n)``.
    Source:
        Wilson, E.B. (1927), Probable inference, the law of succession, and statistical
        inference, Journal of the American Statistical Association 22, 209-212; advised for small
        numbers by Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.

    Examples:
        >>> [round(bound, 4) for bound in wilson(18, 21)]
        [0.6536, 0.9502]
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, shrink = successes / cases, 1 + z**2 / cases
    centre = (share + z**2 / (2 * cases)) / shrink
    half = z * sqrt(share * (1 - share) / cases + z**2 / (4 * cases**2)) / shrink
    return max(centre - half, 0.0), min(centre + half, 1.0)


def chance_nl(
    target: Target,
    counts: tuple[float, float] | None,
    light: Light,
    as_agreed: Callable[[Light], Light],
) -> str:
    """Say that chance alone may have made the light; empty when it may not.

    Args:
        target: What was agreed.
        counts: Cases that went as wanted, and all cases; None when they are not exactly known.
        light: The light that is given.
        as_agreed: From the light of a figure to the light that is given for it.
    """
    if counts is None or counts[1] <= 0 or target.comparison not in _TO_A_BOUND:
        return ""
    low, high = wilson(*counts)
    lights = {as_agreed(one) for one in possible_lights(target, Interval(None, low, high))}
    others = sorted(LIGHTS_NL[one] for one in lights - {light})
    if not others:
        return ""
    return (
        f"Toeval speelt mee: het gaat om {counts[1]:.0f} gevallen. Door toeval alleen kan het "
        f"aandeel ook tussen {figure_nl(low, Measure.SHARE)} en {figure_nl(high, Measure.SHARE)} "
        f"uitkomen. Het licht had dan ‘{'’ of ‘'.join(others)}’ kunnen zijn."
    )


def forecast(figures: Sequence[float], ahead: int) -> tuple[float, float, float] | None:
    """Carry a series on along a straight line.

    Args:
        figures: Figures of periods in a row, oldest first.
        ahead: How many periods after the last one.

    Returns:
        The figure expected then and the bounds between which it lies at 95% confidence; None for
        a series that is too short, or a day further ahead than the series goes back.

    Method:
        Ordinary least squares on the number of the period; prediction interval with Student's t
        on n - 2 degrees of freedom.
    Source:
        Draper and Smith (1998), Applied Regression Analysis, third edition, section 3.1.

    Examples:
        >>> forecast([1.0, 2.0, 3.0, 4.0], 2)
        (6.0, 6.0, 6.0)
        >>> forecast([1.0, 2.0, 3.0], 1) is None
        True
    """
    n = len(figures)
    if n < SHORTEST_SERIES or not 1 <= ahead <= n:
        return None
    mean_x, mean_y = (n - 1) / 2, sum(figures) / n
    spread = sum((x - mean_x) ** 2 for x in range(n))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in enumerate(figures)) / spread
    at = n - 1 + ahead
    expected = mean_y + slope * (at - mean_x)
    left = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in enumerate(figures))
    half = _student(n - 2) * sqrt(left / (n - 2) * (1 + 1 / n + (at - mean_x) ** 2 / spread))
    return expected, expected - half, expected + half


def forecast_nl(norm: Norm, figures: Mapping[str, float], latest: str) -> str:
    """Say where the figure goes if it goes on like this, and whether the target is reached then.

    It is no part of the reason of a light, which stays what it was: a correction of an earlier
    figure draws another line.

    Args:
        norm: A norm with a last day; without one, or compared with last year, nothing is said.
        figures: Figures by period in the rhythm of the norm, only those that are exactly known
            and of the same parties.
        latest: The last of these periods; the line is drawn through the ones in a row before it.
    """
    target, deadline = norm.target, norm.deadline
    if target is None or not target.bounds or deadline is None or latest not in figures:
        return ""
    row, period = [], latest
    while period in figures:
        row.append(figures[period])
        period = period_before(period)
    last_chance = last_over(norm.rhythm, deadline + timedelta(days=1))
    found = forecast(row[::-1], steps_between(latest, last_chance))
    if found is None:
        return ""
    highest = 1.0 if target.measure is Measure.SHARE else max(found[2], 0.0)
    expected, low, high = (min(max(figure, 0.0), highest) for figure in found)
    lies = figure_nl(expected, target.measure)
    if figure_nl(low, target.measure) != figure_nl(high, target.measure):
        lies += f" (tussen {figure_nl(low, target.measure)} en {figure_nl(high, target.measure)})"
    when = _period_nl(last_chance)
    return f"Gaat het zo door, dan wordt het {when}: {lies}. {_reached(target, low, high)}"


def _period_nl(period: str) -> str:
    year, _, half = period.partition("-")
    if not half:
        return f"in {year}"
    return f"in het {'eerste' if half == '1' else 'tweede'} halfjaar van {year}"


def _student(freedom: int) -> float:
    """Return how many standard errors hold a figure at 95% confidence."""
    from scipy.stats import t

    return float(t.ppf((1 + CONFIDENCE) / 2, freedom))


def _reached(target: Target, low: float, high: float) -> str:
    lights = possible_lights(target, Interval(None, low, high))
    if lights == {Light.ON_COURSE}:
        return "Dan wordt de norm op tijd gehaald."
    if Light.ON_COURSE not in lights:
        return "Dan wordt de norm niet op tijd gehaald."
    return "Of de norm dan op tijd wordt gehaald, is niet te zeggen."
