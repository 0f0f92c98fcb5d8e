"""What the monitor builds on: the accepted part of each corporation."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from drieluik.apps.deliveries import kept_files
from drieluik.apps.deliveries.models import Acceptance
from drieluik.apps.deliveries.selectors.counting import what_would_count
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class AcceptedDelivery:
    """The accepted figures of one corporation for one half-year in one municipality.

    Attributes:
        party_id: The corporation.
        party_code: Its code.
        party_name: Its name.
        delivery_id: The delivery they came in.
        period: The half-year.
        municipality_code: CBS code of the municipality; the tables hold only its rows.
        accepted_at: When its steward accepted them.
        tables_hash: Hash of the tables, for the record of what was calculated from.
        table_paths: Parquet file of each table, by table id.
        kept_from: Of the tables that came in an earlier delivery: which one.
        unknown: Tables that were sent back while nothing of them was accepted before.
    """

    party_id: int
    party_code: str
    party_name: str
    delivery_id: UUID
    period: Period
    municipality_code: str
    accepted_at: datetime
    tables_hash: str
    table_paths: dict[str, Path]
    kept_from: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def accepted_parties(*, municipality_id: int) -> dict[str, frozenset[int]]:
    """Return for every half-year the corporations whose figures are accepted now."""
    rows = Acceptance.objects.filter(
        municipality_id=municipality_id, verdict=Acceptance.Verdict.ACCEPTED
    )
    found: dict[str, set[int]] = defaultdict(set)
    for year, half, party_id in rows.values_list("year", "half", "party_id"):
        found[str(Period(year, half))].add(party_id)
    return {period: frozenset(ids) for period, ids in found.items()}


def list_accepted(*, municipality_id: int, period: Period | None = None) -> list[AcceptedDelivery]:
    """Return what is accepted now in a municipality, by half-year and corporation.

    Args:
        municipality_id: The municipality.
        period: Only this half-year; None for all.
    """
    parts = Acceptance.objects.filter(
        municipality_id=municipality_id, verdict=Acceptance.Verdict.ACCEPTED
    )
    if period is not None:
        parts = parts.filter(year=period.year, half=period.half)
    rows = parts.select_related("party", "municipality").order_by("year", "half", "party__code")
    return [
        _accepted(row, row.decided_at, [one.table_id for one in row.sent_back.all()])
        for row in rows.prefetch_related("sent_back")
        if row.decided_at is not None
    ]


def list_as_if_accepted(
    *, delivery_id: UUID, municipality_id: int, now: datetime, sent_back: Collection[str] = ()
) -> list[AcceptedDelivery]:
    """Return what would be accepted in a municipality if it accepted its part of a delivery now.

    Args:
        delivery_id: A checked or signed delivery with a part here.
        municipality_id: The municipality.
        now: The moment of that acceptance.
        sent_back: Tables that would be sent back.
    """
    parts = Acceptance.objects.select_related("party", "municipality")
    part = parts.get(delivery_id=delivery_id, municipality_id=municipality_id)
    counting = what_would_count(part, sent_back)
    if counting.is_mixed:
        part.mixed_hash, part.kept_from = counting.keep(), dict(counting.kept_from)
    proposed = _accepted(part, now, [*sent_back, *counting.still_back])
    others = [
        one
        for one in list_accepted(municipality_id=municipality_id)
        if (one.party_id, one.period) != (proposed.party_id, proposed.period)
    ]
    return sorted([*others, proposed], key=lambda one: (one.period, one.party_code))


def _accepted(part: Acceptance, at: datetime, sent_back: Iterable[str]) -> AcceptedDelivery:
    paths = kept_files.table_paths(part.counting_hash)
    return AcceptedDelivery(
        party_id=part.party_id,
        party_code=part.party.code,
        party_name=part.party.name,
        delivery_id=part.delivery_id,
        period=Period(part.year, part.half),
        municipality_code=part.municipality.code,
        accepted_at=at,
        tables_hash=part.counting_hash,
        table_paths=paths,
        kept_from=part.kept_from or {},
        unknown=tuple(sorted(set(sent_back) - paths.keys())),
    )


def kept_tables(tables_hash: str) -> dict[str, Path]:
    """Return the Parquet file of each table of a set that was ever accepted, by table id.

    Raises:
        OSError: A table is gone or is not what was kept.
    """
    return kept_files.table_paths(tables_hash)
