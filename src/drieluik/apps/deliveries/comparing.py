"""A delivery beside what its corporation delivered before, and beside what others delivered.

Comes in: a delivery with what was read from its file. Goes out: the same reading with doubts among
its findings. Of other corporations only rates leave this file, in no order and under no name.
"""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from drieluik.apps.deliveries import kept_files
from drieluik.apps.deliveries.check_outcome import parts_by_municipality
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.selectors.asking import municipalities_of
from drieluik.core.plausibility import (
    Doubt,
    Figures,
    Tables,
    doubts_about_stock,
    doubts_beside_earlier,
    doubts_beside_others,
    doubts_by_place,
    figures_of,
    rates_of,
)
from drieluik.core.tables import Period
from drieluik.core.workbooks import WorkbookReading, is_wrong_file, with_doubts

_MOST_EARLIER = 8
"""Half-years back that still say something about now."""


def held_against_others(delivery: Delivery, reading: WorkbookReading) -> WorkbookReading:
    """Add the doubts of each municipality; a file that is not the one asked for gets none."""
    if is_wrong_file(reading.found) or not reading.tables:
        return reading
    places = {place.code: place for place in municipalities_of(delivery.party, delivery.period)}
    for code, tables in parts_by_municipality(reading.tables, places).items():
        doubts = _doubts(delivery, places[code].id, tables)
        reading = with_doubts(reading, doubts, code)
    return reading


def _doubts(delivery: Delivery, municipality_id: int, tables: Tables) -> Iterator[Doubt]:
    accepted = Acceptance.objects.filter(
        municipality_id=municipality_id, verdict=Acceptance.Verdict.ACCEPTED
    )
    own = [
        part
        for part in accepted.filter(party_id=delivery.party_id).order_by("year", "half")
        if Period(part.year, part.half) < delivery.period
    ][-_MOST_EARLIER:]
    before = [part for part in own if Period(part.year, part.half) == delivery.period.previous()]
    for part in before:
        tables_before = _tables(part.tables_hash)
        yield from doubts_about_stock(tables, tables_before)
        yield from doubts_by_place(tables, tables_before)
    yield from doubts_beside_earlier(tables, [_figures(part.tables_hash) for part in own])
    yield from doubts_beside_others(tables, _of_others(delivery, municipality_id))


def _of_others(delivery: Delivery, municipality_id: int) -> list[Figures]:
    """Return the rates of each other corporation: of this half-year, or else of the one before."""
    latest: dict[int, str] = {}
    for period in (delivery.period.previous(), delivery.period):
        parts = Acceptance.objects.filter(
            municipality_id=municipality_id,
            verdict=Acceptance.Verdict.ACCEPTED,
            year=period.year,
            half=period.half,
        ).exclude(party_id=delivery.party_id)
        latest |= dict(parts.values_list("party_id", "tables_hash"))
    return [_rates(tables_hash) for tables_hash in latest.values()]


@lru_cache(maxsize=512)
def _figures(tables_hash: str) -> Figures:
    # what is kept under a hash never changes
    return figures_of(_tables(tables_hash))


@lru_cache(maxsize=512)
def _rates(tables_hash: str) -> Figures:
    return rates_of(_tables(tables_hash))


def _tables(tables_hash: str) -> Tables:
    paths = kept_files.table_paths(tables_hash)
    return {table_id: pl.read_parquet(path) for table_id, path in paths.items()}
