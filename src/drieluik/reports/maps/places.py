"""What a map is made of: places with a figure or the reason why there is none, lines, and words."""

import math
from dataclasses import dataclass
from enum import StrEnum

from drieluik.reports.charts import Form

Polygons = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
"""Per polygon its rings, the outer one first and then the holes; x and y in RD, in metres."""

LARGEST_RADIUS = 17.0
"""Of the largest circle, where the picture is 640 wide."""
NOT_SHOWN_NL = "niet getoond om te zorgen dat het cijfer over niemand gaat"
SCHEMATIC_NL = (
    "De vlakken zijn schematisch: ze laten zien waar een gebied ligt, niet waar de grens loopt."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that may be seen: its value, and how it is written with all there is to say of it."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class NotShown:
    """A figure that is there and is not shown for privacy; it has no value here."""

    words: str = NOT_SHOWN_NL


@dataclass(frozen=True, slots=True)
class NoFigure:
    """There is no figure; ``reason`` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """One area on the map.

    Attributes:
        code: Its code.
        name: Name for people.
        polygons: What to draw.
        figure: What is known of it.
        href: Where a click leads; empty when nowhere.
        also: What a second figure on the same map says of it; empty without one.
    """

    code: str
    name: str
    polygons: Polygons
    figure: Shown | NotShown | NoFigure
    href: str = ""
    also: str = ""

    @property
    def figure_words(self) -> str:
        """The figure as it is written, or why there is none."""
        figure = self.figure
        return figure.reason if isinstance(figure, NoFigure) else figure.words

    @property
    def words(self) -> str:
        """The area with its figure, as it is read out and shown at the pointer."""
        words = f"{self.name}: {self.figure_words}"
        return f"{words}; {self.also}" if self.also else words


class Look(StrEnum):
    """How lines are drawn; each differs in more than colour."""

    WIJK = "wijk"
    MUNICIPALITY = "municipality"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Lines:
    """Borders without figures, such as wijken or a DIA area.

    Attributes:
        name: What they are called in the legend.
        areas: Name and polygons of each.
        look: How they are drawn.
        opacity: 0-1.
    """

    name: str
    areas: tuple[tuple[str, Polygons], ...]
    look: Look
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The areas with figures, as one layer.

    Attributes:
        places: In order; the keyboard goes through them in this order too.
        opacity: 0-1.
    """

    places: tuple[Place, ...]
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle in an area: the larger, the higher its figure.

    Attributes:
        name: Name of the area.
        at: Where it stands, in RD.
        value: Above zero.
        words: The figure as it is written.
    """

    name: str
    at: tuple[float, float]
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Circles:
    """A second figure on the map: its surface is in proportion to the figure.

    Attributes:
        name: What it is, for the legend.
        circles: The largest first, so that a small one stays seen.
        opacity: 0-1.
        highest: The figure of the largest circle that can be; maps beside each other share one. None
            for that of the largest here.
    """

    name: str
    circles: tuple[Circle, ...]
    opacity: float = 1.0
    highest: float | None = None

    def radius(self, circle: Circle) -> float:
        """Return the radius in the picture: surface goes with the figure, and the highest is fixed."""
        highest = self.circles[0].value if self.highest is None else self.highest
        return round(LARGEST_RADIUS * math.sqrt(circle.value / highest), 1)

    @property
    def samples(self) -> tuple[Circle, ...]:
        """The largest, the middle and the smallest one, to read the others by."""
        different = tuple({one.words: one for one in self.circles}.values())
        if len(different) < 3:
            return different
        return different[0], different[len(different) // 2], different[-1]


Layer = Figures | Lines | Circles


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words of a map.

    Attributes:
        title: What is shown.
        subtitle: Of when and of whom.
        unit: What is counted.
        form: How figures are written.
        source: Who made figures and borders, and of which day.
        notes: Sentences that belong beside every figure, such as who is missing.
        schematic: Whether the borders are schematic; the map says so.
        fictitious: Whether the figures are made up; the map says so.
        ordered: Whether figures go from low to high; classes in words may not.
    """

    title: str
    subtitle: str
    unit: str
    form: Form
    source: str
    notes: tuple[str, ...] = ()
    schematic: bool = False
    fictitious: bool = False
    ordered: bool = True
