"""The pages of signals, and the same through the API."""

import pytest

from drieluik.apps.decisions.models import AgendaItem
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import Signal, SignalAnswer
from tests.factories.decisions import make_meeting, secretary
from tests.factories.monitor import NOW, make_norm, make_steward, norm_text
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.signals import deliver, explain, make_signal, make_watched_place, notice

pytestmark = pytest.mark.django_db
LIST = "/gm9001/monitor/signalen/"
API = "/api/v1/gemeenten/gm9001/signalen"


@pytest.fixture
def signal():
    return make_signal()


@pytest.fixture
def page(signal):
    return f"{LIST}{signal.id}/"


def _as(client, role="delegate", code="corporatie-a"):
    actor = make_actor(role, party=make_party(code=code))
    sign_in(client, actor)
    return actor


def _text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_signals_the_page_explains(client):
    make_watched_place()
    sign_in(client, secretary())

    assert "Er zijn geen signalen" in _text(client, LIST)


def test_the_list_tells_the_light_the_figure_and_whom_is_asked(client, signal):
    sign_in(client, secretary())

    text = _text(client, LIST)

    assert 'href="/gm9001/monitor/indicatoren/evictions/?periode=2020-2"' in text
    assert 'href="/gm9001/monitor/indicatoren/evictions/herkomst/?periode=2020-2"' in text
    assert "Toelichting gevraagd aan" in text
    assert "Nog geen toelichting" in text


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("stand=open", True),
        ("stand=closed", False),
        ("soort=breach", True),
        ("soort=missing", False),
        ("thema=2", True),
        ("thema=1", False),
        ("partij=elders", False),
    ],
)
def test_the_list_is_narrowed_down(client, signal, choice, found):
    sign_in(client, secretary())

    assert (f"signaal-{signal.id}" in _text(client, f"{LIST}?{choice}")) is found


def test_a_party_explains_and_comes_back_at_the_signal(client, signal, page):
    actor = _as(client)
    (party_id,) = actor.party_ids
    sent = {"toelichting-party": party_id, "toelichting-text": "<b>De crisis</b>."}

    answer = client.post(f"{page}toelichten/", sent, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert SignalAnswer.objects.get().text == "De crisis."
    assert f'data-recorded="{page}toelichten/"' in answer.content.decode()


def test_an_empty_explanation_comes_back_with_its_fault(client, signal, page):
    actor = _as(client)
    (party_id,) = actor.party_ids

    answer = client.post(f"{page}toelichten/", {"toelichting-party": party_id})

    assert answer.status_code == 400
    assert not SignalAnswer.objects.exists()


def test_what_the_act_refuses_stands_in_the_form(client, signal, page):
    sign_in(client, secretary())
    client.post(f"{page}sluiten/", {"reden-reason": "Klaar."})

    answer = client.post(f"{page}sluiten/", {"reden-reason": "Nog eens klaar."})

    assert answer.status_code == 400
    assert "Dit signaal is gesloten." in answer.content.decode()
    assert "Nog eens klaar." in answer.content.decode()


def test_closing_and_opening_again_on_the_page(client, signal, page):
    sign_in(client, secretary())

    client.post(f"{page}sluiten/", {"reden-reason": "Afgesproken."})
    assert "Afgesproken." in _text(client, f"{LIST}?stand=closed")
    client.post(f"{page}heropenen/", {"reden-reason": "Toch niet."})

    signal.refresh_from_db()
    assert signal.state == "open"


def test_a_signal_is_put_on_an_agenda_from_its_page(client, signal, page):
    meeting = make_meeting()
    sign_in(client, secretary())

    client.post(f"{page}agenderen/", {"agenda-meeting": meeting.id})

    item = AgendaItem.objects.get()
    assert item.source_id == str(signal.id)
    assert f"/overleggen/{meeting.id}/punten/{item.id}/" in _text(client, page)


def test_the_agreement_shows_its_open_signal(client, signal, page):
    sign_in(client, secretary())

    assert f'href="{page}"' in _text(client, "/gm9001/afspraken/2.1/")
    services.close_signal(signal_id=signal.id, reason="Klaar.", actor=secretary(), now=NOW)
    assert f'href="{page}"' not in _text(client, "/gm9001/afspraken/2.1/")


def test_the_first_page_asks_who_can_write_for_a_party_and_did_not(
    client, signal, page, django_assert_max_num_queries
):
    party = signal.parties.first().party
    _as(client, "delegate", party.code)
    with django_assert_max_num_queries(47):
        assert f"{page}#toelichten" in _text(client, "/")

    explain(signal, "De crisis.", code=party.code)

    assert f"{page}#toelichten" not in _text(client, "/")
    _as(client, "reader", party.code)
    assert f"{page}#toelichten" not in _text(client, "/")


def test_another_municipality_has_no_such_signal(client, signal, page):
    elsewhere = make_municipality(code="GM9002")
    sign_in(client, secretary(elsewhere))

    assert client.get(page.replace("gm9001", "gm9002")).status_code == 404


def test_the_api_tells_what_the_page_tells(client, signal):
    explain(signal, "De crisis.")
    sign_in(client, secretary())

    (row,) = client.get(API).json()

    assert (row["soort"], row["open"], row["licht"]) == ("breach", True, "off_course")
    assert [one["tekst"] for one in row["toelichtingen"]] == ["De crisis."]
    assert client.get(f"{API}?stand=closed").json() == []


def test_the_api_explains_closes_and_opens_again_with_the_same_checks(client, signal):
    _as(client)
    told = client.post(f"{API}/{signal.id}/toelichtingen", {"partij": "corporatie-a", "tekst": "X"})
    refused = client.post(f"{API}/{signal.id}/sluiting", {"reden": "Klaar."})
    assert (told.status_code, refused.status_code) == (201, 403)

    sign_in(client, secretary())
    closed = client.post(f"{API}/{signal.id}/sluiting", {"reden": "Klaar."})
    again = client.post(f"{API}/{signal.id}/sluiting", {"reden": "Klaar."})
    opened = client.post(f"{API}/{signal.id}/heropening", {"reden": "Toch niet."})

    assert (closed.json()["open"], again.status_code, opened.json()["open"]) == (False, 409, True)
    assert Signal.objects.get().acts.count() == 2


def test_signals_that_only_wait_for_figures_stand_together(client):
    place = make_watched_place()
    make_norm(
        place, number="2.2", text=norm_text(number="2.2", quotation="vindt hulp bij één loket")
    )
    deliver(place, "2020-2", (1,), parties=("corporatie-a",))
    notice(place)
    sign_in(client, make_steward(place))

    page = client.get("/gm9001/monitor/signalen/").text

    assert page.count("Cijfers over 2020-2 ontbreken van Corporatie b") == 1
    assert "van 2 afspraken niet te zeggen" in page

    explain(
        Signal.objects.order_by("created_at").first(),
        "Het bestand komt volgende week.",
        "corporatie-b",
    )
    page = client.get("/gm9001/monitor/signalen/").text
    assert "van één afspraak niet te zeggen" in page
    assert "Het bestand komt volgende week." in page
