"""Whether a figure moved, and whether that is the way the parties want."""

from dataclasses import dataclass
from math import inf
from typing import Protocol

from django.utils.translation import gettext as _

from drieluik.apps.monitor.wording import written
from drieluik.core.indicators import Better, Indicator

_HARDLY = 0.005
"""A change below half a percent of the figure is called equal."""


class Measured(Protocol):
    """A figure of a period."""

    @property
    def value(self) -> float | None: ...

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...

    @property
    def period(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Trend:
    """The movement of a figure.

    Attributes:
        direction: ``up``, ``down`` or ``equal``.
        verdict: ``better``, ``worse`` or empty when it is neither.
        words: The same in words, with the earlier figure.
    """

    direction: str
    verdict: str
    words: str

    @property
    def arrow(self) -> str:
        """A sign beside the words."""
        return {"up": "↑", "down": "↓", "equal": "→"}[self.direction]


def trend_between(card: Indicator, before: Measured | None, now: Measured) -> Trend | None:
    """Return how a figure moved between two periods; None when nobody can say.

    So it is when either is unknown, when both are of the same period, or when one of them is
    uncertain and their bounds overlap: then it may have moved either way.
    """
    if before is None or before.value is None or now.value is None or before.period == now.period:
        return None
    if _may_be_equal(before, now):
        return None
    direction = _direction(before.value, now.value)
    verdict = _verdict(direction, card.better)
    words = {
        "better": _("better than in %(period)s (%(value)s)"),
        "worse": _("worse than in %(period)s (%(value)s)"),
        "equal": _("as good as equal to %(period)s (%(value)s)"),
        "up": _("higher than in %(period)s (%(value)s)"),
        "down": _("lower than in %(period)s (%(value)s)"),
    }[verdict or direction]
    return Trend(
        direction,
        verdict,
        words % {"period": before.period, "value": written(before.value, card.unit)},
    )


def _may_be_equal(before: Measured, now: Measured) -> bool:
    (low_before, high_before), (low_now, high_now) = _span(before), _span(now)
    uncertain = low_before != high_before or low_now != high_now
    return uncertain and low_before <= high_now and low_now <= high_before


def _span(figure: Measured) -> tuple[float, float]:
    """Return the lowest and the highest a known figure can be."""
    if figure.low is None:
        return figure.value or 0.0, figure.value or 0.0
    return figure.low, inf if figure.high is None else figure.high


def _direction(before: float, now: float) -> str:
    if abs(now - before) <= _HARDLY * max(abs(before), abs(now)):
        return "equal"
    return "up" if now > before else "down"


def _verdict(direction: str, better: Better) -> str:
    if direction == "equal" or better is Better.NEITHER:
        return ""
    return "better" if (direction == "up") == (better is Better.HIGHER) else "worse"
