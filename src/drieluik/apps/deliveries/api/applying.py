"""Which tables apply: the corporation says what does not, and all parties read it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.deliveries import selectors, services
from drieluik.apps.deliveries.api.finding import own_or_404
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_words import PlainWords
from drieluik.core.tables import Period

router = Router()

Why = Annotated[str, PlainWords(2000)]


class NotApplicableOut(Schema):
    """A table that does not apply to a corporation: from when, why, and since when it does again."""

    id: UUID
    corporatie: str
    tabel: str
    blad: str
    vanaf: str = Field(description="First half-year in which the table does not apply")
    reden: str
    vastgelegd_door: str
    vastgelegd_op: datetime
    weer_vanaf: str | None = Field(
        description="First half-year in which it applies again; the same as ``vanaf`` when it was "
        "a mistake; null while nobody said so"
    )
    weer_omdat: str
    beeindigd_door: str
    beeindigd_op: datetime | None


class OwnTableOut(Schema):
    """One table of the workbook and what one's own corporation said of it."""

    tabel: str
    blad: str
    altijd: bool = Field(description="True for a table that cannot be left out")
    niet_van_toepassing: list[NotApplicableOut]


@router.get("/gemeenten/{gemeente}/niet-van-toepassing", response=list[NotApplicableOut])
def list_not_applicable(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give which tables do not apply to which corporation, from when and why."""
    place = municipality_or_404(request, gemeente)
    return [_told(one) for one in selectors.list_not_applicable(municipality_id=place.id)]


@router.get("/corporaties/{corporatie}/tabellen", response=list[OwnTableOut])
def list_tables(request: HttpRequest, corporatie: str) -> list[dict[str, Any]]:
    """Give the tables of the workbook with what one's own corporation said of them."""
    return [
        {
            "tabel": row.contract.id,
            "blad": row.contract.sheet_nl,
            "altijd": row.contract.id in services.ALWAYS_APPLIES,
            "niet_van_toepassing": [_told(one) for one in row.said],
        }
        for row in selectors.list_own_tables(party_id=own_or_404(request, corporatie).id)
    ]


@router.post(
    "/corporaties/{corporatie}/tabellen/{tabel}/niet-van-toepassing",
    response={201: NotApplicableOut},
)
def record_not_applicable(
    request: HttpRequest, corporatie: str, tabel: str, vanaf: Form[str], reden: Form[Why]
) -> Status[dict[str, Any]]:
    """Say that a table does not apply to one's own corporation from a half-year on, and why."""
    statement_id = services.record_not_applicable(
        party_id=own_or_404(request, corporatie).id,
        table_id=tabel,
        period=_period(vanaf),
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _told(_said_or_404(request, statement_id)))


@router.post("/niet-van-toepassing/{uitspraak}/einde", response=NotApplicableOut)
def end_not_applicable(
    request: HttpRequest, uitspraak: UUID, vanaf: Form[str], reden: Form[Why]
) -> dict[str, Any]:
    """Say that a table applies to one's own corporation again from a half-year on, and why."""
    said = _said_or_404(request, uitspraak)
    services.end_not_applicable(
        statement_id=said.id,
        period=_period(vanaf),
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _told(_said_or_404(request, uitspraak))


def _told(one: selectors.NotApplicable) -> dict[str, Any]:
    return {
        "id": one.id,
        "corporatie": one.party_code,
        "tabel": one.table_id,
        "blad": one.sheet_nl,
        "vanaf": str(one.from_period),
        "reden": one.reason,
        "vastgelegd_door": one.recorded_by,
        "vastgelegd_op": one.recorded_at,
        "weer_vanaf": str(one.until) if one.until else None,
        "weer_omdat": one.ended_because,
        "beeindigd_door": one.ended_by,
        "beeindigd_op": one.ended_at,
    }


def _said_or_404(request: HttpRequest, statement_id: UUID) -> selectors.NotApplicable:
    said = selectors.find_not_applicable(statement_id=statement_id, actor=actor_of(request))
    if said is None:
        raise Http404
    return said


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise WrongState(str(error)) from error
