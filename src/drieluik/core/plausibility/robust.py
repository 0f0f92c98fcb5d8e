"""Robust measures of standing out: a few odd values cannot hide themselves or others."""

from collections.abc import Sequence
from statistics import median, quantiles

MOST_MODIFIED_Z = 3.5
"""Above it a value stands out, after Iglewicz and Hoaglin (1993)."""
_NORMAL = 0.6745
"""Median absolute deviation of a standard normal distribution."""

HB_U = 0.4
"""How much more the same change of a large amount weighs than of a small one (0.4 to 0.5)."""
HB_A = 0.05
"""Share of the median under which the distance to a quartile does not fall."""
HB_C = 7.0
"""How many distances from the median an effect may lie (4 to 7); the widest, to ask seldom."""
LEAST_RATIOS = 10
"""With fewer ratios quartiles say too little."""


def modified_z(value: float, others: Sequence[float], least_spread: float) -> float:
    """Return how far a value lies from the median of others, in robust standard deviations.

    Args:
        value: The value looked at.
        others: The values it is compared with; at least one.
        least_spread: Share of the median under which the spread does not fall, so that values
            that are nearly all the same do not make every other value odd.

    Method:
        0.6745 (value - median) / MAD, where MAD / 0.6745 is at least ``least_spread`` x |median|.
        A spread of zero around a median of zero says nothing: then zero.

    Source:
        Iglewicz and Hoaglin (1993), How to detect and handle outliers.

    Examples:
        >>> round(modified_z(20.0, [10.0, 11.0, 12.0, 13.0, 14.0], 0.05), 4)
        5.396
        >>> modified_z(11.0, [10.0, 10.0, 10.0], 0.05)
        2.0
    """
    middle = median(others)
    spread = median(abs(other - middle) for other in others) / _NORMAL
    spread = max(spread, least_spread * abs(middle))
    return (value - middle) / spread if spread else 0.0


def standing_out(before: Sequence[float], now: Sequence[float]) -> list[bool]:
    """Tell of each place whether its amount changed oddly beside how the other places changed.

    Args:
        before: Amounts of the places in the half-year before.
        now: Amounts of the same places now, in the same order.

    Returns:
        One answer per place; False for all when there are fewer than ``LEAST_RATIOS`` places with
        an amount above zero both times, and for a place without one: a ratio needs two amounts.

    Method:
        Ratio r = now / before, made symmetric around its median m: s = 1 - m / r when r < m, else
        r / m - 1. Effect E = s x max(now, before)^U. A place stands out when E lies more than
        C x max(distance of the median of E to its quartile, A x |that median|) from that median.
        When that width is zero a quarter of the places changed in the very same way, and any other
        change would stand out. The width for a place is then A x max(now, before)^U: its ratio
        must differ from the usual one by more than C x A.

    Source:
        Hidiroglou and Berthelot (1986), Statistical editing and imputation for periodic business
        surveys, Survey Methodology 12, 73-83.
    """
    used = [n for n, pair in enumerate(zip(before, now, strict=True)) if min(pair) > 0]
    if len(used) < LEAST_RATIOS:
        return [False] * len(now)
    sizes = {n: max(before[n], now[n]) ** HB_U for n in used}
    ratios = {n: now[n] / before[n] for n in used}
    usual = median(ratios.values())
    effects = {n: _symmetric(ratios[n], usual) * sizes[n] for n in used}
    low, middle, high = quantiles(effects.values(), n=4, method="inclusive")
    least = abs(HB_A * middle)
    below, above = max(middle - low, least), max(high - middle, least)
    return [
        n in effects and _is_outside(effects[n] - middle, below, above, HB_A * sizes[n])
        for n in range(len(now))
    ]


def _symmetric(ratio: float, usual: float) -> float:
    return 1 - usual / ratio if ratio < usual else ratio / usual - 1


def _is_outside(distance: float, below: float, above: float, instead: float) -> bool:
    width = below if distance < 0 else above
    return abs(distance) > HB_C * (width or instead)
