"""Maps of figures: the page to choose one, the map on the page of an indicator, and files of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import has_own_areas
from drieluik.apps.layers.selectors import find_layer, layer_names
from drieluik.apps.monitor.map_rows import (
    CIRCLES,
    FIGURES,
    LAYER_KEY,
    LAYERS,
    OWN,
    WIJKEN,
    Drawn,
    MapChoice,
    MapPage,
    MapPlace,
    layer_key,
    layer_of_key,
)
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import Sheet, sheet_over
from drieluik.apps.monitor.selectors.layer_maps import get_map_of_layer
from drieluik.apps.monitor.selectors.maps import get_map
from drieluik.apps.monitor.selectors.maps_above import with_above
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period, indicator_or_404
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.indicators import INDICATORS, SUBJECTS, Indicator, Level
from drieluik.reports.maps import Method, map_geojson, map_picture, map_png
from drieluik.reports.maps.classes import FEWEST, MOST, USUAL
from drieluik.ui.downloads import as_download
from drieluik.ui.maps import OPACITIES, MapOnPage, method_names, moving_map
from drieluik.ui.maps import map_on_page as map_on_a_page
from drieluik.ui.pictures import hash_of


@in_municipality
def map_of_figures(request: ActorRequest) -> HttpResponse:
    """Show a map of an indicator or a layer, with all choices in the address."""
    page, periods = _asked(request)
    context = {
        "card": page.card,
        "subjects": _by_subject(),
        "layer_url": _layer_url(request, page),
        **map_context(request, page, periods, is_page=True),
    }
    return render(request, "monitor/map.html", context)


@in_municipality
def map_file(request: ActorRequest, form: str) -> HttpResponse:
    """Give one map as a picture to keep; of a comparison the one that is asked for."""
    page, _known = _asked(request)
    drawn = _one_of(request, page)
    picture = map_picture(drawn.layers, drawn.classes, drawn.words)
    name = f"{request.municipality.slug}-{slugify(drawn.words.title)[:60]}-{slugify(drawn.period)}"
    content = picture.encode() if form == "svg" else map_png(picture)
    return as_download(content, f"{name}.{form}")


@in_municipality
def map_of_degrees(request: ActorRequest) -> HttpResponse:
    """Give one map as GeoJSON, for the map that moves; whoever has this version gets it not again."""
    page, _known = _asked(request)
    drawn = _one_of(request, page)
    content = map_geojson(drawn.layers, drawn.classes, drawn.words)
    etag = quote_etag(hash_of(content))
    answer = HttpResponse(content, content_type="application/geo+json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _one_of(request: ActorRequest, page: MapPage) -> Drawn:
    at = 1 if request.GET.get("kaart") == "2" else 0
    if len(page.maps) <= at:
        raise Http404
    return page.maps[at]


def map_on_page(
    request: ActorRequest, card: Indicator, periods: Sequence[str], sheet: Sheet | None
) -> MapPage:
    """Return the map of an indicator by the choices in the address.

    Args:
        request: With the choices.
        card: The indicator.
        periods: Half-years with figures.
        sheet: The figures of the chosen one, as the reader sees them.
    """
    place = request.municipality
    sight, spot = Sight(request.actor, place.id), _place(request, card.id)
    period = sheet.period if sheet is not None else ""
    choice = _choice(request.GET, periods, period, card.id)
    return with_above(sight, get_map(sight, card, choice, spot, sheet), spot)


def map_context(
    request: ActorRequest, page: MapPage, periods: Sequence[str], *, is_page: bool = False
) -> dict[str, Any]:
    """Return what the template of a map needs; ``is_page`` where the map is all there is."""
    choice, has_map = page.choice, bool(page.maps) or is_page
    usual = MapChoice(
        choice.period,
        beside=choice.beside,
        layer=choice.layer,
        party=choice.party,
        per_own=choice.per_own,
        above=choice.above,
    )
    return {
        "map": page,
        "drawn_maps": _on_page(request, page),
        "map_periods": periods,
        # without a map there is nothing to put a layer beside, or to divide in own areas
        "map_layers": _layers_to_choose(request) if has_map else [],
        "map_layer_beside": layer_key(choice.layer) if choice.layer else "",
        "methods": method_names(),
        "numbers": range(FEWEST, MOST + 1),
        "opacities": OPACITIES,
        "layer_orders": _layer_orders(choice.layers),
        "map_above": _on_maps(),
        "layer_order": ",".join(choice.layers),
        "map_has_own": has_map and has_own_areas(municipality_id=request.municipality.id),
        "map_more": choice != usual,
        "map_query": map_query(page),
        **moving_map(),
    }


def _asked(request: ActorRequest) -> tuple[MapPage, list[str]]:
    """Return the map that the address asks for, and the half-years to choose from."""
    place = request.municipality
    asked = request.GET.get("cijfer", _on_maps()[0].id)
    if asked.startswith(LAYER_KEY):
        layer = find_layer(
            municipality_id=place.id, layer_id=_layer_or_404(asked), actor=request.actor
        )
        if layer is None or not layer.is_shown:
            raise Http404
        sight, spot = Sight(request.actor, place.id), _place(request, "")
        choice = _choice(request.GET, (), _latest_period(request), asked)
        return with_above(sight, get_map_of_layer(sight, layer, choice, spot), spot), []
    known = indicator_or_404(asked)
    periods = list(leading(list_calculations(municipality_id=place.id), known.id))
    period = chosen_period(request, periods)
    card = card_for(municipality_id=place.id, indicator_id=known.id, period=period)
    sheet = sheet_over(Sight(request.actor, place.id), card, period)
    return map_on_page(request, card, periods, sheet), periods


def _layer_or_404(asked: str) -> UUID:
    found = layer_of_key(asked)
    if found is None:
        raise Http404
    return found


def _place(request: ActorRequest, indicator_id: str) -> MapPlace:
    slug = request.municipality.slug

    def of_a_layer(layer_id: UUID, code: str) -> str:
        return f"{reverse('layers:layer', args=[slug, layer_id])}#{code}"

    def of_an_own_area(area_id: str) -> str:
        return f"{reverse('monitor:own_areas', args=[slug, indicator_id])}#{area_id}"

    leads_to = _leads_to(slug, indicator_id) if indicator_id else _nowhere
    return MapPlace(request.municipality, leads_to, of_a_layer, of_an_own_area)


def _nowhere(period: str, party: str, buurt: str) -> str:
    return ""


def _layer_url(request: ActorRequest, page: MapPage) -> str:
    """Return the page of the layer that is on the map; empty for an indicator."""
    layer_id = layer_of_key(page.subject.key)
    slug = request.municipality.slug
    return reverse("layers:layer", args=[slug, layer_id]) if layer_id else ""


def _layers_to_choose(request: ActorRequest) -> list[tuple[str, str]]:
    """Return the layers with figures that the reader may see."""
    rows = layer_names(municipality_id=request.municipality.id, actor=request.actor)
    return [(layer_key(layer_id), name) for layer_id, name in rows]


def _on_maps() -> list[Indicator]:
    """Return what can be on a map; what only divides a whole comes last."""
    found = [one for one in INDICATORS if Level.BUURT in one.levels]
    return sorted(found, key=lambda one: one.breakdown is not None)


def _by_subject() -> list[tuple[str, list[Indicator]]]:
    """Return what can be on a map, below what it is about."""
    found = [
        (name, [one for one in cards if Level.BUURT in one.levels]) for name, cards in SUBJECTS
    ]
    return [(name, cards) for name, cards in found if cards]


def _choice(
    given: Mapping[str, str], periods: Sequence[str], period: str, subject: str
) -> MapChoice:
    """Read the choices; what is not known counts as not chosen. The subject is what the map shows."""
    beside = given.get("naast", "")
    method, number = given.get("methode", ""), given.get("klassen", "")
    opacity, faint = given.get("dekking", ""), given.get("bovendekking", "")
    above = _above(given, subject)
    return MapChoice(
        period=period,
        beside=beside if beside in periods and beside != period else "",
        layer=layer_of_key(beside),
        party=given.get("corporatie", "")[:60],
        method=Method(method) if method in list(Method) else Method.NATURAL,
        n_classes=int(number) if number in {str(n) for n in range(FEWEST, MOST + 1)} else USUAL,
        layers=_layers(given.get("lagen", ""), with_circles=bool(above)),
        opacity=int(opacity) if opacity in {str(n) for n in OPACITIES} else OPACITIES[0],
        per_own=given.get("gebied") == OWN,
        above=above,
        above_opacity=int(faint) if faint in {str(n) for n in OPACITIES} else OPACITIES[0],
    )


def _layers(asked: str, *, with_circles: bool) -> tuple[str, ...]:
    """Return the layers from below to above; circles are there when there is a second figure."""
    named = tuple(dict.fromkeys(asked.split(",")))
    known = FIGURES in named and set(named) <= {*LAYERS, CIRCLES}
    bare = named if known else LAYERS
    if not with_circles:
        return tuple(one for one in bare if one != CIRCLES)
    return bare if CIRCLES in bare else (*bare, CIRCLES)


def _above(given: Mapping[str, str], subject: str) -> str:
    """Return what stands over the map; what is not known, or is the map itself, counts as nothing."""
    asked = given.get("boven", "")
    known = layer_of_key(asked) is not None or asked in {one.id for one in _on_maps()}
    return asked if known and asked != subject else ""


def _latest_period(request: ActorRequest) -> str:
    """Return the last half-year with figures, for a second figure over a layer."""
    rows = list_calculations(municipality_id=request.municipality.id)
    return max((row.period for row in rows if "-" in row.period), default="")


def map_query(page: MapPage) -> str:
    """Return all choices as the query of an address: the same map for whoever follows it."""
    choice = page.choice
    return urlencode(
        {
            "cijfer": page.subject.key,
            "periode": choice.period,
            "naast": layer_key(choice.layer) if choice.layer else choice.beside,
            "corporatie": choice.party,
            "gebied": OWN if choice.per_own else "",
            "boven": choice.above,
            "bovendekking": choice.above_opacity if choice.above else "",
            "methode": choice.method.value,
            "klassen": choice.n_classes,
            "lagen": ",".join(choice.layers),
            "dekking": choice.opacity,
        }
    )


def _leads_to(slug: str, indicator_id: str) -> Callable[[str, str, str], str]:
    """Return how a click on an area finds where its figure comes from."""
    origin = reverse("monitor:origin", args=[slug, indicator_id])

    def leads_to(period: str, party: str, buurt: str) -> str:
        asked = {"periode": period, "partij": party, "buurt": buurt}
        return f"{origin}?{urlencode({key: value for key, value in asked.items() if value})}"

    return leads_to


def _on_page(request: ActorRequest, page: MapPage) -> list[MapOnPage]:
    address = (
        f"{reverse('monitor:map_geojson', args=[request.municipality.slug])}?{map_query(page)}"
    )
    return [
        map_on_a_page(
            drawn.layers,
            drawn.classes,
            drawn.words,
            drawn.legend,
            key=f"map-{at}",
            geojson=f"{address}&kaart={at + 1}",
        )
        for at, drawn in enumerate(page.maps)
    ]


_ORDERS = (LAYERS, (OWN, FIGURES, WIJKEN), (FIGURES, WIJKEN), (FIGURES, OWN), (FIGURES,))
_WITH_CIRCLES = (
    (*LAYERS, CIRCLES),
    (FIGURES, CIRCLES, WIJKEN, OWN),
    (CIRCLES, FIGURES, WIJKEN, OWN),
    (FIGURES, WIJKEN, CIRCLES),
    (FIGURES, OWN, CIRCLES),
    (FIGURES, CIRCLES),
)


def _layer_orders(chosen: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the orders to choose from, each as it stands in an address and in words."""
    names = {
        FIGURES: _("figures"),
        CIRCLES: _("circles"),
        WIJKEN: _("wijken"),
        OWN: _("areas of our own"),
    }
    orders = dict.fromkeys((*(_WITH_CIRCLES if CIRCLES in chosen else _ORDERS), chosen))
    return [
        (",".join(order), ", ".join(names[one] for one in order).capitalize()) for order in orders
    ]
