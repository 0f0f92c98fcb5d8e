"""What the monitor said about a half-year, as known at a moment: figures, lights and who was missing.

Read from the calculations and lights that were kept; nothing is calculated anew, so the same
question gives the same answer for ever.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.series import CalculationRow, leading
from drieluik.apps.monitor.sight import Sight
from drieluik.core.indicators import INDICATORS

TOLD = (
    "value",
    "low",
    "high",
    "numerator",
    "denominator",
    "n_rows",
    "n_unknown",
)
"""Fields of what is told of a figure, as they are kept."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Of what a figure is: indicator, half-year or year, and part of the city."""

    indicator_id: str
    period: str
    level: str
    party_code: str
    buurt_code: str
    breakdown: str


PLACE = ("indicator_id", "period", "level", "party_code", "buurt_code", "breakdown")
"""Fields of a place, as they are kept with a figure."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its bounds and what it was counted from."""

    value: float | None
    low: float | None
    high: float | None
    numerator: float | None
    denominator: float | None
    n_rows: int
    n_unknown: int


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said about a half-year.

    Attributes:
        period: The half-year.
        known_at: The moment; None for now.
        counted: Per indicator the calculation whose figures counted.
        figures: Every figure that the reader may see, in order of the catalogue.
        standings: The agreements with their lights, in the order of the document.
        missing: Names of the corporations of which nothing was accepted.
    """

    period: str
    known_at: datetime | None
    counted: Mapping[str, CalculationRow]
    figures: Mapping[Place, Told]
    standings: tuple[ClauseStanding, ...]
    missing: tuple[str, ...]


def get_reported(*, period: str, sight: Sight, known_at: datetime | None = None) -> Reported:
    """Return what the monitor said about a half-year, as far as the reader may see it.

    Args:
        period: The half-year.
        sight: Who looks.
        known_at: As known at this moment; None for now.
    """
    lights = Lights(sight, known_at=known_at)
    found = {card.id: leading(lights.calculations, card.id).get(period) for card in INDICATORS}
    counted = {each: row for each, row in found.items() if row is not None}
    return Reported(
        period=period,
        known_at=known_at,
        counted=counted,
        figures=_figures(counted, sight),
        standings=tuple(lights.standings(period)),
        missing=tuple(lights.missing_in(period)),
    )


def _figures(counted: Mapping[str, CalculationRow], sight: Sight) -> dict[Place, Told]:
    ids = {row.id for row in counted.values()}
    rows = Value.objects.filter(calculation_id__in=ids).order_by("id")
    by_indicator: dict[str, dict[Place, Told]] = {each: {} for each in counted}
    cards = {card.id: card for card in INDICATORS}
    for row in rows.values_list("calculation_id", *PLACE, *TOLD):
        place, told = Place(*row[1:7]), Told(*row[7:])
        calculation = counted.get(place.indicator_id)
        if calculation is None or calculation.id != row[0]:
            continue
        if sight.shows(cards[place.indicator_id], place.level, place.party_code):
            by_indicator[place.indicator_id][place] = told
    return {place: told for found in by_indicator.values() for place, told in found.items()}


def as_told(reported: Reported) -> dict[str, Any]:
    """Return what was said as plain values, for other programmes and for comparing by the byte."""
    return {
        "periode": reported.period,
        "ontbrekend": list(reported.missing),
        "cijfers": [_told(place, told) for place, told in reported.figures.items()],
        "lichten": [_standing(one) for one in reported.standings if one.norms],
    }


def _told(place: Place, told: Told) -> dict[str, Any]:
    return {
        "indicator": place.indicator_id,
        "periode": place.period,
        "niveau": place.level,
        "corporatie": place.party_code or None,
        "buurt": place.buurt_code or None,
        "onderdeel": place.breakdown,
        "waarde": told.value,
        "laagste": told.low,
        "hoogste": told.high,
        "teller": told.numerator,
        "noemer": told.denominator,
        "rijen": told.n_rows,
        "onzekere_rijen": told.n_unknown,
    }


def _standing(standing: ClauseStanding) -> dict[str, Any]:
    return {
        "afspraak": standing.clause.number,
        "licht": standing.light,
        "reden": standing.reason,
        "normen": [_norm(norm) for norm in standing.norms],
    }


def _norm(norm: NormLight) -> dict[str, Any]:
    return {
        "norm": norm.wording.text,
        "licht": norm.light,
        "reden": norm.reason,
        "periode": norm.period,
        "waarde": norm.value,
        "laagste": norm.low,
        "hoogste": norm.high,
        "onvolledig": norm.incomplete,
        "partijen": [asdict(party) for party in norm.parties],
    }
