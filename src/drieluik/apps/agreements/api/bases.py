"""The legal basis of the agreements for other programmes: reading, recording, correcting."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Query, Router, Schema, Status
from pydantic import Field

from drieluik.apps.agreements import policies, services
from drieluik.apps.agreements.bases import BasisRow, bases_on, list_bases
from drieluik.apps.agreements.basis_forms import BasisForm
from drieluik.apps.agreements.moments import end_of
from drieluik.apps.agreements.selectors import find_version, list_clauses
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import Words

router = Router()
_NAMES = {
    "afspraak": "clause",
    "vervalt": "lapses",
    "grondslag": "name",
    "vindplaats": "source",
    "geldig_vanaf": "in_force_from",
    "reden": "reason",
    "toelichting": "explanation",
}


class BasisOut(Schema):
    """On which law or policy the agreements rest, from a day on."""

    id: int
    afspraak: UUID | None = Field(description="Id of the agreement; null for all of them")
    grondslag: str = Field(description="Empty when the basis fell away")
    vindplaats: str
    geldig_vanaf: date
    reden: str = Field(
        description="first, law, national, council, decision, evaluation or correction"
    )
    toelichting: str
    vastgelegd: datetime
    herstelt: int | None
    hersteld: datetime | None


class BasisDay(Schema):
    """In force on which day, as known on which day; everything ever recorded with ``alles``."""

    op: Day | None = None
    bekend: Day | None = None
    alles: bool = False


class BasisIn(Schema):
    """A basis; ``reden`` and ``afspraak`` do not count for a correction."""

    afspraak: UUID | None = Field(None, description="Id of an agreement; absent for all of them")
    vervalt: bool = False
    grondslag: Words = Field("")
    vindplaats: Words = Field("")
    geldig_vanaf: Day
    reden: str = "first"
    toelichting: Words = Field("")


@router.get("/gemeenten/{gemeente}/grondslagen", response=list[BasisOut])
def list_legal_bases(
    request: HttpRequest, gemeente: str, asked: Query[BasisDay]
) -> list[dict[str, Any]]:
    """Give the basis of all agreements, and of agreements with one of their own."""
    place = municipality_or_404(request, gemeente).id
    if asked.alles:
        return [_told(row) for row in list_bases(place)]
    known_at = end_of(asked.bekend) if asked.bekend else None
    found = bases_on(place, asked.op or timezone.localdate(), known_at)
    return [_told(row) for row in found.values()]


@router.post("/gemeenten/{gemeente}/grondslagen", response={201: list[BasisOut]})
def record_legal_basis(
    request: HttpRequest, gemeente: str, basis_in: Form[BasisIn]
) -> Status[list[dict[str, Any]]]:
    """Record another basis, for all agreements or for one."""
    place = municipality_or_404(request, gemeente).id
    policies.check_may_record(actor_of(request), municipality_id=place)
    if find_version(place) is None:
        raise Http404
    clauses = [(str(one.clause_id), one.name) for one in list_clauses(place)]
    basis = valid_form(BasisForm(_given(basis_in), clauses=clauses), _NAMES).basis()
    services.record_basis(
        municipality_id=place, basis=basis, actor=actor_of(request), now=timezone.now()
    )
    return Status(201, [_told(row) for row in list_bases(place)])


@router.post("/gemeenten/{gemeente}/grondslagen/{nummer}/herstel", response={201: list[BasisOut]})
def correct_legal_basis(
    request: HttpRequest, gemeente: str, nummer: int, basis_in: Form[BasisIn]
) -> Status[list[dict[str, Any]]]:
    """Put a mistake in a recorded basis right."""
    place = municipality_or_404(request, gemeente).id
    policies.check_may_record(actor_of(request), municipality_id=place)
    if nummer not in [row.basis_id for row in list_bases(place)]:
        raise Http404
    basis = valid_form(BasisForm(_given(basis_in), corrects=True), _NAMES).basis()
    services.correct_basis(
        municipality_id=place,
        basis_id=nummer,
        basis=basis,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, [_told(row) for row in list_bases(place)])


def _given(basis_in: BasisIn) -> dict[str, Any]:
    given = {_NAMES[name]: value for name, value in basis_in.dict().items()}
    return given | {"clause": str(basis_in.afspraak or "")}


def _told(row: BasisRow) -> dict[str, Any]:
    return {
        "id": row.basis_id,
        "afspraak": row.clause_id,
        "grondslag": row.name,
        "vindplaats": row.source,
        "geldig_vanaf": row.in_force_from,
        "reden": row.reason,
        "toelichting": row.explanation,
        "vastgelegd": row.recorded_at,
        "herstelt": row.corrects,
        "hersteld": row.corrected_at,
    }
