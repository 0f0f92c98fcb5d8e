"""A correction of accepted figures is signed with its cause; a first delivery has none."""

import pytest
from django.db import DatabaseError, connection, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.models import Delivery, Restatement
from drieluik.apps.errors import WrongState
from drieluik.core.tables import Period
from tests.factories.deliveries import (
    BECAUSE,
    NOW,
    confirm_all,
    make_accepted,
    make_checked,
    make_steward,
    make_workbook,
    open_round,
)
from tests.factories.organisations import make_actor, sign_in
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def correction(django_db_setup, django_db_blocker):
    """An accepted delivery, and a corrected workbook that waits for its signature."""
    with world(django_db_blocker):
        open_round()
        accepted = make_accepted()
        second = make_checked(make_workbook(n_dwellings=5), seen=accepted.id)
        confirm_all(second)
        second.refresh_from_db()
        yield second


def _sign(delivery, because):
    services.sign_delivery(
        delivery_id=delivery.id, actor=make_actor("controller"), now=NOW, because=because
    )


@pytest.mark.parametrize(
    ("because", "says"),
    [
        (None, "al eerder geaccepteerd"),
        (services.Because("guess", "Zomaar."), "Kies een van de oorzaken"),
        (services.Because("late", "  "), "Schrijf op wat er is gebeurd"),
    ],
    ids=["none", "unknown", "unexplained"],
)
def test_a_correction_without_a_whole_cause_is_not_signed(correction, because, says):
    with pytest.raises(WrongState, match=says):
        _sign(correction, because)

    assert Delivery.objects.get(id=correction.id).state == "checked"
    assert not Restatement.objects.exists()


def test_the_cause_is_kept_with_the_delivery_and_in_the_log(correction):
    _sign(correction, BECAUSE)

    kept = Restatement.objects.get(delivery=correction)
    event = AuditEvent.objects.filter(name="delivery.signed").latest("sequence")
    assert (kept.cause, kept.explanation) == (BECAUSE.cause, BECAUSE.explanation)
    assert event.facts["cause"] == "administration"
    assert len(event.facts["corrects"]) == 1
    for act in (
        "UPDATE deliveries_restatement SET explanation = 'x'",
        "DELETE FROM deliveries_restatement",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(act)


def _first_of_the_next_half_year():
    when = Period(2020, 2)
    open_round(period=when)
    first = make_checked(make_workbook(period=when), period=when)
    confirm_all(first)
    return first


def test_what_corrects_nothing_has_no_cause(correction):
    first = _first_of_the_next_half_year()

    with pytest.raises(WrongState, match="nog niets geaccepteerd"):
        _sign(first, BECAUSE)


def test_the_page_asks_for_the_cause_and_says_what_is_missing(client, correction):
    sign_in(client, make_actor("controller"))
    address = f"/aanleveringen/{correction.id}/ondertekenen/"

    asked = client.get(address).text
    empty = client.post(address, {"version": correction.version})
    signed = client.post(
        address,
        {"version": correction.version, "cause": "late", "explanation": "Verhuizing te laat."},
    )
    shown = client.get(f"/aanleveringen/{correction.id}/").text
    sign_in(client, make_steward())
    part = client.get(f"/gm9001/aanleveringen/{correction.id}/").text

    assert "Dit is een herziening" in asked
    assert empty.status_code == 400
    assert "Kies waarom de cijfers veranderen." in empty.text
    assert "Schrijf op wat er is gebeurd" in empty.text
    assert signed.status_code == 302
    assert "Te laat verwerkte mutatie: “Verhuizing te laat.”" in shown
    assert "Te laat verwerkte mutatie: “Verhuizing te laat.”" in part


def test_the_api_asks_for_the_same(client, correction):
    sign_in(client, make_actor("controller"))
    address = f"/api/v1/aanleveringen/{correction.id}"

    without = client.post(f"{address}/ondertekening", {"versie": correction.version})
    signed = client.post(
        f"{address}/ondertekening",
        {"versie": correction.version, "oorzaak": "drieluik", "toelichting": "Onze telling."},
    )
    sign_in(client, make_steward())
    part = client.get(f"/api/v1/gemeenten/gm9001/aanleveringen/{correction.id}").json()

    assert without.status_code == 409
    assert signed.json()["herziening"]["oorzaak"] == "drieluik"
    assert part["herziening"]["toelichting"] == "Onze telling."


def test_a_first_delivery_is_signed_without_a_question(client, correction):
    first = _first_of_the_next_half_year()
    sign_in(client, make_actor("controller"))

    assert (
        "Dit is een herziening" not in client.get(f"/aanleveringen/{first.id}/ondertekenen/").text
    )
    _sign(first, None)
    assert not Restatement.objects.exists()
