"""What holds for every calendar, whatever days people set."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from drieluik.core.cycle import FixedMeeting, Known, Sort, calendar_of, default_rule_book, moved
from drieluik.core.cycle.rules.book import rule_book
from drieluik.core.cycle.rules.rule import Ahead, AtNext
from drieluik.core.findings import action_nl, message_nl
from drieluik.example.cycle import house_rules

BOOKS = st.sampled_from([rule_book(house_rules()), default_rule_book()])
YEARS = st.integers(2018, 2035)


@st.composite
def calendars(draw):
    year, book = draw(YEARS), draw(BOOKS)
    days = st.dates(date(year, 1, 1), date(year, 12, 31))
    numbers = draw(st.sets(st.integers(1, 6), max_size=4))
    meetings = tuple(FixedMeeting("board_meeting", n, draw(days)) for n in sorted(numbers))
    return calendar_of(year, book, Known(meetings=meetings, today=draw(st.none() | days)))


@given(calendars())
def test_items_are_in_order_of_last_day_and_have_one_id_each(calendar):
    last_days = [item.last_on for item in calendar.items]

    assert last_days == sorted(last_days)
    assert len({item.id for item in calendar.items}) == len(calendar.items)
    assert all(item.from_on < item.until_on for item in calendar.items)


@given(calendars())
def test_no_item_lies_outside_the_validity_of_its_rule(calendar):
    for item in calendar.items:
        rule = calendar.book.rules[item.rule_id]
        version = rule.version_on(item.last_on)

        assert version is not None
        assert version.source == item.source


@given(calendars())
def test_every_item_hangs_on_an_item_of_the_same_calendar(calendar):
    ids = {item.id for item in calendar.items}

    assert {item.hangs_on for item in calendar.items} - {None} <= ids


@given(calendars())
def test_every_hanging_item_keeps_its_distance(calendar):
    for item in calendar.items:
        version = calendar.book.rules[item.rule_id].version_on(item.last_on)
        if isinstance(version.when, Ahead) and version.when.length is not None:
            anchor = calendar.item(item.hangs_on)
            plain = version.when.length.before(anchor.from_on)
            assert timedelta(0) <= plain - item.last_on <= timedelta(days=6)
        if isinstance(version.when, AtNext):
            assert item.last_on == calendar.item(item.hangs_on).from_on


@given(calendars())
def test_every_finding_has_its_sentences(calendar):
    for finding in calendar.findings:
        assert message_nl(finding).strip()
        assert action_nl(finding).strip()


@given(calendars(), st.integers(0, 30), st.integers(0, 364))
def test_moving_there_and_back_gives_the_same_days(calendar, which, days_into_the_year):
    movable = [item for item in calendar.items if item.movable and item.sort is Sort.MEETING]
    assume(movable)
    item = movable[which % len(movable)]
    new_on = date(calendar.year, 1, 1) + timedelta(days=days_into_the_year)

    there = moved(calendar, item.id, new_on)
    back = moved(there.after, item.id, item.from_on)

    assert [(one.id, one.from_on, one.until_on, one.hangs_on) for one in back.after.items] == [
        (one.id, one.from_on, one.until_on, one.hangs_on) for one in calendar.items
    ]
    assert back.after.findings == calendar.findings
    assert back.becomes_right == there.becomes_wrong
    assert {shift.after.id: shift.days for shift in there.shifts} == {
        shift.after.id: -shift.days for shift in back.shifts
    }


@given(calendars())
def test_the_same_input_gives_the_same_calendar(calendar):
    again = calendar_of(calendar.year, calendar.book, replace(calendar.known))

    assert (again.items, again.findings) == (calendar.items, calendar.findings)
