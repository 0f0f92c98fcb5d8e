"""Simple outlines for a look at what was read: paths of a drawing, no map."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from drieluik.apps.areas.models import Area, BorderSet, OwnArea
from drieluik.apps.areas.selectors.own_shapes import Lacks, drawn_on_schematic, shape_in
from drieluik.apps.areas.stored import shape_of
from drieluik.core.geography import rings_of


@dataclass(frozen=True, slots=True)
class Outlines:
    """A drawing: ``box`` is its view box, ``paths`` a name and a path per area.

    Metres east and south of the top left corner; north is up.
    """

    box: str
    paths: tuple[tuple[str, str], ...]
    schematic: bool = False
    marked: str = ""


def outlines_of_set(*, municipality_id: int, set_id: UUID) -> Outlines | None:
    """Return the drawing of a set: its buurten, or what it has; None without borders."""
    found = BorderSet.objects.filter(municipality_id=municipality_id, id=set_id).first()
    return _of_set(found) if found else None


def outlines_with(
    *, municipality_id: int, code: str = "", own_id: UUID | None = None
) -> Outlines | None:
    """Return the drawing of the latest borders in use with one area marked.

    Args:
        municipality_id: The municipality.
        code: Code of the area to mark.
        own_id: Or the own area to mark, which is drawn over the others.
    """
    rows = BorderSet.objects.filter(
        municipality_id=municipality_id,
        state=BorderSet.State.IN_USE,
        id__in=Area.objects.filter(outline__isnull=False).values("border_set_id"),
    )
    found = rows.order_by("-year").first()
    drawn = _shapes(found) if found else []
    if own_id is not None:
        own = OwnArea.objects.get(municipality_id=municipality_id, id=own_id)
        shape = shape_in(own, found, own.pk in drawn_on_schematic(municipality_id, [own]))
        # where it lay when it was made still tells something; the page says what is wrong with it
        lies = shape_of(own.shape) if isinstance(shape, Lacks) else shape
        return _drawing([*drawn, (own.name, lies)], bool(found and found.schematic), own.name)
    if found is None:
        return None
    marked = found.areas.filter(code=code, outline__isnull=False).first()
    if marked is None:
        return None
    return _drawing(
        [*drawn, (marked.name, shape_of(marked.outline or b""))], found.schematic, marked.name
    )


def _of_set(found: BorderSet) -> Outlines | None:
    drawn = _shapes(found)
    return _drawing(drawn, found.schematic) if drawn else None


def _shapes(found: BorderSet) -> list[tuple[str, object]]:
    for level in (Area.Level.BUURT, Area.Level.WIJK, Area.Level.MUNICIPALITY):
        rows = found.areas.filter(level=level, outline__isnull=False)
        if drawn := [(row.name, shape_of(row.outline or b"")) for row in rows]:
            return drawn
    return []


def _drawing(drawn: Iterable[tuple[str, object]], schematic: bool, marked: str = "") -> Outlines:
    import shapely

    shapes = list(drawn)
    left, bottom, right, top = shapely.total_bounds([shape for _, shape in shapes])
    margin = 0.02 * max(right - left, top - bottom)
    box = f"{-margin:.0f} {-margin:.0f} {right - left + 2 * margin:.0f} {top - bottom + 2 * margin:.0f}"
    paths = tuple((name, _path(shape, left, top)) for name, shape in shapes)
    return Outlines(box, paths, schematic, marked)


def _path(shape: object, left: float, top: float) -> str:
    rings = (ring for polygon in rings_of(shape) for ring in polygon)
    return "".join(
        "M" + "L".join(f"{x - left:.0f} {top - y:.0f}" for x, y in ring[:-1]) + "Z"
        for ring in rings
    )
