"""Every state says in words why something is closed and how to get back in, on every page."""

import pytest

from drieluik.apps.deliveries import services
from tests.factories.deliveries import (
    NOW,
    confirm_all,
    make_accepted,
    make_blocked_workbook,
    make_checked,
    make_signed,
    make_steward,
    make_workbook,
    open_round,
    upload,
)
from tests.factories.organisations import make_actor, make_municipality, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


def _uploaded():
    return upload()


def _checking():
    delivery = upload()
    services.begin_check(delivery_id=delivery.id)
    return delivery


def _interrupted():
    delivery = _checking()
    services.interrupt_check(delivery_id=delivery.id, now=NOW)
    return delivery


def _blocked():
    return make_checked(make_blocked_workbook())


def _confirmed():
    delivery = make_checked()
    confirm_all(delivery)
    return delivery


def _refused():
    delivery = make_signed()
    services.refuse_delivery(
        delivery_id=delivery.id,
        municipality_id=make_municipality().id,
        reason="Nee.",
        actor=make_steward(),
        now=NOW,
    )
    return delivery


def _withdrawn():
    delivery = upload()
    services.withdraw_delivery(delivery_id=delivery.id, actor=make_actor("editor"), now=NOW)
    return delivery


def _replaced():
    delivery = upload()
    make_checked(make_workbook(n_dwellings=9), seen=delivery.id)
    return delivery


def _set_aside():
    return make_checked(make_workbook(party_code="corporatie-b"))


STATES = [
    (_uploaded, "wacht op de controle", "In voorbereiding"),
    (_checking, "cel voor cel", "In voorbereiding"),
    (_interrupted, "Opnieuw controleren", "In voorbereiding"),
    (_blocked, "Herstel ze in de werkmap", "In voorbereiding"),
    (make_checked, "Bevestig ze met een reden", "In voorbereiding"),
    (_confirmed, "De controller van de corporatie kan ondertekenen", "In voorbereiding"),
    (make_signed, "De gegevensbeheerder van Gemeente GM9001 beslist", "Ondertekend"),
    (make_accepted, "tellen mee in de monitor", "Geaccepteerd"),
    (_refused, "Lever een verbeterde werkmap in", "Teruggestuurd"),
    (_withdrawn, "Lever een nieuwe werkmap in", "Niet begonnen"),
    (_replaced, "Naar de nieuwere aanlevering", "In voorbereiding"),
    (_set_aside, "Lever de juiste werkmap in", "Niet begonnen"),
]


@pytest.mark.parametrize(("make", "way_on", "seen_by_city"), STATES)
def test_every_page_names_the_state_and_the_way_on(client, make, way_on, seen_by_city):
    delivery = make()

    sign_in(client, make_actor("controller"))
    own = client.get(f"/aanleveringen/{delivery.id}/")
    tasks = client.get("/aanleveringen/")
    half_year = client.get("/aanleveringen/corporatie-a/2020-1/")
    sign_in(client, make_steward())
    overview = client.get("/gm9001/aanleveringen/")

    assert {page.status_code for page in (own, tasks, half_year, overview)} == {200}
    assert way_on in own.content.decode()
    assert seen_by_city in overview.content.decode()


@pytest.mark.parametrize("make", [make_signed, make_accepted, _refused])
def test_the_page_of_the_part_opens_in_every_verdict(client, make):
    delivery = make()
    sign_in(client, make_steward())

    assert client.get(f"/gm9001/aanleveringen/{delivery.id}/").status_code == 200


def test_the_overview_tells_of_a_correction_on_its_way(client):
    first = make_accepted()
    upload(make_workbook(n_dwellings=9), seen=first.id, now=NOW.replace(hour=15))
    sign_in(client, make_steward())

    page = client.get("/gm9001/aanleveringen/").content.decode()

    assert "Geaccepteerd" in page
    assert "er komt een correctie aan" in page


def test_the_same_figures_in_other_bytes_are_noticed(client):
    first = make_checked()
    services.withdraw_delivery(delivery_id=first.id, actor=make_actor("editor"), now=NOW)
    later = NOW.replace(hour=15)
    # a comment at the end of a zip changes the bytes and none of the cells
    second = make_checked(make_workbook(n_dwellings=3)[:-2] + b"\x01\x00x", now=later)
    sign_in(client, make_actor("editor"))

    assert second.content_fingerprint == first.content_fingerprint
    assert "precies hetzelfde" in client.get(f"/aanleveringen/{second.id}/").content.decode()
