"""Exports for other programmes: what a recipient gets, and the files; also with a token (OAuth 2)."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from drieluik.apps.exports import policies, selectors
from drieluik.apps.exports.rows import PlanRow
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.ui.downloads import as_download

router = Router(tags=["doorleveringen"])


class ExportLackingOut(Schema):
    """A chosen figure that is not delivered yet."""

    cijfer: str
    reden: str


class ExportEditionOut(Schema):
    """One file over a half-year."""

    id: UUID
    nummer: int
    gemaakt_op: datetime
    controlegetallen: dict[str, str] = Field(description="Kind of file -> SHA-256 of its bytes")
    bestanden: dict[str, str] = Field(description="Kind of file -> its address")


class ExportPeriodOut(Schema):
    """A half-year: its day, how far it is, and its files, the newest first."""

    halfjaar: str
    dag: date
    stand: str = Field(
        description="to_come, lacking (nothing to give yet), partly, given, empty (nothing of the file"
        " before it counts), or gone (see vervallen)"
    )
    nog_niet_geleverd: list[ExportLackingOut]
    vervallen: list[str] = Field(
        description="Figures in the newest file that were withdrawn or corrected since, or are"
        " agreed no longer: as long as there are any, the recipient cannot fetch that file"
    )
    uitgaven: list[ExportEditionOut]


class ExportApprovalOut(Schema):
    """A corporation, and when it approved what is given of its figures by agreement."""

    partij: str
    goedgekeurd_op: datetime | None


class ExportOut(Schema):
    """What a recipient gets each half-year."""

    ontvanger: str
    ontvanger_code: str
    openbaar: list[str] = Field(description="Figures that are given once they are public")
    afgesproken: list[str] = Field(description="Figures that are given also when not public")
    goedkeuringen: list[ExportApprovalOut] = Field(
        description="Corporations that approve what is agreed, for the three sides: figures of a"
        " corporation that did not are not given"
    )
    grond: str
    afgesproken_door: str
    afgesproken_tot: date | None
    gevraagd_in: str = Field(description="Where it stands what is asked; empty when not recorded")
    gestopt_omdat: str
    halfjaren: list[ExportPeriodOut]


_ALL = "/gemeenten/{gemeente}/doorleveringen"


@router.get(_ALL, response=list[ExportOut])
def list_exports(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give who gets which figures, as far as one may see it, with the files of every half-year."""
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    policies.check_may_see_exports(
        actor,
        municipality_id=place.id,
        recipient_ids=selectors.recipient_ids(municipality_id=place.id),
    )
    rows = selectors.list_exports(municipality_id=place.id, actor=actor, now=timezone.now())
    return [_told(row, gemeente) for row in rows]


@router.get(f"{_ALL}/{{uitgave}}/bestand")
def export_file(
    request: HttpRequest, gemeente: str, uitgave: UUID, vorm: Literal["xlsx", "csv"] = "xlsx"
) -> HttpResponse:
    """Give a file as it was made, always the same bytes."""
    place = municipality_or_404(request, gemeente)
    found = selectors.find_edition(
        municipality_id=place.id, edition_id=uitgave, actor=actor_of(request), now=timezone.now()
    )
    if found is None:
        raise Http404
    name = f"{place.slug}-{found.period}-{found.number}.{vorm}"
    return as_download(selectors.bytes_of(found, vorm), name)


def _told(row: PlanRow, slug: str) -> dict[str, Any]:
    plan = row.plan
    return {
        "ontvanger": plan.recipient.name,
        "ontvanger_code": plan.recipient.code,
        "openbaar": list(row.public),
        "afgesproken": list(row.agreed),
        "goedkeuringen": [
            {"partij": one.name, "goedgekeurd_op": one.approved_at} for one in row.approvers
        ],
        "grond": plan.ground,
        "afgesproken_door": plan.agreed_by,
        "afgesproken_tot": plan.agreed_until,
        "gevraagd_in": plan.asked_in,
        "gestopt_omdat": plan.ended_because,
        "halfjaren": [
            {
                "halfjaar": one.period,
                "dag": one.due_on,
                "stand": one.state,
                "nog_niet_geleverd": [
                    {"cijfer": name, "reden": reason} for name, reason in one.lacking
                ],
                "vervallen": list(one.gone),
                "uitgaven": [
                    {
                        "id": each.id,
                        "nummer": each.number,
                        "gemaakt_op": each.made_at,
                        "controlegetallen": {"xlsx": each.xlsx_hash, "csv": each.csv_hash},
                        "bestanden": {form: _address(slug, each.id, form) for form in _FORMS},
                    }
                    for each in one.editions
                ],
            }
            for one in row.periods
        ],
    }


_FORMS = ("xlsx", "csv")


def _address(slug: str, edition_id: UUID, form: str) -> str:
    return f"{reverse('api:export_file', args=[slug, edition_id])}?vorm={form}"
