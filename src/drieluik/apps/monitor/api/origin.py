"""The rows behind a figure, as far as the reader may open them on the page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.origin import Row, Source
from drieluik.apps.monitor.selectors.origin_page import Origin, Wanted, get_origin, known_periods
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.core.indicators import INDICATORS, indicator

router = Router()


class OriginFilter(Schema):
    """Which figure, and which of its rows; what is left out means all."""

    indicator: str
    periode: str = Field(description="A half-year such as 2020-1, or a year")
    corporatie: str = Field("", max_length=60)
    buurt: str = Field("", max_length=60, description="A code, whole_area or unknown")
    onderdeel: str = Field("", max_length=60)
    buiten: bool = Field(False, description="Also rows that do not count")
    pagina: int = Field(1, ge=1, le=1_000_000)


class SourceOut(Schema):
    """A delivery behind the figure."""

    corporatie: str
    periode: str
    aanlevering: UUID
    bestand: str
    controlegetal: str = Field(description="SHA-256 of the file")
    ondertekend: datetime | None
    geaccepteerd: datetime | None
    geldt_nu: bool = Field(description="False once it was replaced")
    bezwaar: str = Field(description="Why its rows are not given; empty when they are")


class RowOut(Schema):
    """One delivered row and what it does to the figure."""

    corporatie: str
    periode: str
    blad: str
    rij: int = Field(description="Row of the sheet")
    buurt: str
    onderdeel: str
    teller: float | None
    noemer: float | None
    onzeker: bool
    reden: str


class OriginOut(Schema):
    """Where a figure comes from; ``fictief`` is true when it is made up."""

    indicator: str
    periode: str
    versie: int = Field(description="Version of the definition")
    waarde: float | None = Field(description="Null when there is none, or it is not kept")
    laagste: float | None
    hoogste: float | None
    berekend: datetime
    vingerafdruk: str = Field(description="Hash of all that the calculation follows from")
    leveringen: list[SourceOut]
    rijen: list[RowOut]
    aantal_rijen: int
    pagina: int
    paginas: int
    fictief: bool


@router.get(
    "/gemeenten/{gemeente}/waarden/herkomst", response=OriginOut, summary="Herkomst van een cijfer"
)
def figure_origin(
    request: HttpRequest, gemeente: str, which: Query[OriginFilter]
) -> dict[str, Any]:
    """Return the deliveries behind a figure, and the rows of those the reader may open."""
    place = municipality_or_404(request, gemeente)
    if which.indicator not in {card.id for card in INDICATORS}:
        raise Http404
    known = known_periods(municipality_id=place.id, card=indicator(which.indicator))
    calculation = known.get(which.periode)
    if calculation is None:
        raise Http404
    card = card_for(
        municipality_id=place.id, indicator_id=which.indicator, period=calculation.period
    )
    choice = {
        "party": which.corporatie,
        "buurt": which.buurt,
        "part": which.onderdeel,
        "outside": "1" if which.buiten else "",
    }
    wanted = Wanted(card, which.periode, calculation, choice, which.pagina)
    found = get_origin(place=place, actor=actor_of(request), wanted=wanted)
    return _told(found, which) | {"fictief": place.fictitious}


def _told(found: Origin, which: OriginFilter) -> dict[str, Any]:
    figure = found.asked.figure
    return {
        "indicator": which.indicator,
        "periode": which.periode,
        "versie": found.calculation.definition_versions[which.indicator],
        "waarde": figure.value if figure else None,
        "laagste": figure.low if figure else None,
        "hoogste": figure.high if figure else None,
        "berekend": found.calculation.calculated_at,
        "vingerafdruk": found.calculation.input_hash,
        "leveringen": [_source(source) for source in found.sources],
        "rijen": [_row(row) for row in found.rows.rows],
        "aantal_rijen": found.rows.n_rows,
        "pagina": found.rows.number,
        "paginas": found.rows.n_pages,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "corporatie": source.party_code,
        "periode": source.period,
        "aanlevering": source.delivery_id,
        "bestand": source.marks.file_name,
        "controlegetal": source.marks.original_hash,
        "ondertekend": source.marks.signed_at,
        "geaccepteerd": source.marks.accepted_at,
        "geldt_nu": source.counts_now,
        "bezwaar": source.objection,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "corporatie": row.party_name,
        "periode": row.period,
        "blad": row.sheet,
        "rij": row.number,
        "buurt": row.buurt_code,
        "onderdeel": row.part,
        "teller": row.numerator,
        "noemer": row.denominator,
        "onzeker": row.is_unknown,
        "reden": row.reason,
    }
