"""The areas in use per year, to hold the codes of a file against and to count points in."""

from drieluik.apps.areas.selectors import areas_per_year
from drieluik.core.layers import KnownAreas


def known_areas(*, municipality_id: int, level: str) -> tuple[KnownAreas, ...]:
    """Return the areas of one level in every year in use; shapes only where borders are real."""
    found = areas_per_year(municipality_id=municipality_id, level=level)
    return tuple(
        KnownAreas(
            year,
            {one.code: one.name for one in areas},
            {one.code: one.shape for one in areas if one.shape is not None},
        )
        for year, areas in found.items()
    )
