"""Over which half-year the present is told: the last one of which figures should be there.

A light is always about a half-year. Without this, the lights of the last delivery would stand as
the present for ever when nobody delivers any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from drieluik.apps.deliveries.selectors import due_days
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.core.norms import Norm, Rhythm
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class Timeline:
    """The half-years of a municipality on a day.

    Attributes:
        complete: Half-years with figures, and whether every corporation is in them.
        due: Last day to deliver, of every half-year that was asked for.
        on: The day of looking.
    """

    complete: Mapping[str, bool]
    due: Mapping[str, date]
    on: date

    @property
    def periods(self) -> list[str]:
        """Half-years with figures or of which figures should be there, in order."""
        return sorted({*self.complete, *self._overdue()})

    @property
    def now(self) -> str:
        """The half-year over which the present is told.

        The last one whose day of delivery has passed. One whose day is still to come counts as
        soon as everybody is in it, so that half a delivery does not make every light unknown.
        One that is not over yet never counts: who looks back sees no figures of later. Without
        anything it is the last half-year that is over.
        """
        over = {
            period: is_complete
            for period, is_complete in self.complete.items()
            if Period.parse(period).last_day < self.on
        }
        told = [
            period for period, is_complete in over.items() if is_complete or period not in self.due
        ]
        known = [*told, *self._overdue()] or list(over)
        half = 1 if self.on.month <= 6 else 2
        return max(known, default=str(Period(self.on.year, half).previous()))

    def _overdue(self) -> list[str]:
        return [period for period, day in self.due.items() if day < self.on]


def get_timeline(
    *,
    municipality_id: int,
    calculations: Iterable[CalculationRow],
    on: date,
    known_at: datetime | None = None,
) -> Timeline:
    """Return the half-years of a municipality as they are on a day, as known at a moment or now."""
    complete = {row.period: not row.missing_parties for row in calculations}
    return Timeline(complete, due_days(municipality_id=municipality_id, known_at=known_at), on)


def speaking_for(norm: Norm, counted: Mapping[str, CalculationRow], period: str) -> str:
    """Return the half-year whose calculation tells the light of a half-year.

    A year's figure holds until the next year is over: in a first half without figures of its own
    the calculation of the half-year before speaks, which has the figure of the last whole year.
    """
    when = Period.parse(period)
    before = str(when.previous())
    holds = norm.rhythm is Rhythm.YEAR and when.half == 1 and period not in counted
    return before if holds and before in counted else period
