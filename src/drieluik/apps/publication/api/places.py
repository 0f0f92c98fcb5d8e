"""Which municipalities have a public site, and what is on it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.publication.api.asking import (
    BASE,
    OF_PLACE,
    of_a_place,
    of_no_place,
    router,
    visit_of,
)
from drieluik.apps.publication.selectors.calendar import calendar_is_open
from drieluik.apps.publication.serving import Place, open_places


class PublicMunicipalityOut(Schema):
    """A municipality with a public site."""

    gemeente: str = Field(description="How addresses name it")
    naam: str
    fictief: bool = Field(description="Made up: none of its figures and texts is real")
    pagina: str = Field(description="Its public site")


class PublicContentsOut(PublicMunicipalityOut):
    """A municipality with where to find what is public of it."""

    licentie: str = Field(description="Licence of the figures; empty while none was chosen")
    onderdelen: dict[str, str] = Field(description="Name of a part -> its address in this API")


_PARTS = (
    *("versies", "afspraken", "overleggen", "besluiten", "cijfers", "publicaties", "rapporten"),
    *("kaartlagen", "stand", "ingetrokken", "gebieden"),
)


@router.get(BASE, response=list[PublicMunicipalityOut])
@of_no_place
@paginate(PageNumberPagination, page_size=50)
def list_public_municipalities(request: HttpRequest) -> list[dict[str, Any]]:
    """Give the municipalities with a public site, by name."""
    return [_place(one) for one in open_places(timezone.localdate())]


@router.get(OF_PLACE, response=PublicContentsOut)
@of_a_place
def get_public_municipality(request: HttpRequest, gemeente: str) -> dict[str, Any]:
    """Give one municipality, with the addresses of what is public of it."""
    visit = visit_of(request)
    has_days = calendar_is_open(municipality_id=visit.place.id, on=visit.today)
    parts = (*_PARTS, "jaarkalender") if has_days else _PARTS
    return _place(visit.place) | {
        "licentie": settings.OPEN_DATA_LICENCE,
        "onderdelen": {part: visit.absolute(f"{request.path}/{part}") for part in parts},
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "gemeente": place.slug,
        "naam": place.name,
        "fictief": place.fictitious,
        "pagina": f"{settings.SITE_ADDRESS}{reverse('publication:home', args=[place.slug])}",
    }
