"""What was said about a half-year on a day, and what has been restated since."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from drieluik.apps.agreements.moments import end_of
from drieluik.apps.monitor.api.figures import ReportedFigureOut
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.reported import as_told, get_reported
from drieluik.apps.monitor.selectors.restated import Restated, Step, get_restated
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_days import Day

router = Router()


class KnownFilter(Schema):
    """Which half-year, and as known on which day."""

    periode: str = Field(description="A half-year such as 2019-2", max_length=6)
    bekend: Day | None = Field(None, description="As known at the end of this day; now if left out")


class ReportedNormOut(Schema):
    """How one norm stood."""

    norm: str
    licht: str
    reden: str
    periode: str
    waarde: float | None
    laagste: float | None
    hoogste: float | None
    onvolledig: str


class ReportedLightOut(Schema):
    """How one agreement stood."""

    afspraak: str
    licht: str
    reden: str
    normen: list[ReportedNormOut]


class ReportedOut(Schema):
    """What was said about a half-year; ``fictief`` is true when it is made up."""

    periode: str
    ontbrekend: list[str] = Field(description="Names of corporations without accepted figures")
    cijfers: list[ReportedFigureOut]
    lichten: list[ReportedLightOut]
    fictief: bool


class CorrectionOut(Schema):
    """The cause of a correction as its controller stated it."""

    aanlevering: UUID
    corporatie: str
    periode: str
    oorzaak: str
    toelichting: str
    wie: str
    wanneer: datetime


class CauseOut(Schema):
    """A calculation that said something else, and why."""

    berekend: datetime
    herzieningen: list[CorrectionOut]
    verder: list[str] = Field(description="What else it followed from, in words")


class FigureDifferenceOut(Schema):
    """A figure that is other than it was."""

    indicator: str
    periode: str
    niveau: str
    corporatie: str | None
    buurt: str | None
    onderdeel: str
    toen: float | None
    nu: float | None
    door: list[CauseOut]


class LightDifferenceOut(Schema):
    """An agreement that stands otherwise than it did; empty where it had or has no light."""

    afspraak: str
    toen: str
    nu: str
    door: list[CauseOut]
    verder: list[str]


class RestatedOut(Schema):
    """Every difference between what was said on a day and what is known now."""

    periode: str
    bekend: date
    cijfers: list[FigureDifferenceOut]
    lichten: list[LightDifferenceOut]
    fictief: bool


@router.get(
    "/gemeenten/{gemeente}/gemeld", response=ReportedOut, summary="Wat over een halfjaar is gemeld"
)
def reported(request: HttpRequest, gemeente: str, which: Query[KnownFilter]) -> dict[str, Any]:
    """Return figures, lights and completeness of a half-year as known on a day."""
    place = municipality_or_404(request, gemeente)
    sight = Sight(actor_of(request), place.id)
    _check_known(which.periode, sight)
    known_at = end_of(which.bekend) if which.bekend else None
    found = get_reported(period=which.periode, sight=sight, known_at=known_at)
    return as_told(found) | {"fictief": place.fictitious}


@router.get(
    "/gemeenten/{gemeente}/herzieningen",
    response=RestatedOut,
    summary="Wat sinds een dag over een halfjaar is herzien",
)
def restated(request: HttpRequest, gemeente: str, periode: str, bekend: Day) -> dict[str, Any]:
    """Return what differs between what was said on a day and what is known now, and why."""
    place = municipality_or_404(request, gemeente)
    sight = Sight(actor_of(request), place.id)
    _check_known(periode, sight)
    found = get_restated(period=periode, sight=sight, known_at=end_of(bekend))
    return _told(found) | {"periode": periode, "bekend": bekend, "fictief": place.fictitious}


def _check_known(period: str, sight: Sight) -> None:
    if period not in Lights(sight).periods:
        raise Http404


def _told(found: Restated) -> dict[str, Any]:
    return {
        "cijfers": [
            {
                "indicator": row.place.indicator_id,
                "periode": row.place.period,
                "niveau": row.place.level,
                "corporatie": row.place.party_code or None,
                "buurt": row.place.buurt_code or None,
                "onderdeel": row.place.breakdown,
                "toen": row.then.value if row.then else None,
                "nu": row.now.value if row.now else None,
                "door": [_cause(step) for step in row.steps],
            }
            for row in found.figures
        ],
        "lichten": [
            {
                "afspraak": row.clause.number,
                "toen": row.then.light if row.then else "",
                "nu": row.now.light if row.now else "",
                "door": [_cause(step) for step in row.steps],
                "verder": list(row.others),
            }
            for row in found.lights
        ],
    }


def _cause(step: Step) -> dict[str, Any]:
    return {
        "berekend": step.calculation.calculated_at,
        "herzieningen": [
            {
                "aanlevering": one.delivery_id,
                "corporatie": one.party_code,
                "periode": str(one.period),
                "oorzaak": one.cause,
                "toelichting": one.explanation,
                "wie": one.stated_by,
                "wanneer": one.stated_at,
            }
            for one in step.restatements
        ],
        "verder": list(step.sentences),
    }
