"""Codes and names of buurten, for who checks deliveries and shows figures."""

from collections.abc import Mapping
from dataclasses import replace

from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.areas.stored import areas_of
from drieluik.apps.audit.remembering import remembered
from drieluik.core.geography import Area as CoreArea

_IN_USE = {"border_set__state": BorderSet.State.IN_USE, "level": Area.Level.BUURT}


@remembered
def buurt_names(*, municipality_id: int) -> Mapping[str, str]:
    """Return the name of every neighbourhood by code; for a code of more years the latest."""
    rows = Area.objects.filter(border_set__municipality_id=municipality_id, **_IN_USE)
    return dict(rows.order_by("border_set__year").values_list("code", "name"))


def buurt_codes(*, municipality_ids: frozenset[int]) -> frozenset[str]:
    """Return all neighbourhood codes of some municipalities."""
    rows = Area.objects.filter(border_set__municipality_id__in=municipality_ids, **_IN_USE)
    return frozenset(rows.values_list("code", flat=True))


def areas_per_year(*, municipality_id: int, level: str) -> dict[int, tuple[CoreArea, ...]]:
    """Return the areas of one level for every year in use, the latest first.

    Shapes of schematic borders are left out: they are no borders.
    """
    sets = BorderSet.objects.filter(
        municipality_id=municipality_id, state=BorderSet.State.IN_USE
    ).order_by("-year")
    found: dict[int, tuple[CoreArea, ...]] = {}
    for one in sets.defer("report"):
        year = one.year or 0
        areas = areas_of(one.areas.filter(level=level), year=year)
        if areas:
            bare = tuple(replace(area, shape=None) for area in areas)
            found[year] = bare if one.schematic else areas
    return found


@remembered
def border_years(*, municipality_id: int) -> tuple[int, ...]:
    """Return the years of which the buurten are known, the latest first."""
    rows = Area.objects.filter(border_set__municipality_id=municipality_id, **_IN_USE)
    years = rows.values_list("border_set__year", flat=True).distinct()
    return tuple(sorted({year for year in years if year}, reverse=True))


@remembered
def buurten_of_year(*, municipality_id: int, year: int) -> frozenset[str]:
    """Return the codes of the buurten that there were in a year of which they are known."""
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id, border_set__year=year, **_IN_USE
    )
    return frozenset(rows.values_list("code", flat=True))


@remembered
def area_names(*, municipality_id: int, level: str, year: int | None) -> Mapping[str, str]:
    """Return the name per code of the areas of one level, as they were called in a year.

    Codes that were not there in that year have the name of the latest year in which they were.
    """
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id,
        border_set__state=BorderSet.State.IN_USE,
        level=level,
    ).values_list("border_set__year", "code", "name")
    ordered = sorted(rows, key=lambda row: (row[0] == year, row[0] or 0))
    return {code: name for _year, code, name in ordered}
