"""What the questions about the year share: their router and the municipality they are about."""

from typing import cast

from django.http import Http404, HttpRequest
from ninja import Router

from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.selectors import find_municipality

router = Router(tags=["jaarkalender"])


def place_of(request: HttpRequest, slug: str) -> int:
    """Return the municipality; nothing is found by whoever takes no part in it."""
    found = find_municipality(slug=slug, actor=cast(ActorRequest, request).actor)
    if found is None:
        raise Http404
    return found.id
