"""Costs, results and leads of focus projects, told by other programmes."""

import pytest

from drieluik.apps.projects.models import CostLine, ProjectLead, ProjectResult
from tests.factories.library import make_work
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.projects import lead_editor, make_project, municipal_editor

pytestmark = pytest.mark.django_db
BASE = "/api/v1/gemeenten/gm9001/speerpunten/2020/1"
COSTS = f"{BASE}/acties/1/kosten"
TOLD = {"partij": "corporatie-a", "jaar": "2020", "kosten": "1.250,50", "dekking": "250,50"}
RESULT = {"titel": "Nota", "stuk": "Nota wachttijd", "opgeleverd_op": "2020-05-01"}


@pytest.fixture(autouse=True)
def project():
    return make_project()


def _wrong(answer):
    assert answer.status_code == 400, answer.content
    return {one["name"] for one in answer.json()["invalidParams"]}


def test_an_organisation_tells_costs_and_reads_them_back_to_the_cent(client):
    sign_in(client, lead_editor())

    told = client.post(COSTS, TOLD).json()

    assert told["gezien"] == 1
    assert [(one["kosten"], one["dekking"], one["zonder_dekking"]) for one in told["regels"]] == [
        ("1250.50", "250.50", "1000.00")
    ]
    assert client.get(COSTS).json() == told


def test_all_that_is_wrong_with_costs_is_told_at_once_and_nothing_is_kept(client):
    sign_in(client, lead_editor())
    wrong = TOLD | {"jaar": "1999", "kosten": "veel", "dekking": "-", "voor_wie": "niemand"}

    assert _wrong(client.post(COSTS, wrong)) == {"jaar", "kosten", "dekking", "voor_wie"}
    assert client.post(COSTS, TOLD | {"gezien": "4"}).status_code == 409
    assert client.post(COSTS, TOLD | {"partij": "bestaat-niet"}).status_code == 404
    assert client.post(f"{BASE}/acties/99/kosten", TOLD).status_code == 404
    assert not CostLine.objects.exists()


def test_a_line_for_the_parties_only_is_counted_and_not_shown_to_the_council(client):
    sign_in(client, lead_editor())
    client.post(COSTS, TOLD | {"voor_wie": "partners"})
    council = make_party(code="raad", kind="council", municipality=make_municipality())
    sign_in(client, make_actor("reader", party=council))

    seen = client.get(COSTS).json()

    assert (seen["verborgen"], seen["regels"]) == (1, [])


def test_a_result_is_recorded_read_and_withdrawn(client):
    sign_in(client, lead_editor())

    made = client.post(f"{BASE}/resultaten", RESULT).json()

    assert [(one["titel"], one["stuk"]) for one in made] == [("Nota", "Nota wachttijd")]
    assert client.get(f"{BASE}/resultaten").json() == made
    gone = client.post(f"{BASE}/resultaten/{made[0]['id']}/intrekking")
    assert gone.json() == []
    again = client.post(f"{BASE}/resultaten/{made[0]['id']}/intrekking")
    assert again.status_code == 404


def test_a_result_that_points_at_a_work_gives_it_to_who_may_read_it(client):
    key = f"werk:{make_work(title='Wachten', publicness='partners')}"
    sign_in(client, lead_editor())

    made = client.post(f"{BASE}/resultaten", RESULT | {"stuk": "", "document": key}).json()
    council = make_party(code="raad", kind="council", municipality=make_municipality())
    sign_in(client, make_actor("reader", party=council))
    seen = client.get(f"{BASE}/resultaten").json()

    assert [one["document"]["sleutel"] for one in made] == [key]
    assert client.get(made[0]["document"]["pagina"]).status_code == 404
    assert [one["document"] for one in seen] == [None]


def test_all_that_is_wrong_with_a_result_is_told_at_once(client):
    sign_in(client, lead_editor())
    wrong = {"titel": " ", "adres": "ftp://x", "opgeleverd_op": "2120-01-01", "document": "werk:x"}

    assert _wrong(client.post(f"{BASE}/resultaten", wrong)) == set(wrong)
    assert not ProjectResult.objects.exists()


def test_the_municipality_names_a_lead_and_ends_it_and_no_person_is_given(client):
    sign_in(client, municipal_editor())

    named = client.post(f"{BASE}/trekkers", {"partij": "corporatie-b", "persoon": "Piet Geheim"})

    assert len(named.json()) == 2
    assert "Geheim" not in named.content.decode()
    left = client.post(f"{BASE}/trekkers/corporatie-b/beeindiging").json()
    assert len(left) == 1
    assert client.post(f"{BASE}/trekkers/corporatie-b/beeindiging").status_code == 404
    assert ProjectLead.objects.filter(ended_at=None).count() == 1


def test_who_may_not_is_refused_and_nothing_is_kept(client):
    sign_in(client, make_actor("reader", party=make_party(code="corporatie-a")))

    assert client.post(COSTS, TOLD).status_code == 403
    assert client.post(f"{BASE}/resultaten", RESULT).status_code == 403
    assert client.post(f"{BASE}/trekkers", {"partij": "corporatie-a"}).status_code == 403
    assert client.post(f"{BASE}/trekkers/corporatie-a/beeindiging").status_code == 403
    assert not CostLine.objects.exists()
    assert not ProjectResult.objects.exists()
