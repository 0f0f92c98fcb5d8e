"""What a correction would change, for who decides on it and for who handed it in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from drieluik.apps.deliveries.selectors import tables_named
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.foreseen import Change, LightChange, find_change
from drieluik.apps.monitor.selectors.restated_page import FigureLine
from drieluik.apps.organisations.access import actor_of, municipality_or_404

router = Router()


class FigureChangeOut(Schema):
    """A figure as it is and as it would be; null where there is none."""

    indicator: str
    periode: str
    van: str = Field(description="Corporation, buurt or part, in words")
    nu: float | None
    straks: float | None


class LightChangeOut(Schema):
    """An agreement as it stands and as it would stand."""

    afspraak: str
    van: str = Field(description="The corporation; empty for all together")
    nu: str
    nu_reden: str
    straks: str
    straks_reden: str


class PeriodChangeOut(Schema):
    """What would be other over one half-year."""

    periode: str
    cijfers: list[FigureChangeOut]
    lichten: list[LightChangeOut]


class ReturnChoice(Schema):
    """Which tables would be sent back."""

    terug: list[str] = Field([], description="Names of tables; none to accept all of it")


class ChangeOut(Schema):
    """What accepting a correction would change; a corporation gets only what is its own."""

    aanlevering: UUID
    stand: str = Field(description="waiting, calculating, ready or interrupted")
    aandeel: float = Field(description="Share of the calculation that is done, 0-1")
    vergelijking: str = Field(description="Names what is shown; accepting asks for it")
    uitleg: str
    klaar: datetime | None
    perioden: list[PeriodChangeOut]
    signalen: list[UUID] = Field(description="Kept signals about lights that change")
    gesprekken: list[UUID] = Field(description="Kept talks about those signals")
    fictief: bool


@router.get(
    "/gemeenten/{gemeente}/aanleveringen/{aanlevering}/gevolgen",
    response=ChangeOut,
    summary="Wat een herziening zou veranderen",
)
def consequences(
    request: HttpRequest, gemeente: str, aanlevering: UUID, keuze: Query[ReturnChoice]
) -> dict[str, Any]:
    """Return every figure and light that a correction would change, before it is accepted."""
    place = municipality_or_404(request, gemeente)
    change = _change_or_404(request, place.id, aanlevering, keuze)
    return _told(change) | {"fictief": place.fictitious}


@router.post(
    "/gemeenten/{gemeente}/aanleveringen/{aanlevering}/gevolgen/opnieuw",
    response=ChangeOut,
    summary="De gevolgen van een herziening opnieuw laten berekenen",
)
def ask_consequences(
    request: HttpRequest, gemeente: str, aanlevering: UUID, keuze: Query[ReturnChoice]
) -> dict[str, Any]:
    """Have it calculated (again): after it broke off, when something changed, or for a choice."""
    place = municipality_or_404(request, gemeente)
    _change_or_404(request, place.id, aanlevering, keuze)
    services.ask_consequences(
        delivery_id=aanlevering,
        municipality_id=place.id,
        actor=actor_of(request),
        now=timezone.now(),
        sent_back=tables_named(keuze.terug),
    )
    change = _change_or_404(request, place.id, aanlevering, keuze)
    return _told(change) | {"fictief": place.fictitious}


def _change_or_404(
    request: HttpRequest, municipality_id: int, delivery_id: UUID, choice: ReturnChoice
) -> Change:
    change = find_change(
        delivery_id=delivery_id,
        municipality_id=municipality_id,
        actor=actor_of(request),
        sent_back=tables_named(choice.terug),
    )
    if change is None:
        raise Http404
    return change


def _told(change: Change) -> dict[str, Any]:
    return {
        "aanlevering": change.delivery.id,
        "stand": change.state,
        "aandeel": change.share,
        "vergelijking": change.fingerprint,
        "uitleg": change.sentence,
        "klaar": change.ready_at,
        "perioden": [
            {
                "periode": one.period,
                "cijfers": [_figure(line) for line in one.figures],
                "lichten": [_light(light) for light in one.lights],
            }
            for one in change.periods
        ],
        "signalen": [signal_id for signal_id, _name, _state in change.signals],
        "gesprekken": [talk_id for talk_id, _day in change.talks],
    }


def _figure(line: FigureLine) -> dict[str, Any]:
    return {
        "indicator": line.card.id,
        "periode": line.period,
        "van": line.where,
        "nu": line.then.value if line.then else None,
        "straks": line.now.value if line.now else None,
    }


def _light(light: LightChange) -> dict[str, Any]:
    return {
        "afspraak": light.number,
        "van": light.whose,
        "nu": light.then,
        "nu_reden": light.then_reason,
        "straks": light.now,
        "straks_reden": light.now_reason,
    }
