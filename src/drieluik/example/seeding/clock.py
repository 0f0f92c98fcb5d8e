"""Days of the story as moments, so that the example looks the same whenever it is laid."""

from datetime import date, datetime, time

from django.utils import timezone


def moment(on: date, hour: int = 9) -> datetime:
    """Return a moment of a day in local time."""
    return timezone.make_aware(datetime.combine(on, time(hour)))
