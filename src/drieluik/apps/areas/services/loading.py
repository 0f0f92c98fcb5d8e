"""Borders that the set-up brings in at once: a list of buurten, or borders read from a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from drieluik.apps.areas.models import BorderSet
from drieluik.apps.areas.services.using import buurten_in_use, put_in_use
from drieluik.apps.areas.stored import store_areas
from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.policies import check_may_set_up
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.geography import Area, Borders, Count, Level, Missing, in_order
from drieluik.core.geography.joining import with_levels_above


@dataclass(frozen=True, slots=True)
class BuurtRow:
    """One neighbourhood as a source gives it; counts are None when the source keeps them back."""

    code: str
    name: str
    wijk_code: str
    wijk_name: str
    n_inhabitants: int | None
    n_households: int | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where borders come from.

    Attributes:
        source: Who made them, and what it is called.
        licence: Under which licence; empty when unknown.
        source_on: Day of the source.
    """

    source: str
    licence: str = ""
    source_on: date | None = None


@transaction.atomic
def load_borders(
    *,
    municipality_id: int,
    borders: Borders,
    provenance: Provenance,
    actor: Actor,
    now: datetime,
) -> int:
    """Put the areas of a year in use; what was in use for that year is replaced.

    Where the source has no borders, those in use stay for codes that stay. Figures that were
    calculated keep the codes they were calculated with.

    Returns:
        How many buurten there are now for the year.

    Raises:
        NotAllowed: The actor is not the system.

    Changes:
        One ``BorderSet`` in use with its ``Area`` rows; one event ``buurten.loaded``. Nothing
        when the very same areas are in use.
    """
    check_may_set_up(actor)
    lock_municipality(municipality_id)
    before = buurten_in_use(municipality_id, borders.year)
    row = BorderSet(
        municipality_id=municipality_id,
        year=borders.year,
        source=provenance.source,
        licence=provenance.licence,
        source_on=provenance.source_on,
        schematic=borders.schematic,
        added_at=now,
        added_by_id=actor.user_id,
        state=BorderSet.State.READ,
    )
    if not put_in_use(row, borders.areas, store=store_areas, actor=actor, now=now):
        return len(before)
    codes = {area.code for area in borders.of_level(Level.BUURT)}
    audit.record(
        name="buurten.loaded",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": municipality_id,
            "year": borders.year,
            "n_buurten": len(codes),
            "added": sorted(codes - before),
            "removed": sorted(before - codes),
        },
    )
    return len(codes)


def areas_of_list(
    year: int, rows: Iterable[BuurtRow], names: Mapping[str, str] | None = None
) -> tuple[Area, ...]:
    """Make areas of a list, with the wijken and the municipality above them.

    Args:
        year: Year of the division.
        rows: The buurten.
        names: Names of what lies above them, by code, beside those of the wijken in the rows.
    """
    listed = list(rows)
    named = {row.wijk_code: row.wijk_name for row in listed if row.wijk_name} | dict(names or {})
    buurten = [
        Area(
            code=row.code,
            name=row.name,
            level=Level.BUURT,
            year=year,
            parent_code=row.wijk_code,
            counts={
                "n_inhabitants": _count(row.n_inhabitants),
                "n_households": _count(row.n_households),
            },
        )
        for row in listed
    ]
    return in_order(with_levels_above(buurten, named))


def _count(value: int | None) -> Count:
    return Count(missing=Missing.NOT_GIVEN) if value is None else Count(value)
