"""The catalogue of definitions: cards, versions, and the decision behind each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from drieluik.apps.monitor.selectors.beside import get_series
from drieluik.apps.monitor.selectors.catalogue import CatalogueRow, list_catalogue
from drieluik.apps.monitor.selectors.catalogue_check import check_catalogue
from drieluik.apps.monitor.selectors.definitions import DefinitionRow
from drieluik.apps.organisations.access import municipality_or_404
from drieluik.core.indicators import versions_of

router = Router()


class SourceColumnsOut(Schema):
    """A sheet and the headers of the columns that a figure reads."""

    blad: str
    kolommen: list[str]


class DefinitionVersionOut(Schema):
    """A version that the product has; it counts only where it was decided."""

    versie: int
    formule: str
    verschil: str = Field(description="How it counts otherwise than the version before")
    geldt: bool


class ConsentOut(Schema):
    """A party that consented, and how."""

    partij: str
    standpunt: str


class DefinitionDecisionOut(Schema):
    """What was decided about a definition; ``vanaf`` is empty for what always counted."""

    versie: int
    vanaf: str
    vervalt: bool
    grond: str
    voorstel: UUID | None
    registerversie: int | None
    instemming: list[ConsentOut]
    vastgelegd: datetime


class IndicatorOut(Schema):
    """The card of an indicator, in the words of the parties where they chose their own."""

    id: str
    sleutel: str = Field(description="Its id in proposals")
    versie: int
    telt: bool = Field(description="Whether it is in the catalogue here")
    naam: str
    betekenis: str
    formule: str
    eenheid: str
    eigenaar: str
    openbaarheid: str
    afspraken: list[str]
    bronnen: list[SourceColumnsOut]
    niveaus: list[str]
    onderdelen: list[str]
    zegt_niet: list[str]
    elders: list[str]
    vastgesteld: bool
    versies: list[DefinitionVersionOut]
    besluiten: list[DefinitionDecisionOut]


@router.get(
    "/gemeenten/{gemeente}/indicatoren", response=list[IndicatorOut], summary="Alle indicatoren"
)
def indicators(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Return the catalogue with what the parties adopted."""
    place = municipality_or_404(request, gemeente)
    return [_told(row) for row in list_catalogue(municipality_id=place.id)]


class CatalogueFindingOut(Schema):
    """Something in the catalogue that is not in order, and what to do about it."""

    soort: str
    indicator: str
    bevinding: str
    actie: str


@router.get(
    "/gemeenten/{gemeente}/indicatoren/controle",
    response=list[CatalogueFindingOut],
    summary="Controle van de catalogus",
)
def catalogue_check(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Return what is not in order in the catalogue."""
    place = municipality_or_404(request, gemeente)
    return [
        {
            "soort": one.kind,
            "indicator": one.card.id,
            "bevinding": one.sentence,
            "actie": one.to_do,
        }
        for group in check_catalogue(municipality_id=place.id)
        for one in group.findings
    ]


class SeriesFigureOut(Schema):
    """The total of a half-year."""

    periode: str
    waarde: float | None
    laagste: float | None
    hoogste: float | None


class SeriesOut(Schema):
    """The series by one version; only in ``telt_in`` it gives the figure that counts."""

    versie: int
    formule: str
    telt_in: list[str]
    nog_te_berekenen: list[str]
    cijfers: list[SeriesFigureOut]
    fictief: bool


@router.get(
    "/gemeenten/{gemeente}/indicatoren/{indicator}/reeksen",
    response=list[SeriesOut],
    summary="Reeks van een indicator volgens elke versie",
)
def series(request: HttpRequest, gemeente: str, indicator: str) -> list[dict[str, Any]]:
    """Return the totals by every version that counted, counts or will count."""
    place = municipality_or_404(request, gemeente)
    if not versions_of(indicator):
        raise Http404
    return [
        {
            "versie": one.version,
            "formule": one.card.formula_nl,
            "telt_in": list(one.counts_in),
            "nog_te_berekenen": list(one.lacking),
            "cijfers": [
                {
                    "periode": period,
                    "waarde": figure.value,
                    "laagste": figure.low,
                    "hoogste": figure.high,
                }
                for period, figure in sorted(one.figures.items())
            ],
            "fictief": place.fictitious,
        }
        for one in get_series(municipality_id=place.id, indicator_id=indicator)
    ]


def _told(row: CatalogueRow) -> dict[str, Any]:
    card = row.card
    return {
        "id": card.id,
        "sleutel": row.key,
        "versie": card.version,
        "telt": row.counts,
        "naam": card.name_nl,
        "betekenis": card.meaning_nl,
        "formule": card.formula_nl,
        "eenheid": card.unit.value,
        "eigenaar": card.owner,
        "openbaarheid": card.audience.value,
        "afspraken": list(card.serves),
        "bronnen": [{"blad": sheet, "kolommen": list(headers)} for sheet, headers in row.sources],
        "niveaus": [level.value for level in card.levels],
        "onderdelen": [code.code for code in card.breakdown.codes] if card.breakdown else [],
        "zegt_niet": list(card.limits_nl),
        "elders": list(card.mappings),
        "vastgesteld": row.adopted is not None,
        "versies": [
            {
                "versie": one.card.version,
                "formule": one.card.formula_nl,
                "verschil": one.card.differs_nl,
                "geldt": one.counts,
            }
            for one in row.versions
        ],
        "besluiten": [_decision(one) for one in row.decided],
    }


def _decision(one: DefinitionRow) -> dict[str, Any]:
    return {
        "versie": one.version,
        "vanaf": one.from_period,
        "vervalt": one.ends,
        "grond": one.grounds,
        "voorstel": one.proposal_id,
        "registerversie": one.register_number,
        "instemming": [
            {"partij": each["name"], "standpunt": each["position"]} for each in one.consents
        ],
        "vastgelegd": one.recorded_at,
    }
