"""Files of a layer: its figures as a table, and its map as a picture or in degrees."""

import csv
import io
from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieluik.apps.layers import selectors, wording
from drieluik.apps.layers.rows import FigureRow, LayerRow, VersionRow
from drieluik.apps.layers.selectors import DrawnLayer
from drieluik.apps.layers.views.finding_one import chosen_version, layer_or_404
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.maps import map_geojson, map_picture, map_png
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import hash_of

_RISKY = ("=", "+", "-", "@", "\t")
"""Signs that a spreadsheet takes for the beginning of a formula."""


@require_safe
@in_municipality
def figures(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Give the figures of a version as a table, with where they come from above it."""
    row, version = _asked(request, layer_id)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(_about(row, version))
    writer.writerow(["code", _("area"), _("figure"), _("why there is none")])
    for one in selectors.figures_of_version(row, version, row.card):
        writer.writerow([one.code, _harmless(one.name), *_cells(one)])
    return as_download(b"\xef\xbb\xbf" + text.getvalue().encode(), f"{_name(row, version)}.csv")


@require_safe
@in_municipality
def picture(request: ActorRequest, layer_id: UUID, form: str) -> HttpResponse:
    """Give the map as a picture to keep."""
    row, version = _asked(request, layer_id)
    drawn = _drawn(request, row, version)
    svg = map_picture(drawn.layers, drawn.classes, drawn.words)
    content = svg.encode() if form == "svg" else map_png(svg)
    return as_download(content, f"{_name(row, version)}.{form}")


@require_safe
@in_municipality
def degrees(request: ActorRequest, layer_id: UUID) -> HttpResponse:
    """Give the map as GeoJSON, for the map that moves; whoever has this version gets it not again."""
    row, version = _asked(request, layer_id)
    drawn = _drawn(request, row, version)
    content = map_geojson(drawn.layers, drawn.classes, drawn.words)
    etag = quote_etag(hash_of(content))
    answer = HttpResponse(content, content_type="application/geo+json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _asked(request: ActorRequest, layer_id: UUID) -> tuple[LayerRow, VersionRow]:
    row = layer_or_404(request, layer_id)
    version = chosen_version(request, row)
    if version is None:
        raise Http404
    return row, version


def _drawn(request: ActorRequest, row: LayerRow, version: VersionRow) -> DrawnLayer:
    drawn = selectors.draw_layer(
        row, version, place=request.municipality, href=lambda code: f"#{code}"
    )
    if drawn is None:
        raise Http404
    return drawn


def _about(row: LayerRow, version: VersionRow) -> Iterator[list[str]]:
    card = row.card
    told = (
        (_("layer"), card.name),
        (_("meaning"), " ".join(card.meaning.split())),
        (_("unit"), card.unit),
        (_("figures of"), wording.about_words(version)),
        (_("version"), str(version.number)),
        (_("organisation"), row.party_name),
        (_("source"), f"{card.source} {card.source_url}".strip()),
        (_("licence"), card.licence),
        (_("year of the areas"), str(version.year)),
        (_("who may see it"), card.publicness_label),
        (_("quality"), " ".join(card.quality.split())),
        (_("remark"), _("The figures are made up.") if card.fictitious else ""),
    )
    for name, words in told:
        if words:
            yield [name, _harmless(words)]
    yield []


def _cells(one: FigureRow) -> list[str]:
    if one.missing:
        return ["", one.words]
    if one.value is None:
        return [_harmless(one.text), ""]
    return [f"{one.value:.12g}".replace(".", ","), ""]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _name(row: LayerRow, version: VersionRow) -> str:
    return f"{slugify(row.card.name)[:60] or 'kaartlaag'}-versie-{version.number}"
