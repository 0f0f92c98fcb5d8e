"""What a map is made of: places with a figure or the reason why there is none, lines, and words."""

from dataclasses import dataclass
from enum import StrEnum

from drieluik.reports.charts import Form

Polygons = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
"""Per polygon its rings, the outer one first and then the holes; x and y in RD, in metres."""

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
    """

    code: str
    name: str
    polygons: Polygons
    figure: Shown | NotShown | NoFigure
    href: str = ""

    @property
    def figure_words(self) -> str:
        """The figure as it is written, or why there is none."""
        figure = self.figure
        return figure.reason if isinstance(figure, NoFigure) else figure.words

    @property
    def words(self) -> str:
        """The area with its figure, as it is read out and shown at the pointer."""
        return f"{self.name}: {self.figure_words}"


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


Layer = Figures | Lines


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
