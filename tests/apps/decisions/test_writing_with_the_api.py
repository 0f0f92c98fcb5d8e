"""A meeting from planning to approved minutes with the API, and the faults it gives."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from drieluik.apps.decisions.models import Meeting
from tests.factories.decisions import (
    STARTS,
    make_held,
    make_item,
    make_meeting,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import sign_in

pytestmark = pytest.mark.django_db
LIST = "/api/v1/gemeenten/gm9001/overleggen"


@pytest.fixture(autouse=True)
def place():
    return make_table()


@pytest.fixture
def client():
    return sign_in(Client(), secretary())


def _post(client, address, status=200, **body):
    answer = client.post(f"{LIST}{address}", body)
    assert answer.status_code == status, answer.json()
    return answer.json()


def test_a_meeting_goes_from_planning_to_approved_minutes(client):
    held = make_held()
    today = timezone.localtime()
    planned = _post(
        client,
        "",
        201,
        soort="bo",
        dag=today.date().isoformat(),
        tijd="09:00",
        voorzitter_partij="gemeente-voorbeeld",
    )
    one = f"/{planned['id']}"
    agenda = _post(client, f"{one}/punten", 201, titel="Bomen", vraagt="decide")
    (item,) = agenda["punten"]
    agenda = _post(client, f"{one}/definitief", versie=agenda["versie"])
    agenda = _post(client, f"{one}/opening", versie=agenda["versie"])
    agenda = _post(
        client,
        f"{one}/aanwezigheid",
        versie=agenda["versie"],
        aanwezig=["gemeente-voorbeeld", "corporatie-a", "corporatie-b"],
        afwezig=["huurders-a"],
    )
    agenda = _post(
        client,
        f"{one}/punten/{item['id']}/besluiten",
        201,
        versie=item["versie"],
        soort="adopt",
        tekst="Er komen tien bomen.",
        taak_partij=["corporatie-b"],
        taak_tekst=["Plant de bomen."],
    )
    (decision,) = agenda["punten"][0]["besluiten"]
    assert decision["taken"][0]["tekst"] == "Plant de bomen."
    _post(client, f"{one}/vaststelling", van=held.id)
    agenda = client.get(f"{LIST}{one}").json()
    agenda = _post(client, f"{one}/sluiting", versie=agenda["versie"])

    assert agenda["stand"] == "closed"
    held.refresh_from_db()
    assert held.state == "approved"
    minutes = client.get(f"{LIST}{one}/verslag").json()["verslag"]
    assert minutes["unrepresented"] == [
        "Van de huurdersorganisaties is niemand als aanwezig vastgelegd."
    ]
    task = decision["taken"][0]["id"]
    done = client.post(f"/api/v1/gemeenten/gm9001/taken/{task}/afronding", {"uitkomst": "Geplant."})
    assert done.json()["uitkomst"] == "Geplant."


def test_everything_that_is_wrong_is_said_at_once_in_the_words_of_the_page(client):
    answer = _post(
        client, "", 400, soort="borrel", dag="2021-06-10", tijd="14:00", voorzitter_partij="niemand"
    )

    assert {one["name"] for one in answer["invalidParams"]} == {"soort", "voorzitter_partij"}


def test_a_meeting_without_chair_does_not_open(client):
    meeting = make_meeting(chair=False)
    make_item(meeting)
    meeting.refresh_from_db()

    answer = _post(client, f"/{meeting.id}/opening", 409, versie=meeting.version)

    assert "voorzitter" in answer["detail"]


def test_a_party_is_not_recorded_twice(client):
    meeting = make_meeting()
    make_item(meeting)
    open_meeting(meeting, present=False)

    answer = _post(
        client,
        f"/{meeting.id}/aanwezigheid",
        409,
        versie=meeting.version,
        aanwezig=["huurders-a"],
        afwezig=["huurders-a"],
    )

    assert "dubbel in de lijst: Huurders a" in answer["detail"]


def test_where_nobody_came_items_are_only_adjourned_and_the_meeting_can_be_closed(client, place):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting, present=False)
    agenda = _post(
        client,
        f"/{meeting.id}/aanwezigheid",
        versie=meeting.version,
        afwezig=["gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a"],
    )
    item.refresh_from_db()
    address = f"/{meeting.id}/punten/{item.id}"

    refusal = _post(
        client, f"{address}/besluiten", 409, versie=item.version, soort="note", tekst="Gezien."
    )
    assert "alleen worden aangehouden" in refusal["detail"]
    page = client.get(f"/gm9001/overleggen/{meeting.id}/zitting/").content.decode()
    assert "alleen worden aangehouden" in page
    _post(client, f"{address}/aanhouding", 201, versie=item.version, tekst="Er was niemand.")
    agenda = client.get(f"{LIST}/{meeting.id}").json()
    _post(client, f"/{meeting.id}/sluiting", versie=agenda["versie"])
    assert Meeting.objects.get().state == "closed"


def test_who_saw_an_older_version_is_told_so(client):
    meeting = make_meeting()

    answer = _post(
        client,
        f"/{meeting.id}/verplaatsing",
        409,
        versie=meeting.version - 1,
        dag=(STARTS + timedelta(days=7)).date().isoformat(),
        tijd="10:00",
    )

    assert "iemand anders" in answer["detail"].lower()
    assert isinstance(datetime.fromisoformat(client.get(LIST).json()[0]["begint"]), datetime)
