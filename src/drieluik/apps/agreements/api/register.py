"""The agreements as in force, one by one or as the whole document in Word."""

from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.printing import document_on, file_name
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.selectors import find_municipality
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


class AgreementOut(Schema):
    """One agreement in a list."""

    id: UUID = Field(description="Stays the same when the number changes")
    nummer: str
    kop: str
    tekst: str
    thema_nummer: str
    thema: str
    onderdeel: str
    versie: int


class AgreementWithPartiesOut(AgreementOut):
    """One agreement with its parties and its page."""

    partijen: list[PartyOut]
    pagina: str


class OnDay(Schema):
    """On which day."""

    op: date | None = Field(None, description="In force on this day; today when absent")


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
    rows = list(_clauses(place, choice.op))
    if choice.zoek.strip():
        hits = selectors.search_clauses(rows, read_query(choice.zoek))
        rows = [hit.clause for hit in hits]
    wanted = choice.thema
    return [_agreement(row) for row in rows if not wanted or row.theme_number == wanted]


@router.get("/gemeenten/{gemeente}/afspraken/{nummer}", response=AgreementWithPartiesOut)
def get_agreement(
    request: HttpRequest, gemeente: str, nummer: str, day: Query[OnDay]
) -> dict[str, Any]:
    """Give one agreement with the parties it binds."""
    place = _municipality_id(request, gemeente)
    row = next((row for row in _clauses(place, day.op) if row.number == nummer), None)
    if row is None:
        raise Http404
    parties = [
        {"code": one.party_code, "naam": one.party_name, "rol": one.kind, "reden": one.reason}
        for one in selectors.list_bindings(row.clause_id)
    ]
    page = reverse("agreements:clause", args=[gemeente, row.number])
    return _agreement(row) | {"partijen": parties, "pagina": request.build_absolute_uri(page)}


class WholeDocument(OnDay):
    """The whole document on which day, as known on which day, and as what file."""

    bekend: date | None = Field(None, description="As it was known on this day")
    vorm: Literal["docx", "pdf"] = "docx"


@router.get("/gemeenten/{gemeente}/afsprakendocument")
def agreements_document(
    request: HttpRequest, gemeente: str, asked: Query[WholeDocument]
) -> HttpResponse:
    """Give the whole document of the agreements as a Word file or as PDF."""
    place = find_municipality(slug=gemeente, actor=cast(ActorRequest, request).actor)
    today = timezone.localdate()
    document = document_on(place, asked.op, asked.bekend, today=today) if place else None
    if document is None:
        raise Http404
    if asked.vorm == "pdf":
        content = agreements_pdf(document, at=timezone.now())
    else:
        content = agreements_docx(document)
    return as_download(content, file_name(document, asked.vorm))


def _municipality_id(request: HttpRequest, slug: str) -> int:
    found = find_municipality(slug=slug, actor=cast(ActorRequest, request).actor)
    if found is None:
        raise Http404
    return found.id


def _clauses(municipality_id: int, on: date | None) -> tuple[ClauseRow, ...]:
    """Return the agreements of the day; of today, or else the last ones, when none is asked."""
    if on is not None:
        return selectors.list_clauses(municipality_id, on)
    return selectors.list_clauses(municipality_id, timezone.localdate()) or selectors.list_clauses(
        municipality_id
    )


def _agreement(row: ClauseRow) -> dict[str, Any]:
    return {
        "id": row.clause_id,
        "nummer": row.number,
        "kop": row.heading,
        "tekst": row.text,
        "thema_nummer": row.theme_number,
        "thema": row.theme_title,
        "onderdeel": f"{row.section_letter} {row.section_title}".strip(),
        "versie": row.version_number,
    }
