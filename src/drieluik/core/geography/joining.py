"""Areas made of other areas: a wijk of its buurten, a municipality of its wijken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from drieluik.core.geography.borders import Area, Level, Shape
from drieluik.core.geography.codes import municipality_of


def joined(shapes: Sequence[Shape]) -> Shape:
    """Return one shape of all; borders between neighbours go."""
    import shapely

    return shapely.union_all(shapes)


def with_levels_above(
    areas: Iterable[Area], names: Mapping[str, str] | None = None
) -> tuple[Area, ...]:
    """Add shapes of wijken and municipalities that lack one, by joining what lies in them.

    Args:
        areas: Buurten, and wijken and municipalities as far as known.
        names: Names of wijken and municipalities that are not among the areas; their code is the
            name when it is not known.

    Returns:
        The areas with those above them. Counts are not added up: the CBS rounds each number by
        itself. What was joined is flagged ``derived``.
    """
    known = {area.code: area for area in areas}
    for level in (Level.WIJK, Level.MUNICIPALITY):
        for code, parts in _parts_by_parent(known.values(), level).items():
            area = known.get(code) or Area(
                code=code,
                name=(names or {}).get(code, code),
                level=level,
                year=parts[0].year,
                parent_code=municipality_of(code) if level is Level.WIJK else None,
            )
            shapes = [part.shape for part in parts]
            if area.shape is None and all(shape is not None for shape in shapes):
                area = replace(area, shape=joined(shapes), derived=True)
            known[code] = area
    return tuple(known.values())


def _parts_by_parent(areas: Iterable[Area], level: Level) -> dict[str, list[Area]]:
    below = Level.BUURT if level is Level.WIJK else Level.WIJK
    parts: dict[str, list[Area]] = {}
    for area in areas:
        if area.level is below and area.parent_code:
            parts.setdefault(area.parent_code, []).append(area)
    return parts
