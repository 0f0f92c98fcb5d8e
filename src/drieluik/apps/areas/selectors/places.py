"""Where something lies, and how figures go from one year's borders to another's; tables at once."""

import io

import polars as pl

from drieluik.apps.areas.models import AddressTable, BorderSet
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


def locate_points(*, municipality_id: int, year: int, points: pl.DataFrame) -> pl.Series:
    """Return per point the buurt it lies in, by the borders in use for a year.

    Args:
        municipality_id: The municipality.
        year: Year of the buurten.
        points: ``x`` and ``y`` in RD.

    Returns:
        ``area_code``, null for a point in none. Schematic borders put no point anywhere: they
        are no borders.
    """
    return locating.locate_points(points, _buurten(municipality_id, year))


def locate_addresses(*, municipality_id: int, year: int, asked: pl.DataFrame) -> pl.DataFrame:
    """Return per address the buurt it lies in, by the latest table of that year.

    Args:
        municipality_id: The municipality.
        year: Year of the buurten.
        asked: ``postcode`` and ``house_number`` (null when only the postcode is known).

    Returns:
        ``area_code``, ``how`` and ``share``, see ``core.geography.locating``. All null without a
        table of that year.

    Raises:
        OSError: The kept table is gone, or is no longer what was kept.
    """
    rows = AddressTable.objects.filter(municipality_id=municipality_id, year=year)
    return locating.locate_addresses(asked, _book(rows.first()))


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
