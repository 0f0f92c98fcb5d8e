"""Lights set by hand: read them, set one, take one back; the same rights as the page."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.forms import LightByHandForm, TakeBackForm
from drieluik.apps.monitor.selectors.by_hand import list_by_hand
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import find_norm
from drieluik.apps.monitor.services import SaidByHand
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import Words

router = Router()

_NAMES = {"periode": "period", "licht": "light", "reden": "reason", "tot_en_met": "last_day"}


class LightByHandIn(Schema):
    """What is said instead of the light that was worked out."""

    periode: str = Field(description="A half-year, such as 2020-1")
    licht: str = Field(description="on_course, attention, off_course or unknown")
    reden: Words
    tot_en_met: str = Field(description="Last day on which it holds, at most a year ahead")


class LightByHandOut(Schema):
    """A light that was set by hand, also when it holds no longer."""

    norm: UUID
    periode: str
    licht: str
    reden: str
    door: str
    van: date
    tot_en_met: date
    beeindigd_op: datetime | None
    waarom_beeindigd: str


@router.get(
    "/gemeenten/{gemeente}/normen/{norm}/met-de-hand",
    response=list[LightByHandOut],
    summary="Lichten die met de hand zijn gezet",
)
def lights_by_hand(request: HttpRequest, gemeente: str, norm: UUID) -> list[dict[str, Any]]:
    """Return every light that was ever set by hand for a norm, oldest first."""
    _norm_or_404(municipality_or_404(request, gemeente).id, norm)
    return _all(norm)


@router.post(
    "/gemeenten/{gemeente}/normen/{norm}/met-de-hand",
    response={201: list[LightByHandOut]},
    summary="Een licht met de hand zetten",
)
def set_light(
    request: HttpRequest, gemeente: str, norm: UUID, given: Form[LightByHandIn]
) -> Status[list[dict[str, Any]]]:
    """Set the light of a norm by hand, with a reason and a last day; only a steward can."""
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    _norm_or_404(place.id, norm)
    policies.check_may_confirm_norms(actor, municipality_id=place.id)
    periods = Lights(Sight(actor, place.id), []).periods
    form = LightByHandForm(
        {
            "period": given.periode,
            "light": given.licht,
            "reason": given.reden,
            "last_day": given.tot_en_met,
        },
        periods=periods,
    )
    said = SaidByHand(**valid_form(form, _NAMES).cleaned_data)
    services.set_light(norm_id=norm, said=said, actor=actor, now=timezone.now())
    return Status(201, _all(norm))


@router.post(
    "/gemeenten/{gemeente}/normen/{norm}/met-de-hand/{periode}/intrekking",
    response=list[LightByHandOut],
    summary="Een met de hand gezet licht terugnemen",
)
def take_back_light(
    request: HttpRequest, gemeente: str, norm: UUID, periode: str, reden: Form[Words]
) -> list[dict[str, Any]]:
    """Let the light that was worked out count again, with a reason; only a steward can."""
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    _norm_or_404(place.id, norm)
    policies.check_may_confirm_norms(actor, municipality_id=place.id)
    form = valid_form(TakeBackForm({"period": periode, "reason": reden}), _NAMES)
    services.take_back_light(norm_id=norm, actor=actor, now=timezone.now(), **form.cleaned_data)
    return _all(norm)


def _norm_or_404(municipality_id: int, norm_id: UUID) -> None:
    if find_norm(municipality_id=municipality_id, norm_id=norm_id) is None:
        raise Http404


def _all(norm_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "norm": one.norm_id,
            "periode": one.period,
            "licht": one.light,
            "reden": one.reason,
            "door": one.by,
            "van": one.set_on,
            "tot_en_met": one.last_day,
            "beeindigd_op": one.ended_at,
            "waarom_beeindigd": one.ended_because,
        }
        for one in list_by_hand([norm_id]).get(norm_id, ())
    ]
