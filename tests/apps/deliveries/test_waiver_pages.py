"""The pages of waivers: the controller decides, everybody here reads, and it shows at findings."""

from datetime import timedelta

import pytest
from django.utils import timezone

from drieluik.apps.deliveries.models import Waiver
from drieluik.apps.deliveries.services import waive_rule
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    make_accepted,
    make_checked,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db

OWN, HERE = "/aanleveringen/corporatie-a/vrijstellingen/", "/gm9001/aanleveringen/vrijstellingen/"
RULE = "dwellings.stock_closes"
BEFORE, THEN = Period(2020, 1), Period(2020, 2)


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round(period=BEFORE)
    open_round(period=THEN)


def _form(**instead):
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    return {"rule": RULE, "until_on": until, "reason": "Sloop in fasen."} | instead


def _waived():
    return waive_rule(
        party_id=make_party().id,
        rule=RULE,
        reason="Sloop in fasen.",
        until_on=timezone.localdate() + timedelta(days=90),
        actor=make_actor("controller"),
        now=timezone.now(),
    )


def _smaller():
    return make_workbook(tables=make_tables(n_dwellings=8, period=THEN), period=THEN)


def test_a_controller_waives_a_rule_and_everybody_here_reads_it(client):
    sign_in(client, make_actor("controller"))

    answer = client.post(OWN, _form(), follow=True)

    assert "Sloop in fasen." in answer.content.decode()
    tenants = make_party(code="huurders", kind="tenants", municipality=make_municipality())
    sign_in(client, make_actor("reader", party=tenants))
    page = client.get(HERE).content.decode()
    assert "Sloop in fasen." in page
    assert "Vrijgesteld door" in page


def test_what_cannot_be_waived_is_said_above_the_form_with_what_was_typed(client):
    sign_in(client, make_actor("controller"))

    answer = client.post(OWN, _form(until_on="2020-01-01"))

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Een vrijstelling eindigt na vandaag en binnen 3 jaar." in page
    assert "Sloop in fasen." in page
    assert not Waiver.objects.exists()


def test_a_controller_ends_a_waiver_with_a_reason(client):
    waiver = _waived()
    sign_in(client, make_actor("controller"))
    address = f"{OWN}{waiver.id}/beeindigen/"

    without = client.post(address, {"because": ""})
    client.post(address, {"because": "Klaar."})

    assert without.status_code == 400
    waiver.refresh_from_db()
    assert waiver.ended_because == "Klaar."
    assert "Deze vrijstelling is al voorbij." in client.get(address).content.decode()


def test_a_waiver_of_another_corporation_is_as_if_it_were_not_there(client):
    waiver = _waived()
    other = make_party(code="corporatie-b", municipality=make_municipality())
    sign_in(client, make_actor("controller", party=other))

    assert client.get(OWN).status_code == 404
    address = f"/aanleveringen/corporatie-b/vrijstellingen/{waiver.id}/beeindigen/"
    assert client.post(address, {"because": "x"}).status_code == 404


def test_a_municipality_waives_nothing(client):
    make_steward()
    sign_in(client, make_steward())

    assert client.post("/aanleveringen/gemeente-gm9001/vrijstellingen/", _form()).status_code == 404


def test_a_waiver_shows_at_its_finding_for_the_corporation_and_for_the_municipality(client):
    make_accepted(make_workbook(n_dwellings=10), period=BEFORE)
    _waived()
    delivery = make_checked(_smaller(), period=THEN, now=timezone.now())
    sentence = "Vrijgesteld tot"

    sign_in(client, make_actor("editor"))
    pages = [client.get(f"/aanleveringen/{delivery.id}/{one}") for one in ("", "bevindingen/")]

    assert all(sentence in page.content.decode() for page in pages)
    assert "omdat: Sloop in fasen." in pages[0].content.decode()
    signed = make_signed(_smaller(), period=THEN, now=timezone.now())
    sign_in(client, make_steward())
    page = client.get(f"/gm9001/aanleveringen/{signed.id}/").content.decode()
    assert sentence in page
