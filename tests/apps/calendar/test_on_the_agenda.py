"""Last days of the year are offered for the agenda of the meeting they belong to."""

from datetime import UTC, date, datetime

import pytest

from drieluik.apps.calendar.marking import NewMark, mark_item
from drieluik.apps.calendar.models import ItemMark
from drieluik.apps.calendar.services import record_house_rules
from drieluik.apps.decisions.extensions import agenda_sources
from drieluik.apps.decisions.models import AgendaItem
from drieluik.apps.decisions.selectors import find_meeting
from drieluik.apps.decisions.services import add_suggestion
from drieluik.apps.organisations.actors import NOBODY
from drieluik.core.cycle import default_house_rules
from tests.factories.calendar import write_unreadable_rules
from tests.factories.decisions import NOW, make_meeting, make_table, secretary
from tests.factories.organisations import sign_in

pytestmark = pytest.mark.django_db
MARCH, MAY = datetime(2020, 3, 12, 13, 0, tzinfo=UTC), datetime(2020, 5, 14, 13, 0, tzinfo=UTC)
SEPTEMBER = datetime(2020, 9, 10, 13, 0, tzinfo=UTC)


@pytest.fixture
def place():
    return make_table()


def _source():
    return next(one for one in agenda_sources() if one.key == "deadline")


def _offered(meeting, actor=None):
    row = find_meeting(
        meeting_id=meeting.id, municipality_id=meeting.municipality_id, actor=secretary()
    )
    return list(_source().suggest(actor or secretary(), row))


def _ids(meeting):
    return [one.source_id for one in _offered(meeting)]


def test_a_bestuurlijk_overleg_is_offered_what_falls_due_before_the_next_one(place):
    first, second = make_meeting(starts_at=MAY), make_meeting(starts_at=SEPTEMBER)

    assert "2020:overview" in _ids(first)
    assert "2020:dpi" not in _ids(first)
    assert "2020:overview" not in _ids(second)
    assert "2020:dpi" in _ids(second)


def test_an_autumn_meeting_is_offered_what_falls_due_after_new_year(place):
    autumn = make_meeting(starts_at=SEPTEMBER)
    summer = make_meeting(starts_at=datetime(2021, 7, 8, 13, 0, tzinfo=UTC))
    offered = _ids(autumn)

    assert "2020:dpi" in offered
    assert "2021:overview" in offered
    assert len(offered) == len(set(offered))
    assert "2021:overview" not in _ids(summer)
    assert "2021:dpi" not in offered
    assert "2021:dpi" in _ids(summer)


def test_without_a_next_meeting_a_year_is_looked_ahead(place):
    offered = _ids(make_meeting(starts_at=SEPTEMBER))

    assert "2021:overview" in offered
    assert "2021:dpi" not in offered


def test_a_subject_says_when_it_is_due_by_whom_and_leads_to_the_year(place):
    offered = next(
        one for one in _offered(make_meeting(starts_at=MAY)) if one.source_id == "2020:overview"
    )

    assert offered.title == "Overzicht van voorgenomen werkzaamheden (bod)"
    assert offered.why == "Uiterlijk op woensdag 1 juli 2020."
    assert "corporaties" in offered.digest
    assert offered.href == "/gm9001/jaarkalender/punt/2020:overview/"


def test_what_was_done_is_not_offered(place):
    meeting = make_meeting(starts_at=MAY)
    mark_item(
        municipality_id=place.id,
        item_id="2020:overview",
        mark=NewMark(date(2020, 2, 1)),
        actor=secretary(),
        now=NOW,
    )

    assert "2020:overview" not in _ids(meeting)


def test_what_a_house_rule_gives_to_one_meeting_is_offered_there_only(place):
    record_house_rules(
        municipality_id=place.id,
        text=default_house_rules(),
        grounds="Kernteam",
        actor=secretary(),
        now=NOW,
    )
    first, second = make_meeting(starts_at=MARCH), make_meeting(starts_at=MAY)
    approving = [one for one in _ids(second) if one.startswith("2020:minutes_approved")]

    assert len(approving) == 1
    assert approving[0] not in _ids(first)
    assert not [one for one in _ids(second) if one.startswith("2020:papers")]


def test_a_theme_session_does_not_keep_watch_over_the_year(place):
    assert _ids(make_meeting(kind="theme", starts_at=MAY)) == []
    assert "2020:overview" in _ids(make_meeting(kind="core_team", starts_at=MAY))


def test_whoever_takes_no_part_is_offered_nothing(place):
    assert _offered(make_meeting(starts_at=MAY), NOBODY) == []


def test_house_rules_that_cannot_be_read_keep_nobody_from_making_an_agenda(place, client):
    meeting = make_meeting(starts_at=MAY)
    write_unreadable_rules(place)
    sign_in(client, secretary())

    assert _ids(meeting) == []
    assert client.get(f"/gm9001/overleggen/{meeting.id}/agenda/").status_code == 200


def test_on_the_agenda_it_leads_to_its_line_and_is_not_offered_again(place, client):
    meeting = make_meeting(starts_at=MAY)
    item = add_suggestion(
        meeting_id=meeting.id,
        source="deadline",
        source_id="2020:overview",
        actor=secretary(),
        now=NOW,
    )
    sign_in(client, secretary())

    page = client.get(f"/gm9001/overleggen/{meeting.id}/punten/{item.id}/").content.decode()
    making = client.get(f"/gm9001/overleggen/{meeting.id}/agenda/").content.decode()
    told = client.get(f"/api/v1/gemeenten/gm9001/overleggen/{meeting.id}").json()

    assert 'href="/gm9001/jaarkalender/punt/2020:overview/"' in page
    assert 'value="2020:overview"' not in making
    assert told["punten"][0]["bron_pagina"] == "/gm9001/jaarkalender/punt/2020:overview/"


def test_an_item_whose_line_is_gone_leads_nowhere(place):
    assert _source().page(place.id, "2020:nothing") == ""
    write_unreadable_rules(place)
    assert _source().page(place.id, "2020:overview") == ""


def test_the_id_of_any_line_fits_on_an_agenda():
    longest = ItemMark._meta.get_field("item_id").max_length

    assert AgendaItem._meta.get_field("source_id").max_length >= longest


def test_what_is_needed_in_some_cases_only_is_not_offered_for_every_meeting(place):
    assert not [one for one in _ids(make_meeting(starts_at=MAY)) if "dispute" in one]
