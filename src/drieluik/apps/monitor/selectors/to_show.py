"""Lights for who opens them to everybody: each with why it may be shown, or why not.

Whoever reads these sees what is weighed as well; only who opens lights asks for them, and keeps what
is weighed inside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import polars as pl

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor.measured import VALUE_FIELDS
from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.light_rows import NormLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.series import CalculationRow, leading
from drieluik.apps.monitor.selectors.timeline import speaking_for
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.core.flows import FigureBehind, LightRules, NotShown, Weighed, weigh_light
from drieluik.core.indicators import VALUES_SCHEMA, Audience, Level, indicator
from drieluik.core.norms import NOT_APPLICABLE, Light

_NOBODY = Actor(user_id=None, name="")


@dataclass(frozen=True, slots=True)
class NormToShow:
    """How one norm stands, and whether everybody may know.

    Attributes:
        norm_id: The norm.
        wording: Id of the wording that counts.
        light: How it stands, by hand when people set it so.
        by_hand: Whether people set the light.
        is_judged: Whether people judge it without a figure.
        by_chance: Whether its figure counts separate cases, so that chance has a say in it.
        figure_nl: Name of the figure; empty when people judge.
        indicator_id: The figure; empty when people judge.
        quotation: The words of the agreement it leans on.
        period: Of the figure; empty when there is none.
        not_shown: Why not everybody may know; None when they may.
        weighed: The figures it was weighed by; never to be told.
    """

    norm_id: UUID
    wording: int
    light: str
    by_hand: bool
    is_judged: bool
    by_chance: bool
    figure_nl: str
    indicator_id: str
    quotation: str
    period: str
    not_shown: NotShown | None
    weighed: tuple[FigureBehind, ...]


@dataclass(frozen=True, slots=True)
class ClauseToShow:
    """How an agreement stands by all its norms together, and each of them."""

    clause: ClauseRow
    light: str
    norms: tuple[NormToShow, ...]


def lights_to_show(
    *, municipality_id: int, period: str, on: date, rules: LightRules
) -> tuple[ClauseToShow, ...]:
    """Return the agreements with a norm over a half-year, in the order of the document.

    Args:
        municipality_id: Where.
        period: The half-year.
        on: The day of looking.
        rules: What must hold before everybody may know a light.
    """
    lights = Lights(Sight(_NOBODY, municipality_id), on=on)
    weigher = _Weigher(lights, period, rules)
    return tuple(
        ClauseToShow(row.clause, row.light, tuple(map(weigher.norm, row.norms)))
        for row in lights.standings(period)
        if row.norms
    )


def periods_to_show(*, municipality_id: int, on: date) -> list[str]:
    """Return the half-years of which there are lights, newest first."""
    lights = Lights(Sight(_NOBODY, municipality_id), on=on)
    return sorted({row.period for row in lights.calculations}, reverse=True)


@dataclass(frozen=True, slots=True)
class _Weigher:
    lights: Lights
    period: str
    rules: LightRules

    def norm(self, found: NormLight) -> NormToShow:
        """Return a norm with what was found of its light."""
        wording = found.wording
        card = indicator(wording.indicator_id) if wording.indicator_id else None
        weighed = self._weighed(found)
        return NormToShow(
            norm_id=wording.norm_id,
            wording=wording.id,
            light=found.light,
            by_hand=bool(found.worked_out),
            is_judged=wording.is_judged,
            by_chance=card is not None and card.by_chance,
            figure_nl=card.name_nl if card else "",
            indicator_id=wording.indicator_id,
            quotation=wording.quotation,
            period=found.period,
            not_shown=weighed.not_shown,
            weighed=weighed.figures,
        )

    def _weighed(self, found: NormLight) -> Weighed:
        wording, norm = found.wording, stored(found.wording.text)
        if wording.is_judged or not found.period:
            return Weighed(None)
        counted = leading(self.lights.calculations, wording.indicator_id)
        told_by = counted[speaking_for(norm, counted, self.period)]
        standings = self.lights.kept.standings.get((told_by.id, wording.id), {})
        weighed = weigh_light(
            norm,
            _values(counted, told_by, wording.indicator_id, found.period),
            found.period,
            [code for code, row in standings.items() if code and row.reason_code != NOT_APPLICABLE],
            self.rules,
            is_open=self._is_open(wording.indicator_id),
        )
        if weighed.not_shown is None and not self._is_whole(found, weighed):
            return Weighed(NotShown.INCOMPLETE, weighed.figures)
        return weighed

    @staticmethod
    def _is_whole(found: NormLight, weighed: Weighed) -> bool:
        """Tell whether all of the figure was weighed; without one there is no real light."""
        if weighed.figures:
            return not found.incomplete
        return found.by_itself in (Light.UNKNOWN, Light.NOT_MEASURABLE_YET)

    def _is_open(self, indicator_id: str) -> bool:
        return self.lights.sight.audience(indicator(indicator_id)) is Audience.OPEN


def _values(
    counted: Mapping[str, CalculationRow], told_by: CalculationRow, indicator_id: str, period: str
) -> pl.DataFrame:
    """Return the figures over a period, of all together and per corporation.

    A year stands in the calculation of its last half-year, whichever half-year it tells a light of.
    """
    rows = Value.objects.filter(
        calculation_id__in=[row.id for half, row in counted.items() if half <= told_by.period],
        indicator_id=indicator_id,
        version=told_by.definition_versions[indicator_id],
        period=period,
        level__in=(Level.TOTAL.value, Level.CORPORATION.value),
    )
    return pl.DataFrame(list(rows.values_list(*VALUE_FIELDS)), schema=VALUES_SCHEMA, orient="row")
