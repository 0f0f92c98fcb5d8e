"""A layer that everybody sees as a file: the same figures as on the page, with where they come from."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import areas_geojson, map_areas
from drieluik.apps.layers.rows import FigureRow
from drieluik.apps.layers.selectors import figures_of_version
from drieluik.apps.layers.wording import about_words, day_words
from drieluik.apps.publication.open_layers.licences import licence_address
from drieluik.apps.publication.open_layers.rows import OpenLayer
from drieluik.apps.releases.mapping import CRS84, RD
from drieluik.reports.figure_tables import FigureTable, csv_file, parquet_file, xlsx_file

if TYPE_CHECKING:
    from drieluik.apps.publication.serving import Place

FORMS = ("csv", "xlsx", "json", "parquet", "geojson")
"""Kinds of files of a layer."""
_COLUMNS = {
    "code": "text", "naam": "text", "waarde": "number", "klasse": "text", "reden": "text",
    "tekst": "text",
}  # fmt: skip


def forms_of(one: OpenLayer) -> list[str]:
    """Return the kinds of files of a layer: without borders there is none with shapes."""
    areas = map_areas(
        municipality_id=one.layer.municipality_id, level=one.card.level, year=one.version.year
    )
    return [form for form in FORMS if areas is not None or form != "geojson"]


def layer_page(one: OpenLayer, slug: str) -> str:
    """Return the whole address of the public page of a layer."""
    path = reverse("publication:layer", args=[slug, one.layer.layer_id])
    return f"{settings.SITE_ADDRESS}{path}"


def about_layer(one: OpenLayer, place: "Place") -> dict[str, Any]:
    """Return what a layer tells of itself, in every file and in the API."""
    card, version = one.card, one.version
    return {
        "id": str(one.layer.layer_id),
        "naam": card.name,
        "betekenis": card.meaning,
        "onderwerp": card.theme,
        "soort": card.kind,
        "niveau": card.level,
        "eenheid": card.unit,
        "organisatie": one.layer.party_name,
        "bron": card.source,
        "eerder_openbaar_door": one.publisher,
        "eerder_openbaar_op": one.address,
        "licentie": card.licence,
        "licentieadres": licence_address(card.licence),
        "van": version.about_from.isoformat(),
        "tot_en_met": version.about_until.isoformat() if version.about_until else None,
        "jaar": version.year,
        "versie": version.number,
        "kwaliteit": card.quality,
        "openbaar_sinds": _moment(one.since),
        "gemeente": place.slug,
        "pagina": layer_page(one, place.slug),
    }


def _moment(moment: datetime | None) -> str | None:
    """Return a moment as the API writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def figures_of(one: OpenLayer) -> list[FigureRow]:
    """Return the figures of a layer by name of the area."""
    return figures_of_version(one.layer, one.version, one.card)


def told_of(row: FigureRow) -> dict[str, Any]:
    """Return the figure of one area as data."""
    return {
        "waarde": None if row.value is None else float(f"{row.value:.12g}"),
        "klasse": row.text,
        "reden": row.missing,
        "tekst": row.words,
    }


def file_of(one: OpenLayer, place: "Place", form: str) -> bytes | None:
    """Return a layer as a file of one of ``FORMS``; None when there are no borders to draw it in."""
    if form == "geojson":
        content = layer_geojson(one, place, CRS84)
        return content.encode() if content else None
    if form == "json":
        rows = [{"code": row.code, "naam": row.name} | told_of(row) for row in figures_of(one)]
        whole = about_layer(one, place) | {"cijfers": rows}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "parquet":
        rows = [{"code": row.code, "naam": row.name} | told_of(row) for row in figures_of(one)]
        about = json.dumps(about_layer(one, place), ensure_ascii=False)
        return parquet_file(rows, _COLUMNS, about)
    table = _table(one, place)
    return csv_file(table) if form == "csv" else xlsx_file(table)


def layer_geojson(one: OpenLayer, place: "Place", crs: str) -> str | None:
    """Return a layer on the borders of its areas; None when there are no borders of that level.

    Args:
        one: The layer.
        place: The municipality.
        crs: ``CRS84`` or ``RD``.

    Returns:
        Every area with ``waarde``, ``klasse``, ``reden`` (why there is no figure) and ``tekst``. An
        area that the figures do not name has ``reden`` ``not_given``.
    """
    borders = areas_geojson(
        municipality_id=place.id, level=one.card.level, year=one.version.year, rd=crs == RD
    )
    if borders is None:
        return None
    content: dict[str, Any] = json.loads(borders)
    told = {row.code: told_of(row) for row in figures_of(one)}
    missing = {
        "waarde": None,
        "klasse": "",
        "reden": "not_given",
        "tekst": _("not in these figures"),
    }
    for feature in content["features"]:
        feature["properties"] |= told.get(feature["id"], missing)
    features = content.pop("features")
    drawn = {f"grenzen_{name}": content.pop(name) for name in _OF_BORDERS if name in content}
    whole = {**content, **about_layer(one, place), **drawn, "crs": crs, "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


_OF_BORDERS = ("jaar", "schematisch", "bron", "brondatum", "licentie")


def _table(one: OpenLayer, place: "Place") -> FigureTable:
    return FigureTable(
        title=f"{one.card.name}, {place.name}",
        notes=_notes(one),
        header=(_("code"), _("area"), _("figure"), _("why there is none")),
        rows=[_cells(row) for row in figures_of(one)],
        sheet="Kaartlaag",
    )


def _cells(row: FigureRow) -> tuple[str | int | float | None, ...]:
    if row.missing:
        return row.code, row.name, None, row.words
    if row.value is None:
        return row.code, row.name, row.text, ""
    value = float(f"{row.value:.12g}")
    return row.code, row.name, int(value) if value.is_integer() else value, ""


def _notes(one: OpenLayer) -> tuple[str, ...]:
    card = one.card
    told = (
        (_("meaning"), " ".join(card.meaning.split())),
        (_("unit"), card.unit),
        (_("how it is written"), _("a share as a part of 1") if card.kind == "share" else ""),
        (_("figures of"), about_words(one.version)),
        (_("year of the areas"), str(one.version.year)),
        (_("organisation"), one.layer.party_name),
        (_("source"), card.source),
        (_("made public before by"), f"{one.publisher}, {one.address}"),
        (_("licence"), " ".join(filter(None, (card.licence, licence_address(card.licence))))),
        (_("quality"), " ".join(card.quality.split())),
        (_("on this site since"), day_words(one.since.date()) if one.since else ""),
    )
    return tuple(f"{name}: {words}" for name, words in told if words)
