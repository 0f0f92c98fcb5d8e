"""In which buurt places lie, for other programmes: asked and answered, and nothing kept."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Form, Router, Schema
from ninja.security import django_auth
from pydantic import Field

from drieluik.apps.areas import selectors, wording
from drieluik.apps.connections.access import asking
from drieluik.apps.organisations.access import municipality_or_404
from drieluik.core.placing import LONGEST_PLACE, read_place

router = Router()

_MOST_AT_ONCE = 900
"""A request holds at most 1000 fields, and every place is one."""


class PlacesIn(Schema):
    """Places as somebody would write them."""

    plaatsen: list[Annotated[str, Field(max_length=LONGEST_PLACE)]] = Field(
        min_length=1,
        max_length=_MOST_AT_ONCE,
        description="A postcode with or without a house number, an address with a postcode, a street "
        "with a number (and the town) when the table of addresses has streets, or two coordinates "
        "in RD or WGS84; at most 900 at once, and a blank one is answered too",
    )
    jaar: int | None = Field(
        None, ge=1995, le=2100, description="Year of the buurten; the latest when it is left out"
    )


class PlaceOut(Schema):
    """One place with its buurt; ``buurt`` is empty when it was not found."""

    plaats: str
    buurt: str
    buurtnaam: str
    wijk: str
    wijknaam: str
    hoe: str = Field(description="address, postcode, street or point; empty when it was not found")
    aandeel: float | None = Field(
        description="Part (0-1) of the addresses of the postcode that lies in the buurt; null for a "
        "point or a street, and for what was not found"
    )
    bij_de_grens: bool = Field(
        description="A point so near to the border of its buurt that it can lie across it: within five "
        "metres, or within what its digits leave open"
    )
    uitleg: str = Field(description="How sure it is, or what is wrong, in Dutch")


class PlacesOut(Schema):
    """The answers in the order asked, and what they were looked up in."""

    jaar: int
    grenzen: bool = Field(description="Whether there are real borders of this year, for points")
    adressentabel: str = Field(description="Source of the table of addresses; empty without one")
    plaatsen: list[PlaceOut]


@router.post(
    "/gemeenten/{gemeente}/plaatsbepalingen",
    response=PlacesOut,
    auth=[asking, django_auth],
    summary="Vragen in welke buurt plaatsen liggen",
)
def locate_places(
    request: HttpRequest, response: HttpResponse, gemeente: str, asked: Form[PlacesIn]
) -> dict[str, Any]:
    """Give per place the buurt and the wijk, how it was found and how sure that is.

    Answered from the borders and the table of addresses that were loaded here; nobody outside is
    asked. What is asked stands in the body and not in the address, is not kept and not logged.
    404 when nothing is loaded for that year.
    """
    place = municipality_or_404(request, gemeente)
    known = selectors.loaded_layers(municipality_id=place.id)
    loaded = next((one for one in known if asked.jaar in (None, one.year)), None)
    if loaded is None:
        raise Http404
    response["Cache-Control"] = "no-store"
    rows = selectors.locate_places(
        municipality_id=place.id,
        year=loaded.year,
        places=[read_place(n, one) for n, one in enumerate(asked.plaatsen, start=1)],
    )
    return {
        "jaar": loaded.year,
        "grenzen": loaded.has_borders,
        "adressentabel": loaded.addresses,
        "plaatsen": [_out(row, loaded) for row in rows],
    }


def _out(row: selectors.Located, loaded: selectors.Loaded) -> dict[str, Any]:
    return {
        "plaats": row.asked.written,
        "buurt": row.buurt[0],
        "buurtnaam": row.buurt[1],
        "wijk": row.wijk[0],
        "wijknaam": row.wijk[1],
        "hoe": row.how,
        "aandeel": row.share,
        "bij_de_grens": row.near_border,
        "uitleg": ". ".join(words.rstrip(".") for words in wording.located_words(row, loaded))
        + ".",
    }
