"""Figures of all together and per corporation as known at a moment, whoever looks.

For who makes a standing picture of some half-years: who may see what is judged there, for the
readers of that picture. Everything comes from kept calculations, so a moment gives the same figures
for ever.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.selectors.reported import PLACE, TOLD, Place, Told
from drieluik.apps.monitor.selectors.series import (
    CalculationRow,
    earlier,
    leading,
    list_calculations,
)
from drieluik.core.indicators import Level, does_not_apply_to, indicator

_LEVELS = (Level.TOTAL.value, Level.CORPORATION.value)


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The figures of one indicator in one calculation, and what was said before it.

    Attributes:
        calculation: The calculation that counted at the moment.
        figures: Figures of the half-year, and of its year when both halves were there.
        replaced: Calculations that counted before it with their figures, newest first.
    """

    calculation: CalculationRow
    figures: Mapping[Place, Told]
    replaced: tuple[tuple[CalculationRow, Mapping[Place, Told]], ...]

    def before(self, place: Place) -> "KnownFigures | None":
        """Return the figures in which a place was otherwise last; None when it never was."""
        for row, figures in self.replaced:
            then = figures.get(place)
            if then is not None and then != self.figures.get(place):
                return KnownFigures(row, figures, ())
        return None

    def whose(self, indicator_id: str, period: str) -> "Whose":
        """Return whose figures are in those of all together over a half-year or year."""
        names = self.calculation.expected_parties or {}
        aside = does_not_apply_to(indicator(indicator_id), period, self.calculation.not_applicable)
        there = {
            place.party_code
            for place in self.figures
            if place.level == Level.CORPORATION and place.period == period
        }
        return Whose(
            counted=tuple(name for code, name in names.items() if code in there),
            missing=tuple(
                name for code, name in names.items() if code not in there and code not in aside
            ),
            set_aside=tuple((name, aside[code]) for code, name in names.items() if code in aside),
        )


@dataclass(frozen=True, slots=True)
class Whose:
    """Names of the corporations in a figure, of those missing, and to whom it does not apply."""

    counted: tuple[str, ...]
    missing: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]


def known_figures(
    *,
    municipality_id: int,
    indicator_ids: Collection[str],
    periods: Collection[str],
    known_at: datetime | None = None,
) -> dict[tuple[str, str], KnownFigures]:
    """Return by indicator and half-year the figures as known at a moment, or now.

    A half-year in which an indicator was not calculated is not in it.
    """
    rows = tuple(
        row
        for row in list_calculations(municipality_id=municipality_id)
        if row.period in periods and (known_at is None or row.calculated_at <= known_at)
    )
    kept = _values([row.id for row in rows], indicator_ids)
    return {
        (each, period): KnownFigures(
            row,
            kept.get((row.id, each), {}),
            tuple(_before(rows, each, period, kept)),
        )
        for each in indicator_ids
        for period, row in leading(rows, each).items()
    }


_Kept = dict[tuple[UUID, str], dict[Place, Told]]


def _before(
    rows: Sequence[CalculationRow], indicator_id: str, period: str, kept: _Kept
) -> Iterator[tuple[CalculationRow, Mapping[Place, Told]]]:
    for row in earlier(rows, indicator_id, period):
        yield row, kept.get((row.id, indicator_id), {})


def _values(calculation_ids: Sequence[UUID], indicator_ids: Collection[str]) -> _Kept:
    found: _Kept = {}
    rows = Value.objects.filter(
        calculation_id__in=calculation_ids,
        indicator_id__in=list(indicator_ids),
        level__in=_LEVELS,
    ).order_by("id")
    for row in rows.values_list("calculation_id", *PLACE, *TOLD):
        place = Place(*row[1:7])
        found.setdefault((row[0], place.indicator_id), {})[place] = Told(*row[7:])
    return found
