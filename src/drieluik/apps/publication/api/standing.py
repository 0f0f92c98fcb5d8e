"""How the agreements stand, as the municipality opened it; and what was taken off the site."""

import re
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.publication.api.asking import OF_PLACE, of_a_place, router, visit_of
from drieluik.apps.publication.lights.open_now import (
    Opened,
    ShownClause,
    ShownNorm,
    find_opened,
    list_opened,
)
from drieluik.apps.publication.lights.wording import clause_label, counts, norm_line
from drieluik.apps.publication.selectors.withdrawn import Gone, list_gone
from drieluik.apps.publication.serving import Visit

_HALF_YEAR = re.compile(r"\d{4}-[12]")


class PublicCountOut(Schema):
    """How many agreements have a light."""

    licht: str = Field(
        description="off_course, attention, unknown, not_measurable_yet or on_course; empty when not shown"
    )
    tekst: str
    aantal: int


class PublicStandOut(Schema):
    """The lights over a half-year as the municipality opened them, frozen."""

    halfjaar: str
    editie: int = Field(description="Counts from 1 within its half-year; only the last one is here")
    geopend_op: datetime
    verbetering: str = Field(description="What is different from the edition before; else empty")
    aantallen: list[PublicCountOut] = Field(description="From what needs most care; last not shown")
    pagina: str
    bestanden: dict[str, str] = Field(description="Kind of file -> its address")


class PublicNormLightOut(Schema):
    """The light of one norm of an agreement; never a figure."""

    over: str = Field(description="What it is about, in words")
    indicator: str = Field(description="Which figure; empty when people judge")
    licht: str = Field(description="Empty when it is not shown")
    tekst: str
    sinds: str = Field(description="First open half-year with this same light; else empty")
    cijfer_over: str = Field(description="Half-year or year of the figure; empty without one")
    zekerheid: str = Field(description="On what it rests, or why it is not shown")
    citaat: str = Field(description="The words of the agreement it leans on")


class PublicClauseLightOut(Schema):
    """How one agreement stands."""

    afspraak: UUID
    nummer: str
    kop: str
    thema_nummer: str
    thema: str
    licht: str = Field(description="Empty when the whole is not told")
    tekst: str
    sinds: str = Field(description="First open half-year with this same light; else empty")
    normen: list[PublicNormLightOut]
    pagina: str


class PublicStandWithLightsOut(PublicStandOut):
    """The lights over a half-year, agreement by agreement."""

    afspraken: list[PublicClauseLightOut] = Field(description="In the order of the document")


class PublicGoneOut(Schema):
    """Something that everybody could see and sees no more."""

    soort: Literal["figures", "lights", "layer"]
    wat: str
    halfjaar: str = Field(description="Empty for a map layer")
    openbaar_van: date
    ingetrokken_op: date
    reden: str = Field(description="In words for everybody; empty when nobody wrote them")


class PublicGoneChoice(Schema):
    """Which of what was taken off."""

    soort: Literal["", "figures", "lights", "layer"] = ""


@router.get(f"{OF_PLACE}/stand", response=list[PublicStandOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_stands(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the half-years of which the lights are public, the last one first."""
    visit = visit_of(request)
    rows = list_opened(municipality_id=visit.place.id, on=visit.today)
    return [_stand(visit, one) for one in rows]


@router.get(f"{OF_PLACE}/stand/{{halfjaar}}", response=PublicStandWithLightsOut)
@of_a_place
def get_public_stand(request: HttpRequest, gemeente: str, halfjaar: str) -> dict[str, Any]:
    """Give the lights over a half-year. A light is a word, and tells no figure."""
    visit = visit_of(request)
    if not _HALF_YEAR.fullmatch(halfjaar):
        raise Http404
    found = find_opened(municipality_id=visit.place.id, period=halfjaar, on=visit.today)
    if found is None:
        raise Http404
    return _stand(visit, found) | {"afspraken": [_clause(visit, one) for one in found.clauses]}


@router.get(f"{OF_PLACE}/ingetrokken", response=list[PublicGoneOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_gone(
    request: HttpRequest, gemeente: str, choice: Query[PublicGoneChoice]
) -> list[dict[str, Any]]:
    """Give the figures, lights and map layers that were taken off, the last ones first.

    Whoever kept a copy can see here that it no longer counts.
    """
    rows = list_gone(municipality_id=visit_of(request).place.id)
    return [_gone(one) for one in rows if choice.soort in ("", one.kind)]


def _stand(visit: Visit, one: Opened) -> dict[str, Any]:
    args = [visit.place.slug, one.period]
    return {
        "halfjaar": one.period,
        "editie": one.edition.number,
        "geopend_op": one.edition.opened_at,
        "verbetering": one.edition.note,
        "aantallen": [
            {"licht": light, "tekst": words, "aantal": n} for light, words, n in counts(one.clauses)
        ],
        "pagina": visit.absolute(reverse("publication:lights_of", args=args)),
        "bestanden": {"csv": visit.absolute(reverse("publication:lights_csv", args=args))},
    }


def _clause(visit: Visit, one: ShownClause) -> dict[str, Any]:
    words = one.words
    page = reverse("publication:clause", args=[visit.place.slug, words.clause_id])
    return {
        "afspraak": words.clause_id,
        "nummer": words.number,
        "kop": words.heading,
        "thema_nummer": words.theme_number,
        "thema": words.theme_title,
        "licht": one.light,
        "tekst": clause_label(one),
        "sinds": one.since,
        "normen": [_norm(each) for each in one.norms],
        "pagina": visit.absolute(page),
    }


def _norm(one: ShownNorm) -> dict[str, Any]:
    line = norm_line(one)
    return {
        "over": line.about,
        "indicator": line.figure_id,
        "licht": line.light,
        "tekst": line.label,
        "sinds": line.since,
        "cijfer_over": line.period,
        "zekerheid": line.certainty,
        "citaat": line.quotation,
    }


def _gone(one: Gone) -> dict[str, Any]:
    return {
        "soort": one.kind,
        "wat": one.what,
        "halfjaar": one.period,
        "openbaar_van": one.public_on,
        "ingetrokken_op": one.gone_on,
        "reden": one.told,
    }
