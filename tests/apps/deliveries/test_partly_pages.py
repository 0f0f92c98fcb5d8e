"""The pages and the API of accepting some sheets: shown first, faults at their place, the way on."""

import pytest

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.deliveries.models import Acceptance, SentBackTable
from drieluik.apps.deliveries.services import record_not_applicable
from drieluik.apps.monitor.selectors.sent_back import sheets_sent_back
from drieluik.jobs.monitor import foresee_correction
from tests.factories.deliveries import (
    NOW,
    make_accepted,
    make_signed,
    make_steward,
    make_tables,
    make_workbook,
    open_round,
    with_rows,
)
from tests.factories.monitor import calculate
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
WHY = "De helft ontbreekt."
CHOICE = {"terug-lettings": "on", "reden-lettings": WHY}


@pytest.fixture(autouse=True)
def _asked():
    make_actor("editor")
    open_round()


@pytest.fixture
def steward(client):
    return sign_in(client, make_steward(make_municipality()))


def page_of(delivery):
    return f"/gm9001/aanleveringen/{delivery.id}/deels-accepteren/"


def test_what_follows_is_shown_before_anything_happens(client, steward):
    delivery = make_signed()

    shown = client.post(page_of(delivery), CHOICE | {"version": delivery.version})

    text = shown.content.decode()
    assert shown.status_code == 200
    assert "Verhuringen gaat terug" in text
    assert "onbekend in de monitor" in text
    assert 'value="lettings"' in text
    assert Acceptance.objects.get().verdict == "pending"


def test_the_choice_that_was_shown_is_what_is_decided(client, steward):
    delivery = make_signed()
    sent = CHOICE | {"version": delivery.version, "looked": "lettings", "seen": ""}

    answer = client.post(page_of(delivery), sent, follow=True)

    assert "Geaccepteerd, zonder de teruggestuurde bladen" in answer.content.decode()
    assert WHY in answer.content.decode()
    assert SentBackTable.objects.get().reason == WHY


def test_another_choice_than_was_shown_is_shown_first(client, steward):
    delivery = make_signed()
    other = {"terug-sales": "on", "reden-sales": "Leeg.", "looked": "lettings", "seen": ""}

    client.post(page_of(delivery), CHOICE | other | {"version": delivery.version})

    assert Acceptance.objects.get().verdict == "pending"


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"terug-lettings": "on"}, "reden-lettings", "Schrijf op waarom"),
        ({"reden-lettings": WHY}, "reden-lettings", "Vink dit blad aan"),
        ({}, "__all__", "Vink minstens één blad aan"),
    ],
)
def test_every_fault_stands_at_its_place(client, steward, sent, field, said):
    delivery = make_signed()

    answer = client.post(page_of(delivery), sent | {"version": delivery.version})

    assert answer.status_code == 400
    assert said in str(answer.context["form"].errors[field])


def test_sheets_that_belong_together_are_named(client, steward):
    tables = with_rows(make_tables(), "sales", dwelling_id=["W1"])
    tables = with_rows(tables, "stock_changes", dwelling_id=["W1"])
    delivery = make_signed(make_workbook(tables=tables))
    sent = {"terug-stock_changes": "on", "reden-stock_changes": WHY, "version": delivery.version}

    text = client.post(page_of(delivery), sent).content.decode()

    assert "Deze keuze kan niet" in text
    assert "Voorraadmutaties, Verkopen" in text


def test_of_a_correction_the_comparison_is_made_for_the_very_choice(client, steward):
    first = make_accepted()
    second = make_signed(make_workbook(n_dwellings=4), seen=first.id)
    sent = CHOICE | {"version": second.version}

    waiting = client.post(page_of(second), sent)
    foresee_correction.func(str(second.id), make_municipality().id, "lettings")
    shown = client.post(page_of(second), sent)
    seen = shown.context["follows"]["foresight"]
    refused = client.post(page_of(second), sent | {"looked": "lettings", "seen": "another"})
    pending = Acceptance.objects.get(delivery=second).verdict
    client.post(page_of(second), sent | {"looked": "lettings", "seen": seen.fingerprint})

    assert "blijft meetellen wat er eerder van is geaccepteerd" in shown.content.decode()
    assert "wordt berekend" in waiting.context["follows"]["cannot_accept"]
    asked = AuditEvent.objects.filter(name="consequences.asked")
    assert [event.facts["sent_back"] for event in asked] == [["lettings"]]
    assert seen.is_ready
    assert "terug=lettings" in seen.href
    assert (refused.status_code, pending) == (409, "pending")
    assert WHY in refused.content.decode()
    part = Acceptance.objects.get(delivery=second)
    assert (part.verdict, part.kept_from) == ("accepted", {"lettings": str(first.id)})
    assert client.get(seen.href).status_code == 404


def test_the_corporation_reads_why_and_gets_a_workbook_with_only_these_sheets(client, steward):
    delivery = make_signed()
    sent = CHOICE | {"version": delivery.version, "looked": "lettings", "seen": ""}
    client.post(page_of(delivery), sent)
    sign_in(client, make_actor("controller"))

    page = client.get(f"/aanleveringen/{delivery.id}/").content.decode()
    period = client.get("/aanleveringen/corporatie-a/2020-1/").content.decode()
    address = "/aanleveringen/corporatie-a/2020-1/werkmap.xlsx?alleen=teruggestuurd"
    workbook = client.get(address)

    assert "Deels geaccepteerd" in page
    assert WHY in page
    assert WHY in period
    assert address in period
    assert workbook["Content-Disposition"].endswith('teruggestuurd.xlsx"')


def test_a_sheet_that_does_not_apply_after_all_is_asked_no_more(client, steward):
    delivery = make_signed()
    sent = CHOICE | {"version": delivery.version, "looked": "lettings", "seen": ""}
    client.post(page_of(delivery), sent)
    record_not_applicable(
        party_id=make_party().pk,
        table_id="lettings",
        period=delivery.period,
        reason="Wij verhuren hier niet.",
        actor=make_actor("editor"),
        now=NOW,
    )
    calculation = calculate(make_municipality(), "2020-1", NOW)
    sign_in(client, make_actor("controller"))

    home = client.get("/").content.decode()
    period = client.get("/aanleveringen/corporatie-a/2020-1/").content.decode()

    assert sheets_sent_back("2020-1", calculation) == {}
    assert WHY not in period
    assert "die zijn teruggestuurd" not in home
    assert "Deels geaccepteerd" not in period


def test_without_sheets_that_were_sent_back_there_is_no_such_workbook(client):
    make_signed()
    sign_in(client, make_actor("controller"))

    address = "/aanleveringen/corporatie-a/2020-1/werkmap.xlsx?alleen=teruggestuurd"
    assert client.get(address).status_code == 404


def test_another_programme_does_the_same(client, steward):
    delivery = make_signed()
    api = "/api/v1/gemeenten/gm9001/aanleveringen"
    sent = {"tabellen": ["lettings"], "redenen": [WHY], "versie": delivery.version}

    wrong = client.post(f"{api}/{delivery.id}/deelacceptatie", sent | {"redenen": [WHY, WHY]})
    done = client.post(f"{api}/{delivery.id}/deelacceptatie", sent)
    states = client.get(api).json()
    sign_in(client, make_actor("controller"))
    own = "/api/v1/corporaties/corporatie-a/perioden/2020-1/teruggestuurd"

    assert wrong.status_code == 400
    assert done.json()["teruggestuurd"] == {"lettings": WHY}
    assert [one["stand"] for one in states] == ["partly"]
    assert [one["tabel"] for one in client.get(own).json()] == ["lettings"]
    assert client.get(f"{own}/werkmap").status_code == 200
    assert client.get(own.replace("2020-1", "iets")).status_code == 404


def test_the_start_page_tells_who_has_to_do_what(client, steward):
    delivery = make_signed()
    sent = CHOICE | {"version": delivery.version, "looked": "lettings", "seen": ""}
    client.post(page_of(delivery), sent)

    to_steward = client.get("/").content.decode()
    sign_in(client, make_actor("controller", party=make_party()))
    to_controller = client.get("/").content.decode()

    assert "moet een aantal bladen van 2020-1 opnieuw inleveren" in to_steward
    assert "Lever de teruggestuurde bladen" in to_controller
