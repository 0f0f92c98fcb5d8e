"""Days that the parties agreed on instead of the day of a rule, for pages and the calendar itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from drieluik.apps.calendar.models import AgreedDay


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """That another day was agreed, or taken back when ``agreed_on`` is empty.

    Attributes:
        item_id: Of which item of the year.
        number: 1, 2, 3 for one item.
        agreed_on: The day; None when the day of the rule holds again.
        words: Where it was agreed, or why it was taken back.
        by: Who recorded it.
        at: When that was.
    """

    item_id: str
    number: int
    agreed_on: date | None
    words: str
    by: str
    at: datetime


def list_agreed_history(*, municipality_id: int, item_id: str) -> list[AgreedRow]:
    """Return everything that was agreed about the day of one item, the newest first."""
    rows = AgreedDay.objects.filter(municipality_id=municipality_id, item_id=item_id)
    return [_row(one) for one in rows.select_related("recorded_by").order_by("-number")]


def list_agreed(*, municipality_id: int, year: int) -> list[AgreedRow]:
    """Return the agreed days of a year that hold now, in order of day."""
    return sorted(
        _standing(municipality_id, year), key=lambda row: (row.agreed_on or date.min, row.item_id)
    )


def agreed_days(municipality_id: int, year: int) -> dict[str, date]:
    """Return the agreed days of a year by what the calendar calls an item in its year."""
    return {
        row.item_id.partition(":")[2]: row.agreed_on
        for row in _standing(municipality_id, year)
        if row.agreed_on is not None
    }


def _standing(municipality_id: int, year: int) -> Iterator[AgreedRow]:
    rows = AgreedDay.objects.filter(
        municipality_id=municipality_id, item_id__startswith=f"{year}:"
    ).select_related("recorded_by")
    newest = {row.item_id: row for row in rows.order_by("number")}
    return (_row(row) for row in newest.values() if row.agreed_on is not None)


def _row(row: AgreedDay) -> AgreedRow:
    return AgreedRow(
        row.item_id, row.number, row.agreed_on, row.words, row.recorded_by.name, row.recorded_at
    )
