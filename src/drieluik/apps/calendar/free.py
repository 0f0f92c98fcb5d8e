"""Days without meetings as they were told, for the page and for the calendar itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from drieluik.apps.calendar.models import FreeDays
from drieluik.core.cycle import FreePeriod


@dataclass(frozen=True, slots=True)
class FreeDaysRow:
    """A stretch of days without meetings; ``withdrawal_reason`` when it counts no more."""

    free_days_id: int
    name: str
    first_on: date
    last_on: date
    source: str
    added_by: str
    withdrawal_reason: str


def list_free_days(*, municipality_id: int) -> list[FreeDaysRow]:
    """Return all free days, also withdrawn ones, the last first."""
    rows = FreeDays.objects.filter(municipality_id=municipality_id).select_related("added_by")
    return [
        FreeDaysRow(
            row.pk,
            row.name,
            row.first_on,
            row.last_on,
            row.source,
            row.added_by.name,
            row.withdrawal_reason,
        )
        for row in rows.order_by("-first_on", "-id")
    ]


def free_periods(municipality_id: int, year: int) -> tuple[FreePeriod, ...] | None:
    """Return the free days of a year; None when nobody told any: then they are not known."""
    rows = FreeDays.objects.filter(
        municipality_id=municipality_id,
        withdrawn_at=None,
        first_on__lte=date(year, 12, 31),
        last_on__gte=date(year, 1, 1),
    )
    found = tuple(
        FreePeriod(row.name, row.first_on, row.last_on + timedelta(days=1))
        for row in rows.order_by("first_on", "id")
    )
    return found or None


def is_of(*, free_days_id: int, municipality_id: int) -> bool:
    """Tell whether free days belong to a municipality."""
    return FreeDays.objects.filter(id=free_days_id, municipality_id=municipality_id).exists()


def is_free_day(municipality_id: int, day: date) -> bool:
    """Tell whether a day without meetings was recorded here."""
    rows = FreeDays.objects.filter(municipality_id=municipality_id, withdrawn_at=None)
    return rows.filter(first_on__lte=day, last_on__gte=day).exists()
