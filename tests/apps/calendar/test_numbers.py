"""A meeting keeps its number, so that reminders, marks and calendar programs keep following it."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from drieluik.apps.calendar.feed import find_feed
from drieluik.apps.calendar.models import MeetingNumber
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.calendar.services import renew_address
from drieluik.apps.decisions import services
from drieluik.apps.decisions.services import MeetingFacts
from tests.factories.calendar import write_unreadable_rules
from tests.factories.decisions import NOW, make_meeting, make_table, secretary
from tests.factories.icalendar import read_calendar
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _at(month, day, year=2020):
    return datetime(year, month, day, 12, 0, tzinfo=UTC)


def _move(meeting, to):
    services.move_meeting(meeting_id=meeting.id, starts_at=to, actor=secretary(), now=NOW)


def _item_of(place, meeting, year=2020):
    found = get_year(municipality_id=place.id, year=year, today=NOW.date())
    (item,) = [item for item, one in found.meetings.items() if one == meeting.id]
    return item


def test_a_meeting_that_moves_to_another_season_keeps_its_uid_and_its_papers_move_along(place):
    tenants = make_party(code="huurders-a")
    secret = renew_address(
        municipality_id=place.id,
        party_id=tenants.pk,
        actor=make_actor("delegate", party=tenants),
        now=NOW,
    )
    meeting = make_meeting(starts_at=_at(6, 18))
    before = _uids(secret, "20200618")

    _move(meeting, _at(11, 19))

    assert _uids(secret, "20201119") == before == {"2020-board_meeting-2@gm9001.drieluik"}
    year = get_year(municipality_id=place.id, year=2020, today=NOW.date())
    assert year.find("2020:papers:2").item.last_on.month == 11


def _uids(secret, day):
    events = read_calendar(find_feed(secret=secret, now=NOW)).vevent_list
    return {
        one.uid.value
        for one in events
        if one.dtstart.value.strftime("%Y%m%d") == day and "board_meeting" in one.uid.value
    }


def test_a_later_meeting_takes_a_place_that_is_still_free(place):
    first = make_meeting(starts_at=_at(6, 18))
    _move(first, _at(11, 19))

    second = make_meeting(starts_at=_at(6, 18))

    assert _item_of(place, first) == "2020:board_meeting:2"
    assert _item_of(place, second) == "2020:board_meeting:1"


def test_a_meeting_that_goes_to_another_year_leaves_its_number(place):
    meeting = make_meeting(starts_at=_at(6, 18))

    _move(meeting, _at(6, 17, 2021))

    assert _item_of(place, meeting, 2021) == "2021:board_meeting:2"
    assert _item_of(place, make_meeting(starts_at=_at(6, 18))) == "2020:board_meeting:2"


def test_a_meeting_that_becomes_a_kind_no_rule_asks_for_lets_its_number_go(place):
    meeting = make_meeting(starts_at=_at(6, 18))

    services.change_meeting(
        meeting_id=meeting.id,
        facts=MeetingFacts("vision", meeting.starts_at, "Stadhuis"),
        actor=secretary(),
        now=NOW,
    )

    assert _item_of(place, meeting).startswith("2020:extra_meeting:")
    assert not MeetingNumber.objects.filter(rule_id="board_meeting", let_go=False).exists()


def test_meetings_of_before_numbers_were_kept_are_numbered_with_the_next_act(place):
    meetings = [make_meeting(starts_at=_at(month, 18)) for month in (6, 9)]
    shown = [_item_of(place, one) for one in meetings]
    MeetingNumber.objects.all().delete()
    assert [_item_of(place, one) for one in meetings] == shown

    make_meeting(starts_at=_at(11, 19))

    assert MeetingNumber.objects.filter(let_go=False).count() == 3
    assert [_item_of(place, one) for one in meetings] == shown


def test_house_rules_that_cannot_be_read_keep_nobody_from_planning(place):
    write_unreadable_rules(place)

    assert make_meeting(starts_at=_at(6, 18)).id
    assert not MeetingNumber.objects.exists()


def test_the_database_gives_no_number_twice(place):
    make_meeting(starts_at=_at(6, 18))
    row = MeetingNumber.objects.get()

    row.pk, row.meeting = None, "11111111-1111-1111-1111-111111111111"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
