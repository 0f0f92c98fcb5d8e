"""The calendar file is read back with a parser of another library."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from drieluik.core.cycle import (
    FixedMeeting,
    Known,
    Sort,
    calendar_of,
    default_rule_book,
    rule_book,
)
from drieluik.example.cycle import house_rules
from drieluik.reports.cycle_icalendar import CalendarFeed, Edition, cycle_icalendar
from tests.factories.icalendar import read_calendar

MADE_AT = datetime(2026, 1, 2, 12, 0, tzinfo=timezone(timedelta(hours=1)))
FEED = CalendarFeed("Jaarkalender Enschede", "enschede.drieluik", MADE_AT)


@pytest.fixture(scope="module")
def calendar():
    summer = FixedMeeting(
        "board_meeting", 2, date(2026, 6, 18), time(15), time(17), "Stadhuis; zaal 2"
    )
    return calendar_of(2026, rule_book(house_rules()), Known(meetings=(summer,)))


@pytest.fixture(scope="module")
def events(calendar):
    parsed = read_calendar(cycle_icalendar(calendar.items, FEED))
    return {event.uid.value.partition("@")[0]: event for event in parsed.vevent_list}


def test_every_item_with_a_day_comes_back_once(calendar, events):
    shown = [item for item in calendar.items if item.sort is not Sort.ALL_YEAR]

    assert set(events) == {item.id.replace(":", "-") for item in shown}
    assert len(events) == len(shown)


def test_a_meeting_comes_back_at_its_time_in_amsterdam_in_summer_and_winter(events):
    amsterdam = ZoneInfo("Europe/Amsterdam")
    summer, winter = events["2026-board_meeting-2"], events["2026-vision_meeting-1"]

    assert summer.dtstart.value.astimezone(amsterdam) == datetime(2026, 6, 18, 15, tzinfo=amsterdam)
    assert summer.dtstart.value.utcoffset() == timedelta(hours=2)
    assert winter.dtstart.value.utcoffset() == timedelta(hours=1)
    assert summer.location.value == "Stadhuis; zaal 2"
    assert (summer.status.value, winter.status.value) == ("CONFIRMED", "TENTATIVE")


def test_a_deadline_is_a_whole_day_that_keeps_nobody_busy(events):
    deadline, window = events["2026-dpi"], events["2026-start_report"]

    assert (deadline.dtstart.value, deadline.dtend.value) == (
        date(2026, 12, 14),
        date(2026, 12, 15),
    )
    assert window.dtstart.value == date(2026, 2, 28)
    assert deadline.transp.value == "TRANSPARENT"
    assert deadline.summary.value == (
        "Uiterlijk: prospectieve informatie (dPi) en bestuursverklaring"
    )


def test_a_meeting_without_a_time_takes_the_whole_day():
    calendar = calendar_of(2026, default_rule_book())

    parsed = read_calendar(cycle_icalendar(calendar.of_rule("board_meeting"), FEED))

    assert {event.transp.value for event in parsed.vevent_list} == {"OPAQUE"}
    assert parsed.vevent_list[0].dtstart.value == date(2026, 3, 19)


def test_the_description_says_who_why_and_on_which_ground(events):
    text = events["2026-papers-2"].description.value

    assert "Wie: gemeente en corporaties. Voor: huurdersorganisaties." in text
    assert "2 weken voor Bestuurlijk Overleg 2 (donderdag 18 juni 2026)." in text
    assert "Huisregel, naar Prestatieafspraken Enschede 1.5." in text
    assert "Wet: Woningwet 44a lid 1 (regeling C)." in events["2026-dpi"].description.value
    assert "Wet: BTIV 38." in events["2026-means_indication"].description.value
    assert "vóór 15 december" in events["2026-dpi"].description.value


def test_the_file_has_folded_lines_that_end_as_the_standard_asks(calendar):
    content = cycle_icalendar(calendar.items, FEED)

    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert b"DTSTAMP:20260102T110000Z" in lines


def test_a_changed_item_keeps_its_uid_raises_its_sequence_and_says_when(calendar):
    since = datetime(2026, 1, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    editions = {"2026:board_meeting:2": Edition(3, since)}
    changed = CalendarFeed("x", "enschede.drieluik", MADE_AT, editions)

    parsed = read_calendar(cycle_icalendar(calendar.of_rule("board_meeting"), changed))

    events = {event.uid.value.partition("@")[0]: event for event in parsed.vevent_list}
    moved, other = events["2026-board_meeting-2"], events["2026-board_meeting-1"]
    assert (moved.sequence.value, other.sequence.value) == ("3", "0")
    assert moved.last_modified.value == since
    assert "last-modified" not in other.contents


def test_what_will_not_happen_is_cancelled_and_stays_in_the_file(calendar):
    meeting, other = calendar.of_rule("board_meeting")[:2]
    gone = [replace(meeting, cancelled_nl="De zaal is dicht."), other]
    gone.append(replace(calendar.item("2026:dpi"), cancelled_nl="Niet nodig."))

    parsed = read_calendar(cycle_icalendar(gone, CalendarFeed("x", "y", MADE_AT)))

    first, second, deadline = parsed.vevent_list
    assert [one.status.value for one in (first, deadline)] == ["CANCELLED"] * 2
    assert second.status.value != "CANCELLED"
    assert first.transp.value == "TRANSPARENT"
    assert first.summary.value.startswith("Gaat niet door: ")


def test_the_same_input_gives_the_same_file(calendar):
    assert cycle_icalendar(calendar.items, FEED) == cycle_icalendar(calendar.items, FEED)


def test_a_file_without_events_is_still_a_calendar():
    parsed = read_calendar(cycle_icalendar((), FEED))

    assert parsed.name == "VCALENDAR"
    assert "vevent" not in parsed.contents


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        cycle_icalendar((), CalendarFeed("x", "y", datetime(2026, 1, 1)))
