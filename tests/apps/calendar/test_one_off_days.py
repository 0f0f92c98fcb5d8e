"""Days of one year only: occasions, last days, and what starts a term of the law."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from drieluik.apps.calendar.announcing import (
    NewOneOff,
    add_one_off,
    change_one_off,
    faults_of,
    withdraw_one_off,
)
from drieluik.apps.calendar.feed import find_feed
from drieluik.apps.calendar.models import OneOffDay
from drieluik.apps.calendar.one_off import find_one_off, list_one_off_history
from drieluik.apps.calendar.reminding import remind
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.calendar.services import renew_address
from drieluik.apps.errors import NotAllowed
from drieluik.apps.mailing.models import Mail
from drieluik.core.cycle import Urgency, Who
from tests.factories.decisions import NOW, make_table, secretary
from tests.factories.icalendar import read_calendar
from tests.factories.organisations import ROLES, make_actor, make_party, sign_in
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db
BOTH = (Who.CORPORATION, Who.TENANTS)
VISIT = NewOneOff(
    "meeting", "Werkbezoek Twekkelerveld", date(2020, 5, 12), "BO van 12 maart", BOTH,
    time(13, 30), time(16), "Bij het station",
)  # fmt: skip
ANSWER = NewOneOff("deadline", "reactie op de woondeal", date(2020, 5, 20), "BO", BOTH)
DISPUTE = NewOneOff("dispute_submitted", "nieuwbouw", date(2020, 6, 1), "Brief van 1 juni")


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _add(place, day=VISIT, actor=None):
    return add_one_off(municipality_id=place.id, day=day, actor=actor or secretary(), now=NOW)


def _change(place, key, day, seen=1, actor=None):
    change_one_off(
        municipality_id=place.id, key=key, day=day, seen=seen, actor=actor or secretary(), now=NOW
    )


def _withdraw(place, key, reason="Gaat niet door", actor=None):
    withdraw_one_off(
        municipality_id=place.id, key=key, reason=reason, actor=actor or secretary(), now=NOW
    )


def _year(place, today=date(2020, 2, 3)):
    return get_year(municipality_id=place.id, year=2020, today=today)


def test_an_occasion_stands_in_the_year_with_its_time_place_and_who(place):
    key = _add(place)

    line = _year(place).find(f"2020:one_off:{key}")
    assert (line.title, line.item.starts_at, line.item.place_nl) == (
        "Werkbezoek Twekkelerveld",
        time(13, 30),
        "Bij het station",
    )
    assert line.who == "corporaties en huurdersorganisaties"
    assert (line.is_statutory, line.is_planned_here, line.ground) == (
        False,
        True,
        "BO van 12 maart",
    )
    assert not line.can_be_marked
    assert _year(place, date(2020, 5, 13)).find(line.item.id).urgency is Urgency.PAST


def test_a_last_day_of_one_year_is_asked_and_marked_as_any_other(place):
    key = _add(place, ANSWER)
    tenants = make_party(code="huurders-a")

    line = _year(place, date(2020, 5, 21)).find(f"2020:one_off:{key}")

    assert line.is_asked
    assert line.urgency is Urgency.PAST_DUE
    assert line.doing.waits_for({tenants.pk})
    assert line.item.id in {one.item.id for one in _year(place, date(2020, 6, 1)).past_due()}
    next_year = get_year(municipality_id=place.id, year=2021, today=date(2021, 1, 4))
    assert line.item.id in {one.item.id for one in next_year.past_due()}


def test_what_starts_a_term_of_the_law_brings_that_term(place):
    key = _add(place, DISPUTE)

    assert _year(place).find(f"2020:dispute_ruling:{key}").item.last_on == date(2020, 7, 13)
    _withdraw(place, key)
    assert _year(place).find(f"2020:dispute_ruling:{key}") is None


def test_a_changed_one_keeps_its_history_and_a_withdrawn_one_says_so_in_the_year(place):
    key = _add(place)
    _change(place, key, NewOneOff("meeting", "Werkbezoek", date(2020, 5, 14), "BO", BOTH))

    assert _year(place).find(f"2020:one_off:{key}").item.last_on == date(2020, 5, 14)
    _withdraw(place, key)
    gone = _year(place, date(2020, 6, 1)).find(f"2020:one_off:{key}")
    assert (gone.item.cancelled_nl, gone.urgency) == ("Gaat niet door", Urgency.PAST)
    assert gone.title == "Gaat niet door: Werkbezoek"
    assert not gone.is_asked
    told = list_one_off_history(municipality_id=place.id, key=key)
    assert [(row.number, row.is_withdrawn) for row in told] == [(3, True), (2, False), (1, False)]
    assert find_one_off(municipality_id=place.id, key=key).words == "Gaat niet door"


def test_calendar_programmes_see_it_move_and_see_it_cancelled(place):
    tenants = make_party(code="huurders-a")
    secret = renew_address(
        municipality_id=place.id,
        party_id=tenants.pk,
        actor=make_actor("delegate", party=tenants),
        now=NOW,
    )
    key = _add(place)

    def event():
        parsed = read_calendar(find_feed(secret=secret, now=NOW))
        uid = f"2020-one_off-{key}@gm9001.drieluik"
        return next(one for one in parsed.vevent_list if one.uid.value == uid)

    assert (event().sequence.value, event().status.value) == ("0", "CONFIRMED")
    _change(place, key, NewOneOff("meeting", VISIT.name, date(2020, 5, 14), "BO", BOTH))
    assert (event().sequence.value, event().dtstart.value) == ("1", date(2020, 5, 14))
    _withdraw(place, key)
    assert (event().sequence.value, event().status.value) == ("2", "CANCELLED")


def test_people_of_the_parties_are_reminded_once_of_an_occasion_and_of_a_last_day(place):
    tenants = make_actor("delegate", party=make_party(code="huurders-a"))
    for day in (VISIT, ANSWER):
        _add(place, day)
    remind(municipality_id=place.id, now=datetime(2020, 5, 8, 6, 0, tzinfo=UTC))
    remind(municipality_id=place.id, now=datetime(2020, 5, 9, 6, 0, tzinfo=UTC))

    mails = {mail.subject: mail.body for mail in Mail.objects.filter(person_id=tenants.user_id)}

    assert set(mails) == {
        "12 mei 2020: Werkbezoek Twekkelerveld",
        "Uiterlijk 20 mei 2020: reactie op de woondeal",
    }
    visit = mails["12 mei 2020: Werkbezoek Twekkelerveld"]
    assert "Dag: 12 mei 2020, 13.30-16.00" in visit
    assert "Waar: Bij het station" in visit
    assert "Laatste dag" not in visit


def test_everything_that_is_wrong_is_told_at_its_field():
    nothing = NewOneOff("feest", " ", date(1999, 1, 1), "", ends_at=time(9))
    assert {field for field, _words in faults_of(nothing)} == {
        "kind", "name", "words", "on", "ends_at",
    }  # fmt: skip
    late = NewOneOff("deadline", "x", date(2020, 1, 1), "BO", (), time(9), time(8))
    assert {field for field, _words in faults_of(late)} == {"who", "starts_at", "ends_at"}
    stranger = NewOneOff("meeting", "x", date(2020, 1, 1), "BO", (Who.MINISTER,))
    assert {field for field, _words in faults_of(stranger)} == {"who"}
    assert faults_of(VISIT) == faults_of(ANSWER) == faults_of(DISPUTE) == []


def test_what_cannot_be_is_refused_without_a_trace(place):
    key = _add(place)
    refused(lambda: _add(place, NewOneOff("meeting", "", date(2020, 1, 1), "BO", BOTH)))
    refused(lambda: _change(place, key, ANSWER, seen=2))
    refused(lambda: _change(place, key, DISPUTE))
    refused(lambda: _change(place, key, NewOneOff("meeting", "x", date(2021, 1, 1), "BO", BOTH)))
    refused(lambda: _withdraw(place, key, " "))
    refused(lambda: _withdraw(place, uuid4()))
    _withdraw(place, key)
    refused(lambda: _withdraw(place, key))
    refused(lambda: _change(place, key, ANSWER, seen=2))
    assert n_events("one_off_day.added") == n_events("one_off_day.withdrawn") == 1
    assert not n_events("one_off_day.changed")


def test_only_an_editor_or_steward_of_the_municipality_tells_changes_and_withdraws(place):
    key = _add(place)
    for code in ("gemeente-voorbeeld", "corporatie-a", "huurders-a"):
        for role in ROLES:
            actor = make_actor(role, party=make_party(code=code))
            if (code, role) in {
                ("gemeente-voorbeeld", "editor"),
                ("gemeente-voorbeeld", "steward"),
            }:
                continue
            refused(lambda actor=actor: _add(place, actor=actor), NotAllowed)
            refused(lambda actor=actor: _change(place, key, ANSWER, actor=actor), NotAllowed)
            refused(lambda actor=actor: _withdraw(place, key, actor=actor), NotAllowed)


FORM = {
    "kind": "meeting", "name": "Werkbezoek", "on": "2020-05-12", "who": ["tenants"],
    "starts_at": "13:30", "ends_at": "16:00", "place": "Station", "words": "BO van 12 maart",
}  # fmt: skip


def test_the_pages_add_change_and_withdraw(client, place):
    sign_in(client, secretary())
    base = "/gm9001/jaarkalender/dagen/"

    added = client.post(f"{base}eenmalig/", FORM, follow=True).content.decode()
    assert "Werkbezoek" in added
    key = OneOffDay.objects.get().key
    assert "Werkbezoek" in client.get("/gm9001/jaarkalender/2020/").content.decode()
    page = f"{base}eenmalig/{key}/"
    client.post(page, FORM | {"on": "2020-05-14", "seen": "1"})
    assert OneOffDay.objects.count() == 2
    stale = client.post(page, FORM | {"on": "2020-05-15", "seen": "1"})
    assert "intussen" in stale.content.decode()
    client.post(f"{page}intrekken/", {"reason": "<p>Gaat niet <b>door</b></p>"})
    assert "Gaat niet door" in client.get(f"{base}?jaar=2020").content.decode()


def test_the_page_tells_everything_that_is_wrong_at_once(client):
    sign_in(client, secretary())

    wrong = client.post(
        "/gm9001/jaarkalender/dagen/eenmalig/",
        {"kind": "deadline", "name": "", "on": "31-02-2020", "starts_at": "9", "words": ""},
    )

    assert set(wrong.context["form"].errors) >= {"name", "on", "words"}
    half = client.post(
        "/gm9001/jaarkalender/dagen/eenmalig/", FORM | {"who": [], "starts_at": "17:00"}
    )
    assert set(half.context["form"].errors) == {"who", "ends_at"}


def test_other_programmes_read_add_change_and_withdraw(client):
    sign_in(client, secretary())
    base = "/api/v1/gemeenten/gm9001/jaarkalender/dagen/eenmalig"
    body = {
        "soort": "meeting", "naam": "Werkbezoek", "dag": "2020-05-12", "wie": ["corporation", "tenants"],
        "begint": "13:30", "eindigt": "16:00", "plaats": "Station", "afgesproken_in": "BO",
    }  # fmt: skip

    made = client.post(base, body)
    assert made.status_code == 200, made.content
    key = made.json()["id"]
    assert made.json()["wie"] == ["corporation", "tenants"]
    changed = client.post(f"{base}/{key}", body | {"dag": "2020-05-14", "gezien": "1"}).json()
    assert (changed["dag"], changed["versie"]) == ("2020-05-14", 2)
    assert client.post(base, body | {"wie": ["iedereen"]}).status_code == 400
    assert client.post(f"{base}/{key}", body | {"gezien": "1"}).status_code == 409
    gone = client.post(f"{base}/{key}/intrekking", {"reden": "Gaat niet door"}).json()
    assert gone["ingetrokken"]
    assert [one["id"] for one in client.get(f"{base}?jaar=2020").json()] == [key]
    assert client.get(f"{base}?jaar=2021").json() == []
