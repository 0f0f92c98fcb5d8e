"""The agreements as in force, one by one or as the whole document in Word."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.moments import end_of, query_of_days, register_on
from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.printing import document_on, file_name
from drieluik.apps.agreements.rows import ClauseRow, VersionRow
from drieluik.apps.agreements.versions import versions_behind
from drieluik.apps.organisations.access import municipality_or_404
from drieluik.apps.sent_days import Day
from drieluik.core.searching import MOST_SIGNS, read_query
from drieluik.reports.agreements_docx import agreements_docx
from drieluik.reports.agreements_pdf import agreements_pdf
from drieluik.ui.downloads import as_download

router = Router()


class PartyOut(Schema):
    """A party of an agreement."""

    code: str
    naam: str
    rol: str = Field(description="bound, consent or not_party")
    reden: str


class BehindOut(Schema):
    """The version that brought the words of an agreement, and the decision behind it."""

    versie: int
    geldt_vanaf: date
    reden: str = Field(
        description="first, decision, law, national, council, evaluation or correction"
    )
    toelichting: str
    besluit: str = Field(description="Name of the decision; empty when there was none")
    besloten_op: date | None


class AgreementOut(Schema):
    """One agreement in a list."""

    id: UUID = Field(description="Stays the same when the number changes")
    nummer: str
    kop: str
    tekst: str
    thema_nummer: str
    thema: str
    onderdeel: str
    versie: int = Field(description="The version of the register it was read from")
    herkomst: BehindOut


class AgreementWithPartiesOut(AgreementOut):
    """One agreement with its parties and its page."""

    partijen: list[PartyOut]
    pagina: str


class OnDay(Schema):
    """On which day, as known on which day."""

    op: Day | None = Field(None, description="In force on this day; today when absent")
    bekend: Day | None = Field(
        None, description="As it was known on this day; all that is known now when absent"
    )


class Choice(OnDay):
    """Which agreements."""

    thema: str = Field("", max_length=20, description="Only this theme")
    zoek: str = Field("", max_length=MOST_SIGNS, description="Only with all these words")


@router.get("/gemeenten/{gemeente}/afspraken", response=list[AgreementOut])
@paginate(PageNumberPagination, page_size=50)
def list_agreements(
    request: HttpRequest, gemeente: str, choice: Query[Choice]
) -> list[dict[str, Any]]:
    """Give the agreements of a municipality, in the order of the document."""
    place = _municipality_id(request, gemeente)
    rows, behind = _clauses(place, choice)
    if choice.zoek.strip():
        hits = selectors.search_clauses(rows, read_query(choice.zoek))
        rows = tuple(hit.clause for hit in hits)
    wanted = choice.thema
    return [_agreement(row, behind) for row in rows if not wanted or row.theme_number == wanted]


@router.get("/gemeenten/{gemeente}/afspraken/{nummer}", response=AgreementWithPartiesOut)
def get_agreement(
    request: HttpRequest, gemeente: str, nummer: str, day: Query[OnDay]
) -> dict[str, Any]:
    """Give one agreement with its parties of that day, and the decision behind its words."""
    place = _municipality_id(request, gemeente)
    rows, behind = _clauses(place, day)
    row = next((row for row in rows if row.number == nummer), None)
    if row is None:
        raise Http404
    parties = [
        {"code": one.party_code, "naam": one.party_name, "rol": one.kind, "reden": one.reason}
        for one in bindings_on(place, day.op or timezone.localdate(), _known_at(day))
        if one.clause_id == row.clause_id
    ]
    page = reverse("agreements:clause", args=[gemeente, row.number])
    page = request.build_absolute_uri(page + query_of_days(day.op, day.bekend))
    return _agreement(row, behind) | {"partijen": parties, "pagina": page}


class WholeDocument(OnDay):
    """The whole document on which day, as known on which day, and as what file."""

    vorm: Literal["docx", "pdf"] = "docx"


@router.get("/gemeenten/{gemeente}/afsprakendocument")
def agreements_document(
    request: HttpRequest, gemeente: str, asked: Query[WholeDocument]
) -> HttpResponse:
    """Give the whole document of the agreements as a Word file or as PDF."""
    place, today = municipality_or_404(request, gemeente), timezone.localdate()
    document = document_on(place, asked.op, asked.bekend, today=today)
    if document is None:
        raise Http404
    if asked.vorm == "pdf":
        content = agreements_pdf(document, at=timezone.now())
    else:
        content = agreements_docx(document)
    return as_download(content, file_name(document, asked.vorm))


def _municipality_id(request: HttpRequest, slug: str) -> int:
    return municipality_or_404(request, slug).id


def _clauses(
    municipality_id: int, day: OnDay
) -> tuple[tuple[ClauseRow, ...], dict[UUID, VersionRow]]:
    """Return the agreements of the day, each with the version that brought its words."""
    found = register_on(municipality_id, day.op, day.bekend)
    if found is None:
        return (), {}
    return found.clauses, versions_behind(municipality_id, found.version.number, _known_at(day))


def _known_at(day: OnDay) -> datetime | None:
    return end_of(day.bekend) if day.bekend else None


def _agreement(row: ClauseRow, behind: Mapping[UUID, VersionRow]) -> dict[str, Any]:
    version = behind[row.clause_id]
    return {
        "id": row.clause_id,
        "nummer": row.number,
        "kop": row.heading,
        "tekst": row.text,
        "thema_nummer": row.theme_number,
        "thema": row.theme_title,
        "onderdeel": f"{row.section_letter} {row.section_title}".strip(),
        "versie": row.version_number,
        "herkomst": {
            "versie": version.number,
            "geldt_vanaf": version.in_force_from,
            "reden": version.reason,
            "toelichting": version.explanation,
            "besluit": version.decision_name,
            "besloten_op": version.decided_on,
        },
    }
