"""Reading the year: rules and meetings brought together, and the feed of a secret address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from drieluik.apps.audit.remembering import remembered
from drieluik.apps.calendar import policies
from drieluik.apps.calendar.free import free_periods
from drieluik.apps.calendar.house import book_of, newest_rules
from drieluik.apps.calendar.marks import doings
from drieluik.apps.calendar.models import CalendarAddress, HouseRules
from drieluik.apps.calendar.numbering import day_of, numbered
from drieluik.apps.calendar.rows import EXTRA_MEETING, ROUND, Doing, RulesRow, Year, YearItem
from drieluik.apps.calendar.services import secret_hash
from drieluik.apps.decisions.selectors import MeetingDay, list_meeting_days
from drieluik.apps.deliveries.selectors import accepted_parties, due_days
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_actor, list_taking_part
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
from drieluik.reports.cycle_icalendar import CalendarFeed, cycle_icalendar

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that can be asked for."""
PARTY_OF_KIND = {
    "municipality": Who.MUNICIPALITY,
    "corporation": Who.CORPORATION,
    "tenants": Who.TENANTS,
    "council": Who.COUNCIL,
}
"""Parties of another kind, such as care, follow the whole year: nothing says what concerns them."""


def list_house_rules(*, municipality_id: int) -> list[RulesRow]:
    """Return all versions of the house rules, the one that holds first."""
    rows = HouseRules.objects.filter(municipality_id=municipality_id)
    return [
        RulesRow(row.number, row.text, row.grounds, row.recorded_by.name, row.recorded_at)
        for row in rows.select_related("recorded_by").order_by("-number")
    ]


@remembered
def get_year(*, municipality_id: int, year: int, today: date) -> Year:
    """Return a year as rules, meetings and rounds make it on a day.

    Raises:
        WrongState: The house rules can no longer be joined with the law.
    """
    newest = newest_rules(municipality_id)
    book = book_of(newest)
    before, meetings_before, _left_out = _calendar(municipality_id, year - 1, book, today)
    calendar, meetings, extra = _calendar(municipality_id, year, book, today)
    rounds = _rounds(municipality_id, year)
    doing = doings(municipality_id, (*before.items, *calendar.items))
    doing |= {item.id: _delivering(municipality_id, item) for item in rounds}
    return Year(
        calendar=_with_done(calendar, doing, rounds),
        before=_with_done(before, doing),
        extra=(*extra, *rounds),
        meetings=meetings_before | meetings,
        doings=doing,
        today=today,
        own_rules=newest is not None,
    )


def find_line(*, municipality_id: int, item_id: str, today: date) -> YearItem | None:
    """Return one line of the year its id belongs to, or None when there is no such item."""
    year = item_id.partition(":")[0]
    if (
        len(year) != len("2026")
        or not year.isascii()
        or not year.isdecimal()
        or not FIRST_YEAR <= int(year) <= LAST_YEAR
    ):
        return None
    return get_year(municipality_id=municipality_id, year=int(year), today=today).find(item_id)


def _calendar(
    municipality_id: int, year: int, book: RuleBook, today: date
) -> tuple[Calendar, dict[str, UUID], list[CycleItem]]:
    """The calendar of one year, the meeting behind each item, and the meetings beside the rules."""
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
    known = Known(
        meetings=tuple(fixed for fixed, day in behind.values() if not day.is_cancelled),
        cancelled=frozenset(item for item, day in all_days.items() if day.is_cancelled),
        done=frozenset(item for item, day in all_days.items() if day.is_held),
        free_periods=free_periods(municipality_id, year),
        today=today,
    )
    ids = {item: day.meeting_id for item, day in all_days.items()}
    return (
        calendar_of(year, book, known),
        ids,
        [_beside(item_id, day) for item_id, day in beside.items()],
    )


def _with_done(
    calendar: Calendar, doing: Mapping[str, Doing], beside: Sequence[CycleItem] = ()
) -> Calendar:
    """The same calendar, knowing what people said is done."""
    items = (*calendar.items, *beside)
    done = frozenset(item.id for item in items if doing[item.id].is_done)
    if not done:
        return calendar
    known = replace(calendar.known, done=calendar.known.done | done)
    return calendar_of(calendar.year, calendar.book, known)


def _fixed(rule_id: str, number: int, day: MeetingDay) -> FixedMeeting:
    at = timezone.localtime(day.starts_at).time()
    return FixedMeeting(rule_id, number, day_of(day), at, None, day.place or None)


def _beside(item_id: str, day: MeetingDay) -> CycleItem:
    """A meeting that no rule asks for, or that is not held."""
    return CycleItem(
        id=item_id,
        rule_id=EXTRA_MEETING,
        kind=Kind.HOUSE,
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
            kind=Kind.HOUSE,
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


def _delivering(municipality_id: int, item: CycleItem) -> Doing:
    """Of which corporations the figures of a round are accepted: nobody has to mark that."""
    accepted = accepted_parties(municipality_id=municipality_id).get(item.which, frozenset())
    asked = [
        (one.party_id, one.name)
        for one in list_taking_part(municipality_id=municipality_id, kind="corporation")
        if one.takes_part(item.last_on)
    ]
    waiting = tuple(one for one in asked if one[0] not in accepted)
    return Doing((), tuple(asked), waiting, bool(asked) and not waiting)


@dataclass(frozen=True, slots=True)
class Followed:
    """Whether a person has a secret address for one of the parties the person belongs to."""

    party_id: int
    party: str
    made_at: datetime | None


def list_followed(*, municipality_id: int, actor: Actor) -> list[Followed]:
    """Return the parties a person belongs to here, with when the standing address was made."""
    rows = CalendarAddress.objects.filter(municipality_id=municipality_id, withdrawn_at=None)
    own = rows.filter(user_id__in=[actor.user_id] if actor.user_id is not None else [])
    made = dict(own.values_list("party_id", "made_at"))
    parties = {
        standing.party_id: standing.party_name
        for standing in actor.standings
        if municipality_id in standing.municipality_ids
    }
    return [Followed(one, name, made.get(one)) for one, name in parties.items()]


def find_feed(*, secret: str, now: datetime) -> bytes | None:
    """Return the iCalendar file behind a secret address, or None when it gives nothing any more.

    Who may read is judged anew each time: whoever left the party gets nothing. The file holds
    this year and the next, and what concerns the kind of party.
    """
    address = (
        CalendarAddress.objects.filter(secret_hash=secret_hash(secret), withdrawn_at=None)
        .select_related("party", "municipality")
        .first()
    )
    if address is None:
        return None
    today = timezone.localdate(now)
    actor = get_actor(user_id=address.user_id, on=today)
    place = address.municipality
    if not policies.check_may_have_address.allows(
        actor, municipality_id=place.id, party_id=address.party_id
    ):
        return None
    party = PARTY_OF_KIND.get(address.party.kind)
    found = [
        get_year(municipality_id=place.id, year=year, today=today)
        for year in (today.year, today.year + 1)
    ]
    # what this year carries over into the next stands in both
    items = {item.id: item for year in found for item in year.items}
    feed = CalendarFeed(
        f"Jaarkalender {place.name}, {address.party.name}",
        f"{place.slug}.drieluik",
        now,
        sequences=_sequences(place.id, found),
    )
    return cycle_icalendar(
        [item for item in items.values() if party is None or item.concerns(party)], feed
    )


def _sequences(municipality_id: int, years: Sequence[Year]) -> dict[str, int]:
    """How often the meeting behind an item was changed: programs take over what counts higher."""
    versions = {
        day.meeting_id: day.version
        for year in years
        for day in list_meeting_days(municipality_id=municipality_id, year=year.number)
    }
    return {
        item_id: versions[meeting_id]
        for year in years
        for item_id, meeting_id in year.meetings.items()
        if meeting_id in versions
    }
