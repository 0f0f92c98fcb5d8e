"""Reading the year: rules and meetings brought together, and the feed of a secret address."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.calendar import policies
from drieluik.apps.calendar.models import CalendarAddress, HouseRules
from drieluik.apps.calendar.rows import EXTRA_MEETING, ROUND, RulesRow, Year
from drieluik.apps.calendar.services import secret_hash
from drieluik.apps.decisions.selectors import MeetingDay, list_meeting_days
from drieluik.apps.deliveries.selectors import due_days
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_actor
from drieluik.core.cycle import (
    Calendar,
    CycleItem,
    FixedMeeting,
    Kind,
    Known,
    RuleBook,
    RuleFileError,
    Sort,
    Who,
    calendar_of,
    default_rule_book,
    numbers_for,
    rule_book,
)
from drieluik.core.parameters import Source
from drieluik.reports.cycle_icalendar import CalendarFeed, cycle_icalendar

RULE_OF_KIND = {
    "vision": "vision_meeting",
    "theme": "theme_session",
    "bo": "board_meeting",
    "project_alignment": "project_alignment",
    "council_debate": "council_debate",
}
"""Which rule a kind of meeting fulfils; a core team has none, and is shown as it was planned."""
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


def get_year(*, municipality_id: int, year: int, today: date) -> Year:
    """Return a year as rules, meetings and rounds make it on a day.

    Raises:
        WrongState: The house rules can no longer be joined with the law.
    """
    newest = HouseRules.objects.filter(municipality_id=municipality_id).order_by("-number").first()
    book = _book(newest)
    before, meetings_before, _left_out = _calendar(municipality_id, year - 1, book, today)
    calendar, meetings, extra = _calendar(municipality_id, year, book, today)
    return Year(
        calendar=calendar,
        before=before,
        extra=(*extra, *_rounds(municipality_id, year)),
        meetings=meetings_before | meetings,
        today=today,
        own_rules=newest is not None,
    )


def _book(newest: HouseRules | None) -> RuleBook:
    if newest is None:
        return default_rule_book()
    try:
        return rule_book(newest.text)
    except RuleFileError as error:
        raise WrongState(
            _("The house rules can no longer be read: %(reason)s. Record them anew.")
            % {"reason": error}
        ) from error


def _calendar(
    municipality_id: int, year: int, book: RuleBook, today: date
) -> tuple[Calendar, dict[str, UUID], list[CycleItem]]:
    """The calendar of one year, the meeting behind each item, and the meetings no rule asks for."""
    days = list_meeting_days(municipality_id=municipality_id, year=year)
    bare = calendar_of(year, book)
    by_rule: dict[str, list[MeetingDay]] = defaultdict(list)
    for day in days:
        by_rule[_rule_for(day, book)].append(day)
    unruled = by_rule.pop("", [])
    fixed = {
        meeting: day
        for rule_id, of_rule in by_rule.items()
        for meeting, day in _numbered(bare, rule_id, of_rule)
    }
    behind = {f"{year}:{one.rule_id}:{one.number}": day for one, day in fixed.items()}
    behind |= {f"{year}:{EXTRA_MEETING}:{day.meeting_id}": day for day in unruled}
    known = Known(
        meetings=tuple(fixed),
        done=frozenset(item for item, day in behind.items() if day.is_held),
        today=today,
    )
    ids = {item: day.meeting_id for item, day in behind.items()}
    return calendar_of(year, book, known), ids, [_extra(year, day) for day in unruled]


def _rule_for(day: MeetingDay, book: RuleBook) -> str:
    """The rule that asks for this meeting on its day, or nothing."""
    rule = book.rules.get(RULE_OF_KIND.get(day.kind, ""))
    holds = rule is not None and rule.sort is Sort.MEETING and rule.version_on(_on(day))
    return rule.id if rule is not None and holds else ""


def _numbered(
    bare: Calendar, rule_id: str, days: list[MeetingDay]
) -> Iterable[tuple[FixedMeeting, MeetingDay]]:
    proposed = bare.of_rule(rule_id)
    which = [int(item.which) for item in proposed]
    numbers = numbers_for([_on(day) for day in days], [item.last_on for item in proposed])
    for number, day in zip(numbers, days, strict=True):
        own = which[number - 1] if number <= len(which) else number
        at = timezone.localtime(day.starts_at).time()
        yield FixedMeeting(rule_id, own, _on(day), at, None, day.place or None), day


def _extra(year: int, day: MeetingDay) -> CycleItem:
    return CycleItem(
        id=f"{year}:{EXTRA_MEETING}:{day.meeting_id}",
        rule_id=EXTRA_MEETING,
        kind=Kind.HOUSE,
        sort=Sort.MEETING,
        name_nl=day.name,
        who=(Who.MUNICIPALITY, Who.CORPORATION, Who.TENANTS),
        to=(),
        from_on=_on(day),
        until_on=date.fromordinal(_on(day).toordinal() + 1),
        source=Source("gepland door de gemeente, geen huisregel"),
        why_nl=("Datum vastgesteld door partijen.",),
        starts_at=timezone.localtime(day.starts_at).time(),
        place_nl=day.place or None,
        settled=True,
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


def _on(day: MeetingDay) -> date:
    return timezone.localtime(day.starts_at).date()


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
    years = (
        get_year(municipality_id=place.id, year=year, today=today)
        for year in (today.year, today.year + 1)
    )
    # what this year carries over into the next stands in both
    items = {item.id: item for year in years for item in year.items}
    feed = CalendarFeed(
        f"Jaarkalender {place.name}, {address.party.name}", f"{place.slug}.drieluik", now
    )
    return cycle_icalendar(
        [item for item in items.values() if party is None or item.concerns(party)], feed
    )
