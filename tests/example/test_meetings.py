"""The made-up meetings of the example: held through the services, with one late paper."""

import pytest
from django.utils import timezone

from drieluik.apps.decisions.minutes import get_minutes
from drieluik.apps.decisions.models import DecisionTask, Meeting
from drieluik.apps.decisions.selectors import get_agenda
from drieluik.example.meetings import meetings, paper_term
from drieluik.example.places import CITY
from drieluik.example.proposals import proposals
from drieluik.example.seeding.meetings import lay_meetings
from drieluik.example.seeding.organisations import lay_organisations
from drieluik.example.seeding.proposals import lay_proposal
from drieluik.example.seeding.register import lay_register
from tests.factories.worlds import world

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def laid(django_db_setup, django_db_blocker):
    """The meetings, laid once for all tests of this module."""
    with world(django_db_blocker):
        municipality_ids, party_ids = lay_organisations()
        place = municipality_ids[CITY.code]
        lay_register(place, CITY)
        lay_proposal(place, party_ids, proposals()[0])
        lay_meetings(place, party_ids)
        yield place, party_ids


def test_every_state_but_in_session_occurs_and_a_second_start_adds_nothing(laid):
    lay_meetings(*laid)

    states = Meeting.objects.order_by("starts_at").values_list("state", flat=True)
    assert list(states) == ["approved", "approved", "closed", "cancelled", "planned"]


def test_one_paper_reached_one_organisation_too_late_and_the_minutes_say_so():
    spring = Meeting.objects.get(starts_at__date="2020-03-12")

    minutes, standing = get_minutes(spring.id)

    warned = [warning for item in minutes.items for warning in item.warnings]
    assert len(warned) == 1
    assert warned[0].startswith("Huurdersorganisatie Domijn (voorbeeld): Notitie wachttijden kwam")
    assert standing.approved_in == "Bestuurlijk Overleg van 8 oktober 2020"
    assert minutes.without_voice == ("De Veste",)
    assert minutes.fictitious


def test_the_adjourned_item_went_on_with_its_papers():
    autumn = Meeting.objects.get(starts_at__date="2020-10-08")

    agenda = get_agenda(autumn.id, on=timezone.localdate())

    moved = next(item for item in agenda.items if item.adjourned_from)
    assert moved.adjourned_from == "Bestuurlijk Overleg van 12 maart 2020"
    assert [paper.title for paper in moved.papers] == ["Voorstel voorrangsregels"]
    assert not moved.flags


def test_advice_of_six_weeks_is_flagged_in_the_coming_meeting():
    coming = Meeting.objects.get(state="planned")

    agenda = get_agenda(coming.id, on=meetings()[-1].planned_on)

    assert [item.title for item in agenda.items if item.flags] == [
        "Nieuwe regels voor servicekosten"
    ]
    assert agenda.term_days == paper_term().days


def test_there_are_tasks_done_and_tasks_open():
    assert DecisionTask.objects.exclude(done_at=None).count() == 2
    assert DecisionTask.objects.filter(done_at=None).count() == 2
