"""A second figure over a map, as circles: an indicator or a layer, seen by the same rights."""

from dataclasses import replace

from django.utils.translation import gettext as _

from drieluik.apps.monitor.map_rows import (
    CIRCLES,
    FIGURES,
    Drawn,
    MapChoice,
    MapPage,
    MapPlace,
    layer_of_key,
)
from drieluik.apps.monitor.selectors.definitions import card_for
from drieluik.apps.monitor.selectors.figures import sheet_over
from drieluik.apps.monitor.selectors.layer_maps import layer_drawn
from drieluik.apps.monitor.selectors.maps import get_map
from drieluik.apps.monitor.sight import Sight
from drieluik.reports.maps import (
    Circle,
    Circles,
    Figures,
    Layer,
    Place,
    Shown,
    describe_map,
    legend_of,
)


def with_above(sight: Sight, page: MapPage, place: MapPlace) -> MapPage:
    """Put the second figure that was chosen over every map of a page.

    What cannot stand on a map as circles is left out, and the map says so.
    """
    choice = page.choice
    if not choice.above or not page.maps:
        return page
    maps = tuple(_over(one, _second(sight, choice, one, place), choice) for one in page.maps)
    return replace(page, maps=_on_one_scale(maps))


def _on_one_scale(maps: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    """Let circles of the same size mean the same figure on every map of a page."""
    layers = [layer for one in maps for layer in one.layers if isinstance(layer, Circles)]
    highest = max((circle.value for one in layers for circle in one.circles), default=None)
    return tuple(
        replace(
            one,
            layers=tuple(
                replace(layer, highest=highest) if isinstance(layer, Circles) else layer
                for layer in one.layers
            ),
        )
        for one in maps
    )


def _second(sight: Sight, choice: MapChoice, under: Drawn, place: MapPlace) -> Drawn | None:
    """Return the map of the second figure over the same half-year, as far as it may be seen."""
    alone = MapChoice(under.period, layers=(FIGURES,), per_own=choice.per_own)
    layer_id = layer_of_key(choice.above)
    if layer_id is not None:
        return layer_drawn(sight, layer_id, alone, place)
    # a layer below has no half-year: then the one of the page counts
    for period in (under.period, choice.period):
        card = card_for(
            municipality_id=sight.municipality_id, indicator_id=choice.above, period=period
        )
        sheet = sheet_over(sight, card, period)
        if sheet is not None:
            found = get_map(sight, card, replace(alone, period=period), place, sheet)
            return next(iter(found.maps), None)
    return None


def _over(under: Drawn, second: Drawn | None, choice: MapChoice) -> Drawn:
    lacks = _lacks(under, second)
    if lacks or second is None:
        return _said(under, lacks)
    title = second.words.title.rpartition(",")[0] or second.words.title
    found = {one.code: one for one in second.places}
    circles = Circles(title, _circles(second.places), choice.above_opacity / 100)
    layers = [_told(one, title, found) for one in under.layers]
    layers.insert(choice.layers.index(CIRCLES), circles)
    drawn = replace(
        under,
        layers=tuple(layers),
        legend=legend_of(layers, under.classes),
        above=second.places,
        above_head=f"{title}, {second.period}",
    )
    note = _("Circles: %(what)s, %(when)s (%(unit)s).") % {
        "what": title,
        "when": second.words.subtitle,
        "unit": second.words.unit,
    }
    if second.words.source != under.words.source:
        note += " " + _("Source: %(source)s.") % {"source": second.words.source.rstrip(".")}
    about = tuple(
        _("About the circles: %(note)s") % {"note": one}
        for one in second.words.notes
        if one not in under.words.notes
    )
    return _said(drawn, note, about)


def _lacks(under: Drawn, second: Drawn | None) -> str:
    if second is None:
        return _("The second figure is not there for this half-year, or you may not see it.")
    title = second.words.title
    if not second.words.ordered:
        return _("%(what)s has classes in words; no circles can be made of those.") % {
            "what": title
        }
    if not {one.code for one in second.places} & {one.code for one in under.places}:
        return _("%(what)s is about other areas, so it cannot stand over this map.") % {
            "what": title
        }
    return ""


def _said(drawn: Drawn, *said: str | tuple[str, ...]) -> Drawn:
    notes = [line for one in said for line in ((one,) if isinstance(one, str) else one)]
    words = replace(drawn.words, notes=tuple(dict.fromkeys((*drawn.words.notes, *notes))))
    return replace(drawn, words=words, description=describe_map(drawn.places, words))


def _told(layer: Layer, title: str, found: dict[str, Place]) -> Layer:
    """Let every area also say the second figure."""
    if not isinstance(layer, Figures):
        return layer
    places = tuple(
        replace(one, also=f"{title}: {found[one.code].figure_words}") if one.code in found else one
        for one in layer.places
    )
    return replace(layer, places=places)


def _circles(places: tuple[Place, ...]) -> tuple[Circle, ...]:
    """Return a circle per area with a figure above zero, the largest first."""
    made = [
        Circle(one.name, _middle(one), one.figure.value, one.figure.words)
        for one in places
        if isinstance(one.figure, Shown) and one.figure.value > 0
    ]
    return tuple(sorted(made, key=lambda one: (-one.value, one.name)))


def _middle(place: Place) -> tuple[float, float]:
    """Return a point that lies in the area for sure, near its middle."""
    import shapely

    shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in place.polygons])
    point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    return float(point.x), float(point.y)
