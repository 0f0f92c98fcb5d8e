"""Layers that everybody sees: which there are, one with its figures, and on the map."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.publication.api.asking import OF_PLACE, of_a_place, router, visit_of
from drieluik.apps.publication.api.mapping import PublicCoordinates, map_answer, on_a_map
from drieluik.apps.publication.open_layers.files import (
    about_layer,
    figures_of,
    forms_of,
    layer_geojson,
    told_of,
)
from drieluik.apps.publication.open_layers.open_now import find_open_layer, list_open_layers
from drieluik.apps.publication.open_layers.rows import OpenLayer
from drieluik.apps.publication.serving import Visit
from drieluik.ui.downloads import GEOJSON

_LAYERS = f"{OF_PLACE}/kaartlagen"
_LAYER = f"{_LAYERS}/{{uuid:kaartlaag}}"


class PublicLayerOut(Schema):
    """Figures per area that their source made public itself, with where they come from."""

    id: UUID
    naam: str
    betekenis: str
    onderwerp: str = Field(description="Code of its subject, such as housing or people")
    soort: str = Field(description="count, share (0-1), mean, amount (euro) or class")
    niveau: str = Field(description="buurt, wijk or municipality")
    eenheid: str
    organisatie: str = Field(description="The party that brought it in")
    bron: str
    eerder_openbaar_door: str = Field(description="Who made the same figures public before")
    eerder_openbaar_op: str = Field(description="At which address")
    licentie: str = Field(description="In the words of the source")
    licentieadres: str = Field(description="Empty when nobody can tell which licence is meant")
    van: date = Field(description="Day of the figures, or first day of their period")
    tot_en_met: date | None = Field(description="Last day; null for figures of one day")
    jaar: int | None = Field(description="Year of the areas")
    versie: int | None = Field(description="Counts the figures that were ever in use")
    kwaliteit: str
    openbaar_sinds: datetime | None
    pagina: str
    bestanden: dict[str, str] = Field(
        description="Kind of file -> its address; geojson is not there without borders"
    )


class PublicLayerFigureOut(Schema):
    """The figure of one area, or why there is none."""

    code: str
    naam: str
    waarde: float | None = Field(description="Null for a class, and without a figure")
    klasse: str = Field(description="Empty for numbers")
    reden: str = Field(
        description="secret_or_absent, later, no_longer or not_given; empty with a figure"
    )
    tekst: str = Field(description="As it reads")


class PublicLayerWithFiguresOut(PublicLayerOut):
    """A layer with all of its figures."""

    cijfers: list[PublicLayerFigureOut] = Field(description="By name of the area")


class PublicLayersChoice(Schema):
    """Which layers."""

    onderwerp: Literal[
        "", "housing", "people", "plans", "liveability", "care", "energy", "space", "other"
    ] = ""
    niveau: Literal["", "buurt", "wijk", "municipality"] = ""


@router.get(_LAYERS, response=list[PublicLayerOut])
@of_a_place
@paginate(PageNumberPagination, page_size=50)
def list_public_layers(
    request: HttpRequest, gemeente: str, choice: Query[PublicLayersChoice]
) -> list[dict[str, Any]]:
    """Give the layers that everybody sees, by name."""
    visit = visit_of(request)
    return [
        _layer(visit, one)
        for one in list_open_layers(municipality_id=visit.place.id)
        if choice.onderwerp in ("", one.card.theme) and choice.niveau in ("", one.card.level)
    ]


@router.get(_LAYER, response=PublicLayerWithFiguresOut)
@of_a_place
def get_public_layer(request: HttpRequest, gemeente: str, kaartlaag: UUID) -> dict[str, Any]:
    """Give one layer with its figures."""
    visit = visit_of(request)
    one = _found(visit, kaartlaag)
    figures = [{"code": row.code, "naam": row.name} | told_of(row) for row in figures_of(one)]
    return _layer(visit, one) | {"cijfers": figures}


@router.get(f"{_LAYER}/geojson", response={200: Any}, openapi_extra=GEOJSON)
@on_a_map
@of_a_place
def get_public_layer_geojson(
    request: HttpRequest, gemeente: str, kaartlaag: UUID, choice: Query[PublicCoordinates]
) -> HttpResponse:
    """Give one layer on the borders of its areas; 404 when there are no borders.

    Without borders of the year of the figures the nearest are given; ``grenzen_jaar`` says which.
    When ``grenzen_schematisch`` is true they are cells that only show where areas lie.
    """
    visit = visit_of(request)
    content = layer_geojson(_found(visit, kaartlaag), visit.place, choice.crs)
    if content is None:
        raise Http404
    return map_answer(content, choice)


def _found(visit: Visit, layer_id: UUID) -> OpenLayer:
    found = find_open_layer(municipality_id=visit.place.id, layer_id=layer_id)
    if found is None:
        raise Http404
    return found


def _layer(visit: Visit, one: OpenLayer) -> dict[str, Any]:
    args = [visit.place.slug, one.layer.layer_id]
    files = {
        form: visit.absolute(reverse(f"publication:layer_{form}", args=args))
        for form in forms_of(one)
    }
    return about_layer(one, visit.place) | {"bestanden": files}
