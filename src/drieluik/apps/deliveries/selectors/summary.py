"""What one signs or accepts, at a glance: rows and totals per table beside the half-year before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from drieluik.apps.deliveries import kept_files
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.core.tables import TABLES, Column, Kind, Table

_SUMMED = (Kind.WHOLE, Kind.DECIMAL, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class Total:
    """One line: what is counted or summed, now and in the half-year before (None: not there).

    A sum is of the values that are there; ``n_missing`` says how many rows had none now.
    """

    label: str
    unit: str
    now: float | None
    before: float | None
    is_money: bool = False
    n_missing: int = 0

    @property
    def change(self) -> float | None:
        """How much it differs; None when there is nothing to compare with."""
        if self.now is None or self.before is None:
            return None
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class TableTotals:
    """The lines of one table."""

    name: str
    totals: tuple[Total, ...]


def summarise(delivery: Delivery, *, municipality_id: int | None = None) -> tuple[TableTotals, ...]:
    """Return rows and sums per table, beside those accepted for the half-year before.

    Args:
        delivery: A checked delivery.
        municipality_id: Only the part of this municipality; None for the whole delivery.
    """
    now = _paths(delivery, municipality_id)
    before = _paths_before(delivery, municipality_id)
    return tuple(
        TableTotals(table.sheet_nl, tuple(_totals(table, now, before)))
        for table in TABLES
        if table.id in now
    )


def _paths(delivery: Delivery, municipality_id: int | None) -> Mapping[str, list[Path]]:
    parts = delivery.parts.all()
    if municipality_id is not None:
        parts = parts.filter(municipality_id=municipality_id)
    return _collected(parts.values_list("tables_hash", flat=True))


def _paths_before(delivery: Delivery, municipality_id: int | None) -> Mapping[str, list[Path]]:
    before = delivery.period.previous()
    parts = Acceptance.objects.filter(
        party_id=delivery.party_id,
        year=before.year,
        half=before.half,
        verdict=Acceptance.Verdict.ACCEPTED,
    )
    if municipality_id is not None:
        parts = parts.filter(municipality_id=municipality_id)
    return _collected(part.counting_hash for part in parts)


def _collected(hashes: Iterable[str]) -> Mapping[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for tables_hash in hashes:
        for table_id, path in kept_files.table_paths(tables_hash).items():
            found.setdefault(table_id, []).append(path)
    return found


def _totals(
    table: Table, now: Mapping[str, list[Path]], before: Mapping[str, list[Path]]
) -> list[Total]:
    columns = [column for column in table.columns if _is_summed(column)]
    counted, counted_before = (_count(table, columns, paths) for paths in (now, before))
    lines = [Total("", "", counted.get(""), counted_before.get(""))]
    lines += [
        Total(
            column.header_nl,
            column.unit or "",
            counted.get(column.name),
            counted_before.get(column.name),
            column.kind is Kind.MONEY,
            int(counted.get(f"{column.name}__n_missing") or 0),
        )
        for column in columns
    ]
    return lines


def _is_summed(column: Column) -> bool:
    """A sum says something of amounts and counts, nothing of rents, scores, years or points."""
    return column.kind in _SUMMED and (column.name.startswith("n_") or column.unit == "EUR")


def _count(
    table: Table, columns: list[Column], paths: Mapping[str, list[Path]]
) -> dict[str, float | None]:
    if table.id not in paths:
        return {}
    summed = [
        pl.when(pl.col(column.name).count() > 0)
        .then(pl.col(column.name).sum())
        .cast(pl.Float64)
        .alias(column.name)
        for column in columns
    ]
    missing = [
        pl.col(column.name).null_count().cast(pl.Float64).alias(f"{column.name}__n_missing")
        for column in columns
    ]
    rows = pl.len().cast(pl.Float64).alias("")
    counted = pl.scan_parquet(paths[table.id]).select(rows, *summed, *missing)
    return counted.collect().row(0, named=True)
