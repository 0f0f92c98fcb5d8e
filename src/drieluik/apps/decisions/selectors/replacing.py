"""Which day can take the place of a meeting that is not held."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from drieluik.apps.decisions.extensions import is_free_day
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.decisions.selectors.timing import term_of
from drieluik.core.cycle.rules.days_off import statutory_day_off

_WEEK = timedelta(days=7)
_WEEKS_AHEAD = 53


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a new meeting takes over from one that is not held, with a day that holds the terms.

    ``papers_by`` is the last day for papers; None when no term was agreed. ``needs_advice`` when a
    subject asks for advice, so that the term of the law for it was counted too.
    """

    kind: str
    place: str
    chair_party_id: int | None
    chair_name: str
    starts_at: datetime
    papers_by: date | None
    needs_advice: bool


def propose_replacement(meeting_id: UUID, *, on: date) -> Replacement | None:
    """Propose the first same day of the week, at the same hour, on which a meeting can be held.

    No holiday or other day without meetings, no other meeting on that day, and far enough ahead to
    send the papers in time and, when a subject asks for advice, to leave the tenants the time of
    the law. None when there is no such day within a year, or the meeting is held.
    """
    meeting = Meeting.objects.get(id=meeting_id)
    if meeting.state != Meeting.State.CANCELLED:
        return None
    needs_advice = meeting.items.filter(removed_at=None, needs_advice=True).exists()
    local = timezone.localtime(meeting.starts_at)
    taken = _days_taken(meeting)
    weeks_gone = max(0, (on - local.date()).days // 7)
    for n in range(1, _WEEKS_AHEAD + 1):
        day = local.date() + _WEEK * (weeks_gone + n)
        term = term_of(municipality_id=meeting.municipality_id, meeting_on=day)
        weeks = (term.advice_weeks or 0) if needs_advice else 0
        first = on + max(timedelta(days=term.days or 0), _WEEK * weeks)
        free = statutory_day_off(day) or is_free_day(meeting.municipality_id, day)
        if day >= first and day not in taken and not free:
            return Replacement(
                meeting.kind,
                meeting.place,
                meeting.chair_party_id,
                meeting.chair_name,
                timezone.make_aware(datetime.combine(day, local.time())),
                term.last_day,
                needs_advice,
            )
    return None


def _days_taken(meeting: Meeting) -> set[date]:
    rows = Meeting.objects.filter(municipality_id=meeting.municipality_id)
    starts = rows.exclude(state=Meeting.State.CANCELLED).values_list("starts_at", flat=True)
    return {timezone.localdate(moment) for moment in starts}
