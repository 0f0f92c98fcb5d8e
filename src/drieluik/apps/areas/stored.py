"""Areas as rows of the database, and back as values of the core."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from drieluik.apps.areas.models import Area as AreaRow
from drieluik.apps.areas.models import BorderSet
from drieluik.core.geography import Area, Count, Level, Missing, simplified
from drieluik.core.geography.borders import Shape

SUFFIX = ".borders"
"""How a file with borders is called on disk: its own name may say anything."""

ADDRESSES_SUFFIX = ".addresses"
"""How a table of addresses is called on disk."""


def store_areas(border_set: BorderSet, areas: Sequence[Area]) -> None:
    """Write the areas of a set, with simpler outlines beside the whole shapes."""
    outlines = simplified(areas)
    AreaRow.objects.bulk_create(
        [
            AreaRow(
                border_set=border_set,
                level=area.level,
                code=area.code,
                name=area.name[:120],
                parent_code=area.parent_code or "",
                counts={name: asdict(count) for name, count in area.counts.items()},
                change=area.change,
                derived=area.derived,
                shape=bytes_of(area.shape),
                outline=bytes_of(outline.shape),
            )
            for area, outline in zip(areas, outlines, strict=True)
        ]
    )


def areas_of(rows: Iterable[AreaRow], *, year: int, outlines: bool = False) -> tuple[Area, ...]:
    """Return stored areas as the core knows them.

    Args:
        rows: Rows with the field that is asked for.
        year: Year of their set.
        outlines: Whether the simpler outline is wanted instead of the whole shape.
    """
    return tuple(_area(row, year, row.outline if outlines else row.shape) for row in rows)


def buurten_of(found: BorderSet) -> tuple[Area, ...]:
    """Return the buurten of a set; without shapes when those are schematic, and so no borders."""
    buurten = areas_of(found.areas.filter(level=AreaRow.Level.BUURT), year=found.year or 0)
    return tuple(replace(one, shape=None) for one in buurten) if found.schematic else buurten


def borders_to_choose_from(municipality_id: int) -> BorderSet | None:
    """Return the set of which people choose buurten for an area of their own; None without borders.

    The latest with borders. A schematic map only when there is no other: its cells are not where
    buurten end.
    """
    drawn = AreaRow.objects.filter(level=AreaRow.Level.BUURT, shape__isnull=False)
    found = BorderSet.objects.filter(
        municipality_id=municipality_id,
        state=BorderSet.State.IN_USE,
        id__in=drawn.values("border_set_id"),
    )
    return found.order_by("schematic", "-year").first()


def shape_of(kept: bytes | memoryview) -> Shape:
    """Return a kept shape."""
    import shapely

    return shapely.from_wkb(bytes(kept))


def _area(row: AreaRow, year: int, kept: bytes | memoryview | None) -> Area:
    return Area(
        code=row.code,
        name=row.name,
        level=Level(row.level),
        year=year,
        shape=None if kept is None else shape_of(kept),
        parent_code=row.parent_code or None,
        counts={
            name: Count(one["value"], one["missing"] and Missing(one["missing"]))
            for name, one in row.counts.items()
        },
        change=row.change,
        derived=row.derived,
    )


def bytes_of(shape: Shape | None) -> bytes | None:
    """Return a shape as it is kept."""
    import shapely

    return None if shape is None else bytes(shapely.to_wkb(shape))
