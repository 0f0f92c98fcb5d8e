"""The days of meetings, for the calendar of a year: no agenda, no papers."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from drieluik.apps.decisions.models import Meeting


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """When and where a meeting is or was; ``name`` is what people call its kind.

    ``version`` rises with everything that is changed about it; ``cancellation_reason`` is empty
    unless it is not held.
    """

    meeting_id: UUID
    kind: str
    name: str
    starts_at: datetime
    place: str
    is_held: bool
    municipality_id: int
    version: int
    cancellation_reason: str

    @property
    def is_cancelled(self) -> bool:
        """Whether it is not held."""
        return bool(self.cancellation_reason)


def list_meeting_days(*, municipality_id: int, year: int) -> list[MeetingDay]:
    """Return the meetings of a calendar year in order of day.

    Everybody who takes part in a municipality may know these days; who may read the agenda
    behind a day is for ``find_meeting``.
    """
    first, after = (
        timezone.make_aware(datetime.combine(date(one, 1, 1), datetime.min.time()))
        for one in (year, year + 1)
    )
    rows = Meeting.objects.filter(
        municipality_id=municipality_id, starts_at__gte=first, starts_at__lt=after
    )
    return [_day(row) for row in rows.order_by("starts_at", "id")]


def find_meeting_day(*, meeting_id: UUID) -> MeetingDay:
    """Return the day of one meeting, for who reacts to its events.

    Raises:
        Meeting.DoesNotExist: There is no such meeting.
    """
    return _day(Meeting.objects.get(id=meeting_id))


def _day(row: Meeting) -> MeetingDay:
    return MeetingDay(
        row.id,
        row.kind,
        str(row.get_kind_display()),
        row.starts_at,
        row.place,
        row.state in Meeting.HELD,
        row.municipality_id,
        row.version,
        row.cancellation_reason,
    )
