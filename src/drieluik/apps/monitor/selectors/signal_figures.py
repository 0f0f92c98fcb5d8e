"""The figures behind a signal, as they are now: with their light, trend, indicator and parties."""

from dataclasses import dataclass

from drieluik.apps.monitor.judged import PartyLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.remarks import count_remarks
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
        n_remarks: How many remarks of parties stand beside the figure of the half-year.
    """

    card: Indicator
    light: str
    value: float | None
    period: str
    trend: Trend | None
    incomplete: str
    parties: tuple[PartyLight, ...]
    n_remarks: int


def figures_of(row: SignalRow, lights: Lights) -> list[Figure]:
    """Return the measured norms of the agreement of a signal over its last half-year."""
    norms = lights.standing(row.clause, row.now.period).norms
    measured = [norm for norm in norms if norm.wording.indicator_id]
    said = count_remarks(lights.sight)
    return [
        Figure(
            card=indicator(norm.wording.indicator_id),
            light=norm.light,
            value=norm.value,
            period=norm.period,
            trend=norm.trend,
            incomplete=norm.incomplete,
            parties=tuple(one for one in norm.parties if one.light or one.missing),
            n_remarks=said.get((norm.wording.indicator_id, row.now.period), 0),
        )
        for norm in measured
    ]
