"""A delivery beside what its corporation delivered before, and beside what others delivered.

Comes in: a delivery with what was read from its file. Goes out: the same reading with doubts among
its findings. Of other corporations only rates leave this file, in no order and under no name, and
only for the first file of a half-year: who may try figure after figure reads theirs in the answers.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from drieluik.apps.deliveries import kept_files
from drieluik.apps.deliveries.check_outcome import parts_by_municipality
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.selectors.asking import municipalities_of
from drieluik.core.findings import Fact
from drieluik.core.plausibility import (
    Doubt,
    Figures,
    Tables,
    doubts_about_stock,
    doubts_asked_again,
    doubts_beside_earlier,
    doubts_beside_others,
    doubts_by_place,
    figures_of,
    rates_of,
)
from drieluik.core.tables import Period
from drieluik.core.workbooks import WorkbookReading, is_wrong_file, with_doubts

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

_YEARS_BACK = 4
"""What is longer ago says too little about now."""


def held_against_others(delivery: Delivery, reading: WorkbookReading) -> WorkbookReading:
    """Add the doubts of each municipality; a file that is not the one asked for gets none."""
    if is_wrong_file(reading.found) or not reading.tables:
        return reading
    places = {place.code: place for place in municipalities_of(delivery.party, delivery.period)}
    for code, tables in parts_by_municipality(reading.tables, places).items():
        doubts = _doubts(delivery, places[code], tables)
        reading = with_doubts(reading, doubts, code)
    return reading


def _doubts(delivery: Delivery, municipality: "Municipality", tables: Tables) -> Iterator[Doubt]:
    own = _own_before(delivery, municipality)
    if delivery.period.previous() in own:
        tables_before = _tables(own[delivery.period.previous()])
        yield from doubts_about_stock(tables, tables_before)
        yield from doubts_by_place(tables, tables_before)
    figures = {period: _figures(tables_hash) for period, tables_hash in own.items()}
    yield from doubts_beside_earlier(tables, delivery.period, figures)
    first = _first_file(delivery)
    if first == delivery:
        yield from doubts_beside_others(tables, _of_others(delivery, municipality))
    else:
        yield from doubts_asked_again(tables, _asked(first, municipality))


def _own_before(delivery: Delivery, municipality: "Municipality") -> dict[Period, str]:
    """Return under which name the accepted tables of each half-year before are kept."""
    parts = Acceptance.objects.filter(
        party_id=delivery.party_id,
        municipality=municipality,
        verdict=Acceptance.Verdict.ACCEPTED,
    )
    earliest = Period(delivery.year - _YEARS_BACK, delivery.half)
    return {
        period: part.counting_hash
        for part in parts
        if earliest <= (period := Period(part.year, part.half)) < delivery.period
    }


def _first_file(delivery: Delivery) -> Delivery:
    """Return the first file of the half-year that was not set aside.

    By number, checked or not: of files that are checked at the same time only one is the first.
    """
    files = Delivery.objects.filter(
        party_id=delivery.party_id, year=delivery.year, half=delivery.half
    )
    return files.exclude(state=Delivery.State.SET_ASIDE).order_by("number")[0]


def _asked(first: Delivery, municipality: "Municipality") -> dict[str, Mapping[str, Fact]]:
    """Return the facts of what was asked of a file beside others, by figure."""
    asked = first.findings.filter(
        rule="plausibility.other_than_others", municipality_code=municipality.code
    )
    return {one.facts["figure"]: one.facts for one in asked}


def _of_others(delivery: Delivery, municipality: "Municipality") -> list[Figures]:
    """Return the rates of each other corporation: of this half-year, or else of the one before."""
    latest: dict[int, str] = {}
    for period in (delivery.period.previous(), delivery.period):
        parts = Acceptance.objects.filter(
            municipality=municipality,
            verdict=Acceptance.Verdict.ACCEPTED,
            year=period.year,
            half=period.half,
        ).exclude(party_id=delivery.party_id)
        latest |= {part.party_id: part.counting_hash for part in parts}
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
