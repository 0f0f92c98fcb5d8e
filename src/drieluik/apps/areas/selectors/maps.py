"""Areas for who draws maps: rings in RD, or GeoJSON in degrees.

Answers are remembered until the next event and shared: they are frozen, and never changed.
"""

from dataclasses import dataclass
from datetime import date

from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.areas.stored import areas_of, shape_of
from drieluik.apps.audit.remembering import remembered
from drieluik.core.geography import rings_of
from drieluik.core.geography.drawing.as_geojson import geojson_of

Polygons = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
"""Per polygon its rings, the outer one first and then the holes; x and y in RD, in metres."""


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area on a map.

    Attributes:
        code: Its code; of an own area its id.
        name: Name for people.
        level: ``municipality``, ``wijk``, ``buurt`` or ``own``.
        polygons: What to draw.
    """

    code: str
    name: str
    level: str
    polygons: Polygons


@dataclass(frozen=True, slots=True)
class MapAreas:
    """What a map is drawn from, and what must be said beside it.

    Attributes:
        year: Year of the borders.
        schematic: Whether they only show where areas lie; a map must say so.
        source: Who made the borders.
        source_on: Day of the source.
        licence: Under which licence.
        areas: In order of code.
    """

    year: int
    schematic: bool
    source: str
    source_on: date | None
    licence: str
    areas: tuple[MapArea, ...]


@remembered
def map_years(*, municipality_id: int) -> tuple[int, ...]:
    """Return the years for which there are buurten with borders, the latest first."""
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id,
        border_set__state=BorderSet.State.IN_USE,
        level=Area.Level.BUURT,
        outline__isnull=False,
    )
    years = rows.values_list("border_set__year", flat=True).distinct()
    return tuple(sorted({year for year in years if year}, reverse=True))


@remembered
def map_areas(*, municipality_id: int, level: str, year: int | None = None) -> MapAreas | None:
    """Return what a map of one level is drawn from; None when there are no borders.

    Args:
        municipality_id: The municipality.
        level: ``municipality``, ``wijk`` or ``buurt``.
        year: Year of the figures on the map; the latest borders when None. Without borders of
            that year the nearest earlier ones count, and else the nearest later: the answer tells
            which year it is.
    """
    found = set_for(municipality_id, level, year)
    if found is None:
        return None
    rows = found.areas.filter(level=level, outline__isnull=False).order_by("code")
    areas = tuple(
        MapArea(row.code, row.name, row.level, rings_of(shape_of(row.outline or b"")))
        for row in rows.only("code", "name", "level", "outline")
    )
    return MapAreas(
        found.year or 0, found.schematic, found.source, found.source_on, found.licence, areas
    )


@remembered
def areas_geojson(
    *, municipality_id: int, level: str, year: int | None = None, rd: bool = False
) -> str | None:
    """Return the areas of one level as GeoJSON in WGS84, or RD when asked; None without borders.

    Beside the features stand ``jaar``, ``schematisch``, ``bron``, ``brondatum`` and ``licentie``.
    Which year it is, is decided as for ``map_areas``.
    """
    found = set_for(municipality_id, level, year)
    if found is None:
        return None
    rows = found.areas.filter(level=level, outline__isnull=False).order_by("code")
    about = {
        "jaar": found.year,
        "schematisch": found.schematic,
        "bron": found.source,
        "brondatum": found.source_on.isoformat() if found.source_on else None,
        "licentie": found.licence,
    }
    return geojson_of(areas_of(rows, year=found.year or 0, outlines=True), about, rd=rd)


def set_for(municipality_id: int, level: str, year: int | None) -> BorderSet | None:
    """Return the borders that a map of one level and year is drawn from, see ``map_areas``."""
    rows = BorderSet.objects.filter(
        municipality_id=municipality_id,
        state=BorderSet.State.IN_USE,
        id__in=Area.objects.filter(level=level, outline__isnull=False).values("border_set_id"),
    ).order_by("-year")
    # a handful, the latest first; what was found while reading is not needed
    found = list(rows.defer("report"))
    latest = (one for one in found if year is None or (one.year or 0) <= year)
    return next(latest, found[-1] if found else None)
