"""What a page with maps is made of: the choices in its address, the maps, and their tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from drieluik.core.indicators import Indicator
from drieluik.reports.maps import Classes, Figures, Layer, LegendRow, MapWords, Method, Place
from drieluik.reports.maps.classes import USUAL

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

FIGURES, WIJKEN, OWN, CIRCLES = "cijfers", "wijken", "eigen", "cirkels"
LAYER_KEY = "laag-"
LAYERS = (FIGURES, WIJKEN, OWN)
"""Names of the layers in addresses, in their usual order from below to above.

Circles are there only with a second figure, and lie on top when nobody said where.
"""

Href = Callable[[str, str, str], str]
"""Where a click on an area leads: period, code of the corporation, code of the buurt."""


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the reader chose to see.

    Attributes:
        period: Half-year.
        beside: A second half-year to compare with; empty for one map.
        layer: A layer to put beside it; None for none.
        party: Code of a corporation; empty for all together.
        method: How the bounds of the classes are chosen.
        n_classes: How many classes at most.
        layers: Names of the layers from below to above; those that are not named are left out.
        opacity: Of the figures, in whole percents.
        per_own: Whether the figures are per area of one's own, and not per buurt.
        above: What stands over the figures as circles: the id of an indicator, or the key of a
            layer; empty for nothing.
        above_opacity: Of the circles, in whole percents.
    """

    period: str
    beside: str = ""
    layer: UUID | None = None
    party: str = ""
    method: Method = Method.NATURAL
    n_classes: int = USUAL
    layers: tuple[str, ...] = LAYERS
    opacity: int = 100
    per_own: bool = False
    above: str = ""
    above_opacity: int = 100


@dataclass(frozen=True, slots=True)
class Drawn:
    """One map: its layers and its words.

    Attributes:
        period: Half-year, or of when the figures of a layer are.
        layers: From below to above.
        words: What stands beside it.
        description: The map in words.
        classes: Which figure gets which colour.
        legend: Rows of the legend.
        level: Per which area.
        above: The places of the second figure on it; empty for none.
        above_head: What that is, for the head of a column.
    """

    period: str
    layers: tuple[Layer, ...]
    words: MapWords
    description: str
    classes: Classes
    legend: tuple[LegendRow, ...]
    level: str = "buurt"
    above: tuple[Place, ...] = ()
    above_head: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The areas with their figures."""
        return tuple(
            place for one in self.layers if isinstance(one, Figures) for place in one.places
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """What the first map is of.

    Attributes:
        key: How an address calls it: the id of an indicator, or ``laag-`` and the id of a layer.
        name: Its name.
        meaning: What it means.
    """

    key: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class MapTable:
    """The figures of maps of the same areas.

    Attributes:
        heads: What each column is of.
        rows: Per area its name, and head and figure on each map; by name.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, Place], ...]], ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """One map or two: of two half-years on the same classes, of two subjects each on its own.

    Attributes:
        subject: What the first map is of.
        choice: What was chosen.
        parties: Code and name of the corporations whose figures the reader may see.
        maps: Empty when there is nothing to draw.
        objection: Why the reader may not see all detail; empty when everything is shown.
        lacks: What is missing for a map; empty when there is one.
        card: The indicator; None for a layer.
    """

    subject: Subject
    choice: MapChoice
    parties: tuple[tuple[str, str], ...] = ()
    maps: tuple[Drawn, ...] = ()
    objection: str = ""
    lacks: str = ""
    card: Indicator | None = None

    @property
    def tables(self) -> list[MapTable]:
        """The figures: of maps of the same areas in one table, else a table per map."""
        same = len({tuple(place.code for place in one.places) for one in self.maps}) == 1
        groups = [self.maps] if same else [(one,) for one in self.maps]
        named = len({one.words.title for one in self.maps}) > 1
        return [_table(group, named=named) for group in groups]

    @property
    def party_name(self) -> str:
        """Name of the chosen corporation; empty for all together."""
        return dict(self.parties).get(self.choice.party, "")


def _table(maps: Sequence[Drawn], *, named: bool) -> MapTable:
    heads = tuple(f"{one.words.title}, {one.period}" if named else one.period for one in maps)
    found: dict[str, list[tuple[str, Place]]] = {}
    for head, one in zip(heads, maps, strict=True):
        second = {place.code: place for place in one.above}
        for place in one.places:
            cells = found.setdefault(place.code, [])
            cells.append((head, place))
            if place.code in second:
                cells.append((one.above_head, second[place.code]))
    rows = [(cells[0][1].name, tuple(cells)) for cells in found.values()]
    told = ((head, one.above_head) for head, one in zip(heads, maps, strict=True))
    heads = tuple(head for pair in told for head in pair if head)
    return MapTable(heads, tuple(sorted(rows, key=lambda row: row[0])))


@dataclass(frozen=True, slots=True)
class MapPlace:
    """The municipality of the map, and where its areas lead.

    Attributes:
        municipality: Which one.
        href: Where a click leads.
        layer_href: Where a click on an area of a layer leads: its id and the code of the area.
        own_href: Where a click on an area of one's own leads: its id.
    """

    municipality: "Municipality"
    href: Href
    layer_href: Callable[[UUID, str], str]
    own_href: Callable[[str], str]


def layer_key(layer_id: UUID) -> str:
    """Return how an address calls a layer."""
    return f"{LAYER_KEY}{layer_id}"


def layer_of_key(key: str) -> UUID | None:
    """Return the id of a layer as an address calls it; None when it is none."""
    try:
        return UUID(key.removeprefix(LAYER_KEY)) if key.startswith(LAYER_KEY) else None
    except ValueError:
        return None
