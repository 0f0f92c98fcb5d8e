"""Moving a meeting tells first what it does to the year."""

from datetime import UTC, date, datetime

import pytest

from drieluik.apps.calendar.moving import effects_on_year
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.decisions.models import Meeting
from drieluik.apps.decisions.selectors import find_meeting
from tests.factories.calendar import write_unreadable_rules
from tests.factories.decisions import make_meeting, make_table, secretary
from tests.factories.organisations import sign_in

pytestmark = pytest.mark.django_db
JUNE, JULY = datetime(2020, 6, 18, 12, 0, tzinfo=UTC), datetime(2020, 7, 16, 12, 0, tzinfo=UTC)
TODAY = date(2020, 2, 3)


@pytest.fixture(autouse=True)
def place():
    return make_table()


def _effects(meeting, to):
    row = find_meeting(
        meeting_id=meeting.id, municipality_id=meeting.municipality_id, actor=secretary()
    )
    return [(one.kind, one.sentence) for one in effects_on_year(row, to, TODAY)]


def test_papers_move_with_the_meeting():
    effects = _effects(make_meeting(starts_at=JUNE), JULY)

    papers = "Uiterlijk: stukken versturen voor Bestuurlijk Overleg 2"
    assert ("moves", f"{papers}: van donderdag 4 juni 2020 naar donderdag 2 juli 2020.") in effects
    assert not [sentence for kind, sentence in effects if sentence.startswith("Bestuurlijk")]


def test_at_another_hour_of_the_same_day_nothing_moves():
    effects = _effects(make_meeting(starts_at=JUNE), JUNE.replace(hour=18))

    assert [sentence for kind, sentence in effects if kind == "moves"] == []


def test_what_becomes_impossible_is_told_with_what_to_do(place):
    effects = _effects(make_meeting(starts_at=JUNE), datetime(2021, 1, 7, 13, 0, tzinfo=UTC))

    wrong = [sentence for kind, sentence in effects if kind == "wrong"]
    assert any("dat is niet in 2020. Kies een dag in 2020." in sentence for sentence in wrong)


def test_what_is_no_longer_doubtful_is_told_too():
    saturday = datetime(2020, 6, 20, 12, 0, tzinfo=UTC)

    effects = _effects(make_meeting(starts_at=saturday), JUNE)

    assert "right" in {kind for kind, _sentence in effects}


def test_a_meeting_no_rule_asks_for_moves_nothing():
    assert _effects(make_meeting(kind="core_team", starts_at=JUNE), JULY) == []


def test_house_rules_that_cannot_be_read_keep_nobody_from_moving(place):
    meeting = make_meeting(starts_at=JUNE)
    write_unreadable_rules(place)

    [(kind, sentence)] = _effects(meeting, JULY)

    assert kind == "wrong"
    assert "De huisregels zijn niet meer te lezen" in sentence


def test_the_page_shows_it_before_anything_changes(client, place):
    meeting = make_meeting(starts_at=JUNE)
    sign_in(client, secretary())
    address = f"/gm9001/overleggen/{meeting.id}/verplaatsen/"
    given = {"on": "2020-07-16", "at": "14:00", "version": Meeting.objects.get().version}

    page = client.post(address, given).content.decode()

    assert "Wat er verandert in de jaarkalender" in page
    assert "stukken versturen voor Bestuurlijk Overleg 2: van donderdag 4 juni 2020" in page
    assert Meeting.objects.get().starts_at == JUNE

    client.post(address, {**given, "confirmed": "on"})

    year = get_year(municipality_id=place.id, year=2020, today=TODAY)
    assert date(2020, 7, 16) in {item.last_on for item in year.items if item.settled}
