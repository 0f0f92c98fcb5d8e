"""Offers the last days of the year as subjects for the agenda of a meeting they belong to."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.calendar.rows import Year, YearItem
from drieluik.apps.calendar.selectors import find_line, get_year
from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.decisions.selectors import list_meeting_days
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.core.cycle import Sort, Who
from drieluik.core.cycle.dutch import day_nl

LOOKING_AHEAD = ("bo", "core_team")
"""Meetings that keep watch over all last days of the year; others see to their own."""
_A_YEAR = timedelta(days=365)
_AT_TABLE = frozenset({Who.MUNICIPALITY, Who.CORPORATION, Who.TENANTS})


def _label() -> str:
    return _("Last days of the year")


def _suggest(actor: Actor, meeting: MeetingRow) -> Sequence[Suggestion]:
    """Return what must be settled in this meeting, then what falls due before the next of its kind.

    House rules that cannot be read keep nobody from making an agenda: then nothing is offered.
    """
    place, on = meeting.municipality_id, timezone.localdate(meeting.starts_at)
    if not actor.may_read(place):
        return []
    try:
        year = _year(place, on.year)
        own = [line for line in _asked(year) if _is_for(line, meeting, year, on)]
        ahead = _ahead(meeting, year, on) if meeting.kind in LOOKING_AHEAD else []
    except WrongState:
        return []
    return [_suggestion(line, place) for line in (*own, *ahead)]


def _year(place: int, number: int) -> Year:
    return get_year(municipality_id=place, year=number, today=timezone.localdate())


def _ahead(meeting: MeetingRow, year: Year, on: date) -> list[YearItem]:
    """Return what falls due before the next meeting of this kind, after New Year as well.

    What one year carries over to the next stands in both and is offered once.
    """
    before = _next_of_kind(meeting, on)
    both = (*_asked(year), *_asked(_year(meeting.municipality_id, on.year + 1)))
    lines = {line.item.id: line for line in both if _stands_alone(line, on, before)}
    return sorted(lines.values(), key=lambda line: (line.item.last_on, line.item.id))


def _asked(year: Year) -> Iterator[YearItem]:
    """Return the last days that bind and that nobody said were done, in order of day."""
    for line in year.lines():
        if line.can_be_marked and line.is_binding and not line.doing.is_done:
            yield line


def _is_for(line: YearItem, meeting: MeetingRow, year: Year, on: date) -> bool:
    """Whether a rule says that this very meeting deals with it."""
    hangs_here = year.meetings.get(line.item.hangs_on or "") == meeting.meeting_id
    return hangs_here and line.item.last_on == on


def _stands_alone(line: YearItem, on: date, before: date) -> bool:
    """Whether it is asked in any case, hangs on no meeting, and falls due before the next one."""
    of_meeting = line.anchor is not None and line.anchor.sort is Sort.MEETING
    in_time = on <= line.item.last_on < before
    return line.is_asked and in_time and not of_meeting and bool(_AT_TABLE & {*line.item.who})


def _next_of_kind(meeting: MeetingRow, on: date) -> date:
    """Return the day of the next planned meeting of this kind, at most a year after this one."""
    later = [
        timezone.localdate(day.starts_at)
        for year in (on.year, on.year + 1)
        for day in list_meeting_days(municipality_id=meeting.municipality_id, year=year)
        if day.kind == meeting.kind and not day.is_cancelled and day.starts_at > meeting.starts_at
    ]
    return min([*later, on + _A_YEAR])


def _suggestion(line: YearItem, place: int) -> Suggestion:
    name, words = line.item.name_nl, {"day": day_nl(line.item.last_on), "who": line.who}
    told = [_("Must be done on %(day)s at the latest, by: %(who)s.") % words]
    if line.item.only_if_nl:
        told.append(_("Only %(case)s.") % {"case": line.item.only_if_nl})
    if line.item.note_nl:
        told.append(line.item.note_nl)
    return Suggestion(
        source_id=line.item.id,
        title=f"{name[:1].upper()}{name[1:]}",
        why=_("Due on %(day)s at the latest.") % words,
        digest=" ".join(told),
        href=_page(place, line.item.id),
    )


def _page(municipality_id: int, source_id: str) -> str:
    """Return the page of a line of the year, as long as the rules still give it."""
    try:
        found = find_line(
            municipality_id=municipality_id, item_id=source_id, today=timezone.localdate()
        )
    except WrongState:
        return ""
    slug = get_municipality(municipality_id=municipality_id).slug
    return reverse("calendar:item", args=[slug, source_id]) if found else ""


SOURCE = AgendaSource("deadline", _label, _suggest, _page)
