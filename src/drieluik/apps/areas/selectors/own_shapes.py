"""Where areas of the parties' own lie in the borders of a year, or why that cannot be told.

An area made of buurten is those buurten: it follows the borders of the year that is shown. A drawing
keeps its line; one that was drawn on a schematic map means nothing on real borders, and the other
way round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drieluik.apps.areas.models import Area, BorderSet, OwnArea
from drieluik.apps.areas.selectors.maps import MapArea, set_for
from drieluik.apps.areas.stored import shape_of
from drieluik.apps.audit.remembering import remembered
from drieluik.core.geography import rings_of
from drieluik.core.geography.borders import Shape
from drieluik.core.geography.joining import joined


class Lacks(StrEnum):
    """Why an area has no place in some borders."""

    DRAWN_ON_SCHEMATIC = "drawn_on_schematic"
    MAP_IS_SCHEMATIC = "map_is_schematic"
    BUURT_GONE = "buurt_gone"
    ONLY_A_LIST = "only_a_list"
    ONLY_SCHEMATIC = "only_schematic"


@dataclass(frozen=True, slots=True)
class OwnOnMap:
    """Own areas on a map.

    Attributes:
        areas: Those that have a place in its borders, the largest first: a small one stays seen.
        lacking: Names of the others, by why.
    """

    areas: tuple[MapArea, ...]
    lacking: tuple[tuple[str, Lacks], ...]


@remembered
def own_on_map(*, municipality_id: int, year: int | None = None) -> OwnOnMap:
    """Return the own areas that were not withdrawn, in the borders of a map.

    Args:
        municipality_id: The municipality.
        year: Year of the map; which borders it has then, is decided as for ``map_areas``.
    """
    found = OwnArea.objects.filter(municipality_id=municipality_id, withdrawn_at=None)
    rows = list(found.select_related("border_set"))
    borders = set_for(municipality_id, Area.Level.BUURT, year)
    drawn = drawn_on_schematic(municipality_id, rows)
    placed = [(row, shape_in(row, borders, row.pk in drawn)) for row in rows]
    there = [(row, shape) for row, shape in placed if not isinstance(shape, Lacks)]
    there.sort(key=lambda pair: (-pair[1].area, pair[0].name))
    return OwnOnMap(
        tuple(MapArea(str(row.id), row.name, "own", rings_of(shape)) for row, shape in there),
        tuple((row.name, shape) for row, shape in placed if isinstance(shape, Lacks)),
    )


def shape_in(row: OwnArea, borders: BorderSet | None, on_schematic: bool) -> Shape | Lacks:
    """Return the shape of an own area in some borders, with few points; or why it has none.

    Args:
        row: The area.
        borders: What the map is drawn from; None for no borders at all.
        on_schematic: Whether it was drawn on a schematic map.
    """
    if borders is None:
        return shape_of(row.shape)
    if row.made == OwnArea.Made.UNION:
        return _of_buurten(row, borders)
    if on_schematic and not borders.schematic:
        return Lacks.DRAWN_ON_SCHEMATIC
    if borders.schematic and not on_schematic:
        return Lacks.MAP_IS_SCHEMATIC
    return shape_of(row.shape)


def _of_buurten(row: OwnArea, borders: BorderSet) -> Shape | Lacks:
    found = borders.areas.filter(
        level=Area.Level.BUURT, code__in=row.codes, outline__isnull=False
    ).only("outline")
    shapes = [shape_of(one.outline or b"") for one in found]
    if len(shapes) == len(row.codes):
        return joined(shapes)
    made_of = row.border_set
    both_real = made_of is not None and not made_of.schematic and not borders.schematic
    # buurten that have another code by now still lie where they lay
    return shape_of(row.shape) if both_real else Lacks.BUURT_GONE


def drawn_on_schematic(municipality_id: int, rows: Iterable[OwnArea]) -> frozenset[object]:
    """Return the ids of the drawings that were made on a schematic map.

    Which map there was at that moment follows from the sets that were in use then: who draws, sees
    the borders of the latest year.
    """
    sets = BorderSet.objects.filter(
        municipality_id=municipality_id,
        confirmed_at__isnull=False,
        id__in=Area.objects.filter(level=Area.Level.BUURT, outline__isnull=False).values(
            "border_set_id"
        ),
    )
    known = list(sets.defer("report"))
    ended = {one.replaces_id: one.confirmed_at for one in known if one.replaces_id}
    spans = [(one, one.confirmed_at, ended.get(one.id) or one.closed_at) for one in known]
    return frozenset(
        row.pk
        for row in rows
        if row.made == OwnArea.Made.DRAWN and _was_schematic(spans, row.added_at)
    )


def _was_schematic(
    spans: Sequence[tuple[BorderSet, datetime | None, datetime | None]], moment: datetime
) -> bool:
    then = [
        one
        for one, begun, ended in spans
        if begun is not None and begun <= moment and (ended is None or moment < ended)
    ]
    latest = max(then, key=lambda one: one.year or 0, default=None)
    return latest is not None and latest.schematic
