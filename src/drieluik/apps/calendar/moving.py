"""What moving a meeting changes in the year, told on the page where it is moved."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.decisions.extensions import MoveEffect
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.errors import WrongState
from drieluik.core.cycle import Move, moved
from drieluik.core.cycle.dutch import day_nl
from drieluik.core.cycle.wording import title_nl
from drieluik.core.findings import action_nl, message_nl


def effects_on_year(meeting: MeetingRow, starts_at: datetime, today: date) -> list[MoveEffect]:
    """Return what moves with a meeting, what becomes impossible or doubtful, and what no longer is.

    A meeting no rule asks for moves nothing. House rules that cannot be read are told, and keep
    nobody from moving a meeting.
    """
    place, old_on = meeting.municipality_id, timezone.localdate(meeting.starts_at)
    try:
        year = get_year(municipality_id=place, year=old_on.year, today=today)
    except WrongState as error:
        return [MoveEffect("wrong", str(error))]
    calendar = year.calendar
    for item in calendar.items:
        if year.meetings.get(item.id) == meeting.meeting_id:
            return list(_effects(moved(calendar, item.id, timezone.localdate(starts_at))))
    return []


def effects_of_agreeing(
    municipality_id: int, item_id: str, agreed_on: date, today: date
) -> list[MoveEffect]:
    """Return what moves with an item when the parties agree on another last day for it."""
    number = int(item_id.partition(":")[0])
    year = get_year(municipality_id=municipality_id, year=number, today=today)
    return list(_effects(moved(year.calendar, item_id, agreed_on)))


def _effects(move: Move) -> Iterator[MoveEffect]:
    for shift in move.shifts:
        if shift.after.id == move.item_id or shift.after.last_on == shift.before.last_on:
            continue
        words = {"name": title_nl(shift.after), "old": day_nl(shift.before.last_on)}
        new = {"new": day_nl(shift.after.last_on)}
        yield MoveEffect("moves", _("%(name)s: from %(old)s to %(new)s.") % (words | new))
    for item in move.appears:
        words = {"name": title_nl(item), "day": day_nl(item.last_on)}
        yield MoveEffect("moves", _("%(name)s is added, on %(day)s.") % words)
    for item in move.disappears:
        yield MoveEffect("moves", _("%(name)s has no day any more.") % {"name": title_nl(item)})
    for finding in move.becomes_wrong:
        yield MoveEffect("wrong", f"{message_nl(finding)} {action_nl(finding)}")
    for finding in move.becomes_right:
        yield MoveEffect("right", message_nl(finding))
