"""The pages of focus projects, and the same over the API."""

import json

import pytest

from drieluik.apps.projects.models import Progress, ProjectLead
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.projects import (
    lead_editor,
    make_project,
    municipal_editor,
    report,
)

pytestmark = pytest.mark.django_db

ACTION = "/gm9001/speerpunten/2020/1/actie/1/"
API = "/api/v1/gemeenten/gm9001/speerpunten"
API_PROGRESS = f"{API}/2020/1/acties/1/voortgang"


@pytest.fixture(autouse=True)
def project():
    return make_project()


def _page(client, address, actor=None):
    sign_in(client, actor or lead_editor())
    return client.get(address).content.decode()


def _council():
    raad = make_party(code="raad", kind="council", municipality=make_municipality())
    return make_actor("reader", party=raad)


def test_the_board_shows_state_and_reason_per_quarter(client):
    report("delayed", reason="De werkgroep begint later.")

    page = _page(client, "/gm9001/speerpunten/")

    assert "Minder huurschuld" in page
    assert "Vertraagd" in page
    assert "De werkgroep begint later." in page


def test_a_year_without_projects_leads_to_one_with(client):
    page = _page(client, "/gm9001/speerpunten/2031/")

    assert "In dit jaar zijn er geen speerpunten" in page
    assert 'href="/gm9001/speerpunten/2020/"' in page


def test_the_page_of_the_project_shows_the_agreed_text_with_what_became_of_it(client):
    report("done")

    page = _page(client, "/gm9001/afspraken/speerpunten/2020/1/")

    assert "Eerder helpen." in page
    assert "Gereed" in page
    assert "Jan Geheim" in page


@pytest.mark.parametrize(
    "address",
    ["/gm9001/afspraken/speerpunten/2020/1/", "/gm9001/speerpunten/2020/1/trekkers/", API],
)
def test_the_council_never_reads_which_person_leads(client, address):
    page = _page(client, address, _council())

    assert "orporatie" in page
    assert "Geheim" not in page


def test_a_lead_reports_on_the_page_of_the_action(client):
    sign_in(client, lead_editor())

    answer = client.post(ACTION, {"quarter": "2020-Q1", "state": "done", "seen": "0"})

    assert answer.status_code == 302
    assert Progress.objects.get().state == "done"
    assert "Gereed" in client.get(ACTION).content.decode()


def test_a_form_says_all_that_is_wrong_and_keeps_what_was_typed(client):
    sign_in(client, lead_editor())

    page = client.post(
        ACTION, {"quarter": "2020-Q9", "state": "delayed", "reason": "", "seen": "0"}
    )

    assert set(page.context["form"].errors) == {"quarter", "reason"}
    assert not Progress.objects.exists()


def test_a_form_that_was_overtaken_keeps_what_was_typed(client):
    report()
    sign_in(client, lead_editor())

    page = client.post(
        ACTION, {"quarter": "2020-Q1", "state": "done", "reason": "Toch klaar.", "seen": "0"}
    ).content.decode()

    assert "Toch klaar." in page
    assert "intussen" in page


def test_whoever_may_not_report_reads_why_and_is_refused(client):
    other = make_actor("editor", party=make_party(code="corporatie-b"))

    page = _page(client, ACTION, other)
    answer = client.post(ACTION, {"quarter": "2020-Q1", "state": "done", "seen": "0"})

    assert "Alleen een bewerker van een organisatie die dit speerpunt trekt" in page
    assert answer.status_code == 403


def test_the_municipality_names_who_leads_and_ends_it(client):
    sign_in(client, municipal_editor())
    address = "/gm9001/speerpunten/2020/1/trekkers/"

    client.post(address, {"party": make_party(code="huurders-a").pk, "person": "Els Anders"})
    lead = ProjectLead.objects.get(party__code="huurders-a")
    named = lead.person
    client.post(f"{address}{lead.pk}/einde/")

    lead.refresh_from_db()
    assert (named, lead.person) == ("Els Anders", "")
    assert lead.ended_at is not None


@pytest.mark.parametrize("address", ["2020/9/actie/1/", "2020/1/actie/9/", "2020/9/trekkers/"])
def test_what_is_not_there_is_not_found(client, address):
    sign_in(client, municipal_editor())

    assert client.get(f"/gm9001/speerpunten/{address}").status_code == 404


def test_the_first_page_asks_the_lead_for_the_report_until_it_is_there(client):
    asked = _page(client, "/")
    report("done")

    assert "Meld hoe ver 1 actie is van het speerpunt Minder huurschuld" in asked
    assert "Meld hoe ver" not in _page(client, "/")
    assert "Meld hoe ver" not in _page(client, "/", _council())


def test_the_api_gives_the_board(client):
    report("delayed", reason="Later.")

    (project,) = json.loads(_page(client, API))

    first, second = project["acties"]
    assert project["trekkers"] == [make_party(code="corporatie-a").name]
    assert first["kwartalen"]["2020-Q1"]["stand"] == first["laatste"]["stand"] == "delayed"
    assert second["gepland"] == []
    assert second["laatste"] is None


def test_the_api_gives_an_empty_list_for_a_year_without_projects(client):
    assert json.loads(_page(client, f"{API}?jaar=2031")) == []


def test_the_api_records_a_report(client):
    sign_in(client, lead_editor())
    body = {"kwartaal": "2020-Q1", "stand": "under_way", "toelichting": "Wij zijn begonnen."}

    answer = client.post(API_PROGRESS, body)

    assert answer.status_code == 200
    assert answer.json()["nummer"] == 1
    assert client.get(API_PROGRESS).json()[0]["toelichting"] == "Wij zijn begonnen."


def test_the_api_says_all_that_is_wrong_at_once(client):
    sign_in(client, lead_editor())
    body = {"kwartaal": "2020-Q9", "stand": "bijna", "toelichting": "x" * 1001}

    answer = client.post(API_PROGRESS, body)

    assert answer.status_code == 400
    names = {one["name"] for one in answer.json()["invalidParams"]}
    assert names == {"kwartaal", "stand", "toelichting"}


def test_the_api_refuses_whoever_may_not_and_what_was_overtaken(client):
    report()
    body = {"kwartaal": "2020-Q1", "stand": "done", "gezien": 0}
    sign_in(client, lead_editor())
    overtaken = client.post(API_PROGRESS, body)
    sign_in(client, _council())
    refused = client.post(API_PROGRESS, body)

    assert (overtaken.status_code, refused.status_code) == (409, 403)
    assert Progress.objects.count() == 1
