"""Which number of a rule a planned meeting has: given once, and kept when the meeting moves.

Reminders, marks and UIDs of calendar files hang on the number, so it is given in the transaction in
which a meeting is planned or changed. The log is locked there, so two meetings never get one number.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from drieluik.apps.calendar.house import book_of, newest_rules
from drieluik.apps.calendar.models import MeetingNumber
from drieluik.apps.decisions.selectors import MeetingDay, find_meeting_day, list_meeting_days
from drieluik.apps.errors import WrongState
from drieluik.core.cycle import Calendar, RuleBook, Sort, calendar_of, numbers_beside

if TYPE_CHECKING:
    from drieluik.apps.audit.models import AuditEvent

RULE_OF_KIND = {
    "vision": "vision_meeting",
    "theme": "theme_session",
    "bo": "board_meeting",
    "project_alignment": "project_alignment",
    "council_debate": "council_debate",
}
"""Which rule a kind of meeting fulfils; a core team has none, and is shown as it was planned."""
EVENTS = ("meeting.planned", "meeting.changed", "meeting.moved")
"""Acts after which a meeting may need a number, or another one."""


def day_of(meeting: MeetingDay) -> date:
    """The day of a meeting in local time."""
    return timezone.localdate(meeting.starts_at)


def rule_for(meeting: MeetingDay, book: RuleBook) -> str:
    """The rule that asks for this meeting on its day, or nothing."""
    rule = book.rules.get(RULE_OF_KIND.get(meeting.kind, ""))
    holds = rule is not None and rule.sort is Sort.MEETING and rule.version_on(day_of(meeting))
    return rule.id if rule is not None and holds else ""


def numbered(
    bare: Calendar, municipality_id: int, days: Sequence[MeetingDay]
) -> Iterator[tuple[str, int, MeetingDay]]:
    """Give rule and number of each meeting of a year that a rule asks for.

    A meeting that was planned before numbers were kept gets the one it would be given now.
    """
    by_rule: dict[str, list[MeetingDay]] = defaultdict(list)
    for meeting in days:
        by_rule[rule_for(meeting, bare.book)].append(meeting)
    by_rule.pop("", None)
    kept = _kept(municipality_id, bare.year)
    for rule_id, meetings in by_rule.items():
        own = {UUID(id_): number for (rule, number), id_ in kept.items() if rule == rule_id}
        without = [one for one in meetings if one.meeting_id not in own]
        for meeting, number in zip(
            without, _free_numbers(bare, rule_id, without, own.values()), strict=True
        ):
            own[meeting.meeting_id] = number
        for meeting in meetings:
            yield rule_id, own[meeting.meeting_id], meeting


def keep_number(event: "AuditEvent") -> None:
    """Give the meeting of an event its number, when it has none for its rule and year.

    House rules that cannot be read keep nobody from planning: the number is given later.
    """
    meeting = find_meeting_day(meeting_id=UUID(event.facts["meeting"]))
    place = meeting.municipality_id
    try:
        book = book_of(newest_rules(place))
    except WrongState:
        return
    year, rule_id = day_of(meeting).year, rule_for(meeting, book)
    standing = MeetingNumber.objects.filter(meeting=str(meeting.meeting_id), let_go=False)
    standing.exclude(year=year, rule_id=rule_id).update(let_go=True)
    days = list_meeting_days(municipality_id=place, year=year)
    bare = calendar_of(year, book)
    others = [one for one in days if one.meeting_id != meeting.meeting_id]
    # those of before numbers were kept come first: they keep the number that people saw
    for planned in (others, days):
        _keep_all(bare, place, rule_id, planned)


def _keep_all(bare: Calendar, place: int, rule_id: str, days: Sequence[MeetingDay]) -> None:
    """Keep the numbers of all meetings of a rule in a year that have none yet."""
    there = set(_kept(place, bare.year).values())
    MeetingNumber.objects.bulk_create(
        MeetingNumber(
            municipality_id=place,
            meeting=str(meeting.meeting_id),
            year=bare.year,
            rule_id=rule,
            number=number,
        )
        for rule, number, meeting in numbered(bare, place, days)
        if rule == rule_id and str(meeting.meeting_id) not in there
    )


def _kept(municipality_id: int, year: int) -> dict[tuple[str, int], str]:
    rows = MeetingNumber.objects.filter(municipality_id=municipality_id, year=year, let_go=False)
    return {(row.rule_id, row.number): row.meeting for row in rows}


def _free_numbers(
    bare: Calendar, rule_id: str, meetings: Sequence[MeetingDay], taken: Collection[int]
) -> tuple[int, ...]:
    proposed = sorted((int(item.which), item.last_on) for item in bare.of_rule(rule_id))
    return numbers_beside([day_of(one) for one in meetings], proposed, set(taken))
