"""What parties say beside figures: read it, put a remark there, take one back."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.monitor import policies, services
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import Sheet, sheet_over
from drieluik.apps.monitor.selectors.remarks import FigureAt, is_remark_here, list_remarks
from drieluik.apps.monitor.services import Remark
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_words import PlainWords
from drieluik.core.indicators import INDICATORS

router = Router()
RemarkWords = Annotated[str, PlainWords(2000)]
_PATH = "/gemeenten/{gemeente}/indicatoren/{indicator}/opmerkingen"


class RemarkIn(Schema):
    """A remark beside a figure of a half-year."""

    periode: str = Field(description="A half-year, such as 2020-1")
    partij: str = Field(description="Code of the party that says it")
    niveau: str = Field(default="total", description="total, corporation or buurt")
    plaats: str = Field(default="", description="Code of the corporation or buurt")
    tekst: RemarkWords
    gezien: str = Field(
        default="",
        max_length=64,
        description="``vingerafdruk`` of the origin of the figure that was seen; when the figures "
        "were calculated anew since, the remark is refused",
    )


class RemarkOut(Schema):
    """A remark, with the figure when it was written and now."""

    id: UUID
    indicator: str
    periode: str
    niveau: str
    plaats: str
    partij: str
    tekst: str
    door: str
    op: datetime
    cijfer_toen: float | None
    cijfer_nu: float | None
    teruggenomen_op: datetime | None


@router.get(_PATH, response=list[RemarkOut], summary="Opmerkingen van partijen bij cijfers")
def remarks(
    request: HttpRequest, gemeente: str, indicator: str, periode: str
) -> list[dict[str, Any]]:
    """Return the remarks beside the figures of a half-year, oldest first; only for the parties."""
    sight, sheet = _asked(request, gemeente, indicator, periode)
    policies.check_may_read_remarks(sight.actor, municipality_id=sight.municipality_id)
    return _all(sight, sheet)


@router.post(_PATH, response={201: list[RemarkOut]}, summary="Een opmerking bij een cijfer zetten")
def write_remark(
    request: HttpRequest, gemeente: str, indicator: str, given: Form[RemarkIn]
) -> Status[list[dict[str, Any]]]:
    """Put a remark of one's own party beside a figure; what was written before stays."""
    sight, sheet = _asked(request, gemeente, indicator, given.periode)
    services.write_remark(
        municipality_id=sight.municipality_id,
        at=FigureAt(indicator, given.periode, given.niveau, given.plaats),
        remark=Remark(find_party_id(code=given.partij) or 0, given.tekst, given.gezien),
        actor=sight.actor,
        now=timezone.now(),
    )
    return Status(201, _all(sight, sheet))


@router.post(
    _PATH + "/{opmerking}/terugname",
    response=list[RemarkOut],
    summary="Een opmerking terugnemen",
)
def take_back_remark(
    request: HttpRequest, gemeente: str, indicator: str, opmerking: UUID
) -> list[dict[str, Any]]:
    """Take a remark of one's own party back; its words stay readable."""
    place = municipality_or_404(request, gemeente)
    if not is_remark_here(municipality_id=place.id, remark_id=opmerking):
        raise Http404
    row = services.take_back_remark(
        municipality_id=place.id, remark_id=opmerking, actor=actor_of(request), now=timezone.now()
    )
    return _all(*_asked(request, gemeente, row.indicator_id, row.period))


def _asked(request: HttpRequest, slug: str, indicator_id: str, period: str) -> tuple[Sight, Sheet]:
    """Return who looks where, and the figures of the half-year.

    Raises:
        Http404: There is no such municipality or indicator here, or no figure over the half-year.
    """
    place = municipality_or_404(request, slug)
    sight = Sight(actor_of(request), place.id)
    if indicator_id not in {card.id for card in INDICATORS}:
        raise Http404
    card = card_for(municipality_id=place.id, indicator_id=indicator_id, period=period)
    sheet = sheet_over(sight, card, period)
    if sheet is None:
        raise Http404
    return sight, sheet


def _all(sight: Sight, sheet: Sheet) -> list[dict[str, Any]]:
    return [
        {
            "id": row.remark_id,
            "indicator": row.at.indicator_id,
            "periode": row.at.period,
            "niveau": row.at.level,
            "plaats": row.at.place,
            "partij": row.party_code,
            "tekst": row.text,
            "door": row.by,
            "op": row.written_at,
            "cijfer_toen": row.then,
            "cijfer_nu": row.now,
            "teruggenomen_op": row.taken_back_at,
        }
        for row in list_remarks(sight, sheet)
    ]
