"""Areas of the parties' own for pages."""

from uuid import UUID

from django.db.models import QuerySet

from drieluik.apps.areas.models import OwnArea
from drieluik.apps.areas.rows import OwnAreaRow
from drieluik.apps.areas.stored import shape_of


def list_own_areas(*, municipality_id: int) -> list[OwnAreaRow]:
    """Return all own areas by name, those that were withdrawn last."""
    rows = [_row(row) for row in _areas(municipality_id)]
    return sorted(rows, key=lambda row: (row.withdrawn_at is not None, row.name))


def find_own_area(*, municipality_id: int, area_id: UUID) -> OwnAreaRow | None:
    """Return one own area of this municipality, or None."""
    found = _areas(municipality_id).filter(id=area_id).first()
    return _row(found) if found else None


def _areas(municipality_id: int) -> QuerySet[OwnArea]:
    rows = OwnArea.objects.filter(municipality_id=municipality_id)
    return rows.select_related("added_by", "border_set")


def _row(row: OwnArea) -> OwnAreaRow:
    schematic = bool(row.border_set and row.border_set.schematic)
    return OwnAreaRow(
        area_id=row.id,
        kind=row.kind,
        kind_label=str(row.get_kind_display()),
        name=row.name,
        purpose=row.purpose,
        made=row.made,
        codes=tuple(row.codes),
        year=row.border_set.year if row.border_set else None,
        hectares=None if schematic else shape_of(row.shape).area / 10_000,
        added_by=row.added_by.name,
        added_at=row.added_at,
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
    )
