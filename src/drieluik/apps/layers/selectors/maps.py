"""The map of a layer: its figures put in the areas of the municipality."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from drieluik.apps.areas.selectors import MapAreas, map_areas, own_on_map
from drieluik.apps.areas.wording import not_drawn_words
from drieluik.apps.layers import wording
from drieluik.apps.layers.rows import LayerRow, VersionRow
from drieluik.apps.layers.selectors.versions import values_of
from drieluik.core.layers import AreaValue, FigureKind
from drieluik.reports.charts import Form
from drieluik.reports.maps import (
    Classes,
    Figures,
    Layer,
    LegendRow,
    Lines,
    Look,
    MapWords,
    Method,
    NoFigure,
    Place,
    Shown,
    classes_of,
    describe_map,
    legend_of,
    named_classes,
)
from drieluik.reports.maps.classes import USUAL

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

WIJKEN, OWN = "wijken", "eigen"


@dataclass(frozen=True, slots=True)
class LayerLook:
    """How a map is drawn.

    Attributes:
        method: How the bounds of the classes are chosen.
        n_classes: How many classes at most.
        under: Lines below the figures: ``wijken`` or ``eigen``.
        above: Lines above the figures.
        opacity: Of the figures, in whole percents.
    """

    method: Method = Method.NATURAL
    n_classes: int = USUAL
    under: tuple[str, ...] = ()
    above: tuple[str, ...] = (WIJKEN, OWN)
    opacity: int = 100


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """A map of a layer.

    Attributes:
        layer: Which one.
        version: Which figures.
        layers: From below to above.
        classes: Which figure gets which colour.
        legend: Its rows.
        words: What stands beside it.
        description: The map in words.
    """

    layer: LayerRow
    version: VersionRow
    layers: tuple[Layer, ...]
    classes: Classes
    legend: tuple[LegendRow, ...]
    words: MapWords
    description: str

    @property
    def places(self) -> tuple[Place, ...]:
        """The areas with their figures."""
        return tuple(
            place for one in self.layers if isinstance(one, Figures) for place in one.places
        )


Href = Callable[[str], str]
"""Where a click on an area leads, by its code."""


def draw_layer(
    layer: LayerRow,
    version: VersionRow,
    *,
    place: "Municipality",
    look: LayerLook = LayerLook(),
    href: Href = lambda code: "",
) -> DrawnLayer | None:
    """Return the map of a version that the reader may see; None when there are no borders.

    Args:
        layer: The layer.
        version: Its version.
        place: The municipality.
        look: How it is drawn.
        href: Where a click leads.
    """
    areas = map_areas(municipality_id=place.id, level=layer.card.level, year=version.year)
    if areas is None:
        return None
    values = values_of(version.version_id)
    form = wording.form_of(layer.card, values)
    classes, numbers = _classes(values, look, form)
    known = {one.code: one for one in values}
    places = tuple(
        Place(
            area.code,
            area.name,
            area.polygons,
            _figure(known.get(area.code), numbers, form),
            href(area.code),
        )
        for area in areas.areas
    )
    drawn = _layers(place.id, look, places, areas.year)
    words = _words(layer, version, place, areas, form, look)
    return DrawnLayer(
        layer, version, drawn, classes, legend_of(drawn, classes), words,
        describe_map(places, words),
    )  # fmt: skip


def _classes(
    values: Sequence[AreaValue], look: LayerLook, form: Form
) -> tuple[Classes, dict[str, float]]:
    """Return the classes, and of classes in words the number of each: their order is alphabetical."""
    texts = sorted({one.text for one in values if one.text}, key=str.casefold)
    if texts:
        return named_classes(texts), {text: float(at) for at, text in enumerate(texts)}
    shown = [one.value for one in values if one.value is not None]
    return classes_of(shown, look.method, look.n_classes, form), {}


def _figure(one: AreaValue | None, numbers: dict[str, float], form: Form) -> Shown | NoFigure:
    if one is None:
        return NoFigure(_("not in these figures"))
    if one.missing is not None:
        return NoFigure(wording.missing_words(one.missing))
    value = numbers[one.text] if one.value is None else one.value
    return Shown(value, wording.figure_words(one, form))


def _layers(
    municipality_id: int, look: LayerLook, places: tuple[Place, ...], year: int
) -> tuple[Layer, ...]:
    def lines(names: Sequence[str]) -> tuple[Layer, ...]:
        return tuple(_lines(municipality_id, name, year) for name in names)

    return (*lines(look.under), Figures(places, look.opacity / 100), *lines(look.above))


def _lines(municipality_id: int, name: str, year: int) -> Lines:
    if name == OWN:
        own = own_on_map(municipality_id=municipality_id, year=year).areas
        return Lines(_("Areas of our own"), tuple((a.name, a.polygons) for a in own), Look.OWN)
    found = map_areas(municipality_id=municipality_id, level="wijk", year=year)
    wijken = found.areas if found is not None else ()
    return Lines(_("Wijken"), tuple((a.name, a.polygons) for a in wijken), Look.WIJK)


def _words(
    layer: LayerRow,
    version: VersionRow,
    place: "Municipality",
    areas: MapAreas,
    form: Form,
    look: LayerLook,
) -> MapWords:
    card = layer.card
    other_year = version.year is not None and version.year != areas.year
    notes = [
        _("There are no borders of %(year)s, so those of %(drawn)s are drawn.")
        % {"year": version.year, "drawn": areas.year}
        if other_year
        else "",
    ]
    if OWN in (*look.under, *look.above):
        own = own_on_map(municipality_id=place.id, year=areas.year)
        notes += not_drawn_words(own.lacking)
    return MapWords(
        title=f"{card.name}, {place.name}",
        subtitle=wording.about_words(version),
        unit=card.unit,
        form=form,
        source=_source(layer, areas),
        notes=tuple(note for note in notes if note),
        schematic=areas.schematic,
        fictitious=card.fictitious,
        ordered=card.kind != FigureKind.CLASS,
    )


def _source(layer: LayerRow, areas: MapAreas) -> str:
    card = layer.card
    return _("%(source)s%(licence)s; borders: %(borders)s") % {
        "source": card.source,
        "licence": f" ({card.licence})" if card.licence else "",
        "borders": f"{areas.source}, {areas.year}{f' ({areas.licence})' if areas.licence else ''}",
    }
