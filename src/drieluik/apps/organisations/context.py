"""Which municipality the menu is about, also on pages that belong to none."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from drieluik.apps.organisations.selectors import list_municipalities

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

LAST_VISITED = "municipality"
"""Name in the session of the municipality whose pages the person saw last."""


def menu_places(request: HttpRequest) -> dict[str, Any]:
    """Give the municipality of the menu, and all that a person with several can choose from.

    It is the municipality of the page; else the one seen last; else the only one.
    """
    actor = getattr(request, "actor", None)
    if actor is None or not actor.municipality_ids:
        return {}
    here: Municipality | None = getattr(request, "municipality", None)
    if here is not None and len(actor.municipality_ids) == 1:
        return {"menu_place": here}
    places = list(list_municipalities(actor))
    if len(places) == 1:
        return {"menu_place": places[0]}
    seen_last = request.session.get(LAST_VISITED)
    last = next((place for place in places if place.slug == seen_last), None)
    return {"menu_place": here or last, "menu_places": places}
