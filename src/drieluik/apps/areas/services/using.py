"""Which set of borders is in use for a year, and how another takes its place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from drieluik.apps.areas.models import Area as AreaRow
from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.stored import areas_of
from drieluik.apps.organisations.actors import Actor
from drieluik.core.geography import Area


def set_in_use(municipality_id: int, year: int | None) -> BorderSet | None:
    """Return the set that is in use for a year."""
    rows = BorderSet.objects.filter(municipality_id=municipality_id, state=BorderSet.State.IN_USE)
    return rows.filter(year=year).first()


def buurten_in_use(municipality_id: int, year: int | None) -> frozenset[str]:
    """Return the codes of the buurten in use for a year."""
    found = set_in_use(municipality_id, year)
    rows = AreaRow.objects.filter(border_set=found, level=AreaRow.Level.BUURT)
    return frozenset(rows.values_list("code", flat=True)) if found else frozenset()


def put_in_use(
    row: BorderSet,
    areas: Sequence[Area],
    *,
    store: Callable[[BorderSet, Sequence[Area]], None],
    actor: Actor,
    now: datetime,
) -> bool:
    """Let a set take the place of what is in use for its year; the municipality is locked.

    Args:
        row: The set, kept or new.
        areas: Its areas.
        store: How the areas are written once it is sure that they are needed.
        actor: Who does it.
        now: When.

    Returns:
        Whether anything changed; not when the very same areas are in use, borders and all.
    """
    before = set_in_use(row.municipality_id, row.year)
    known = areas_of(before.areas.all(), year=row.year or 0) if before else ()
    whole = with_borders_of(areas, known)
    if before is not None and before.schematic >= row.schematic and _same(whole, known):
        return False
    kept = {area.code for area in areas if area.shape is None}
    if before is not None and before.schematic:
        row.schematic |= any(area.code in kept and area.shape is not None for area in whole)
    if before is not None:
        before.state = BorderSet.State.REPLACED
        before.save(update_fields=["state"])
    row.state, row.replaces = BorderSet.State.IN_USE, before
    row.confirmed_by_id, row.confirmed_at = actor.user_id, now
    row.save()
    store(row, whole)
    return True


def _same(areas: Sequence[Area], others: Sequence[Area]) -> bool:
    return {area.code: area for area in areas} == {area.code: area for area in others}


def with_borders_of(areas: Sequence[Area], known: Sequence[Area]) -> tuple[Area, ...]:
    """Give areas without a border that of the same code, and a code without a name its name."""
    by_code = {area.code: area for area in known}

    def completed(area: Area) -> Area:
        same = by_code.get(area.code)
        if same is None:
            return area
        name = same.name if area.name == area.code else area.name
        if area.shape is not None:
            return replace(area, name=name)
        return replace(area, name=name, shape=same.shape, derived=same.derived)

    return tuple(completed(area) for area in areas)
