"""Other programmes hand in and follow deliveries, with the rights of the person signed in."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from drieluik.apps.deliveries.models import Delivery
from tests.factories.deliveries import (
    check,
    make_checked,
    make_signed,
    make_steward,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_party, sign_in

pytestmark = pytest.mark.django_db
_BASE = "/api/v1/corporaties/corporatie-a/perioden/2020-1"


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _hand_in(client, content: bytes, **more):
    file = SimpleUploadedFile("a.xlsx", content)
    return client.post(f"{_BASE}/aanleveringen", {"bestand": file, **more})


def test_a_programme_fetches_fills_hands_in_and_follows(client):
    sign_in(client, make_actor("editor"))

    tasks = client.get("/api/v1/aanleveringen").json()
    template = client.get(f"{_BASE}/werkmap")
    handed_in = _hand_in(client, template.content)
    check(Delivery.objects.get())
    address = f"/api/v1/aanleveringen/{handed_in.json()['id']}"
    state = client.get(address).json()
    findings = client.get(f"{address}/bevindingen?ernst=confirm").json()

    assert tasks[0]["periode"] == "2020-1"
    assert handed_in.status_code == 201
    assert state["stand"] == "checked"
    assert state["te_bevestigen"] == findings["aantal"] == len(findings["items"])
    assert findings["items"][0]["actie"]


def test_the_same_file_again_is_no_second_delivery(client):
    sign_in(client, make_actor("editor"))
    content = make_workbook()

    first, second = _hand_in(client, content), _hand_in(client, content)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]


def test_a_refused_file_says_why(client):
    sign_in(client, make_actor("editor"))

    answer = _hand_in(client, b"")

    assert answer.status_code == 400
    assert "leeg" in answer.json()["weigeringen"][0]["melding"]


def test_who_had_not_seen_the_newest_is_told(client):
    sign_in(client, make_actor("editor"))
    _hand_in(client, make_workbook())

    answer = _hand_in(client, make_workbook(n_dwellings=9))

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["", "/bevindingen"])
def test_a_delivery_of_others_is_not_there(client, address):
    delivery = make_checked()
    sign_in(client, make_actor("controller", party=make_party(code="corporatie-b")))

    assert client.get(f"/api/v1/aanleveringen/{delivery.id}{address}").status_code == 404
    assert client.get(f"{_BASE}/werkmap").status_code == 404
    assert _hand_in(client, make_workbook(n_dwellings=9)).status_code == 404


def test_a_reader_may_look_but_not_hand_in(client):
    sign_in(client, make_actor("reader"))

    assert _hand_in(client, make_workbook()).status_code == 403
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("reader", "state"),
    [
        (lambda: make_actor("reader"), "findings"),
        (lambda: make_actor("controller", party=make_party(code="corporatie-b")), "under_way"),
        (make_steward, "under_way"),
    ],
    ids=["of the corporation", "of another corporation", "steward"],
)
def test_before_a_signature_only_the_corporation_itself_sees_how_far_it_is(client, reader, state):
    make_checked()
    sign_in(client, reader())

    states = client.get("/api/v1/gemeenten/gm9001/aanleveringen").json()

    assert {"corporatie": "Corporatie a", "periode": "2020-1", "stand": state, "te_laat": True} in (
        states
    )


def test_from_findings_to_acceptance_without_a_page(client):
    delivery = make_checked()
    own, place = f"/api/v1/aanleveringen/{delivery.id}", "/api/v1/gemeenten/gm9001/aanleveringen"
    sign_in(client, make_actor("controller"))
    soft = client.get(f"{own}/bevindingen?ernst=confirm").json()["items"]

    confirmed = client.post(
        f"{own}/bevestigingen",
        {
            "nummers": [one["nummer"] for one in soft],
            "reden": "Er was niets.",
            "versie": _version(client, own),
        },
    )
    signed = client.post(f"{own}/ondertekening", {"versie": _version(client, own)})
    sign_in(client, make_steward())
    listed = client.get("/api/v1/gemeenten/gm9001/delen").json()
    part = client.get(f"{place}/{listed[0]['aanlevering']}").json()
    accepted = client.post(f"{place}/{delivery.id}/acceptatie", {"versie": part["versie"]})

    assert confirmed.json() == {"bevestigd": len(soft), "te_bevestigen": 0}
    assert signed.json()["stand"] == "signed"
    assert part["bevestigingen"][0]["reden"] == "Er was niets."
    assert part["rijen"]["dwellings"] == 3
    assert accepted.json()["besluit"] == "accepted"


def test_an_act_on_what_was_changed_meanwhile_is_refused(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))
    own = f"/api/v1/aanleveringen/{delivery.id}"
    seen = _version(client, own)
    client.post(f"{own}/intrekking", {"versie": seen})

    answer = client.post(f"{own}/bevestigingen", {"nummers": [1], "reden": "x", "versie": seen})

    assert answer.status_code == 409
    assert "iemand anders" in answer.json()["detail"].lower()


def test_a_part_is_sent_back_with_a_reason_and_asked_for_again(client):
    delivery = make_signed()
    sign_in(client, make_steward())
    address = f"/api/v1/gemeenten/gm9001/aanleveringen/{delivery.id}"
    seen = client.get(address).json()["versie"]

    without = client.post(f"{address}/terugzending", {"reden": " ", "versie": seen})
    answer = client.post(
        f"{address}/terugzending", {"reden": "De helft ontbreekt.", "versie": seen}
    )
    asked = client.post(
        "/api/v1/gemeenten/gm9001/uitvragen", {"periode": "2020-2", "uiterlijk": "2021-02-14"}
    )

    assert without.status_code == 409
    assert (answer.json()["besluit"], answer.json()["reden"]) == ("refused", "De helft ontbreekt.")
    assert asked.json() == {
        "periode": "2020-2",
        "uiterlijk": "2021-02-14",
        "nieuw_tot": None,
        "correctie_tot": None,
        "herinneren": None,
    }


def test_the_checked_workbook_and_the_part_come_as_workbooks(client):
    delivery = make_signed()
    sign_in(client, make_actor("reader"))
    checked = client.get(f"/api/v1/aanleveringen/{delivery.id}/nagekeken")
    sign_in(client, make_steward())
    part = client.get(f"/api/v1/gemeenten/gm9001/aanleveringen/{delivery.id}/rijen")

    assert checked.content.startswith(b"PK")
    assert part.content.startswith(b"PK")


def _version(client, address: str) -> int:
    return client.get(address).json()["versie"]


def test_a_programme_waives_a_rule_and_ends_that_and_everybody_here_reads_it(client):
    sign_in(client, make_actor("controller"))
    base = "/api/v1/corporaties/corporatie-a/vrijstellingen"
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    asked = {"regel": "dwellings.stock_closes", "reden": "Sloop in fasen.", "tot": until}

    given = client.post(base, asked)
    again = client.post(base, asked)
    hard = client.post(base, asked | {"regel": "workbooks.cell_blank"})
    sign_in(client, make_steward())
    seen = client.get("/api/v1/gemeenten/gm9001/vrijstellingen").json()
    sign_in(client, make_actor("controller"))
    ended = client.post(f"{base}/{given.json()['id']}/einde", {"omdat": "Klaar."})

    assert (given.status_code, again.status_code, hard.status_code) == (201, 409, 409)
    assert [(one["corporatie"], one["tot"], one["loopt"]) for one in seen] == [
        ("corporatie-a", until, True)
    ]
    assert (ended.json()["loopt"], ended.json()["beeindigd_omdat"]) == (False, "Klaar.")
