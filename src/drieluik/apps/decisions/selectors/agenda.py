"""One agenda with everything that belongs to it, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from drieluik.apps.decisions.models import AgendaItem, Attendance, Decision, Meeting
from drieluik.apps.decisions.naming import meeting_name
from drieluik.apps.decisions.rows import Agenda, AttendanceRow
from drieluik.apps.decisions.selectors.expected import expected_parties, listeners, without_voice
from drieluik.apps.decisions.selectors.items import item_row
from drieluik.apps.decisions.selectors.meetings import meeting_row
from drieluik.apps.decisions.selectors.taken_up import adoptions_of
from drieluik.apps.decisions.selectors.timing import judge_item, read_threads, term_of

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Party


def get_agenda(meeting_id: UUID, *, on: date) -> Agenda:
    """Return a meeting with its agenda; whether the reader may see it was asked before.

    Papers and clock are as they were when the meeting was closed, or as they are on ``on``.

    Raises:
        Meeting.DoesNotExist: There is no such meeting.
    """
    meeting = Meeting.objects.select_related("chair_party", "approved_in").get(id=meeting_id)
    place, day = meeting.municipality_id, timezone.localdate(meeting.starts_at)
    term = term_of(municipality_id=place, meeting_on=day)
    items = _items(meeting)
    threads = read_threads(items, municipality_id=place, until=meeting.closed_at)
    who = listeners(municipality_id=place, on=day)
    looking = day if meeting.opened_at else on
    waiting = [item for item in items if meeting.state in Meeting.COMING]
    adoptions = adoptions_of(waiting, municipality_id=place)
    before, after = _adjourned_from(meeting, items), _adjourned_to(meeting, items)
    return Agenda(
        meeting=meeting_row(meeting),
        items=tuple(
            item_row(
                item,
                threads[item.thread],
                judge_item(item, threads[item.thread], who, term, looking),
                before.get(item.id, ""),
                after.get(item.id, ""),
                adoptions.get(item.id),
            )
            for item in items
        ),
        attendance=tuple(_attendance(meeting)),
        without_voice=tuple(without_voice(municipality_id=place, on=day)),
        term_days=term.days,
        term_last_day=term.last_day,
    )


def _items(meeting: Meeting) -> list[AgendaItem]:
    rows = meeting.items.filter(removed_at=None).order_by("position")
    return list(
        rows.prefetch_related(
            "inputs__party",
            "inputs__recorded_by",
            "inputs__replies__party",
            "inputs__replies__recorded_by",
            "inputs__answers__party",
            "inputs__answers__recorded_by",
            "decisions__taken_by",
            "decisions__replaced_by",
            "decisions__tasks__party",
            "decisions__tasks__done_by",
        )
    )


def _attendance(meeting: Meeting) -> list[AttendanceRow]:
    """Return the parties that are expected, then others that were noted as well."""
    noted = {one.party_id: one for one in meeting.attendance.select_related("party")}
    rows = [
        _attendance_row(party, noted.pop(party.id, None), expected=True)
        for party in expected_parties(meeting)
    ]
    return rows + [_attendance_row(one.party, one, expected=False) for one in noted.values()]


def _attendance_row(party: "Party", noted: Attendance | None, *, expected: bool) -> AttendanceRow:
    return AttendanceRow(
        party_id=party.id,
        party=party.name,
        kind=party.kind,
        expected=expected,
        presence=noted.presence if noted else "",
        presence_label=str(noted.get_presence_display()) if noted else "",
        names=noted.names if noted else "",
    )


def _adjourned_from(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[UUID, str]:
    """Return for items that continue an earlier agenda the name of that meeting."""
    threads = {item.thread: item.id for item in items}
    earlier = AgendaItem.objects.filter(
        thread__in=threads,
        decisions__kind=Decision.Kind.ADJOURN,
        meeting__starts_at__lt=meeting.starts_at,
    )
    rows = earlier.select_related("meeting").order_by("meeting__starts_at", "id")
    return {threads[row.thread]: meeting_name(row.meeting) for row in rows}


def _adjourned_to(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[UUID, str]:
    """Return for items that go on in a later agenda the name of the first such meeting.

    What was put on an agenda, taken off it or cancelled after this meeting was closed changes
    nothing in its minutes.
    """
    threads = {item.thread: item.id for item in items}
    later = AgendaItem.objects.filter(
        thread__in=threads, meeting__starts_at__gt=meeting.starts_at
    ).filter(_still_there("removed_at", meeting), _still_there("meeting__cancelled_at", meeting))
    if meeting.closed_at:
        later = later.filter(added_at__lte=meeting.closed_at)
    rows = later.select_related("meeting").order_by("-meeting__starts_at", "id")
    return {threads[row.thread]: meeting_name(row.meeting) for row in rows}


def _still_there(ended_at: str, meeting: Meeting) -> Q:
    """Ask for what had not ended when a meeting was closed, or has not ended while it is not."""
    still = Q(**{f"{ended_at}__isnull": True})
    if meeting.closed_at:
        still |= Q(**{f"{ended_at}__gt": meeting.closed_at})
    return still
