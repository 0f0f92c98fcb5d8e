"""The year as the public reads it: days that law or parties set, without names and reasons."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.calendar.editions import editions_of
from drieluik.apps.calendar.rows import ONE_OFF, YearItem
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.errors import WrongState
from drieluik.apps.publication.models import Openness
from drieluik.apps.publication.selectors.agreements import list_public_versions
from drieluik.apps.publication.selectors.candidates import CALENDAR_KEY
from drieluik.apps.publication.selectors.decisions import list_public_meetings
from drieluik.apps.publication.selectors.items import open_keys
from drieluik.apps.publication.selectors.names import left_out
from drieluik.core.cycle import CycleItem, Sort
from drieluik.core.cycle.dutch import parties_nl
from drieluik.core.cycle.wording import title_nl
from drieluik.core.parameters import Source
from drieluik.reports.cycle_icalendar import CalendarFeed, cycle_icalendar


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A line of the year.

    Attributes:
        title: What it is.
        from_on: First day on which it can be done.
        last_on: Its day, or its last day.
        starts_at: Time of a meeting; None when there is none.
        place: Where.
        who: Who must act or takes part.
        is_meeting: Whether people come together.
        is_cancelled: Whether it is not held.
        is_statutory: Whether the law asks for it.
    """

    title: str
    from_on: date
    last_on: date
    starts_at: time | None
    place: str
    who: str
    is_meeting: bool
    is_cancelled: bool
    is_statutory: bool

    @property
    def month(self) -> date:
        """First day of its month."""
        return self.last_on.replace(day=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose calendar it is."""

    municipality_id: int
    slug: str
    name: str


def calendar_is_open(*, municipality_id: int, on: date) -> bool:
    """Tell whether everybody may read the calendar."""
    kind = Openness.Kind.CALENDAR
    return CALENDAR_KEY in open_keys(municipality_id=municipality_id, kind=kind, on=on)


def list_public_days(*, municipality_id: int, year: int, on: date) -> list[PublicDay] | None:
    """Return the days of a year in order; None when they are not public or cannot be told."""
    items = _items(municipality_id, year, on)
    return None if items is None else [_day(one) for one in items]


def years_with_days(*, municipality_id: int, on: date) -> range:
    """Return the years that the pages lead to: from the first that something public is about.

    The law asks something in every year, so without an end a machine that follows links would read a
    century: it ends with next year, or with the last year of a version of the agreements.
    """
    versions = list_public_versions(municipality_id=municipality_id, on=on)
    meetings = list_public_meetings(municipality_id=municipality_id, on=on)
    years = [one.in_force_from.year for one in versions] + [one.held_on.year for one in meetings]
    return range(min([*years, on.year]), max([*years, on.year + 1]) + 1)


def public_icalendar(place: Place, *, on: date) -> bytes | None:
    """Return this year and the next as an iCalendar file; None when they are not public."""
    years = [_items(place.municipality_id, year, on) for year in (on.year, on.year + 1)]
    shown = {item.id: item for items in years if items is not None for item in items}
    if all(items is None for items in years):
        return None
    made_at = timezone.make_aware(datetime.combine(on, time.min))
    editions = editions_of(place.municipality_id, shown.values(), made_at)
    name = _("Calendar of the agreements of %(place)s") % {"place": place.name}
    feed = CalendarFeed(name, f"openbaar.{place.slug}.drieluik", made_at, editions)
    return cycle_icalendar(shown.values(), feed)


def _items(municipality_id: int, year: int, on: date) -> list[CycleItem] | None:
    if not calendar_is_open(municipality_id=municipality_id, on=on):
        return None
    try:
        found = get_year(municipality_id=municipality_id, year=year, today=on)
    except WrongState:
        return None
    clean = left_out(municipality_id)
    return [
        _for_everybody(line.item, clean)
        for line in found.lines()
        if line.item.sort is not Sort.ALL_YEAR and _is_set(line)
    ]


def _is_set(line: YearItem) -> bool:
    """Law, or people, set it: what Drieluik only proposes is a draft."""
    was_set = line.item.settled or line.item.cancelled_nl is not None
    return was_set or (line.is_binding and line.item.sort is not Sort.MEETING)


def _for_everybody(item: CycleItem, clean: Callable[[str], str]) -> CycleItem:
    """Return an item without what people wrote for each other."""
    return replace(
        item,
        name_nl=clean(item.name_nl),
        place_nl=clean(item.place_nl) if item.place_nl else None,
        why_nl=(),
        note_nl=None,
        uncertain_nl=None,
        cancelled_nl=_("it is not held") if item.cancelled_nl is not None else None,
        source=Source("afgesproken door partijen") if item.rule_id == ONE_OFF else item.source,
    )


def _day(item: CycleItem) -> PublicDay:
    return PublicDay(
        title=title_nl(item),
        from_on=item.from_on,
        last_on=item.last_on,
        starts_at=item.starts_at,
        place=item.place_nl or "",
        who=parties_nl(item.who),
        is_meeting=item.sort is Sort.MEETING,
        is_cancelled=item.cancelled_nl is not None,
        is_statutory=item.kind == "statutory",
    )
