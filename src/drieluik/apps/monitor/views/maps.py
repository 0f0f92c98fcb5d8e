"""Maps of figures: the page to choose one, the map on the page of an indicator, and files of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import Sheet, sheet_over
from drieluik.apps.monitor.selectors.maps import (
    FIGURES,
    LAYERS,
    OWN,
    WIJKEN,
    Drawn,
    MapChoice,
    MapPage,
    MapPlace,
    get_map,
)
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period, indicator_or_404
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.indicators import INDICATORS, Indicator, Level
from drieluik.reports.maps import (
    LegendRow,
    Method,
    map_for_page,
    map_geojson,
    map_picture,
    map_png,
    swatch,
)
from drieluik.reports.maps.classes import FEWEST, MOST, USUAL
from drieluik.ui.downloads import as_download
from drieluik.ui.pictures import hash_of

_OPACITIES = (100, 80, 60, 40)


@in_municipality
def map_of_figures(request: ActorRequest) -> HttpResponse:
    """Show a map of an indicator over a half-year, with all choices in the address."""
    page, periods = _asked(request)
    context = {"card": page.card, "indicators": _on_maps(), **map_context(page, periods)}
    return render(request, "monitor/map.html", context)


@in_municipality
def map_file(request: ActorRequest, form: str) -> HttpResponse:
    """Give one map as a picture to keep; of a comparison the first."""
    page, _known = _asked(request)
    if not page.maps or page.classes is None:
        raise Http404
    drawn = page.maps[0]
    picture = map_picture(drawn.layers, page.classes, drawn.words)
    name = f"{request.municipality.slug}-{page.card.id}-{drawn.period}.{form}"
    return as_download(picture.encode() if form == "svg" else map_png(picture), name)


@in_municipality
def map_of_degrees(request: ActorRequest) -> HttpResponse:
    """Give one map as GeoJSON, for the map that moves; whoever has this version gets it not again."""
    page, _known = _asked(request)
    at = 1 if request.GET.get("kaart") == "2" else 0
    if len(page.maps) <= at or page.classes is None:
        raise Http404
    drawn = page.maps[at]
    content = map_geojson(drawn.layers, page.classes, drawn.words)
    etag = quote_etag(hash_of(content))
    answer = HttpResponse(content, content_type="application/geo+json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=answer) or answer


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
    return get_map(
        Sight(request.actor, place.id),
        card,
        _choice(request.GET, periods, sheet.period if sheet is not None else ""),
        MapPlace(place, _leads_to(place.slug, card.id)),
        sheet,
    )


def map_context(page: MapPage, periods: Sequence[str]) -> dict[str, Any]:
    """Return what the template of a map needs."""
    return {
        "map": page,
        "drawn_maps": _on_page(page),
        "map_periods": periods,
        "methods": _method_names(),
        "numbers": range(FEWEST, MOST + 1),
        "opacities": _OPACITIES,
        "layer_orders": _layer_orders(page.choice.layers),
        "layer_order": ",".join(page.choice.layers),
        "map_more": replace(page.choice, beside="", party="") != MapChoice(page.choice.period),
        "map_query": map_query(page),
        "map_acts": _acts(),
        "map_tiles": settings.MAP_TILES,
        "map_tiles_by": settings.MAP_TILES_BY,
    }


def _asked(request: ActorRequest) -> tuple[MapPage, list[str]]:
    """Return the map that the address asks for, and the half-years to choose from."""
    place = request.municipality
    known = indicator_or_404(request.GET.get("cijfer", _on_maps()[0].id))
    periods = list(leading(list_calculations(municipality_id=place.id), known.id))
    period = chosen_period(request, periods)
    card = card_for(municipality_id=place.id, indicator_id=known.id, period=period)
    sheet = sheet_over(Sight(request.actor, place.id), card, period)
    return map_on_page(request, card, periods, sheet), periods


def _on_maps() -> list[Indicator]:
    """Return what can be on a map; what only divides a whole comes last."""
    found = [one for one in INDICATORS if Level.BUURT in one.levels]
    return sorted(found, key=lambda one: one.breakdown is not None)


def _choice(given: Mapping[str, str], periods: Sequence[str], period: str) -> MapChoice:
    """Read the choices; what is not known counts as not chosen."""
    beside = given.get("naast", "")
    method, number = given.get("methode", ""), given.get("klassen", "")
    opacity = given.get("dekking", "")
    layers = tuple(dict.fromkeys(given.get("lagen", "").split(",")))
    return MapChoice(
        period=period,
        beside=beside if beside in periods and beside != period else "",
        party=given.get("corporatie", "")[:60],
        method=Method(method) if method in list(Method) else Method.NATURAL,
        n_classes=int(number) if number in {str(n) for n in range(FEWEST, MOST + 1)} else USUAL,
        layers=layers if FIGURES in layers and set(layers) <= set(LAYERS) else LAYERS,
        opacity=int(opacity) if opacity in {str(n) for n in _OPACITIES} else _OPACITIES[0],
    )


def map_query(page: MapPage) -> str:
    """Return all choices as the query of an address: the same map for whoever follows it."""
    choice = page.choice
    return urlencode(
        {
            "cijfer": page.card.id,
            "periode": choice.period,
            "naast": choice.beside,
            "corporatie": choice.party,
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


@dataclass(frozen=True, slots=True)
class OnPage:
    """One map as the template shows it; picture and patches are made by the renderer."""

    drawn: Drawn
    picture: SafeString
    legend: tuple[tuple[SafeString, LegendRow], ...]


def _on_page(page: MapPage) -> list[OnPage]:
    if page.classes is None:
        return []
    return [
        OnPage(
            drawn,
            mark_safe(map_for_page(drawn.layers, page.classes, drawn.words, f"map-{at}")),
            tuple(
                (mark_safe(swatch(row, f"map-{at}-{n}")), row)
                for n, row in enumerate(page.legend[at])
            ),
        )
        for at, drawn in enumerate(page.maps)
    ]


def _acts() -> list[tuple[str, str]]:
    """Return the buttons of the map that moves."""
    return [
        ("in", _("Zoom in")),
        ("out", _("Zoom out")),
        ("all", _("Show everything")),
        ("previous", _("Previous buurt")),
        ("next", _("Next buurt")),
    ]


def _method_names() -> list[tuple[str, str]]:
    names = {
        Method.NATURAL: _("Natural classes"),
        Method.QUANTILES: _("Equally filled"),
        Method.EQUAL: _("Equally wide"),
    }
    return [(one.value, names[one]) for one in Method]


_ORDERS = (LAYERS, (OWN, FIGURES, WIJKEN), (FIGURES, WIJKEN), (FIGURES, OWN), (FIGURES,))


def _layer_orders(chosen: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the orders to choose from, each as it stands in an address and in words."""
    names = {FIGURES: _("figures"), WIJKEN: _("wijken"), OWN: _("areas of our own")}
    orders = dict.fromkeys((*_ORDERS, chosen))
    return [
        (",".join(order), ", ".join(names[one] for one in order).capitalize()) for order in orders
    ]
