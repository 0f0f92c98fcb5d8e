"""What a page says of itself to search engines, in the words of schema.org (JSON-LD).

A block of data and no script: a browser never runs it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from drieluik.apps.publication.serving import Place

_SIGNS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_block(about: Mapping[str, Any]) -> SafeString:
    r"""Return a description as JSON that cannot end the element it stands in.

    Examples:
        >>> as_block({"name": "</script>"})
        '{"@context": "https://schema.org", "name": "\\u003C/script\\u003E"}'
    """
    text = json.dumps({"@context": "https://schema.org", **about}, ensure_ascii=False)
    return mark_safe(text.translate(_SIGNS))


def web_page(place: Place, *, name: str, url: str) -> dict[str, Any]:
    """Describe a page of a municipality."""
    return {
        "@type": "WebPage",
        "name": name,
        "url": url,
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "publisher": publisher(place),
    }


def publisher(place: Place) -> dict[str, Any]:
    """Describe who publishes; a made-up city says so."""
    about = {"@type": "GovernmentOrganization", "name": f"Gemeente {place.name}"}
    return about | ({"description": "Fictief voorbeeld"} if place.fictitious else {})


def dataset(
    place: Place,
    *,
    name: str,
    about: str,
    url: str,
    published_on: date,
    files: Iterable[tuple[str, str]],
) -> dict[str, Any]:
    """Describe figures: what they tell, since when they are public, and their files by kind."""
    return {
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": url,
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "datePublished": published_on.isoformat(),
        "spatialCoverage": place.name,
        "publisher": publisher(place),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": at}
            for kind, at in files
        ],
    }


def legislation(
    place: Place,
    *,
    name: str,
    url: str,
    version_on: date,
    in_force: bool,
    parts: Iterable[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Describe agreements: from when they count, whether they do now, and their parts."""
    status = "InForce" if in_force else "NotInForce"
    found: dict[str, Any] = {
        "@type": "Legislation",
        "name": name,
        "url": url,
        "inLanguage": "nl",
        "legislationDateVersion": version_on.isoformat(),
        "legislationLegalForce": f"https://schema.org/{status}",
        "spatialCoverage": place.name,
        "publisher": publisher(place),
    }
    listed = [{"@type": "Legislation", "name": part, "url": at} for part, at in parts]
    return found | ({"hasPart": listed} if listed else {})
