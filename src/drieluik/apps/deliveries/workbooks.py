"""The way to and from the workbook room: what is expected of a file, and the files given out.

Comes in: deliveries and rounds. Goes out: bytes of workbooks, and the outcome of a check.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from drieluik.apps.areas.selectors import buurt_codes
from drieluik.apps.deliveries import kept_files
from drieluik.apps.deliveries.check_outcome import (
    CheckOutcome,
    KeptPart,
    parts_by_municipality,
    with_its_row,
)
from drieluik.apps.deliveries.comparing import held_against_others
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.selectors.applying import reasons_not_applicable
from drieluik.apps.deliveries.selectors.asking import municipalities_of
from drieluik.apps.deliveries.selectors.counting import tables_kept
from drieluik.apps.deliveries.selectors.findings import list_findings
from drieluik.apps.deliveries.selectors.sent_back import last_delivered, list_sent_back
from drieluik.core.tables import TABLES, Period, Table
from drieluik.core.workbooks import (
    PREFILLED,
    Expectation,
    WorkbookReading,
    WorkbookStamp,
    annotate_workbook,
    content_fingerprint,
    contract_versions,
    read_workbook_isolated,
    write_template,
)
from drieluik.reports import FICTITIOUS_NL

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality, Party

_NOT_ASKED = "workbooks.sheet_not_asked"
Progress = Callable[[str, float], None]
Reader = Callable[[bytes, Expectation, Progress], WorkbookReading]


def check_original(
    delivery: Delivery, progress: Progress, read: Reader = read_workbook_isolated
) -> CheckOutcome:
    """Read the kept original and keep the tables that come out.

    Files of strangers are read in a process of their own, unless the caller made the file.
    """
    content = kept_files.read_original(delivery.original_hash)
    expected = expectation(delivery.party, delivery.period)
    reading = _asked_only(delivery, read(content, expected, progress))
    reading = held_against_others(delivery, reading)
    return _outcome(reading, frozenset(expected.municipality_codes or ()))


def _asked_only(delivery: Delivery, reading: WorkbookReading) -> WorkbookReading:
    """Leave out that a file lacks sheets of which the accepted figures count on."""
    places = municipalities_of(delivery.party, delivery.period)
    kept = tables_kept(
        party_id=delivery.party_id,
        period=delivery.period,
        municipality_ids=[place.id for place in places],
    )
    sheets = [one.sheet_nl for one in TABLES if one.id in kept]
    is_kept = (pl.col("rule") == _NOT_ASKED) & pl.col("sheet").is_in(sheets)
    return replace(reading, found=reading.found.filter(~is_kept.fill_null(False)))


def expectation(party: "Party", period: Period) -> Expectation:
    """Return what a file of this corporation for this half-year must match."""
    places = municipalities_of(party, period)
    known = buurt_codes(municipality_ids=frozenset(place.id for place in places))
    return Expectation(
        party_code=party.code,
        period=period,
        municipality_codes=frozenset(place.code for place in places),
        # no list of neighbourhoods loaded means that they cannot be checked
        buurt_codes=known or None,
        not_applicable=reasons_not_applicable(party_id=party.id, period=period),
    )


def _outcome(reading: WorkbookReading, codes: frozenset[str]) -> CheckOutcome:
    tables = reading.tables
    found = with_its_row(reading.found, tables)
    version = reading.stamp.template_version if reading.stamp is not None else None
    if not tables:
        return CheckOutcome(found, template_version=version)
    parts = {
        code: KeptPart(
            kept_files.keep_tables(part),
            {table_id: frame.height for table_id, frame in part.items()},
        )
        for code, part in parts_by_municipality(tables, codes).items()
    }
    return CheckOutcome(
        found=found,
        tables_hash=kept_files.keep_tables(tables),
        parts=parts,
        fingerprint=content_fingerprint(tables),
        template_version=version,
    )


def template_of_sent_back(party: "Party", period: Period, *, made_on: date) -> bytes | None:
    """Return the workbook with only the tables that were sent back, filled as they were handed in.

    None when nothing was sent back.
    """
    wanted = {one.table_id for one in list_sent_back(party_id=party.id, period=period)}
    tables = tuple(table for table in TABLES if table.id in wanted)
    if not tables:
        return None
    kept = last_delivered(party_id=party.id, period=period, table_ids=wanted)
    rows = {
        table_id: pl.read_parquet(kept_files.table_paths(tables_hash)[table_id])
        for table_id, tables_hash in kept.items()
    }
    before = _accepted_tables(party.id, period.previous())
    stamp = _stamp(party, period, made_on, tables, municipalities_of(party, period))
    return write_template(stamp, tables, previous=before or None, rows=rows)


def template_for(party: "Party", period: Period, *, made_on: date) -> bytes:
    """Return the workbook to fill, with the dwellings and the totals of the half-year before.

    It asks for every table, without those of which was recorded that they do not apply.
    """
    before = _accepted_tables(party.id, period.previous())
    left_out = reasons_not_applicable(party_id=party.id, period=period)
    tables = tuple(table for table in TABLES if table.id not in left_out)
    rows = {table_id: before[table_id] for table_id in PREFILLED if table_id in before}
    stamp = _stamp(party, period, made_on, tables, municipalities_of(party, period))
    return write_template(stamp, tables, previous=before or None, rows=rows)


def part_workbook(part: Acceptance) -> bytes:
    """Return the rows of one municipality as a workbook; nothing of other municipalities."""
    rows = _read(kept_files.table_paths(part.tables_hash))
    tables, handed_in_on = _contracts(rows), part.delivery.uploaded_at.date()
    period = Period(part.year, part.half)
    stamp = _stamp(part.party, period, handed_in_on, tables, [part.municipality])
    return write_template(stamp, tables, rows=rows)


def annotated(delivery: Delivery) -> bytes:
    """Return the workbook as handed in, with its findings marked at their cells."""
    content = kept_files.read_original(delivery.original_hash)
    return annotate_workbook(content, tuple(list_findings(delivery)))


def _contracts(frames: Mapping[str, pl.DataFrame]) -> tuple[Table, ...]:
    return tuple(table for table in TABLES if table.id in frames)


def _stamp(
    party: "Party",
    period: Period,
    made_on: date,
    tables: Iterable[Table],
    places: "list[Municipality]",
) -> WorkbookStamp:
    return WorkbookStamp(
        party_code=party.code,
        party_name=party.name,
        period=period,
        municipality_codes=tuple(place.code for place in places),
        contract_versions=contract_versions(tables),
        made_on=made_on,
        notice_nl=FICTITIOUS_NL if any(place.fictitious for place in places) else "",
    )


def _accepted_tables(party_id: int, period: Period) -> dict[str, pl.DataFrame]:
    parts = Acceptance.objects.filter(
        party_id=party_id,
        year=period.year,
        half=period.half,
        verdict=Acceptance.Verdict.ACCEPTED,
    ).order_by("municipality__code")
    found: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for table_id, frame in _read(kept_files.table_paths(part.counting_hash)).items():
            found.setdefault(table_id, []).append(frame)
    return {table_id: pl.concat(frames) for table_id, frames in found.items()}


def _read(paths: Mapping[str, Path]) -> dict[str, pl.DataFrame]:
    return {table_id: pl.read_parquet(path) for table_id, path in paths.items()}
