"""The house rules of the example: recorded once, and with the example meetings in the year."""

from datetime import date

import pytest

from drieluik.apps.calendar.agreed import list_agreed
from drieluik.apps.calendar.one_off import list_one_off
from drieluik.apps.calendar.selectors import get_year, list_house_rules
from drieluik.apps.calendar.services import record_house_rules
from drieluik.core.cycle import Sort
from drieluik.example.cycle import house_rules
from drieluik.example.meetings import meetings
from drieluik.example.places import CITY
from drieluik.example.proposals import proposals
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.cycle import lay_days, lay_house_rules
from drieluik.example.seeding.meetings import lay_meetings
from drieluik.example.seeding.organisations import lay_organisations
from drieluik.example.seeding.people import MUNICIPALITY, actor
from drieluik.example.seeding.proposals import lay_proposal
from drieluik.example.seeding.register import lay_register

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_rules_are_recorded_once_and_every_example_meeting_stands_in_its_year():
    municipality_ids, party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    lay_register(place, CITY)
    lay_proposal(place, party_ids, proposals()[0])
    lay_meetings(place, party_ids)
    for _start in range(2):
        lay_house_rules(place)

    days = {meeting.day for meeting in meetings()}
    shown = {
        item.last_on
        for number in {day.year for day in days}
        for item in get_year(municipality_id=place, year=number, today=min(days)).items
        if item.settled and item.sort is Sort.MEETING
    }
    assert len(list_house_rules(municipality_id=place)) == 1
    assert days == shown


def test_days_are_laid_once_and_only_where_the_rules_leave_them_to_the_parties():
    municipality_ids, _party_ids = lay_organisations()
    place = municipality_ids[CITY.code]
    without = house_rules().replace("agreed_day: true", "agreed_day: false")
    secretary = actor(MUNICIPALITY, "steward", date(2020, 1, 6))
    now = moment(date(2020, 1, 6))
    record_house_rules(
        municipality_id=place, text=without, grounds="Verzonnen", actor=secretary, now=now
    )

    for _start in range(2):
        lay_days(place)

    assert len(list_one_off(municipality_id=place)) == 1
    assert list_agreed(municipality_id=place, year=2021) == []
