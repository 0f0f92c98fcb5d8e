"""Finding the municipality of an address, for whoever takes part in it."""

from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest

from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import find_municipality

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks."""
    return cast(ActorRequest, request).actor


def place_or_404(request: HttpRequest, slug: str) -> "Municipality":
    """Return the municipality if the reader takes part in it.

    Raises:
        Http404: The reader does not, or there is no such municipality.
    """
    place = find_municipality(slug=slug, actor=actor_of(request))
    if place is None:
        raise Http404
    return place
