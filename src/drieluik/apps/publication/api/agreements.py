"""The agreements that everybody may read: their versions, those of a day, and one with its past."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.selectors import search_clauses
from drieluik.apps.publication.api.asking import OF_PLACE, of_a_place, router, visit_of
from drieluik.apps.publication.selectors.agreements import (
    PublicVersion,
    agreements_on,
    find_clause,
    list_public_versions,
)
from drieluik.apps.publication.serving import Visit
from drieluik.apps.sent_days import Day
from drieluik.core.searching import MOST_SIGNS, read_query


class PublicVersionOut(Schema):
    """A version of the agreements that everybody may read."""

    versie: int
    geldt_vanaf: date
    reden: str = Field(description="Why it is there, in words")
    besluit: str = Field(description="Name of the decision behind it; empty when there was none")
    besloten_op: date | None
    overleg: UUID | None = Field(description="Meeting of that decision, when that is public")


class PublicAgreementOut(Schema):
    """One agreement as it reads on a day."""

    id: UUID = Field(description="Stays the same when the number changes")
    nummer: str
    kop: str
    tekst: str
    thema_nummer: str
    thema: str
    onderdeel: str
    versie: int = Field(description="The version it was read from")
    pagina: str
    niet_openbaar: str = Field(
        description="Why not everybody may read it, in words; then only its place is told. Else empty"
    )


class PublicWordsOut(PublicVersionOut):
    """The words of an agreement in a version in which they changed."""

    nummer: str
    kop: str
    tekst: str


class PublicAgreementWithPastOut(PublicAgreementOut):
    """One agreement with whom it binds and how it came to be."""

    geldt: bool = Field(description="In force on the day; else these are its last public words")
    doel: str
    gebonden: list[str] = Field(description="Names of the parties that it binds")
    geschiedenis: list[PublicWordsOut] = Field(description="Newest first")
    geschiedenis_volledig: bool = Field(description="Whether all of its past is public")


class PublicDay(Schema):
    """Of which day."""

    op: Day | None = Field(None, description="In force on this day; today when absent")


class PublicAgreementsChoice(PublicDay):
    """Which agreements."""

    thema: str = Field("", max_length=20, description="Only this theme")
    zoek: str = Field("", max_length=MOST_SIGNS, description="Only with all these words")


@router.get(f"{OF_PLACE}/versies", response=list[PublicVersionOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_agreement_versions(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the versions of the agreements that everybody may read, newest first."""
    visit = visit_of(request)
    rows = list_public_versions(municipality_id=visit.place.id, on=visit.today)
    return [_version(row) for row in rows]


@router.get(f"{OF_PLACE}/afspraken", response=list[PublicAgreementOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_agreements(
    request: HttpRequest, gemeente: str, choice: Query[PublicAgreementsChoice]
) -> list[dict[str, Any]]:
    """Give the agreements of a day, in the order of the document.

    There are none when nothing was in force, or when that version is not public. An agreement that is
    not public by itself keeps its place, without heading, words and page; no search finds it.
    """
    visit = visit_of(request)
    found = agreements_on(
        municipality_id=visit.place.id, day=choice.op or visit.today, on=visit.today
    )
    rows = found.printed.clauses if found.printed else ()
    if choice.zoek.strip():
        known = found.register.clauses if found.register else ()
        rows = tuple(hit.clause for hit in search_clauses(known, read_query(choice.zoek)))
    wanted = choice.thema
    return [
        _line(visit, row) if row.clause_id in found.shut else _clause(visit, row)
        for row in rows
        if wanted in ("", row.theme_number)
    ]


@router.get(f"{OF_PLACE}/afspraken/{{uuid:afspraak}}", response=PublicAgreementWithPastOut)
@of_a_place
def get_public_agreement(
    request: HttpRequest, gemeente: str, afspraak: UUID, day: Query[PublicDay]
) -> dict[str, Any]:
    """Give one agreement on a day, with its past as far as that is public."""
    visit = visit_of(request)
    found = find_clause(
        municipality_id=visit.place.id,
        clause_id=afspraak,
        day=day.op or visit.today,
        on=visit.today,
    )
    if found is None:
        raise Http404
    return _clause(visit, found.words) | {
        "geldt": found.is_in_force,
        "doel": found.goal,
        "gebonden": list(found.bound),
        "geschiedenis": [
            _version(version) | {"nummer": words.number, "kop": words.heading, "tekst": words.text}
            for version, words, _before in found.history
        ],
        "geschiedenis_volledig": found.is_whole,
    }


def _version(row: PublicVersion) -> dict[str, Any]:
    return {
        "versie": row.number,
        "geldt_vanaf": row.in_force_from,
        "reden": row.why,
        "besluit": row.decision,
        "besloten_op": row.decided_on,
        "overleg": row.meeting_id,
    }


def _clause(visit: Visit, row: ClauseRow) -> dict[str, Any]:
    page = reverse("publication:clause", args=[visit.place.slug, row.clause_id])
    return {
        "id": row.clause_id,
        "nummer": row.number,
        "kop": row.heading,
        "tekst": row.text,
        "thema_nummer": row.theme_number,
        "thema": row.theme_title,
        "onderdeel": f"{row.section_letter} {row.section_title}".strip(),
        "versie": row.version_number,
        "pagina": visit.absolute(page),
        "niet_openbaar": "",
    }


def _line(visit: Visit, row: ClauseRow) -> dict[str, Any]:
    """Return the place of an agreement that is shut by itself; its words are the line that says so."""
    return _clause(visit, row) | {"kop": "", "tekst": "", "pagina": "", "niet_openbaar": row.text}
