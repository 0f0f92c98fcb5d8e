"""The two times of the register as people ask for them: a day in force, and a day known."""

from datetime import date, datetime, time
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateparse import parse_date

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.rows import RegisterRow


def day_in(text: str) -> date | None:
    """Return the day that is written as ``2020-01-31``, or None."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def end_of(day: date) -> datetime:
    """Return the last moment of a day: what was recorded on it was known on it."""
    return timezone.make_aware(datetime.combine(day, time.max))


def query_of_days(on: date | None, known: date | None) -> str:
    """Return what an address needs behind it to stay on the same two days; empty for today.

    Examples:
        >>> query_of_days(date(2020, 3, 1), None), query_of_days(None, None)
        ('?op=2020-03-01', '')
    """
    asked = {name: day.isoformat() for name, day in (("op", on), ("bekend", known)) if day}
    return f"?{urlencode(asked)}" if asked else ""


def register_on(municipality_id: int, on: date | None, known: date | None) -> RegisterRow | None:
    """Return the register in force on a day as known on a day, or None.

    Without ``on`` that of today counts, or else the last one; without ``known`` all that is known
    now.
    """
    known_at = end_of(known) if known else None
    if on is not None:
        return selectors.find_register(municipality_id, on, known_at)
    today = timezone.localdate()
    return selectors.find_register(municipality_id, today, known_at) or selectors.find_register(
        municipality_id, None, known_at
    )
