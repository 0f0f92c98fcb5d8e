"""Accepting some sheets and sending others back, and handing those in again."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Form, Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from drieluik.apps.deliveries import selectors, services, workbooks
from drieluik.apps.deliveries.api.deciding import PartOut, told_part
from drieluik.apps.deliveries.api.finding import part_or_404, task_or_404
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.organisations.selectors import find_own_party
from drieluik.apps.sent_words import PlainWords
from drieluik.ui.downloads import as_download

router = Router()


class Decision(Schema):
    """What the steward saw and decides."""

    tabellen: list[str] = Field(description="Tables that are sent back")
    redenen: list[Annotated[str, PlainWords(2000)]] = Field(
        description="Why, for each table in the same place"
    )
    versie: int
    vergelijking: str = Field("", description="Names what a correction changes, as last seen")


class SentBackOut(Schema):
    """A table that still is to come."""

    tabel: str
    blad: str
    gemeente: str
    reden: str
    wie: str
    wanneer: datetime | None
    eerder_telt: bool = Field(
        description="Whether what was accepted of it before counts; otherwise it is unknown"
    )


@router.post("/gemeenten/{gemeente}/aanleveringen/{aanlevering}/deelacceptatie", response=PartOut)
def accept_tables(
    request: HttpRequest, gemeente: str, aanlevering: UUID, besluit: Form[Decision]
) -> dict[str, Any]:
    """Accept the municipality's part without some tables; only its data steward can.

    What a correction changes with this choice are its consequences, asked with ``terug``.
    """
    tabellen, redenen = besluit.tabellen, besluit.redenen
    part = part_or_404(request, gemeente, aanlevering)
    if len(tabellen) != len(redenen) or len(set(tabellen)) != len(tabellen):
        said = _("Give one reason for each table, and each table once.")
        raise ValidationError([{"loc": ("form", "redenen"), "msg": said}])
    services.accept_tables(
        delivery_id=aanlevering,
        municipality_id=part.municipality_id,
        choice=services.Choice(
            sent_back=dict(zip(tabellen, redenen, strict=True)),
            expected_version=besluit.versie,
            seen=besluit.vergelijking,
        ),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return told_part(part_or_404(request, gemeente, aanlevering))


@router.get(
    "/corporaties/{corporatie}/perioden/{periode}/teruggestuurd", response=list[SentBackOut]
)
def list_sent_back(request: HttpRequest, corporatie: str, periode: str) -> list[dict[str, Any]]:
    """Give the tables that one's own corporation is to hand in again for a half-year."""
    task = task_or_404(request, corporatie, periode)
    return [
        {
            "tabel": one.table_id,
            "blad": one.sheet,
            "gemeente": one.place,
            "reden": one.reason,
            "wie": one.who,
            "wanneer": one.at,
            "eerder_telt": one.keeps,
        }
        for one in selectors.list_sent_back(party_id=task.party_id, period=task.period)
    ]


@router.get("/corporaties/{corporatie}/perioden/{periode}/teruggestuurd/werkmap")
def template_of_sent_back(request: HttpRequest, corporatie: str, periode: str) -> HttpResponse:
    """Give the workbook with only these tables, filled as they were handed in."""
    task = task_or_404(request, corporatie, periode)
    party = find_own_party(code=corporatie, actor=actor_of(request))
    made_on = timezone.localdate()
    content = party and workbooks.template_of_sent_back(party, task.period, made_on=made_on)
    if not content:
        raise Http404
    return as_download(content, f"werkmap-{corporatie}-{task.period}-teruggestuurd.xlsx")
