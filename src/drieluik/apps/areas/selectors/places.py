"""Where something lies, and how figures go from one year's borders to another's; whole lists at once."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from drieluik.apps.areas.models import AddressTable, Area, BorderSet
from drieluik.apps.areas.stored import ADDRESSES_SUFFIX, buurten_of
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.kept_files import read_original
from drieluik.core.geography import Area as CoreArea
from drieluik.core.geography import locating
from drieluik.core.geography.carrying.crosswalk import (
    Crosswalk,
    crosswalk_by_area,
    divided_by_addresses,
)
from drieluik.core.geography.streets import StreetFound, locate_streets
from drieluik.core.placing import AskedPlace, points_of

NEAR_METRES = 5.0
"""A point this near to a border can lie across it: borders are known to about five metres."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there is to look in, for one year.

    Attributes:
        year: Year of the buurten.
        has_borders: Whether there are real borders; schematic ones put no point anywhere.
        schematic: Whether there are only schematic ones.
        addresses: Source of the table of addresses; empty when there is none of this year.
        n_addresses: How many addresses it has.
    """

    year: int
    has_borders: bool
    schematic: bool
    addresses: str
    n_addresses: int


@dataclass(frozen=True, slots=True)
class Located:
    """One place that was asked for, and where it lies.

    Attributes:
        asked: What was asked, or what is wrong with it.
        buurt: Code and name; both empty when it was not found.
        wijk: Code and name; empty when the year has no wijken.
        how: ``address``, ``postcode``, ``street`` or ``point``; empty when it was not found.
        share: Part (0-1) of the addresses of the postcode that lies in this buurt; 1 for an
            address, None for a point and for a street with a number.
        near_border: Whether a point lies so near to a border that it can lie across it.
        margin: How near that is, in metres: as borders are known, or as coarse as it was written.
        street: What came of a street with a number; None for all else.
    """

    asked: AskedPlace
    buurt: tuple[str, str] = ("", "")
    wijk: tuple[str, str] = ("", "")
    how: str = ""
    share: float | None = None
    near_border: bool = False
    margin: float = NEAR_METRES
    street: StreetFound | None = None


def loaded_layers(*, municipality_id: int) -> list[Loaded]:
    """Return per year what was loaded to look places up in, the latest first."""
    sets = BorderSet.objects.filter(
        municipality_id=municipality_id, state=BorderSet.State.IN_USE, year__isnull=False
    )
    drawn = set(
        Area.objects.filter(
            border_set__in=sets, level=Area.Level.BUURT, shape__isnull=False
        ).values_list("border_set_id", flat=True)
    )
    borders = {one.year or 0: one for one in sets.defer("report") if one.id in drawn}
    tables: dict[int, AddressTable] = {}
    for table in AddressTable.objects.filter(municipality_id=municipality_id):
        tables.setdefault(table.year, table)
    listed = {year for year in sets.values_list("year", flat=True) if year}
    years = sorted(listed | tables.keys(), reverse=True)
    return [_loaded(year, borders.get(year), tables.get(year)) for year in years]


def locate_places(
    *, municipality_id: int, year: int, places: Sequence[AskedPlace]
) -> list[Located]:
    """Return per place the buurt it lies in, from what was loaded; nothing is kept of what is asked.

    Args:
        municipality_id: The municipality.
        year: Year of the buurten.
        places: What was asked; what has a fault is answered with it.

    Raises:
        OSError: The kept table of addresses is gone, or is no longer what was kept.
    """
    names = _names_of(municipality_id, year)
    points = _of_points(municipality_id, year, places)
    rows = AddressTable.objects.filter(municipality_id=municipality_id, year=year)
    book = _book(rows.first())
    addresses, streets = _of_addresses(book, places), _of_streets(book, places)
    return [
        _located(one, point, address, names)
        if one.street is None
        else _by_street(one, streets[one.line], names)
        for one, point, address in zip(places, points, addresses, strict=True)
    ]


def _loaded(year: int, borders: BorderSet | None, table: AddressTable | None) -> Loaded:
    return Loaded(
        year=year,
        has_borders=bool(borders and not borders.schematic),
        schematic=bool(borders and borders.schematic),
        addresses=table.source if table else "",
        n_addresses=table.n_addresses if table else 0,
    )


def _of_points(
    municipality_id: int, year: int, places: Sequence[AskedPlace]
) -> list[tuple[str | None, float | None]]:
    points = points_of(places)
    if all(one.point is None for one in places):
        return [(None, None)] * len(places)
    buurten = _buurten(municipality_id, year)
    codes = locating.locate_points(points, buurten)
    metres = locating.metres_to_border(points, codes, buurten)
    return list(zip(codes.to_list(), metres.to_list(), strict=True))


def _of_addresses(book: pl.DataFrame, places: Sequence[AskedPlace]) -> list[dict[str, Any]]:
    asked = pl.DataFrame(
        [(one.postcode or None, one.house_number) for one in places],
        schema={"postcode": pl.String, "house_number": pl.Int64},
        orient="row",
    )
    return locating.locate_addresses(asked, book).to_dicts()


def _of_streets(book: pl.DataFrame, places: Sequence[AskedPlace]) -> dict[int, StreetFound]:
    """Return what came of every street with a number, by the line it stands on."""
    asked = {one.line: one.street for one in places if one.street is not None}
    return dict(zip(asked, locate_streets(list(asked.values()), book), strict=True))


def _names_of(municipality_id: int, year: int) -> dict[str, tuple[str, str]]:
    """Return per code its name and the code above it, of the year or else the latest that has it."""
    rows = Area.objects.filter(
        border_set__municipality_id=municipality_id,
        border_set__state=BorderSet.State.IN_USE,
    ).values_list("border_set__year", "code", "name", "parent_code")
    ordered = sorted(rows, key=lambda row: (row[0] == year, row[0] or 0))
    return {code: (name, parent) for _year, code, name, parent in ordered}


def _located(
    asked: AskedPlace,
    point: tuple[str | None, float | None],
    address: Mapping[str, Any],
    names: Mapping[str, tuple[str, str]],
) -> Located:
    if asked.fault is not None:
        return Located(asked)
    at_point, metres = point
    code = at_point or address["area_code"]
    if code is None:
        return Located(asked)
    margin = max(NEAR_METRES, asked.precision)
    return Located(
        asked,
        *_named(code, names),
        how="point" if at_point else address["how"],
        share=None if at_point else address["share"],
        near_border=metres is not None and metres < margin,
        margin=margin,
    )


def _by_street(
    asked: AskedPlace, found: StreetFound, names: Mapping[str, tuple[str, str]]
) -> Located:
    if not found.area_code:
        return Located(asked, street=found)
    return Located(asked, *_named(found.area_code, names), how="street", street=found)


def _named(
    code: str, names: Mapping[str, tuple[str, str]]
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return code and name of a buurt, and of its wijk."""
    name, wijk = names.get(code, (code, ""))
    return (code, name), (wijk, names.get(wijk, (wijk, ""))[0])


@remembered
def crosswalk_between(*, municipality_id: int, from_year: int, to_year: int) -> Crosswalk:
    """Return which part of each buurt of one year went to which buurt of another.

    By the borders of both years; a buurt that was cut is divided by addresses where there is a
    table of both years, else by surface. Schematic borders carry nothing over: all their buurten
    are named as not carried.

    Raises:
        OSError: A kept table is gone, or is no longer what was kept.
    """
    old = _buurten(municipality_id, from_year)
    crosswalk = crosswalk_by_area(old, _buurten(municipality_id, to_year))
    rows = AddressTable.objects.filter(municipality_id=municipality_id)
    before, after = (rows.filter(year=year).first() for year in (from_year, to_year))
    if before is None or after is None or crosswalk.parts["whole"].all():
        return crosswalk
    return divided_by_addresses(crosswalk, _book(before), _book(after))


def _book(row: AddressTable | None) -> pl.DataFrame:
    if row is None:
        return pl.DataFrame(
            schema={"postcode": pl.String, "house_number": pl.Int64, "area_code": pl.String}
        )
    return pl.read_parquet(io.BytesIO(read_original(row.content_hash, ADDRESSES_SUFFIX)))


def _buurten(municipality_id: int, year: int) -> tuple[CoreArea, ...]:
    found = BorderSet.objects.filter(
        municipality_id=municipality_id, year=year, state=BorderSet.State.IN_USE
    ).first()
    if found is None:
        return ()
    return buurten_of(found)
