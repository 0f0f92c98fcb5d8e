"""The calendar of a year as an iCalendar file that a calendar program can subscribe to.

Comes in: items of the cycle. Goes out: the bytes of an .ics file (RFC 5545). Knows no clock: the
moment of making is given, so that the same input gives the same file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from drieluik.core.cycle import CycleItem, Sort
from drieluik.core.cycle.dutch import KIND_NL
from drieluik.core.cycle.wording import details_nl, title_nl

_AMSTERDAM, _UTC = ZoneInfo("Europe/Amsterdam"), ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Edition:
    """How often people changed an item, and since when it is as it is now.

    Attributes:
        number: 0 as it was first shown; never becomes less.
        since: Moment of the last change, with time zone.
    """

    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """What a calendar file says about itself.

    Attributes:
        name_nl: Name that the calendar program shows.
        owner: Whose calendar it is, such as ``enschede.drieluik``; part of every UID, so that
            two municipalities never share one. Never change it: programs would see new events.
        made_at: Moment of making, with time zone.
        editions: How often people changed an item, by its id; never when absent.
    """

    name_nl: str
    owner: str
    made_at: datetime
    editions: Mapping[str, Edition] = field(default_factory=dict)


def cycle_icalendar(items: Iterable[CycleItem], feed: CalendarFeed) -> bytes:
    """Return the bytes of an iCalendar file with one event per item.

    A meeting with a time is an event in Europe/Amsterdam, everything else is a whole day that
    does not make anybody busy. A window is shown on its last day. What holds all year is left
    out: it has no day.

    Raises:
        ValueError: ``made_at`` has no time zone.
    """
    if feed.made_at.tzinfo is None:
        raise ValueError("made_at needs a time zone")
    shown = [item for item in items if item.sort is not Sort.ALL_YEAR]
    calendar = Calendar()
    calendar.add("prodid", "-//Drieluik//Jaarkalender//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", feed.name_nl)
    calendar.add("x-wr-timezone", _AMSTERDAM.key)
    for item in shown:
        calendar.add_component(_event(item, feed))
    if shown:
        days = [item.last_on for item in shown]
        # a zone needs the changes just before and after the events, not those of a century
        first, last = date(min(days).year - 1, 1, 1), date(max(days).year + 1, 12, 31)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    content: bytes = calendar.to_ical()
    return content


def _event(item: CycleItem, feed: CalendarFeed) -> Event:
    event = Event()
    event.add("uid", f"{item.id.replace(':', '-')}@{feed.owner}")
    event.add("dtstamp", feed.made_at.astimezone(_UTC))
    edition = feed.editions.get(item.id)
    event.add("sequence", edition.number if edition else 0)
    if edition is not None:
        event.add("last-modified", edition.since.astimezone(_UTC))
    event.add("summary", title_nl(item), parameters={"LANGUAGE": "nl"})
    event.add("description", "\n".join(details_nl(item)), parameters={"LANGUAGE": "nl"})
    event.add("categories", [KIND_NL[item.kind]])
    if item.place_nl:
        event.add("location", item.place_nl)
    if item.sort is Sort.MEETING or item.cancelled_nl is not None:
        event.add("status", _status(item))
    _add_time(event, item)
    return event


def _status(item: CycleItem) -> str:
    """What is not held stays in the file, so that programs tell who had noted it."""
    if item.cancelled_nl is not None:
        return "CANCELLED"
    return "CONFIRMED" if item.settled else "TENTATIVE"


def _add_time(event: Event, item: CycleItem) -> None:
    if item.starts_at is not None:
        event.add("dtstart", datetime.combine(item.last_on, item.starts_at, _AMSTERDAM))
        # without a known end the event is a moment (RFC 5545, 3.6.1): an end is never made up
        if item.ends_at is not None:
            event.add("dtend", datetime.combine(item.last_on, item.ends_at, _AMSTERDAM))
        event.add("transp", "TRANSPARENT" if item.cancelled_nl else "OPAQUE")
        return
    busy = item.sort is Sort.MEETING and item.cancelled_nl is None
    event.add("dtstart", item.last_on)
    event.add("dtend", item.last_on + timedelta(days=1))
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
