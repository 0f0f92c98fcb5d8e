"""Searching for other programmes."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.search import selectors
from drieluik.apps.search.rows import Found, Hit
from drieluik.core.searching import MOST_SIGNS, Pieces, read_query

router = Router(tags=["zoeken"])


class HitOut(Schema):
    """Something that was found."""

    soort: str = Field(description="clause, focus_project, proposal, decision, minutes or work")
    nummer: str
    titel: str
    fragment: str = Field(description="Plain text around the words that were found")
    gevonden: list[str] = Field(description="The words in title and fragment that were found")
    herkomst: str = Field(description="Which version or day it comes from")
    pagina: str


class FoundOut(Schema):
    """One page of what was found."""

    aantal: int = Field(description="How many there are of the chosen kind, on all pages")
    per_soort: dict[str, int]
    per_pagina: int
    treffers: list[HitOut]


class Asked(Schema):
    """What to look for."""

    q: str = Field(max_length=MOST_SIGNS, description="Words, a number, or a phrase in quotes")
    soort: str = Field("", max_length=16, description="Only this kind")
    thema: str = Field("", max_length=20, description="Only this theme")
    pagina: int = Field(1, ge=1, le=500)


@router.get("/gemeenten/{gemeente}/zoeken", response=FoundOut)
def search(request: HttpRequest, gemeente: str, asked: Query[Asked]) -> dict[str, Any]:
    """Search all that you may read in a municipality, best first."""
    actor = actor_of(request)
    place = municipality_or_404(request, gemeente)
    scope = selectors.Scope(
        municipality_id=place.id,
        slug=place.slug,
        on=timezone.localdate(),
        kind=selectors.known_kind(asked.soort),
        theme=asked.thema,
    )
    found = selectors.search(read_query(asked.q), scope, actor=actor, page=asked.pagina)
    return _as_json(found, request)


def _as_json(found: Found, request: HttpRequest) -> dict[str, Any]:
    return {
        "aantal": found.n_hits,
        "per_soort": {kind: n for kind, _, n in found.by_kind},
        "per_pagina": selectors.PAGE_SIZE,
        "treffers": [_hit(one, request) for one in found.hits],
    }


def _hit(one: Hit, request: HttpRequest) -> dict[str, Any]:
    return {
        "soort": one.kind,
        "nummer": one.number,
        "titel": _plain(one.title),
        "fragment": _plain(one.excerpt),
        "gevonden": [words for words, found in one.title + one.excerpt if found],
        "herkomst": one.dating,
        "pagina": request.build_absolute_uri(one.href),
    }


def _plain(pieces: Pieces) -> str:
    return "".join(words for words, _ in pieces)
