"""The figures of a year: meetings, proposals, who owes what, and what agreements lack."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from drieluik.apps.evaluation.api.asking import YEAR, evaluation_of, readable_place, router
from drieluik.apps.evaluation.rows import MeetingLine, PartyBalance

_KINDS = {
    "resultaat": "result",
    "inspanning": "effort",
    "werkwijze": "process",
    "niet_vastgelegd": "none",
}


class LateOut(Schema):
    """Papers of an item that did not reach an organisation of tenants in time."""

    punt: str
    organisatie: str
    uitleg: str


class YearMeetingOut(Schema):
    """A meeting of the year; one that was not held yet has no counts."""

    id: UUID
    naam: str
    stand: str = Field(
        description="held, planned, passed (its day went by and it was never closed) or cancelled"
    )
    aanwezig: int = Field(description="Parties that were there")
    verwacht: int = Field(description="Parties that should have been there")
    besluiten: int
    te_laat_bij_huurders: list[LateOut]
    te_weinig_tijd_voor_advies: list[LateOut]


class YearProposalOut(Schema):
    """A proposal that was submitted in the year, and its fate."""

    id: UUID
    nummer: int
    titel: str
    partij: str
    stand: str
    stand_uitleg: str
    ingediend: date
    dagen: int | None = Field(description="Days until it was closed; null while it is open")


class CountOut(Schema):
    """How many of how many; both 0 when nothing was asked."""

    aantal: int
    gevraagd: int


class BalanceOut(Schema):
    """What one party owes by the agreements, and what was heard of it."""

    code: str
    partij: str
    soort: str = Field(description="municipality, corporation or tenants")
    bindt: dict[str, int] = Field(
        description="Agreements that bind it: resultaat, inspanning, werkwijze, niet_vastgelegd; "
        "one that promises two kinds of things counts in both"
    )
    overleggen: CountOut
    standpunten: CountOut
    op_tijd_geleverd: CountOut = Field(
        description="Tables, counted as on the page of completeness, with a shown day in the year"
    )
    taken_klaar: int
    taken_te_laat: int = Field(description="Not finished on their day")
    inbreng: int = Field(description="What it said or advised before meetings that were held")
    meldingen: int = Field(description="Reports on actions of focus projects")
    voorstellen: int = Field(description="Proposals it submitted")
    doet_mee_tot: date | None = Field(description="Null when it took part to the end")
    niets_vastgelegd: bool = Field(
        description="Something was asked of it and nothing is recorded of it"
    )


class GapOut(Schema):
    """An agreement that lacks something."""

    afspraak: str
    titel: str
    zonder_norm: bool
    bindt_niemand: bool
    zonder_cijfers: bool


class EvaluationOut(Schema):
    """A year of working together, counted from what was recorded."""

    jaar: int
    tot: date = Field(description="The last day that was looked at: of the year, or today")
    halfjaar: str = Field(description="The half-year whose lights tell which figures are missing")
    overleggen: list[YearMeetingOut]
    voorstellen: list[YearProposalOut]
    partijen: list[BalanceOut]
    afspraken: int = Field(description="All agreements in force on that last day")
    wat_ontbreekt: list[GapOut]
    pagina: str


@router.get(YEAR, response=EvaluationOut)
def get_year_evaluation(request: HttpRequest, gemeente: str, jaar: int) -> dict[str, Any]:
    """Give how a year went; for the parties."""
    found = evaluation_of(request, readable_place(request, gemeente, jaar), jaar)
    page = reverse("evaluation:year", args=[gemeente, jaar])
    return {
        "jaar": found.year,
        "tot": found.until,
        "halfjaar": found.period,
        "overleggen": [_meeting(row) for row in found.meetings],
        "voorstellen": [
            {
                "id": row.proposal_id,
                "nummer": row.number,
                "titel": row.title,
                "partij": row.party,
                "stand": row.state,
                "stand_uitleg": row.state_label,
                "ingediend": row.submitted_on,
                "dagen": row.days,
            }
            for row in found.proposals
        ],
        "partijen": [_balance(row) for row in found.balances],
        "afspraken": found.n_clauses,
        "wat_ontbreekt": [
            {
                "afspraak": row.number,
                "titel": row.heading,
                "zonder_norm": row.without_norm,
                "bindt_niemand": row.without_owner,
                "zonder_cijfers": row.without_data,
            }
            for row in found.gaps
        ],
        "pagina": request.build_absolute_uri(page),
    }


def _meeting(row: MeetingLine) -> dict[str, Any]:
    return {
        "id": row.meeting_id,
        "naam": row.name,
        "stand": row.state,
        "aanwezig": row.n_present,
        "verwacht": row.n_expected,
        "besluiten": row.n_decisions,
        "te_laat_bij_huurders": _told(row.late),
        "te_weinig_tijd_voor_advies": _told(row.short),
    }


def _told(rows: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
    return [
        {"punt": item, "organisatie": name, "uitleg": sentence} for item, name, sentence in rows
    ]


def _balance(row: PartyBalance) -> dict[str, Any]:
    return {
        "code": row.code,
        "partij": row.name,
        "soort": row.kind,
        "bindt": {dutch: row.owes.get(kind, 0) for dutch, kind in _KINDS.items()},
        "overleggen": _count(row.n_present, row.n_expected),
        "standpunten": _count(row.n_answered, row.n_asked),
        "op_tijd_geleverd": _count(row.n_in_time, row.n_due),
        "taken_klaar": row.n_tasks_done,
        "taken_te_laat": row.n_tasks_late,
        "inbreng": row.n_inputs,
        "meldingen": row.n_reports,
        "voorstellen": row.n_proposals,
        "doet_mee_tot": row.left_on,
        "niets_vastgelegd": row.is_silent,
    }


def _count(n: int, asked: int) -> dict[str, int]:
    return {"aantal": n, "gevraagd": asked}
