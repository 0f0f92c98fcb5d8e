"""A year as rules and people make it: meetings, agreed days, one-off days and rounds of deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from drieluik.apps.calendar.agreed import agreed_days
from drieluik.apps.calendar.free import free_periods
from drieluik.apps.calendar.numbering import day_of, numbered
from drieluik.apps.calendar.one_off import OneOffRow, one_off_items, term_events
from drieluik.apps.calendar.rows import EXTRA_MEETING, ROUND, Doing
from drieluik.apps.decisions.selectors import MeetingDay, list_meeting_days
from drieluik.apps.deliveries.selectors import accepted_parties, due_days
from drieluik.apps.organisations.selectors import list_taking_part
from drieluik.core.cycle import (
    Calendar,
    CycleItem,
    FixedMeeting,
    Kind,
    Known,
    RuleBook,
    Sort,
    Who,
    calendar_of,
)
from drieluik.core.parameters import Source


@dataclass(frozen=True, slots=True)
class Composed:
    """A year as it was composed.

    Attributes:
        calendar: What follows from the rules.
        extra: What people planned beside the rules, or planned and cancelled.
        meetings: The meeting behind an item, by its id.
    """

    calendar: Calendar
    extra: tuple[CycleItem, ...]
    meetings: dict[str, UUID]


def compose(
    municipality_id: int,
    year: int,
    book: RuleBook,
    today: date | None,
    all_one_off: Sequence[OneOffRow],
) -> Composed:
    """Bring rules and what people told of a year together; one-off days of other years are left."""
    days = list_meeting_days(municipality_id=municipality_id, year=year)
    bare = calendar_of(year, book)
    behind = {
        f"{year}:{rule_id}:{number}": (_fixed(rule_id, number, day), day)
        for rule_id, number, day in numbered(bare, municipality_id, days)
    }
    ruled = {day.meeting_id for _fixed_one, day in behind.values()}
    extra = [day for day in days if day.meeting_id not in ruled]
    all_days = {item_id: day for item_id, (_fixed_one, day) in behind.items()}
    all_days |= {f"{year}:{EXTRA_MEETING}:{day.meeting_id}": day for day in extra}
    # what is not held keeps its number, so that a calendar file can say so of the same event
    beside = {item_id: day for item_id, day in all_days.items() if day in extra or day.is_cancelled}
    one_off = [row for row in all_one_off if row.on.year == year]
    known = Known(
        meetings=tuple(fixed for fixed, day in behind.values() if not day.is_cancelled),
        cancelled=frozenset(item for item, day in all_days.items() if day.is_cancelled),
        agreed=agreed_days(municipality_id, year),
        events=term_events(one_off),
        done=frozenset(item for item, day in all_days.items() if day.is_held),
        free_periods=free_periods(municipality_id, year),
        today=today,
    )
    ids = {item: day.meeting_id for item, day in all_days.items()}
    planned = (_beside(item_id, day) for item_id, day in beside.items())
    return Composed(
        calendar_of(year, book, known),
        (*planned, *one_off_items(one_off), *_rounds(municipality_id, year)),
        ids,
    )


def _fixed(rule_id: str, number: int, day: MeetingDay) -> FixedMeeting:
    at = timezone.localtime(day.starts_at).time()
    return FixedMeeting(rule_id, number, day_of(day), at, None, day.place or None)


def _beside(item_id: str, day: MeetingDay) -> CycleItem:
    """A meeting that no rule asks for, or that is not held."""
    return CycleItem(
        id=item_id,
        rule_id=EXTRA_MEETING,
        kind=Kind.PLANNED,
        sort=Sort.MEETING,
        name_nl=day.name,
        who=(Who.MUNICIPALITY, Who.CORPORATION, Who.TENANTS),
        to=(),
        from_on=day_of(day),
        until_on=date.fromordinal(day_of(day).toordinal() + 1),
        source=Source(
            "gepland door de gemeente"
            if day.is_cancelled
            else "gepland door de gemeente, geen huisregel"
        ),
        why_nl=("Datum vastgesteld door partijen.",),
        starts_at=timezone.localtime(day.starts_at).time(),
        place_nl=day.place or None,
        settled=True,
        cancelled_nl=day.cancellation_reason or None,
    )


def _rounds(municipality_id: int, year: int) -> list[CycleItem]:
    """The last days to deliver figures that the municipality set for this year."""
    return [
        CycleItem(
            id=f"{year}:{ROUND}:{period}",
            rule_id=ROUND,
            kind=Kind.PLANNED,
            sort=Sort.DEADLINE,
            name_nl=f"cijfers over {period} aanleveren in Drieluik",
            who=(Who.CORPORATION,),
            to=(Who.MUNICIPALITY,),
            from_on=due_on,
            until_on=date.fromordinal(due_on.toordinal() + 1),
            source=Source("gevraagd door de gemeente, geen huisregel"),
            why_nl=("Datum vastgesteld door de gemeente.",),
            settled=True,
        )
        for period, due_on in due_days(municipality_id=municipality_id).items()
        if due_on.year == year
    ]


def delivering(municipality_id: int, item: CycleItem) -> Doing:
    """Of which corporations the figures of a round are accepted: nobody has to mark that."""
    accepted = accepted_parties(municipality_id=municipality_id).get(item.which, frozenset())
    asked = [
        (one.party_id, one.name)
        for one in list_taking_part(municipality_id=municipality_id, kind="corporation")
        if one.takes_part(item.last_on)
    ]
    waiting = tuple(one for one in asked if one[0] not in accepted)
    return Doing((), tuple(asked), waiting, bool(asked) and not waiting)
