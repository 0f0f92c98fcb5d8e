"""The figures behind a signal, as they are now: with their light, trend, indicator and parties."""

from dataclasses import dataclass

from drieluik.apps.monitor.judged import PartyLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.signal_rows import SignalRow
from drieluik.apps.monitor.trends import Trend
from drieluik.core.indicators import Indicator, indicator


@dataclass(frozen=True, slots=True)
class Figure:
    """One norm of the agreement that is measured, over a half-year.

    Attributes:
        card: The indicator.
        period: Of the figure; empty when there is none.
        parties: Parties with a light of their own, or without a figure, as far as the reader may
            see them.
    """

    card: Indicator
    light: str
    value: float | None
    period: str
    trend: Trend | None
    incomplete: str
    parties: tuple[PartyLight, ...]


def figures_of(row: SignalRow, lights: Lights) -> list[Figure]:
    """Return the measured norms of the agreement of a signal over its last half-year."""
    return [
        Figure(
            card=indicator(norm.wording.indicator_id),
            light=norm.light,
            value=norm.value,
            period=norm.period,
            trend=norm.trend,
            incomplete=norm.incomplete,
            parties=tuple(one for one in norm.parties if one.light or one.missing),
        )
        for norm in lights.standing(row.clause, row.now.period).norms
        if norm.wording.indicator_id
    ]
