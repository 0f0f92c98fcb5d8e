"""Meetings for other programmes: what stands on the agenda, was decided and was minuted."""

import pytest
from django.test import Client

from tests.factories.decisions import make_held, make_item, make_meeting
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
LIST = "/api/v1/gemeenten/gm9001/overleggen"


def _client(kind="tenants", code="huurders-a") -> Client:
    client = Client()
    party = make_party(code=code, kind=kind, municipality=make_municipality())
    sign_in(client, make_actor("reader", party=party))
    return client


def test_an_agenda_tells_its_items_in_short_with_the_time_to_read():
    meeting = make_meeting()
    make_item(meeting, "Verkoop", digest="Welke woningen mogen worden verkocht?")
    client = _client()

    assert [row["id"] for row in client.get(LIST).json()] == [str(meeting.id)]
    agenda = client.get(f"{LIST}/{meeting.id}").json()

    assert agenda["stand"] == "planned"
    (item,) = agenda["punten"]
    assert item["titel"] == "Verkoop"
    assert item["in_het_kort"] == "Welke woningen mogen worden verkocht?"
    assert agenda["leestijd"] == item["leestijd"] >= 0


def test_of_a_meeting_that_was_held_decisions_and_minutes_say_the_same():
    meeting = make_held()
    client = _client()

    decisions = client.get(f"{LIST}/{meeting.id}/besluiten").json()
    minutes = client.get(f"{LIST}/{meeting.id}/verslag").json()

    kept = [one["text"] for item in minutes["verslag"]["items"] for one in item["decisions"]]
    assert [row["tekst"] for row in decisions] == kept != []
    assert minutes["vastgesteld_in"] == ""


def test_the_council_reads_what_was_decided_and_no_more():
    held, planned = make_held(), make_meeting()
    client = _client("council", "raad")

    assert [row["id"] for row in client.get(LIST).json()] == [str(held.id)]
    assert client.get(f"{LIST}/{held.id}/besluiten").status_code == 200
    assert client.get(f"{LIST}/{held.id}").status_code == 403
    assert client.get(f"{LIST}/{held.id}/verslag").json()["status"] == 403
    assert client.get(f"{LIST}/{planned.id}").status_code == 404
