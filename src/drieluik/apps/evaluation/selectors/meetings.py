"""The meetings of a year: who was there, what was decided, which papers came late."""

from collections import Counter
from datetime import date
from uuid import UUID

from django.utils import timezone

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.decisions import selectors as decisions
from drieluik.apps.decisions.rows import Agenda, MeetingRow
from drieluik.apps.evaluation.rows import MeetingLine
from drieluik.apps.organisations.actors import Actor

Held = dict[UUID, Agenda]


def meetings_of(*, municipality_id: int, year: int, actor: Actor) -> list[MeetingRow]:
    """Return the meetings of a year that a reader may see, by day."""
    coming, held = decisions.list_meetings(municipality_id=municipality_id, actor=actor)
    cancelled = decisions.list_cancelled(municipality_id=municipality_id, actor=actor)
    found = (*held, *coming, *cancelled)
    rows = [row for row in found if timezone.localdate(row.starts_at).year == year]
    return sorted(rows, key=lambda row: row.starts_at)


def read_held(meetings: list[MeetingRow]) -> Held:
    """Return the agendas of the meetings that were held."""
    return {row.meeting_id: _agenda(row.meeting_id) for row in meetings if row.is_held}


def meeting_line(meeting: MeetingRow, held: Held, *, until: date) -> MeetingLine:
    """Return one meeting with what there is to tell of it."""
    agenda = held.get(meeting.meeting_id)
    if agenda is None:
        return MeetingLine(meeting.meeting_id, meeting.name, _not_held(meeting, until))
    expected = [row for row in agenda.attendance if row.expected]
    return MeetingLine(
        meeting_id=meeting.meeting_id,
        name=meeting.name,
        state="held",
        n_present=sum(row.presence == "present" for row in expected),
        n_expected=len(expected),
        n_decisions=sum(not one.replaced for item in agenda.items for one in item.decisions),
        late=tuple(
            (item.title, flag.listener.name, flag.sentence)
            for item in agenda.items
            for flag in item.came_late
        ),
        short=tuple(
            (item.title, flag.listener.name, flag.advice_sentence)
            for item in agenda.items
            for flag in item.flags
            if flag.is_short_for_advice
        ),
        n_late=agenda.n_late,
    )


def _not_held(meeting: MeetingRow, until: date) -> str:
    if meeting.is_cancelled:
        return "cancelled"
    return "passed" if timezone.localdate(meeting.starts_at) < until else "planned"


def presence(held: Held) -> dict[int, tuple[int, int]]:
    """Return per party how often it was there and how often it should have been."""
    found: dict[int, tuple[int, int]] = {}
    for agenda in held.values():
        for row in agenda.attendance:
            if row.expected:
                present, expected = found.get(row.party_id, (0, 0))
                found[row.party_id] = (present + (row.presence == "present"), expected + 1)
    return found


def inputs(held: Held) -> Counter[int]:
    """Return per party how much it said beforehand; what it replaced itself is not counted."""
    return Counter(
        one.party_id
        for agenda in held.values()
        for item in agenda.items
        for one in item.inputs
        if one.newest
    )


@remembered
def _agenda(meeting_id: UUID) -> Agenda:
    """Return what was held: nothing of it changes with the day of looking."""
    return decisions.get_agenda(meeting_id, on=date.max)
