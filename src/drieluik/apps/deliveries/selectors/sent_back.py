"""The tables that still are to come: sent back while the rest of their part was accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from drieluik.apps.deliveries.models import Acceptance, Delivery, SentBackTable
from drieluik.apps.deliveries.selectors.applying import reasons_not_applicable
from drieluik.core.tables import TABLES, Period, table

Verdict = Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class SentBack:
    """One table that was sent back.

    Attributes:
        table_id: The table.
        sheet: Name of its sheet.
        place: Name of the municipality.
        reason: Why.
        who: Who sent it back.
        at: When.
        keeps: Whether what was accepted of it before counts meanwhile.
    """

    table_id: str
    sheet: str
    place: str
    reason: str
    who: str
    at: datetime | None
    keeps: bool


def still_to_come(part: Acceptance) -> list[SentBackTable]:
    """Return the tables of a part that still are to come: sent back, applying, and the part counts."""
    rows = list(part.sent_back.all()) if part.verdict == Verdict.ACCEPTED else []
    if not rows:
        return []
    period = Period(part.year, part.half)
    left_out = reasons_not_applicable(party_id=part.party_id, period=period)
    return [row for row in rows if row.table_id not in left_out]


def list_sent_back(*, party_id: int, period: Period) -> list[SentBack]:
    """Return what a corporation is to hand in again for a half-year, in the order of the workbook."""
    parts = Acceptance.objects.filter(
        party_id=party_id, year=period.year, half=period.half, verdict=Verdict.ACCEPTED
    ).select_related("municipality", "decided_by")
    found = parts.prefetch_related("sent_back").order_by("municipality__name")
    return _told(row for part in found for row in still_to_come(part))


def sent_back_with(part: Acceptance) -> list[SentBack]:
    """Return what was sent back with a part, whether or not it still is to come."""
    return _told(part.sent_back.all())


def last_delivered(*, party_id: int, period: Period, table_ids: Iterable[str]) -> dict[str, str]:
    """Return of some tables the set of the newest signed file with it, by table id."""
    signed = Delivery.objects.filter(
        party_id=party_id, year=period.year, half=period.half, signed_at__isnull=False
    ).order_by("number")
    wanted = set(table_ids)
    return {
        table_id: delivery.tables_hash
        for delivery in signed.prefetch_related("parts")
        for part in delivery.parts.all()
        for table_id in part.n_rows.keys() & wanted
    }


def _told(rows: Iterable[SentBackTable]) -> list[SentBack]:
    order = [one.id for one in TABLES]
    return [
        SentBack(
            table_id=row.table_id,
            sheet=table(row.table_id).sheet_nl,
            place=row.part.municipality.name,
            reason=row.reason,
            who=row.part.decided_by.name if row.part.decided_by else "",
            at=row.part.decided_at,
            keeps=row.table_id in (row.part.kept_from or {}),
        )
        for row in sorted(rows, key=lambda one: order.index(one.table_id))
    ]
