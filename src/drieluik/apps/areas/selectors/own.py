"""Areas of the parties' own for pages."""

from uuid import UUID

from django.db.models import QuerySet

from drieluik.apps.areas.models import BorderSet, OwnArea
from drieluik.apps.areas.rows import OwnAreaRow
from drieluik.apps.areas.selectors.maps import set_for
from drieluik.apps.areas.selectors.own_shapes import Lacks, drawn_on_schematic, shape_in
from drieluik.apps.areas.stored import shape_of
from drieluik.apps.audit.remembering import remembered
from drieluik.core.geography import Area, Level
from drieluik.core.geography.borders import Shape
from drieluik.core.geography.drawing.as_geojson import geojson_of


def list_own_areas(*, municipality_id: int) -> list[OwnAreaRow]:
    """Return all own areas by name, those that were withdrawn last."""
    rows = _rows(municipality_id, _areas(municipality_id))
    return sorted(rows, key=lambda row: (row.withdrawn_at is not None, row.name))


def find_own_area(*, municipality_id: int, area_id: UUID) -> OwnAreaRow | None:
    """Return one own area of this municipality, or None."""
    found = _areas(municipality_id).filter(id=area_id)
    return next(iter(_rows(municipality_id, found)), None)


@remembered
def has_own_areas(*, municipality_id: int) -> bool:
    """Tell whether there is any own area that was not withdrawn."""
    return _areas(municipality_id).filter(withdrawn_at=None).exists()


@remembered
def areas_to_draw_anew(*, municipality_id: int) -> tuple[OwnAreaRow, ...]:
    """Return the areas that were drawn on a schematic map, now that there are real borders."""
    drawn = _areas(municipality_id).filter(withdrawn_at=None, made=OwnArea.Made.DRAWN)
    rows = _rows(municipality_id, drawn) if drawn else []
    return tuple(row for row in rows if row.to_draw_anew)


def drawing_of(*, municipality_id: int, area_id: UUID) -> str:
    """Return the shape of an own area as a drawing to begin from: GeoJSON in WGS84."""
    row = _areas(municipality_id).get(id=area_id)
    area = Area(str(row.id), row.name, Level.OWN, row.added_at.year, shape_of(row.shape))
    return geojson_of([area], {})


def _areas(municipality_id: int) -> QuerySet[OwnArea]:
    rows = OwnArea.objects.filter(municipality_id=municipality_id)
    return rows.select_related("added_by", "border_set")


def _rows(municipality_id: int, found: QuerySet[OwnArea]) -> list[OwnAreaRow]:
    rows = list(found)
    borders = set_for(municipality_id, "buurt", None)
    on_schematic = drawn_on_schematic(municipality_id, rows)
    return [_row(row, borders, on_schematic=row.pk in on_schematic) for row in rows]


def _row(row: OwnArea, borders: BorderSet | None, *, on_schematic: bool) -> OwnAreaRow:
    shape = shape_in(row, borders, on_schematic)
    lacks = shape if isinstance(shape, Lacks) else None
    return OwnAreaRow(
        area_id=row.id,
        kind=row.kind,
        kind_label=str(row.get_kind_display()),
        name=row.name,
        purpose=row.purpose,
        made=row.made,
        codes=tuple(row.codes),
        year=row.border_set.year if row.border_set else None,
        hectares=_hectares(row, borders, shape),
        added_by=row.added_by.name,
        added_at=row.added_at,
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
        on_schematic=on_schematic,
        lacks=lacks.value if lacks else "",
    )


def _hectares(row: OwnArea, borders: BorderSet | None, shape: Shape | Lacks) -> float | None:
    """Return the size in the latest borders; cells of a schematic map have none."""
    if isinstance(shape, Lacks) or (borders is not None and borders.schematic):
        made_of = row.border_set
        is_real = made_of is not None and not made_of.schematic
        return float(shape_of(row.shape).area) / 10_000 if is_real else None
    return float(shape.area) / 10_000
