"""Another day than the rule gives: agreed by the parties, changed, withdrawn, and what moves with it."""

from datetime import date

import pytest

from drieluik.apps.calendar.agreed import list_agreed, list_agreed_history
from drieluik.apps.calendar.agreeing import agree_day, withdraw_agreed_day
from drieluik.apps.calendar.models import AgreedDay
from drieluik.apps.calendar.selectors import get_year
from drieluik.apps.calendar.services import record_house_rules
from drieluik.apps.errors import NotAllowed
from drieluik.example.cycle import house_rules
from tests.factories.decisions import NOW, make_table, secretary
from tests.factories.organisations import ROLES, make_actor, make_party, sign_in
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db
OVERVIEW = "2023:overview"
REPORT = "2020:start_report"


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


def _agree(place, on=date(2023, 9, 1), item_id=OVERVIEW, grounds="BO van 9 maart", actor=None):
    agree_day(
        municipality_id=place.id,
        item_id=item_id,
        agreed_on=on,
        grounds=grounds,
        actor=actor or secretary(),
        now=NOW,
    )


def _withdraw(place, reason="Toch niet", actor=None, item_id=OVERVIEW):
    withdraw_agreed_day(
        municipality_id=place.id,
        item_id=item_id,
        reason=reason,
        actor=actor or secretary(),
        now=NOW,
    )


def _last_day(place, item_id=OVERVIEW):
    year = int(item_id[:4])
    found = get_year(municipality_id=place.id, year=year, today=NOW.date())
    return found.find(item_id).item.last_on


def test_the_agreed_day_takes_the_place_of_that_of_the_law_and_the_dispute_moves_with_it(place):
    _agree(place)

    assert _last_day(place) == date(2023, 9, 1)
    assert _last_day(place, "2023:dispute_possible") == date(2024, 3, 2)
    assert [row.agreed_on for row in list_agreed(municipality_id=place.id, year=2023)] == [
        date(2023, 9, 1)
    ]


def test_another_day_replaces_it_and_withdrawing_brings_the_day_of_the_law_back(place):
    _agree(place)
    _agree(place, date(2023, 8, 1), grounds="BO van 6 april")

    assert _last_day(place) == date(2023, 8, 1)
    _withdraw(place)
    assert _last_day(place) == date(2023, 7, 1)
    assert not list_agreed(municipality_id=place.id, year=2023)
    told = list_agreed_history(municipality_id=place.id, item_id=OVERVIEW)
    assert [(row.number, row.words) for row in told] == [
        (3, "Toch niet"),
        (2, "BO van 6 april"),
        (1, "BO van 9 maart"),
    ]


def test_a_day_the_law_fixes_a_meeting_and_another_year_are_refused_without_a_trace(place):
    for item_id, on in (
        ("2020:overview", date(2020, 9, 1)),  # the law of 2020 knows no other day
        ("2023:dpi", date(2023, 12, 1)),
        ("2023:board_meeting:1", date(2023, 4, 20)),
        (OVERVIEW, date(2024, 1, 10)),
        ("2023:bestaat-niet", date(2023, 1, 10)),
    ):
        refused(lambda item_id=item_id, on=on: _agree(place, on, item_id))
    refused(lambda: _agree(place, grounds=" "))
    refused(lambda: _withdraw(place))
    _agree(place)
    refused(lambda: _agree(place))
    refused(lambda: _withdraw(place, " "))
    assert n_events("agreed_day.recorded") == AgreedDay.objects.count() == 1


def test_only_an_editor_or_steward_of_the_municipality_records_days(place):
    _agree(place)
    for code in ("gemeente-voorbeeld", "corporatie-a", "huurders-a"):
        for role in ROLES:
            actor = make_actor(role, party=make_party(code=code))
            if (code, role) in {
                ("gemeente-voorbeeld", "editor"),
                ("gemeente-voorbeeld", "steward"),
            }:
                continue
            refused(lambda actor=actor: _agree(place, date(2023, 8, 1), actor=actor), NotAllowed)
            refused(lambda actor=actor: _withdraw(place, actor=actor), NotAllowed)


def test_an_agreed_day_binds_also_where_the_rule_is_only_a_proposal_of_drieluik():
    place = make_table()
    line = get_year(municipality_id=place.id, year=2023, today=date(2023, 9, 5)).find(
        "2023:monitor_refresh_spring"
    )
    assert line.is_binding  # this place has rules of its own


def test_the_page_shows_first_what_moves_then_records_then_takes_back(client, place):
    sign_in(client, secretary())
    page = f"/gm9001/jaarkalender/punt/{OVERVIEW}/dag/"
    given = {"agreed_on": "2023-09-01", "grounds": "BO van 9 maart"}

    preview = client.post(page, given).content.decode()
    assert "naar zaterdag 2 maart 2024" in preview
    assert not AgreedDay.objects.exists()
    done = client.post(page, given | {"confirmed": "on"}, follow=True).content.decode()
    assert "BO van 9 maart" in done
    assert "BO van 9 maart" in client.get("/gm9001/jaarkalender/dagen/?jaar=2023").content.decode()
    client.post(f"{page}intrekken/", {"reason": "Toch niet"})
    assert _last_day(place) == date(2023, 7, 1)


def test_the_page_tells_at_the_field_what_is_wrong(client):
    sign_in(client, secretary())
    page = f"/gm9001/jaarkalender/punt/{OVERVIEW}/dag/"

    empty = client.post(page, {"agreed_on": ""})
    assert set(empty.context["form"].errors) == {"agreed_on", "grounds"}
    other_year = client.post(page, {"agreed_on": "2024-09-01", "grounds": "BO"})
    assert other_year.context["form"].errors["agreed_on"]
    back = client.post(f"{page}intrekken/", {"reason": ""}, follow=True)
    assert back.status_code == 409


def test_other_programmes_agree_read_and_take_back(client, place):
    sign_in(client, secretary())
    base = "/api/v1/gemeenten/gm9001/jaarkalender"
    dag = f"{base}/punten/{OVERVIEW}/dag"

    words = "<script>x()</script><b>BO</b> van 9 maart"
    made = client.post(dag, {"dag": "2023-09-01", "afgesproken_in": words})
    assert (made.status_code, made.json()["tot"]) == (200, "2023-09-02")
    listed = client.get(f"{base}/dagen/afgesproken?jaar=2023").json()
    assert listed == [{"punt": OVERVIEW, "dag": "2023-09-01", "afgesproken_in": "BO van 9 maart"}]
    assert client.post(f"{dag}/intrekking", {"reden": "a" * 301}).status_code == 400
    wrong = client.post(dag, {"dag": "2024-09-01", "afgesproken_in": "BO"})
    assert wrong.status_code == 409
    back = client.post(f"{dag}/intrekking", {"reden": "Toch niet"})
    assert back.json()["tot"] == "2023-07-02"
