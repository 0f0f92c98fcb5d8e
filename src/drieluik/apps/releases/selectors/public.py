"""What is public now: of every table over every half-year the last that went out.

When the last one was withdrawn, or could not be protected, there is nothing, and not the one before
it: that one was corrected.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.releases.models import PreparedTable, Publication
from drieluik.core.flows import PublicTable, public_table


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """A table that is public.

    Attributes:
        table: What is counted.
        period: Half-year.
        place: Which of the tables of the figure.
        release: What the public sees, as JSON.
        release_hash: Fingerprint of it.
        publication_id: The publication it went out in.
        published_at: When.
        note: What it corrects; empty when it corrects nothing.
    """

    table: PublicTable
    period: str
    place: int
    release: str
    release_hash: str
    publication_id: UUID
    published_at: datetime
    note: str


@remembered
def list_public(*, municipality_id: int) -> tuple[PublicFigures, ...]:
    """Return all tables that are public, the latest half-year first."""
    rows = (
        PreparedTable.objects.filter(
            publication__municipality_id=municipality_id,
            publication__published_at__isnull=False,
        )
        .select_related("publication")
        .defer("kept")
        .order_by("-publication__number", "id")
    )
    asked: dict[tuple[str, str], list[UUID]] = {}
    for row in rows:
        known = asked.setdefault((row.publication.period, row.table_id), [])
        if row.publication_id not in known:
            known.append(row.publication_id)
    found = []
    for row in rows:
        last, *before = asked[row.publication.period, row.table_id]
        is_out = row.publication.state == Publication.State.PUBLISHED and bool(row.release)
        if last == row.publication_id and is_out:
            found.append(_public(row, corrects=bool(before)))
    return tuple(sorted(found, key=lambda one: one.period, reverse=True))


def find_public(*, municipality_id: int, table_id: str, period: str) -> tuple[PublicFigures, ...]:
    """Return the tables of a figure over a half-year that are public; empty when there are none."""
    return tuple(
        one
        for one in list_public(municipality_id=municipality_id)
        if one.table.id == table_id and one.period == period
    )


def _public(row: PreparedTable, *, corrects: bool) -> PublicFigures:
    published_at = row.publication.published_at
    if published_at is None:
        raise ValueError("a public table has a moment")
    return PublicFigures(
        table=public_table(row.table_id),
        period=row.publication.period,
        place=row.place,
        release=row.release,
        release_hash=row.release_hash,
        publication_id=row.publication_id,
        published_at=published_at,
        note=row.publication.note if corrects else "",
    )
