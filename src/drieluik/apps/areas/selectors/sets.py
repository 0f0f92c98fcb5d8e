"""Sets of borders for pages: in use, read in, and what a file would change."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count as Counted
from django.db.models import QuerySet

from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.areas.rows import AreaRow, BorderSetRow, ChosenFrom, Preview, WijkOfBuurten
from drieluik.apps.areas.stored import borders_to_choose_from, buurten_of
from drieluik.core.geography import Count, Level, Missing
from drieluik.core.geography.carrying.comparing import compare_areas
from drieluik.core.geography.reading.exchange import findings_from_json, layers_from_json

_ORDER = tuple(Level)


def list_sets(*, municipality_id: int, in_use: bool) -> list[BorderSetRow]:
    """Return the sets in use with the latest year first, or all others, newest first."""
    rows = _sets(municipality_id)
    if in_use:
        return _rows(rows.filter(state=BorderSet.State.IN_USE).order_by("-year"))
    return _rows(rows.exclude(state=BorderSet.State.IN_USE))


def find_set(*, municipality_id: int, set_id: UUID) -> BorderSetRow | None:
    """Return one set of this municipality, or None."""
    return next(iter(_rows(_sets(municipality_id).filter(id=set_id))), None)


def preview_of(row: BorderSetRow, *, municipality_id: int) -> Preview:
    """Return what was read of a set and what became of each buurt since the borders in use."""
    found = _sets(municipality_id).get(id=row.set_id)
    others = _sets(municipality_id).filter(state=BorderSet.State.IN_USE).exclude(id=row.set_id)
    beside = _nearest(others, row.year)
    year = beside.year if beside else None
    return Preview(
        layers=layers_from_json(found.report.get("layers", [])),
        findings=findings_from_json(found.report.get("findings", [])),
        areas=list_areas_of(found),
        changes=compare_areas(buurten_of(beside), buurten_of(found)) if beside else (),
        compared_with=year,
        borders_compared=bool(beside and not beside.schematic and not found.schematic),
    )


def list_areas(*, municipality_id: int, year: int | None = None) -> list[AreaRow]:
    """Return the areas in use for a year, or for the latest; by level and code."""
    rows = _sets(municipality_id).filter(state=BorderSet.State.IN_USE).order_by("-year")
    found = (rows.filter(year=year) if year is not None else rows).first()
    return list_areas_of(found) if found else []


def buurten_to_choose(*, municipality_id: int) -> ChosenFrom:
    """Return the buurten that an area of one's own can be made of, and of which borders they are."""
    found = borders_to_choose_from(municipality_id)
    if found is None:
        return ChosenFrom()
    in_use = _sets(municipality_id).filter(state=BorderSet.State.IN_USE).order_by("-year")
    later = in_use.filter(year__gt=found.year).values_list("id", "year", "schematic")
    drawn = set(
        Area.objects.filter(
            border_set__in=[one for one, _year, _is in later], outline__isnull=False
        ).values_list("border_set_id", flat=True)
    )
    return ChosenFrom(
        found.year,
        found.schematic,
        _by_wijk(found),
        tuple((year or 0, schematic and one in drawn) for one, year, schematic in later),
    )


def _by_wijk(found: BorderSet) -> list[WijkOfBuurten]:
    rows = [row for row in list_areas_of(found) if row.level == Area.Level.BUURT and row.has_border]
    rows.sort(key=lambda row: row.name.casefold())
    by_wijk: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        by_wijk.setdefault((row.parent_name, row.parent_code), []).append((row.code, row.name))
    return [
        WijkOfBuurten(code, name or code, buurten)
        for (name, code), buurten in sorted(by_wijk.items())
    ]


def find_area(*, municipality_id: int, code: str) -> list[AreaRow]:
    """Return an area in every year for which it is in use, the latest first; empty for none."""
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id,
        border_set__state=BorderSet.State.IN_USE,
        code=code,
    )
    names = _names(municipality_id)
    return [
        _area_row(row, row.border_set.year or 0, names)
        for row in rows.select_related("border_set").order_by("-border_set__year")
    ]


def list_areas_of(found: BorderSet) -> list[AreaRow]:
    """Return the areas of a set, the largest level first."""
    rows = list(found.areas.all())
    names = {row.code: row.name for row in rows}
    made = [_area_row(row, found.year or 0, names) for row in rows]
    return sorted(made, key=lambda row: (_ORDER.index(Level(row.level)), row.code))


def _sets(municipality_id: int) -> QuerySet[BorderSet]:
    rows = BorderSet.objects.filter(municipality_id=municipality_id)
    return rows.select_related("added_by", "confirmed_by")


def _nearest(rows: QuerySet[BorderSet], year: int | None) -> BorderSet | None:
    """Return the set of that year, else of the nearest."""
    found = [row for row in rows if row.year is not None]
    return min(
        found, key=lambda row: (abs((row.year or 0) - (year or 9999)), row.year), default=None
    )


def _rows(sets: Iterable[BorderSet]) -> list[BorderSetRow]:
    kept = list(sets)
    numbers: dict[UUID, dict[str, int]] = {}
    counted = Area.objects.filter(border_set__in=kept).order_by()
    for set_id, level, n in counted.values_list("border_set_id", "level").annotate(n=Counted("id")):
        numbers.setdefault(set_id, {})[level] = n
    drawn = set(
        counted.filter(outline__isnull=False).values_list("border_set_id", flat=True).distinct()
    )
    return [_row(one, numbers.get(one.id, {}), one.id in drawn) for one in kept]


def _row(one: BorderSet, n_areas: Mapping[str, int], has_borders: bool) -> BorderSetRow:
    return BorderSetRow(
        set_id=one.id,
        year=one.year,
        state=one.state,
        state_label=str(one.get_state_display()),
        source=one.source,
        source_on=one.source_on,
        licence=one.licence,
        schematic=one.schematic,
        file_name=one.file_name,
        phase=one.reading_phase,
        share=one.reading_share,
        added_by=one.added_by.name if one.added_by else "",
        added_at=one.added_at,
        confirmed_by=one.confirmed_by.name if one.confirmed_by else "",
        confirmed_at=one.confirmed_at,
        confirmation=one.confirmation,
        reason=one.reason,
        n_areas=n_areas,
        has_borders=has_borders,
    )


def _names(municipality_id: int) -> dict[str, str]:
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id, border_set__state=BorderSet.State.IN_USE
    ).exclude(level=Area.Level.BUURT)
    return dict(rows.order_by("border_set__year").values_list("code", "name"))


def _area_row(row: Area, year: int, names: Mapping[str, str]) -> AreaRow:
    return AreaRow(
        code=row.code,
        name=row.name,
        level=row.level,
        level_label=str(row.get_level_display()),
        year=year,
        parent_code=row.parent_code,
        parent_name=names.get(row.parent_code, row.parent_code),
        counts={
            name: Count(one["value"], one["missing"] and Missing(one["missing"]))
            for name, one in row.counts.items()
        },
        has_border=row.outline is not None,
        derived=row.derived,
    )
