"""The catalogue of public figures for data portals, in DCAT (JSON-LD).

Follows DCAT-AP-NL 3. A catalogue must name the licence of the data, and that is for the
municipality to choose: without it there is none.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.publication.serving import Visit
from drieluik.apps.releases.files import FORMS
from drieluik.apps.releases.selectors import PublicFigures

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
_FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "parquet": "PARQUET"}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def catalogue(visit: Visit, public: Sequence[PublicFigures]) -> dict[str, Any]:
    """Return the catalogue of a municipality.

    Args:
        visit: Of which municipality, and at which address.
        public: What is public; every figure over a half-year is a dataset.
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
    datasets = [_dataset(visit, one, who) for one in reversed(first_of.values())]
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
        "dcat:dataset": datasets,
        "dcat:service": _service(visit, who, [one["@id"] for one in datasets]),
    }


def _service(visit: Visit, who: dict[str, Any], served: list[str]) -> dict[str, Any]:
    """Describe the public API, which gives the same figures cell by cell."""
    path = reverse("api:list_public_figures", args=[visit.place.slug])
    address = visit.absolute(path)
    return {
        "@id": address,
        "@type": "dcat:DataService",
        "dct:title": _dutch(
            _("API of the public figures of %(name)s") % {"name": visit.place.name}
        ),
        "dct:description": _dutch(
            _("The same tables, cell by cell and on the map (GeoJSON), without sign-in.")
        ),
        "dct:identifier": address,
        "dct:accessRights": {"@id": _ACCESS},
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE},
        "dcat:theme": {"@id": _THEME},
        "dcat:endpointURL": {"@id": address},
        "dcat:endpointDescription": {"@id": visit.absolute(reverse("api:openapi-json"))},
        "dcat:servesDataset": [{"@id": one} for one in served],
        **who,
    }


def _dataset(visit: Visit, one: PublicFigures, who: dict[str, Any]) -> dict[str, Any]:
    path = reverse("publication:figure", args=[visit.place.slug, one.table.id, one.period])
    page = visit.absolute(path)
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": _dutch(f"{one.table.name_nl}, {visit.place.name}, {one.period}"),
        "dct:description": _dutch(one.table.meaning_nl),
        "dct:identifier": page,
        "dct:issued": {"@type": "xsd:dateTime", "@value": one.published_at.isoformat()},
        "dct:accessRights": {"@id": _ACCESS},
        "dct:creator": who["dct:publisher"],
        "dct:language": {"@id": _LANGUAGE},
        "dcat:theme": {"@id": _THEME},
        "dcat:landingPage": {"@id": page},
        **who,
        "dcat:distribution": [_distribution(page, form) for form in FORMS],
    }


def _distribution(page: str, form: str) -> dict[str, Any]:
    file = f"{page}cijfers.{form}"
    return {
        "@id": file,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": file},
        "dct:license": {"@id": settings.OPEN_DATA_LICENCE},
        "dct:format": {"@id": f"{_EU}/file-type/{_FILE_TYPES[form]}"},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{_MEDIA_TYPES[form]}"
        },
    }


def _dutch(text: str) -> dict[str, str]:
    return {"@language": "nl", "@value": text}
