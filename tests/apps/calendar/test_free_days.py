"""Days without meetings: told by the municipality, respected by proposals and moves."""

from datetime import UTC, date, datetime

import pytest

from drieluik.apps.calendar.freeing import NewFreeDays, add_free_days, withdraw_free_days
from drieluik.apps.calendar.models import FreeDays
from drieluik.apps.calendar.moving import effects_on_year
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.decisions.selectors import find_meeting
from drieluik.apps.errors import NotAllowed
from tests.factories.decisions import NOW, make_meeting, make_table, secretary
from tests.factories.organisations import ROLES, make_actor, make_party, sign_in
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _add(place, first=date(2020, 7, 4), last=date(2020, 8, 16), actor=None, name="Zomervakantie"):
    return add_free_days(
        municipality_id=place.id,
        days=NewFreeDays(name, first, last, "Verzonnen"),
        actor=actor or secretary(),
        now=NOW,
    )


def _withdraw(row, reason="Vergissing", actor=None):
    withdraw_free_days(free_days_id=row.pk, reason=reason, actor=actor or secretary(), now=NOW)


def _year(place, year=2020):
    return get_year(municipality_id=place.id, year=year, today=date(2020, 2, 3))


def _unknown(year):
    return "cycle.school_holidays_unknown" in {one.rule for one in year.calendar.findings}


def test_a_year_knows_only_the_days_that_were_told_for_it(place):
    _add(place)

    assert not _unknown(_year(place))
    assert _unknown(_year(place, 2021))


def test_a_proposal_goes_round_them_until_they_are_withdrawn(place):
    before = _year(place).find("2020:board_meeting:1").item.last_on
    row = _add(place, before, before)

    assert _year(place).find("2020:board_meeting:1").item.last_on != before
    _withdraw(row)
    assert _year(place).find("2020:board_meeting:1").item.last_on == before


def test_whoever_moves_a_meeting_to_such_a_day_is_told(place):
    _add(place)
    meeting = make_meeting(starts_at=datetime(2020, 6, 18, 12, 0, tzinfo=UTC))
    row = find_meeting(meeting_id=meeting.id, municipality_id=place.id, actor=secretary())

    effects = effects_on_year(row, datetime(2020, 7, 16, 12, 0, tzinfo=UTC), date(2020, 2, 3))

    wrong = [one.sentence for one in effects if one.kind == "wrong"]
    assert any("omervakantie" in sentence for sentence in wrong)


def test_only_an_editor_or_steward_of_the_municipality_adds_and_withdraws(place):
    row = _add(place)
    for code in ("gemeente-voorbeeld", "corporatie-a", "huurders-a"):
        for role in ROLES:
            actor = make_actor(role, party=make_party(code=code))
            if (code, role) not in {
                ("gemeente-voorbeeld", "editor"),
                ("gemeente-voorbeeld", "steward"),
            }:
                refused(lambda actor=actor: _add(place, actor=actor), NotAllowed)
                refused(lambda actor=actor: _withdraw(row, actor=actor), NotAllowed)


def test_what_makes_no_sense_is_refused_without_a_trace(place):
    row = _add(place)

    assert "al" in refused(lambda: _add(place))
    refused(lambda: _add(place, date(2020, 5, 3), date(2020, 5, 2)))
    refused(lambda: _add(place, date(2020, 5, 3), date(2021, 5, 3)))
    refused(lambda: _add(place, date(2020, 5, 3), date(2020, 5, 3), name=" "))
    refused(lambda: _withdraw(row, " "))
    _withdraw(row)
    refused(lambda: _withdraw(row))
    assert n_events("free_days.added") == n_events("free_days.withdrawn") == 1


def test_the_page_adds_says_what_is_wrong_and_withdraws(client):
    sign_in(client, secretary())
    page = "/gm9001/jaarkalender/vrije-dagen/"
    given = {"name": "Herfst", "first_on": "2020-10-10", "last_on": "2020-10-18", "source": "Rijk"}

    assert "Herfst" in client.post(page, given, follow=True).content.decode()
    wrong = client.post(page, given | {"last_on": "2020-10-01"})
    assert wrong.context["form"].errors["last_on"]
    row = FreeDays.objects.get()
    client.post(f"{page}{row.pk}/intrekken/", {"reason": "<p>Toch <b>niet</b></p>"})
    assert "Toch niet" in client.get(page).content.decode()
