"""The catalogue of public figures and layers for data portals, in DCAT (JSON-LD).

Follows DCAT-AP-NL 3. A catalogue must name the licence of the data, and that is for the
municipality to choose: without it there is none. A layer has the licence of its source; when nobody
can tell which one that is, it is not in the catalogue.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.publication.open_layers.files import forms_of
from drieluik.apps.publication.open_layers.licences import licence_address
from drieluik.apps.publication.open_layers.rows import OpenLayer
from drieluik.apps.publication.serving import Visit
from drieluik.apps.releases.files import FORMS
from drieluik.apps.releases.selectors import PublicFigures
from drieluik.ui.templatetags.drieluik import half_year

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_THEME = f"{_EU}/data-theme/SOCI"
_ACCESS = f"{_EU}/access-right/PUBLIC"
_LANGUAGE = f"{_EU}/language/NLD"
_FILE_TYPES = {
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "parquet": "PARQUET",
    "geojson": "GEOJSON",
}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}


def catalogue(
    visit: Visit, public: Sequence[PublicFigures], layers: Sequence[OpenLayer] = ()
) -> dict[str, Any]:
    """Return the catalogue of a municipality.

    Args:
        visit: Of which municipality, and at which address.
        public: What is public; every figure over a half-year is a dataset.
        layers: The layers that everybody sees; each of which the licence is known is a dataset.
    """
    about = visit.absolute(reverse("publication:about", args=[visit.place.slug]))
    publisher = {
        "@id": f"{about}#gemeente",
        "@type": "foaf:Agent",
        "foaf:name": _dutch(f"Gemeente {visit.place.name}"),
    }
    contact = {
        "@id": f"{about}#contact",
        "@type": "vcard:Organization",
        "vcard:fn": f"Gemeente {visit.place.name}",
        "vcard:hasURL": {"@id": about},
    }
    who = {"dct:publisher": publisher, "dcat:contactPoint": contact}
    title = _("Figures on housing in %(name)s") % {"name": visit.place.name}
    made_up = _(
        "Example city: the figures are made up and do not come from the organisations named."
    )
    told = _("Numbers per wijk, buurt and corporation in which nobody can be recognised.")
    first_of = {(one.table.id, one.period): one for one in reversed(public)}
    figures = [_dataset(visit, one, who) for one in reversed(first_of.values())]
    known = [one for one in layers if licence_address(one.card.licence)]
    mapped = [_layer(visit, one, who) for one in known]
    return {
        "@context": _CONTEXT,
        "@id": visit.address,
        "@type": "dcat:Catalog",
        "dct:title": _dutch(title),
        "dct:description": _dutch(f"{told} {made_up}" if visit.place.fictitious else told),
        "dct:language": {"@id": _LANGUAGE},
        "foaf:homepage": {
            "@id": visit.absolute(reverse("publication:figures", args=[visit.place.slug]))
        },
        **who,
        "dcat:dataset": [*figures, *mapped],
        "dcat:service": [
            _service(visit, who, served, words)
            for served, words in ((figures, _figure_words()), (mapped, _layer_words()))
            if served
        ],
    }


def _figure_words() -> tuple[str, str, str]:
    """Return the operation of the API that gives figures, its name, and what it gives."""
    return (
        "api:list_public_figures",
        _("API of the public figures of %(name)s"),
        _("The same tables, cell by cell and on the map (GeoJSON), without sign-in."),
    )


def _layer_words() -> tuple[str, str, str]:
    """Return the same of layers."""
    return (
        "api:list_public_layers",
        _("API of the public map layers of %(name)s"),
        _("The same figures per area, also on the map (GeoJSON), without sign-in."),
    )


def _service(
    visit: Visit,
    who: dict[str, Any],
    served: Sequence[dict[str, Any]],
    words: tuple[str, str, str],
) -> dict[str, Any]:
    """Describe a part of the public API, which gives the same as the files."""
    operation, title, told = words
    address = visit.absolute(reverse(operation, args=[visit.place.slug]))
    return {
        "@id": address,
        "@type": "dcat:DataService",
        "dct:title": _dutch(title % {"name": visit.place.name}),
        "dct:description": _dutch(told),
        "dct:identifier": address,
        "dct:accessRights": {"@id": _ACCESS},
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE},
        "dcat:theme": {"@id": _THEME},
        "dcat:endpointURL": {"@id": address},
        "dcat:endpointDescription": {"@id": visit.absolute(reverse("api:openapi-json"))},
        "dcat:servesDataset": [{"@id": one["@id"]} for one in served],
        **who,
    }


def _layer(visit: Visit, one: OpenLayer, who: dict[str, Any]) -> dict[str, Any]:
    """Describe a layer: made by its source, brought here by a party, with the licence of its source."""
    card, licence = one.card, licence_address(one.card.licence)
    page = visit.absolute(reverse("publication:layer", args=[visit.place.slug, one.layer.layer_id]))
    about = f"{card.meaning} {card.quality}".strip()
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": _dutch(f"{card.name}, {visit.place.name}"),
        "dct:description": _dutch(about),
        "dct:identifier": page,
        "dct:issued": {
            "@type": "xsd:dateTime",
            "@value": one.since.isoformat() if one.since else "",
        },
        "dct:accessRights": {"@id": _ACCESS},
        "dct:creator": {
            "@id": f"{page}#bron",
            "@type": "foaf:Agent",
            "foaf:name": _dutch(one.publisher),
        },
        "dct:source": {"@id": one.address},
        "dct:language": {"@id": _LANGUAGE},
        "dcat:theme": {"@id": _THEME},
        "dcat:landingPage": {"@id": page},
        **who,
        "dcat:distribution": [
            _distribution(page, f"{page}laag.{form}", form, licence) for form in forms_of(one)
        ],
    }


def _dataset(visit: Visit, one: PublicFigures, who: dict[str, Any]) -> dict[str, Any]:
    path = reverse("publication:figure", args=[visit.place.slug, one.table.id, one.period])
    page = visit.absolute(path)
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": _dutch(f"{one.table.name_nl}, {visit.place.name}, {half_year(one.period)}"),
        "dct:description": _dutch(one.table.meaning_nl),
        "dct:identifier": page,
        "dct:issued": {"@type": "xsd:dateTime", "@value": one.published_at.isoformat()},
        "dct:accessRights": {"@id": _ACCESS},
        "dct:creator": who["dct:publisher"],
        "dct:language": {"@id": _LANGUAGE},
        "dcat:theme": {"@id": _THEME},
        "dcat:landingPage": {"@id": page},
        **who,
        "dcat:distribution": [
            _distribution(page, f"{page}cijfers.{form}", form, settings.OPEN_DATA_LICENCE)
            for form in FORMS
        ],
    }


def _distribution(page: str, file: str, form: str, licence: str) -> dict[str, Any]:
    return {
        "@id": file,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": file},
        "dct:license": {"@id": licence},
        "dct:format": {"@id": f"{_EU}/file-type/{_FILE_TYPES[form]}"},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{_MEDIA_TYPES[form]}"
        },
    }


def _dutch(text: str) -> dict[str, str]:
    return {"@language": "nl", "@value": text}
