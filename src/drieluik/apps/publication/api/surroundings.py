"""The areas and the days of a municipality: what the rest of what is public lies on."""

from datetime import date, time
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.areas.selectors import areas_geojson, list_areas
from drieluik.apps.calendar.selectors import FIRST_YEAR, LAST_YEAR
from drieluik.apps.publication.api.asking import OF_PLACE, of_a_place, router, visit_of
from drieluik.apps.publication.api.mapping import PublicCoordinates, map_answer, on_a_map
from drieluik.apps.publication.selectors.calendar import list_public_days
from drieluik.apps.releases.mapping import RD
from drieluik.ui.downloads import GEOJSON

_AREAS = f"{OF_PLACE}/gebieden"


class PublicAreaOut(Schema):
    """One area in one year."""

    code: str = Field(description="Of CBS")
    naam: str
    niveau: str = Field(description="municipality, wijk or buurt")
    jaar: int
    ligt_in: str = Field(description="Code of the area it lies in; empty for a municipality")


class PublicAreasChoice(Schema):
    """Which areas."""

    jaar: int | None = Field(None, description="Of the areas; the latest when absent")
    niveau: Literal["", "municipality", "wijk", "buurt"] = ""


class PublicBordersChoice(PublicCoordinates):
    """Borders of which areas, in which coordinates."""

    jaar: int | None = Field(None, description="Of the borders; the latest when absent")
    niveau: Literal["municipality", "wijk", "buurt"] = "buurt"


class PublicDayOut(Schema):
    """A day of the year that law or parties set."""

    titel: str
    van: date = Field(description="First day on which it can be done")
    uiterlijk: date = Field(description="Its day, or its last day")
    begint_om: time | None = Field(description="Time of a meeting there; null when none is set")
    plaats: str
    wie: str = Field(description="Who must act or takes part, in words")
    overleg: bool = Field(description="Whether people come together")
    gaat_niet_door: bool
    wettelijk: bool = Field(description="Whether the law asks for it")


class PublicYearChoice(Schema):
    """Which year."""

    jaar: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="This year when absent")


@router.get(_AREAS, response=list[PublicAreaOut])
@of_a_place
@paginate(PageNumberPagination, page_size=200)
def list_public_areas(
    request: HttpRequest, gemeente: str, choice: Query[PublicAreasChoice]
) -> list[dict[str, Any]]:
    """Give the areas of one year on which figures and layers lie, by code."""
    rows = list_areas(municipality_id=visit_of(request).place.id, year=choice.jaar)
    return [
        {
            "code": row.code,
            "naam": row.name,
            "niveau": row.level,
            "jaar": row.year,
            "ligt_in": row.parent_code,
        }
        for row in rows
        if choice.niveau in ("", row.level)
    ]


@router.get(f"{_AREAS}/geojson", response={200: Any}, openapi_extra=GEOJSON)
@on_a_map
@of_a_place
def get_public_areas_geojson(
    request: HttpRequest, gemeente: str, choice: Query[PublicBordersChoice]
) -> HttpResponse:
    """Give the borders of one level; 404 when there are none.

    Without borders of that year the nearest are given; ``jaar`` says which. When ``schematisch`` is
    true they are cells that only show where areas lie.
    """
    content = areas_geojson(
        municipality_id=visit_of(request).place.id,
        level=choice.niveau,
        year=choice.jaar,
        rd=choice.crs == RD,
    )
    if content is None:
        raise Http404
    return map_answer(content, choice)


@router.get(f"{OF_PLACE}/jaarkalender", response=list[PublicDayOut])
@of_a_place
@paginate(PageNumberPagination, page_size=200)
def list_public_calendar(
    request: HttpRequest, gemeente: str, choice: Query[PublicYearChoice]
) -> list[dict[str, Any]]:
    """Give the days of one year in order; 404 when they are not public."""
    visit = visit_of(request)
    rows = list_public_days(
        municipality_id=visit.place.id, year=choice.jaar or visit.today.year, on=visit.today
    )
    if rows is None:
        raise Http404
    return [
        {
            "titel": row.title,
            "van": row.from_on,
            "uiterlijk": row.last_on,
            "begint_om": row.starts_at,
            "plaats": row.place,
            "wie": row.who,
            "overleg": row.is_meeting,
            "gaat_niet_door": row.is_cancelled,
            "wettelijk": row.is_statutory,
        }
        for row in rows
    ]
