"""What became of each table of a signed delivery in a municipality."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from drieluik.apps.deliveries.models import Acceptance
from drieluik.core.tables import TABLES, Period

Verdict = Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class TableVerdict:
    """The decision on one table of a part.

    Attributes:
        party_id: The corporation.
        period: The half-year.
        delivery_id: The delivery.
        signed_at: When the delivery was signed.
        table_id: The table.
        verdict: One of ``Acceptance.Verdict``.
        reason: Why it was sent back; empty when it was not.
        decided_at: When it was decided; None while it was not.
    """

    party_id: int
    period: Period
    delivery_id: UUID
    signed_at: datetime
    table_id: str
    verdict: str
    reason: str
    decided_at: datetime | None


def table_verdicts(*, municipality_id: int, period: Period | None = None) -> list[TableVerdict]:
    """Return the decision on every table of every signed part, in the order of handing in.

    A table shares the verdict of its part, unless it was sent back alone. Of a part that was replaced
    a table that counts on is accepted still.
    """
    parts = Acceptance.objects.filter(
        municipality_id=municipality_id, delivery__signed_at__isnull=False
    )
    if period is not None:
        parts = parts.filter(year=period.year, half=period.half)
    rows = list(
        parts.select_related("delivery")
        .prefetch_related("sent_back")
        .order_by("year", "half", "party__code", "delivery__number")
    )
    kept = {
        (delivery_id, table_id)
        for row in rows
        if row.verdict == Verdict.ACCEPTED
        for table_id, delivery_id in (row.kept_from or {}).items()
    }
    return [
        TableVerdict(
            party_id=row.party_id,
            period=Period(row.year, row.half),
            delivery_id=row.delivery_id,
            signed_at=cast(datetime, row.delivery.signed_at),
            table_id=table.id,
            verdict=_verdict(row, table.id, reasons, kept),
            reason=reasons.get(table.id, row.reason),
            decided_at=row.decided_at,
        )
        for row in rows
        for reasons in [{one.table_id: one.reason for one in row.sent_back.all()}]
        for table in TABLES
        if table.id in row.n_rows
    ]


def _verdict(
    part: Acceptance,
    table_id: str,
    sent_back: Collection[str],
    kept: Collection[tuple[str, str]],
) -> str:
    if table_id in sent_back:
        return Verdict.REFUSED
    if (str(part.delivery_id), table_id) in kept:
        return Verdict.ACCEPTED
    return part.verdict
