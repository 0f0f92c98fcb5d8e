"""What the calculations start from: the accepted tables of deliveries, with their fingerprint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path

import polars as pl

from drieluik.core.indicators import TablePart
from drieluik.core.tables import Period


@dataclass(frozen=True, slots=True)
class AcceptedTables:
    """The accepted tables of one delivery.

    Attributes:
        party_code: Who delivered.
        delivery_id: The delivery, for the way back to its sheet and rows.
        period: The half-year.
        tables: Table id -> Parquet file or typed frame; a table that was not delivered is absent,
            a table with no rows is there and empty.
        content_hashes: Table id -> known hash of its content; what is not given is computed.
    """

    party_code: str
    delivery_id: str
    period: Period
    tables: Mapping[str, Path | pl.DataFrame]
    content_hashes: Mapping[str, str] = field(default_factory=dict)

    def parts(self) -> list[TablePart]:
        """Return the tables one by one."""
        return [
            TablePart(table_id, str(self.period), self.party_code, self.delivery_id, rows)
            for table_id, rows in self.tables.items()
        ]


def delivered_tables(
    deliveries: Iterable[AcceptedTables],
) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return which tables were delivered per period and party."""
    tables: dict[tuple[str, str], frozenset[str]] = {}
    for delivery in deliveries:
        key = (str(delivery.period), delivery.party_code)
        tables[key] = tables.get(key, frozenset()).union(delivery.tables)
    return tables


def fingerprint(deliveries: Iterable[AcceptedTables]) -> str:
    """Return one hash of everything that went in; the order of deliveries does not matter."""
    lines = [
        "|".join((entry.party_code, entry.delivery_id, str(entry.period), table_id, digest))
        for entry in deliveries
        for table_id, digest in _digests(entry)
    ]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _digests(delivery: AcceptedTables) -> Iterable[tuple[str, str]]:
    for table_id, rows in delivery.tables.items():
        yield table_id, delivery.content_hashes.get(table_id) or _digest(rows)


def _digest(rows: Path | pl.DataFrame) -> str:
    if isinstance(rows, Path):
        with rows.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    buffer = BytesIO()
    rows.write_ipc(buffer)
    return sha256(buffer.getvalue()).hexdigest()
