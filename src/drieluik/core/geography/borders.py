"""What an area and a set of borders are: codes, names, shapes, and counts that may be missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Shape = Any
"""A polygon or multipolygon of shapely in RD (EPSG:28992, metres); shapely is loaded lazily."""


class Level(StrEnum):
    """Which kind of area it is; own areas stand beside the three levels of the CBS."""

    MUNICIPALITY = "municipality"
    WIJK = "wijk"
    BUURT = "buurt"
    OWN = "own"


class Missing(StrEnum):
    """Why a source gives no number."""

    SECRET_OR_ABSENT = "secret_or_absent"
    LATER = "later"
    NO_LONGER = "no_longer"
    NOT_GIVEN = "not_given"


COUNTS = ("n_inhabitants", "n_households", "n_dwellings")
"""The counts that are read beside the borders."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of a source, or the reason why there is none.

    Attributes:
        value: The number as the source rounds it; None when it gives none.
        missing: The reason; None exactly when there is a number.
    """

    value: int | None = None
    missing: Missing | None = None

    def __post_init__(self) -> None:
        """Hold that there is a number or a reason, never both or neither."""
        if (self.value is None) == (self.missing is None):
            raise ValueError("a count has a number or a reason")


@dataclass(frozen=True, slots=True)
class Area:
    """One area in one year.

    Attributes:
        code: CBS code such as ``BU01530000``; of an own area its own short code.
        name: Name for people.
        level: Which kind of area.
        year: Year of the division.
        shape: Polygon or multipolygon in RD; None when the source has no borders.
        parent_code: Code of the area one level higher; None when there is none.
        counts: Per name of ``COUNTS`` the number or the reason it is missing.
        change: What the CBS says of the border: 1 as the year before, 2 another code with the
            same border, 3 another border; None when it says nothing.
        derived: Whether the shape was made by joining the areas below it.
    """

    code: str
    name: str
    level: Level
    year: int
    shape: Shape | None = None
    parent_code: str | None = None
    counts: Mapping[str, Count] = field(default_factory=dict)
    change: int | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Borders:
    """A set of areas that belong together: one municipality or more, one year.

    Attributes:
        year: Year of the division.
        areas: Sorted by level and code.
        schematic: Whether the shapes only show where areas lie, and are no real borders.
    """

    year: int
    areas: tuple[Area, ...]
    schematic: bool = False

    def of_level(self, level: Level) -> tuple[Area, ...]:
        """Return the areas of one level, in order of code."""
        return tuple(area for area in self.areas if area.level is level)


_ORDER = tuple(Level)


def in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    """Sort areas by level, the largest first, and then by code."""
    return tuple(sorted(areas, key=lambda area: (_ORDER.index(area.level), area.code)))
