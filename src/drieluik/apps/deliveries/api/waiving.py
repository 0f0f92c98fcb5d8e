"""What is waived: everybody of the municipality reads it, the corporation's controller decides."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.api.finding import own_or_404
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party

router = Router()


class WaiverOut(Schema):
    """A rule that is or was waived for a corporation."""

    id: int
    corporatie: str
    regel: str = Field(description="Table and check, such as lettings.number_of_lettings.others")
    wat: str
    reden: str
    tot: date = Field(description="First day on which the rule counts again")
    door: str
    op: datetime
    loopt: bool
    beeindigd_door: str
    beeindigd_op: datetime | None
    beeindigd_omdat: str


@router.get("/gemeenten/{gemeente}/vrijstellingen", response=list[WaiverOut])
def list_waivers(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give what is and was waived for the corporations of a municipality."""
    place = municipality_or_404(request, gemeente)
    found = selectors.list_waivers_here(municipality_id=place.id, today=timezone.localdate())
    return [_told(one) for one in found]


@router.post("/corporaties/{corporatie}/vrijstellingen", response={201: WaiverOut})
def waive_rule(
    request: HttpRequest,
    corporatie: str,
    regel: Form[str],
    reden: Form[Annotated[str, PlainWords(2000)]],
    tot: Form[Day],
) -> Status[dict[str, Any]]:
    """Waive a soft rule for one's own corporation until a day; only its controller can."""
    own = own_or_404(request, corporatie)
    waiver = services.waive_rule(
        party_id=own.id,
        rule=regel,
        reason=reden,
        until_on=tot,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _told(_shown(own, waiver.id)))


@router.post("/corporaties/{corporatie}/vrijstellingen/{vrijstelling}/einde", response=WaiverOut)
def end_waiver(
    request: HttpRequest,
    corporatie: str,
    vrijstelling: int,
    omdat: Form[Annotated[str, PlainWords(2000)]],
) -> dict[str, Any]:
    """End a waiver before its day; only the controller of the corporation can."""
    own = own_or_404(request, corporatie)
    if selectors.find_waiver(waiver_id=vrijstelling, party_id=own.id) is None:
        raise Http404
    services.end_waiver(
        waiver_id=vrijstelling, because=omdat, actor=actor_of(request), now=timezone.now()
    )
    return _told(_shown(own, vrijstelling))


def _shown(own: "Party", waiver_id: int) -> selectors.ShownWaiver:
    found = selectors.list_waivers(party_id=own.id, today=timezone.localdate())
    return next(one for one in found if one.id == waiver_id)


def _told(waiver: selectors.ShownWaiver) -> dict[str, Any]:
    return {
        "id": waiver.id,
        "corporatie": waiver.party_code,
        "regel": waiver.rule,
        "wat": waiver.what,
        "reden": waiver.reason,
        "tot": waiver.until_on,
        "door": waiver.granted_by,
        "op": waiver.granted_at,
        "loopt": waiver.runs,
        "beeindigd_door": waiver.ended_by,
        "beeindigd_op": waiver.ended_at,
        "beeindigd_omdat": waiver.ended_because,
    }
