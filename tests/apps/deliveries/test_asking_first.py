"""What cannot be undone is asked first: what follows, what is kept, and a way back."""

import pytest

from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.models import Acceptance, Delivery
from tests.factories.deliveries import (
    NOW,
    confirm_all,
    make_accepted,
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


def test_withdrawing_first_says_what_is_lost_and_kept_and_changes_nothing(client):
    delivery = make_checked()
    confirm_all(delivery)
    address = f"/aanleveringen/{delivery.id}/"
    sign_in(client, make_actor("editor"))

    link = client.get(address).content.decode()
    page = client.get(f"{address}intrekken/").content.decode()

    assert f'href="{address}intrekken/"' in link
    assert "Voor dit halfjaar is er dan niets ingeleverd." in page
    assert "De redenen die u gaf bij" in page
    assert "Wat bewaard blijft" in page
    assert f'<a href="{address}">Terug zonder in te trekken</a>' in page
    assert Delivery.objects.get().state == "checked"


def test_withdrawing_is_done_by_the_button_on_that_page(client):
    delivery = make_checked()
    sign_in(client, make_actor("editor"))

    answer = client.post(
        f"/aanleveringen/{delivery.id}/intrekken/", {"version": delivery.version}, follow=True
    )

    assert "De aanlevering is ingetrokken." in answer.content.decode()
    assert Delivery.objects.get().state == "withdrawn"


def test_withdrawing_a_correction_says_that_what_was_signed_keeps_counting(client):
    signed = make_accepted()
    correction = make_checked(make_workbook(n_dwellings=4), seen=signed.id)
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{correction.id}/intrekken/").content.decode()

    assert "Wat u eerder ondertekende (bestand 1), blijft gelden." in page


def test_withdrawing_a_file_under_check_says_that_the_draft_stays(client):
    draft = make_checked()
    newer = upload(make_workbook(n_dwellings=4), seen=draft.id)
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{newer.id}/intrekken/").content.decode()

    assert "Bestand 1 blijft staan." in page


def test_what_was_signed_meanwhile_cannot_be_withdrawn_and_the_page_says_why(client):
    delivery = make_signed()
    sign_in(client, make_actor("editor"))

    page = client.get(f"/aanleveringen/{delivery.id}/intrekken/").content.decode()

    assert "Intrekken kan" in page
    assert 'aria-disabled="true"' in page


@pytest.mark.parametrize("act", ["accepteren", "terugsturen"])
def test_a_decision_is_asked_first_and_nothing_is_decided_by_looking(client, act):
    delivery = make_signed()
    part = f"/gm9001/aanleveringen/{delivery.id}/"
    sign_in(client, make_steward())

    links = client.get(part).content.decode()
    page = client.get(f"{part}{act}/").content.decode()

    assert f'href="{part}{act}/"' in links
    assert "U kunt dit niet terugdraaien." in page
    assert f'<a href="{part}">Terug zonder te beslissen</a>' in page
    assert Acceptance.objects.get().verdict == "pending"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("accepteren", "Ze komen in de plaats van wat eerder is geaccepteerd (bestand 1)."),
        ("terugsturen", "blijft tellen wat eerder is geaccepteerd (bestand 1)."),
    ],
)
def test_deciding_on_a_correction_says_what_becomes_of_the_figures_before(client, act, sentence):
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    sign_in(client, make_steward())

    page = client.get(f"/gm9001/aanleveringen/{second.id}/{act}/").content.decode()

    assert sentence in page


def test_after_a_colleague_decided_the_page_says_so_and_cannot_be_pressed(client):
    delivery = make_signed()
    sign_in(client, make_steward())
    services.accept_delivery(
        delivery_id=delivery.id, municipality_id=make_municipality().id, actor=make_steward(),
        now=NOW,
    )  # fmt: skip

    page = client.get(f"/gm9001/aanleveringen/{delivery.id}/accepteren/").content.decode()

    assert "heeft al beslist" in page
    assert 'aria-disabled="true"' in page


def test_a_sending_back_without_a_reason_stays_on_its_page(client):
    delivery = make_signed()
    sign_in(client, make_steward())

    answer = client.post(
        f"/gm9001/aanleveringen/{delivery.id}/terugsturen/",
        {"version": delivery.version, "reason": " "},
    )

    assert answer.status_code == 400
    assert "Terug zonder te beslissen" in answer.content.decode()
    assert Acceptance.objects.get().verdict == "pending"
