"""Parties that merged into another, and who stands for them from that day on.

A merger is what somebody recorded; the newest line of a party counts. Where the agreements name a
party that merged, its heir is bound and asked from the day of the merger; before that day, and in
everything the party said and did, it stays itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.models import Merger, Party


@dataclass(frozen=True, slots=True)
class MergerRow:
    """That a party merged into another from a day on.

    Attributes:
        party_id: The party that merged.
        party: Its name.
        heir: The party that stands for it from that day on.
        from_on: The first day.
        grounds: Where it can be read.
        recorded_by: Who recorded it; empty when it was done on the command line.
        recorded_at: When that was.
    """

    party_id: int
    party_code: str
    party: str
    heir: Party
    from_on: date
    grounds: str
    recorded_by: str
    recorded_at: datetime


@remembered
def list_mergers(municipality_id: int, known_at: datetime | None = None) -> tuple[MergerRow, ...]:
    """Return the mergers that stand, by day, as known at a moment or now."""
    rows = Merger.objects.filter(municipality_id=municipality_id).annotate(
        by=F("recorded_by__name")
    )
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    newest = {row.party_id: row for row in rows.select_related("party", "heir").order_by("id")}
    found = [
        MergerRow(
            row.party_id,
            row.party.code,
            row.party.name,
            row.heir,
            row.from_on,
            row.words,
            row.by or "",
            row.recorded_at,
        )
        for row in newest.values()
        if row.heir is not None
    ]
    return tuple(sorted(found, key=lambda row: (row.from_on, row.party)))


def heir_codes(municipality_id: int, on: date, known_at: datetime | None = None) -> dict[str, str]:
    """Return the code of who stands on a day for each party that had merged, by its code."""
    standing = heirs(municipality_id, on, known_at)
    return {
        row.party_code: standing[row.party_id].code
        for row in list_mergers(municipality_id, known_at)
        if row.party_id in standing
    }


def heirs(municipality_id: int, on: date, known_at: datetime | None = None) -> Mapping[int, Party]:
    """Return who stands on a day for each party that had merged by then, by id of that party."""
    into = {
        row.party_id: row.heir
        for row in list_mergers(municipality_id, known_at)
        if row.from_on <= on
    }
    return {party_id: _last(heir, into) for party_id, heir in into.items()}


def _last(heir: Party, into: Mapping[int, Party]) -> Party:
    """Return who stands at the end of mergers that follow each other, whatever their order."""
    passed: set[int] = set()
    while heir.pk in into and heir.pk not in passed:
        passed.add(heir.pk)
        heir = into[heir.pk]
    return heir
