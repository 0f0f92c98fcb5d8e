"""The municipality: ask for figures, see how far everybody is, accept or send back its part."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Form, Router, Schema
from pydantic import Field

from drieluik.apps.deliveries import policies, selectors, services, workbooks
from drieluik.apps.deliveries.api.finding import part_or_404
from drieluik.apps.deliveries.api.handing_in import RestatementOut, told_restatement
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_words import PlainWords
from drieluik.ui.downloads import as_download

router = Router()


class CellOut(Schema):
    """How far a corporation is with a half-year."""

    corporatie: str
    periode: str
    stand: str = Field(
        description="not_started, under_way, signed, accepted, partly or refused; of one's own "
        "corporation draft, findings or to_sign instead of under_way"
    )
    te_laat: bool


class OpenableOut(Schema):
    """A signed delivery whose part the municipality can open."""

    corporatie: str
    periode: str
    stand: str = Field(description="signed, accepted, partly or refused")
    aanlevering: UUID


class ConfirmationOut(Schema):
    """Findings that stand out and were confirmed with one reason."""

    waarover: str
    aantal: int
    reden: str
    wie: str
    vrijgesteld_tot: date | None = Field(description="When a waiver of the rule confirmed them")


class PartOut(Schema):
    """The municipality's own part of a signed delivery."""

    aanlevering: UUID
    versie: int = Field(description="Raised by every act; a decision names the one last seen")
    corporatie: str
    periode: str
    besluit: str = Field(description="pending, accepted, refused, lapsed or superseded")
    reden: str
    teruggestuurd: dict[str, str] = Field(
        description="Table -> reason, of what was sent back while the rest was accepted"
    )
    herziening: RestatementOut | None = Field(description="Of a correction: why figures change")
    rijen: dict[str, int] = Field(description="Table -> number of rows")
    bevestigingen: list[ConfirmationOut] = Field(
        description="What the corporation confirmed, and why"
    )


@router.get("/gemeenten/{gemeente}/aanleveringen", response=list[CellOut])
def list_states(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give how far each corporation is with each half-year: states, no contents."""
    overview = selectors.get_overview(
        municipality_id=municipality_or_404(request, gemeente).id,
        actor=actor_of(request),
        today=timezone.localdate(),
    )
    return [
        {
            "corporatie": name,
            "periode": str(asked.period),
            "stand": cell.state,
            "te_laat": cell.late,
        }
        for name, cells in overview.rows
        for asked, cell in zip(overview.rounds, cells, strict=True)
    ]


@router.get("/gemeenten/{gemeente}/delen", response=list[OpenableOut])
def list_parts(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the signed deliveries whose part the municipality can open, by corporation."""
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    policies.check_may_read_parts(actor, municipality_id=place.id)
    overview = selectors.get_overview(
        municipality_id=place.id, actor=actor, today=timezone.localdate()
    )
    return [
        {
            "corporatie": name,
            "periode": str(cell.period),
            "stand": cell.state,
            "aanlevering": cell.delivery_id,
        }
        for name, cells in overview.rows
        for cell in cells
        if cell.delivery_id is not None
    ]


@router.get("/gemeenten/{gemeente}/aanleveringen/{aanlevering}", response=PartOut)
def get_part(request: HttpRequest, gemeente: str, aanlevering: UUID) -> dict[str, Any]:
    """Give the municipality's part of a signed delivery."""
    return told_part(part_or_404(request, gemeente, aanlevering))


@router.get("/gemeenten/{gemeente}/aanleveringen/{aanlevering}/rijen")
def rows(request: HttpRequest, gemeente: str, aanlevering: UUID) -> HttpResponse:
    """Give the rows of this municipality as a workbook."""
    part = part_or_404(request, gemeente, aanlevering)
    name = f"deel-{gemeente}-{part.party.code}-{part.delivery.period}.xlsx"
    return as_download(workbooks.part_workbook(part), name)


@router.post("/gemeenten/{gemeente}/aanleveringen/{aanlevering}/acceptatie", response=PartOut)
def accept(
    request: HttpRequest,
    gemeente: str,
    aanlevering: UUID,
    versie: Form[int],
    vergelijking: Form[str | None] = None,
) -> dict[str, Any]:
    """Accept the municipality's part, so that it counts; only its data steward can.

    ``vergelijking`` names what a correction changes, as last seen (``vergelijking`` of its consequences).
    """
    part = part_or_404(request, gemeente, aanlevering)
    services.accept_delivery(
        delivery_id=aanlevering,
        municipality_id=part.municipality_id,
        actor=actor_of(request),
        now=timezone.now(),
        expected_version=versie,
        seen=vergelijking or "",
    )
    return told_part(part_or_404(request, gemeente, aanlevering))


@router.post("/gemeenten/{gemeente}/aanleveringen/{aanlevering}/terugzending", response=PartOut)
def refuse(
    request: HttpRequest,
    gemeente: str,
    aanlevering: UUID,
    reden: Form[Annotated[str, PlainWords(2000)]],
    versie: Form[int],
) -> dict[str, Any]:
    """Send the municipality's part back with a reason; only its data steward can."""
    part = part_or_404(request, gemeente, aanlevering)
    services.refuse_delivery(
        delivery_id=aanlevering,
        municipality_id=part.municipality_id,
        reason=reden,
        actor=actor_of(request),
        now=timezone.now(),
        expected_version=versie,
    )
    return told_part(part_or_404(request, gemeente, aanlevering))


def told_part(part: selectors.Acceptance) -> dict[str, Any]:
    """Return the part of a municipality as it is told."""
    delivery = part.delivery
    confirmed = selectors.list_confirmations(delivery, municipality_code=part.municipality.code)
    return {
        "aanlevering": delivery.id,
        "versie": delivery.version,
        "corporatie": part.party.code,
        "periode": str(delivery.period),
        "besluit": part.verdict,
        "reden": part.reason,
        "teruggestuurd": {one.table_id: one.reason for one in part.sent_back.all()},
        "herziening": told_restatement(
            selectors.find_restatement(delivery, municipality_id=part.municipality_id)
        ),
        "rijen": part.n_rows,
        "bevestigingen": [
            {
                "waarover": one.message,
                "aantal": one.n,
                "reden": one.reason,
                "wie": one.who,
                "vrijgesteld_tot": one.waived_until,
            }
            for one in confirmed
        ],
    }
