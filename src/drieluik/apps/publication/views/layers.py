"""Layers on the public site: figures per area that their source made public itself."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from drieluik.apps.layers.wording import about_words
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.publication.open_layers.files import file_of, forms_of
from drieluik.apps.publication.open_layers.licences import licence_address
from drieluik.apps.publication.open_layers.open_now import find_open_layer, list_open_layers
from drieluik.apps.publication.open_layers.rows import OpenLayer
from drieluik.apps.publication.open_layers.showing import drawn_for_everybody, shown_to_everybody
from drieluik.apps.publication.serving import Visit
from drieluik.apps.publication.structured import as_block, dataset
from drieluik.reports.maps import map_picture, map_png
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import as_picture

HERE = "publication:layers"


def layers(visit: Visit) -> HttpResponse:
    """List every layer that is public, with where it comes from."""
    rows = [
        (one, about_words(one.version), licence_address(one.card.licence))
        for one in list_open_layers(municipality_id=visit.place.id)
    ]
    return visit.page("layers", {"here": HERE, "rows": rows})


def layer(visit: Visit, layer_id: UUID) -> HttpResponse:
    """Show one layer: what it means, its map, its figures, and where they come from."""
    one = _found(visit, layer_id)
    shown = shown_to_everybody(one, get_municipality(municipality_id=visit.place.id))
    context: dict[str, Any] = {
        "here": HERE,
        "files": _files(visit, one),
        "data": _data(visit, one),
    }
    return visit.page("layer", shown | context)


def layer_file(visit: Visit, layer_id: UUID, form: str) -> HttpResponse:
    """Give the figures of a layer as a file, with where they come from."""
    one = _found(visit, layer_id)
    content = file_of(one, visit.place, form)
    if content is None:
        raise Http404
    version = one.version
    name = (
        f"{visit.place.slug}-kaartlaag-{version.about_from:%Y-%m-%d}-versie-{version.number}.{form}"
    )
    return as_download(content, name)


def layer_map(visit: Visit, layer_id: UUID, form: str) -> HttpResponse:
    """Give the map of a layer as a picture: ``svg`` to look at, ``png`` to keep."""
    one = _found(visit, layer_id)
    drawn = drawn_for_everybody(one, get_municipality(municipality_id=visit.place.id))
    if drawn is None:
        raise Http404
    svg = map_picture(drawn.layers, drawn.classes, drawn.words)
    if form == "png":
        return as_download(map_png(svg), f"{visit.place.slug}-kaartlaag-kaart.png")
    return as_picture(svg.encode())


def _found(visit: Visit, layer_id: UUID) -> OpenLayer:
    """Return what is public; what is not answers as what does not exist."""
    found = find_open_layer(municipality_id=visit.place.id, layer_id=layer_id)
    if found is None:
        raise Http404
    return found


def _files(visit: Visit, one: OpenLayer) -> list[tuple[str, str]]:
    """Return kind and path of every file of a layer."""
    args = [visit.place.slug, one.layer.layer_id]
    return [(form, reverse(f"publication:layer_{form}", args=args)) for form in forms_of(one)]


def _data(visit: Visit, one: OpenLayer) -> str:
    card = one.card
    files = [(form, visit.absolute(at)) for form, at in _files(visit, one)]
    more = {
        "license": licence_address(card.licence) or card.licence,
        "creator": {"@type": "Organization", "name": one.publisher},
        "isBasedOn": one.address,
        "measurementTechnique": card.quality,
        "variableMeasured": card.unit,
    }
    found = dataset(
        visit.place,
        name=card.name,
        about=card.meaning,
        url=visit.address,
        published_on=timezone.localdate(one.since) if one.since else visit.today,
        files=files,
    )
    return as_block(found | {name: words for name, words in more.items() if words})
