"""Areas for other programmes: lists, one area, and GeoJSON."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema
from pydantic import Field

from drieluik.apps.areas import selectors
from drieluik.apps.areas.rows import AreaRow
from drieluik.apps.organisations.access import municipality_or_404
from drieluik.ui.downloads import GEOJSON

router = Router()


class NumberOut(Schema):
    """A number of the source, or why there is none."""

    waarde: int | None
    reden: str = Field(
        description="secret_or_absent, later, no_longer, not_given or not_added_up; empty with a "
        "number. not_added_up: the source had no row for this area, and rounds each number by "
        "itself, so those of its parts are not added up"
    )


class AreaOut(Schema):
    """One area in one year."""

    code: str
    naam: str
    niveau: str = Field(description="municipality, wijk or buurt")
    jaar: int
    ligt_in: str = Field(description="Code of the area it lies in; empty for a municipality")
    inwoners: NumberOut
    huishoudens: NumberOut
    woningen: NumberOut
    heeft_grens: bool
    pagina: str


class DivisionOut(Schema):
    """The areas of one year that are in use, and where they come from."""

    jaar: int
    bron: str
    brondatum: date | None
    licentie: str
    schematisch: bool = Field(description="Cells that show where areas lie, no real borders")
    gemeenten: int
    wijken: int
    buurten: int


class OwnOut(Schema):
    """An area of the parties' own."""

    id: UUID
    soort: str = Field(description="dia, urban_living, school or other")
    naam: str
    doel: str
    buurten: list[str] = Field(description="Codes it was made of; none when it was drawn")
    hectare: float | None = Field(description="None when made of a schematic map")
    ingetrokken: str = Field(description="Why it was withdrawn; empty when it was not")
    pagina: str


@router.get("/gemeenten/{gemeente}/indelingen", response=list[DivisionOut])
def list_divisions(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the years for which areas are in use, the latest first."""
    place = municipality_or_404(request, gemeente)
    return [
        {
            "jaar": row.year,
            "bron": row.source,
            "brondatum": row.source_on,
            "licentie": row.licence,
            "schematisch": row.schematic,
            "gemeenten": row.n_areas.get("municipality", 0),
            "wijken": row.n_areas.get("wijk", 0),
            "buurten": row.n_buurten,
        }
        for row in selectors.list_sets(municipality_id=place.id, in_use=True)
    ]


@router.get("/gemeenten/{gemeente}/gebieden", response=list[AreaOut])
def list_areas(
    request: HttpRequest, gemeente: str, jaar: int | None = None, niveau: str = ""
) -> list[dict[str, Any]]:
    """Give the areas in use, of one year (else the latest) and one level (else all)."""
    place = municipality_or_404(request, gemeente)
    rows = selectors.list_areas(municipality_id=place.id, year=jaar)
    return [_area(request, gemeente, row) for row in rows if niveau in ("", row.level)]


@router.get("/gemeenten/{gemeente}/gebieden/geojson", response={200: Any}, openapi_extra=GEOJSON)
def get_areas_geojson(
    request: HttpRequest,
    gemeente: str,
    jaar: int | None = None,
    niveau: Literal["municipality", "wijk", "buurt"] = "buurt",
) -> HttpResponse:
    """Give the borders of one level as GeoJSON in WGS84; 404 when there are none.

    Without borders of that year the nearest earlier ones are given; ``jaar`` says which. When
    ``schematisch`` is true they are cells that only show where areas lie.
    """
    place = municipality_or_404(request, gemeente)
    found = selectors.areas_geojson(municipality_id=place.id, level=niveau, year=jaar)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="application/geo+json")


@router.get("/gemeenten/{gemeente}/gebieden/{code}", response=list[AreaOut])
def get_area(request: HttpRequest, gemeente: str, code: str) -> list[dict[str, Any]]:
    """Give one area in every year for which it is in use, the latest first."""
    place = municipality_or_404(request, gemeente)
    # only letters and digits reach the database: other signs are in no code
    rows = (
        selectors.find_area(municipality_id=place.id, code=code.upper()) if code.isalnum() else []
    )
    if not rows:
        raise Http404
    return [_area(request, gemeente, row) for row in rows]


@router.get("/gemeenten/{gemeente}/eigen-gebieden", response=list[OwnOut])
def list_own_areas(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the areas of the parties' own, those that were withdrawn last."""
    place = municipality_or_404(request, gemeente)
    return [
        {
            "id": row.area_id,
            "soort": row.kind,
            "naam": row.name,
            "doel": row.purpose,
            "buurten": list(row.codes),
            "hectare": None if row.hectares is None else round(row.hectares, 1),
            "ingetrokken": row.withdrawal_reason,
            "pagina": request.build_absolute_uri(
                reverse("areas:own_area", args=[gemeente, row.area_id])
            ),
        }
        for row in selectors.list_own_areas(municipality_id=place.id)
    ]


def _area(request: HttpRequest, gemeente: str, row: AreaRow) -> dict[str, Any]:
    page = reverse("areas:area", args=[gemeente, row.code])
    return {
        "code": row.code,
        "naam": row.name,
        "niveau": row.level,
        "jaar": row.year,
        "ligt_in": row.parent_code,
        "inwoners": _number(row, "n_inhabitants"),
        "huishoudens": _number(row, "n_households"),
        "woningen": _number(row, "n_dwellings"),
        "heeft_grens": row.has_border,
        "pagina": request.build_absolute_uri(page),
    }


def _number(row: AreaRow, name: str) -> dict[str, Any]:
    count = row.counts.get(name)
    if count is None:
        return {"waarde": None, "reden": "not_added_up" if row.is_put_together else "not_given"}
    return {"waarde": count.value, "reden": str(count.missing or "")}
