"""A day that moved after people were told of it: one mail for each move, and a higher SEQUENCE."""

from datetime import UTC, date, datetime, timedelta

import pytest

from drieluik.apps.calendar.agreeing import agree_day, withdraw_agreed_day
from drieluik.apps.calendar.announcing import NewOneOff, add_one_off, withdraw_one_off
from drieluik.apps.calendar.choosing import choose_mails
from drieluik.apps.calendar.editions import keep_editions
from drieluik.apps.calendar.feed import find_feed
from drieluik.apps.calendar.marking import NewMark, mark_item
from drieluik.apps.calendar.models import HouseRules, ItemEdition, Reminded
from drieluik.apps.calendar.reminding import remind
from drieluik.apps.calendar.services import record_house_rules, renew_address
from drieluik.apps.decisions.services import move_meeting
from drieluik.apps.mailing.models import Mail
from drieluik.core.cycle import Who
from drieluik.core.tables import Period
from drieluik.example.cycle import house_rules
from tests.factories.calendar import write_unreadable_rules
from tests.factories.decisions import make_meeting, make_table, secretary
from tests.factories.deliveries import move_round, open_round
from tests.factories.icalendar import read_calendar
from tests.factories.organisations import make_actor, make_party

pytestmark = pytest.mark.django_db
NOW = datetime(2020, 2, 20, 6, 0, tzinfo=UTC)
REPORT = "2020:start_report"
MARCH = date(2020, 3, 16)


@pytest.fixture(autouse=True)
def place():
    found = make_table()
    record_house_rules(
        municipality_id=found.id,
        text=house_rules(),
        grounds="Verzonnen",
        actor=secretary(),
        now=NOW,
    )
    return found


@pytest.fixture
def controller():
    return make_actor("controller", party=make_party(code="corporatie-a"))


def _agree(place, on, now=NOW):
    agree_day(
        municipality_id=place.id,
        item_id=REPORT,
        agreed_on=on,
        grounds="BO",
        actor=secretary(),
        now=now,
    )


def _remind(place, days=0):
    return remind(municipality_id=place.id, now=NOW + timedelta(days=days))


def _subjects(actor):
    return list(
        Mail.objects.filter(person_id=actor.user_id)
        .order_by("asked_at")
        .values_list("subject", flat=True)
    )


def test_a_move_after_the_reminder_is_told_once_and_the_reminder_does_not_come_again(
    place, controller
):
    _remind(place)
    _agree(place, MARCH)
    for day in range(1, 26):
        _remind(place, day)

    what = "rapportage over wachttijd en betaalbaarheid (3.2 en 3.3)"
    assert _subjects(controller)[:2] == [
        f"Uiterlijk 29 februari 2020: {what}",
        f"Verplaatst naar 16 maart 2020: {what}",
    ]
    assert len([one for one in _subjects(controller) if what in one]) == 2
    moved = Mail.objects.get(person_id=controller.user_id, kind="moved")
    assert "Eerst was het: 29 februari 2020" in moved.body
    assert "Nu is het: 16 maart 2020" in moved.body
    assert f'"Uiterlijk 29 februari 2020: {what}"' in moved.body
    assert moved.stop_address in moved.body


def test_each_move_is_told_also_when_the_day_comes_back(place, controller):
    _remind(place)
    _agree(place, MARCH)
    _remind(place, 1)
    withdraw_agreed_day(
        municipality_id=place.id, item_id=REPORT, reason="Toch niet", actor=secretary(), now=NOW
    )
    _remind(place, 2)
    _agree(place, MARCH)
    _remind(place, 3)

    rows = Reminded.objects.filter(user_id=controller.user_id, item_id=REPORT).order_by("id")
    assert [(row.kind, row.due_on) for row in rows] == [
        ("reminder", date(2020, 2, 29)),
        ("moved", MARCH),
        ("moved", date(2020, 2, 29)),
        ("moved", MARCH),
    ]


def test_a_move_before_any_reminder_is_no_mail_and_the_reminder_names_the_new_day(
    place, controller
):
    _agree(place, MARCH)

    _remind(place)
    _remind(place, 15)

    assert Mail.objects.filter(person_id=controller.user_id, kind="moved").count() == 0
    assert any(one.startswith("Uiterlijk 16 maart 2020") for one in _subjects(controller))


def test_whoever_noted_it_as_done_or_wants_overviews_is_not_told(place, controller):
    other = make_actor("delegate", party=make_party(code="corporatie-a"))
    _remind(place)
    choose_mails(municipality_id=place.id, choice="none", actor=other, now=NOW)
    mark_item(
        municipality_id=place.id,
        item_id=REPORT,
        mark=NewMark(date(2020, 2, 19), make_party(code="corporatie-a").pk),
        actor=controller,
        now=NOW,
    )
    _agree(place, MARCH)

    _remind(place, 1)

    told = Mail.objects.filter(kind="moved").values_list("person_id", flat=True)
    assert set(told) == {secretary().user_id}


def test_what_is_no_more_is_told_once(place, controller):
    day = NewOneOff("deadline", "brief aan de raad", date(2020, 3, 3), "BO", (Who.CORPORATION,))
    key = add_one_off(municipality_id=place.id, day=day, actor=secretary(), now=NOW)
    _remind(place)
    withdraw_one_off(
        municipality_id=place.id, key=key, reason="Niet nodig", actor=secretary(), now=NOW
    )

    _remind(place, 1)
    _remind(place, 2)

    gone = [one for one in _subjects(controller) if "brief aan de raad" in one]
    assert gone == [
        "Uiterlijk 3 maart 2020: brief aan de raad",
        "Geldt niet meer: Uiterlijk 3 maart 2020: brief aan de raad",
    ]


def test_first_days_of_next_year_are_told_in_december(place, controller):
    day = NewOneOff("deadline", "opgave", date(2021, 1, 4), "BO", (Who.CORPORATION,))
    add_one_off(municipality_id=place.id, day=day, actor=secretary(), now=NOW)

    remind(municipality_id=place.id, now=datetime(2020, 12, 23, 6, 0, tzinfo=UTC))

    assert "Uiterlijk 4 januari 2021: opgave" in _subjects(controller)


def _events(place, now=NOW):
    tenants = make_party(code="huurders-a")
    secret = renew_address(
        municipality_id=place.id,
        party_id=tenants.pk,
        actor=make_actor("delegate", party=tenants),
        now=now,
    )
    parsed = read_calendar(find_feed(secret=secret, now=now))
    return {one.uid.value.partition("@")[0]: one for one in parsed.vevent_list}


def test_a_moved_meeting_and_its_papers_get_a_higher_sequence_and_the_rest_does_not(place):
    meeting = make_meeting(starts_at=datetime(2020, 6, 18, 12, 0, tzinfo=UTC))
    before = _events(place)
    later = NOW + timedelta(days=1)
    move_meeting(
        meeting_id=meeting.id,
        starts_at=datetime(2020, 6, 25, 12, 0, tzinfo=UTC),
        actor=secretary(),
        now=later,
        expected_version=meeting.version,
    )

    after = _events(place, later)

    moved = {"2020-board_meeting-2", "2020-papers-2"}
    for uid in moved:
        assert int(after[uid].sequence.value) == int(before[uid].sequence.value) + 1
        assert after[uid].last_modified.value == later
        assert after[uid].dtstamp.value == later
    still = {uid for uid in before if after[uid].dtstart.value == before[uid].dtstart.value}
    assert "2020-dpi" in still
    assert {
        uid for uid in still if after[uid].sequence.value != before[uid].sequence.value
    } == set()


def test_a_round_that_moves_writes_its_higher_sequence_at_the_move(place):
    open_round(place, period=Period(2019, 2), due_on=date(2020, 3, 1))
    first = ItemEdition.objects.get(item_id="2020:delivery_round:2019-2")
    move_round(Period(2019, 2), MARCH, place)

    newest = ItemEdition.objects.filter(item_id=first.item_id).last()
    assert newest.number == first.number + 1
    assert keep_editions(municipality_id=place.id, now=NOW) == 0


def test_a_day_that_changed_without_an_act_counts_at_once_and_is_written_down_once(place):
    before = int(_events(place)["2020-board_meeting-1"].sequence.value)
    newest = HouseRules.objects.get()
    HouseRules.objects.create(
        municipality=place,
        number=2,
        text=newest.text.replace("{month: 4, nth: 2,", "{month: 4, nth: 4,"),
        grounds="Buiten de diensten om",
        recorded_by_id=newest.recorded_by_id,
        recorded_at=NOW,
    )

    assert int(_events(place)["2020-board_meeting-1"].sequence.value) == before + 1
    assert keep_editions(municipality_id=place.id, now=NOW) > 0
    assert keep_editions(municipality_id=place.id, now=NOW) == 0
    assert int(_events(place)["2020-board_meeting-1"].sequence.value) == before + 1


def test_an_item_that_goes_and_comes_back_does_not_begin_anew(place):
    key = "2020:board_meeting:1"
    rules = HouseRules.objects.get().text
    fewer = rules.replace("          - {month: 4, nth: 2, weekday: thursday}\n", "")
    for number, text in ((2, fewer), (3, rules)):
        record_house_rules(
            municipality_id=place.id,
            text=text,
            grounds=f"Versie {number}",
            actor=secretary(),
            now=NOW + timedelta(days=number),
        )

    numbers = list(
        ItemEdition.objects.filter(item_id="2020:board_meeting:4").values_list("number", "shape")
    )
    assert [number for number, _shape in numbers] == [0, 1, 2]
    assert numbers[1][1] == ""
    assert int(_events(place)[key.replace(":", "-")].sequence.value) == 2


def test_house_rules_that_cannot_be_read_change_no_edition(place):
    write_unreadable_rules(place)

    assert keep_editions(municipality_id=place.id, now=NOW) == 0
