"""Rows behind a figure and norms for other programmes: the same rights as the pages."""

from uuid import uuid4

import pytest

from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.monitor.models import NormText
from drieluik.core.amendments.edits.edit import RepealClause
from tests.factories.monitor import (
    BUURTEN,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import adopt, all_agree, make_proposal
from tests.factories.worlds import world

pytestmark = pytest.mark.django_db
BASE = "/api/v1/gemeenten/gm9001"
WRITE = f"{BASE}/afspraken/2.1/normen"
ORIGIN = f"{BASE}/waarden/herkomst"


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with world(django_db_blocker):
        found = make_place()
        accept_figures(found, evictions=(1, 2))
        accept_figures(found, party_code="corporatie-b", evictions=(4,))
        calculate(found)
        yield found


@pytest.fixture
def steward(client, place):
    return sign_in(client, make_steward(place))


def _reader(client, code, kind="corporation"):
    party = make_party(code=code, kind=kind, municipality=make_municipality())
    return sign_in(client, make_actor("reader", party=party))


def _origin(client, **choice):
    return client.get(ORIGIN, {"indicator": "evictions", "periode": "2020-1"} | choice)


def test_the_steward_gets_every_row_with_what_it_does(steward):
    found = _origin(steward).json()

    assert found["waarde"] == 7
    assert found["aantal_rijen"] == 3
    assert [(row["rij"], row["teller"]) for row in found["rijen"]] == [(2, 1), (3, 2), (2, 4)]
    assert {row["bezwaar"] for row in found["leveringen"]} == {""}


def test_a_choice_gives_its_own_figure_and_rows(steward):
    found = _origin(steward, buurt=BUURTEN[1]).json()

    assert (found["waarde"], found["aantal_rijen"]) == (2, 1)


def test_a_corporation_gets_its_own_rows_and_of_another_only_the_delivery(client, place):
    found = _origin(_reader(client, "corporatie-b")).json()

    assert {row["corporatie"] for row in found["rijen"]} == {"Corporatie b"}
    why = {row["corporatie"]: bool(row["bezwaar"]) for row in found["leveringen"]}
    assert why == {"corporatie-a": True, "corporatie-b": False}


def test_tenants_get_the_figure_and_no_rows(client, place):
    found = _origin(_reader(client, "huurders-a", "tenants")).json()

    assert found["waarde"] == 7
    assert (found["rijen"], found["aantal_rijen"]) == ([], 0)


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        ({"indicator": "verzonnen"}, 404),
        ({"periode": "1999-1"}, 404),
        ({"pagina": "0"}, 400),
        ({"corporatie": "x" * 61}, 400),
    ],
)
def test_what_does_not_exist_or_is_not_right_is_a_problem(steward, choice, status):
    answer = _origin(steward, **choice)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_norm_is_written_confirmed_and_retired(steward):
    written = steward.post(WRITE, {"tekst": norm_text(), "vanaf": "2020-1", "uitleg": "Waarom."})
    wording = written.json()
    confirmed = steward.post(f"{BASE}/normen/{wording['id']}/bevestiging")
    retired = steward.post(
        f"{BASE}/normen/{wording['id']}/intrekking", {"vanaf": "2020-2", "reden": "Afgesproken."}
    )

    assert (written.status_code, wording["stand"], wording["afspraak"]) == (201, "draft", "2.1")
    assert confirmed.json()["stand"] == "confirmed"
    assert retired.json()["niet_meer_vanaf"] == "2020-2"
    listed = steward.get(f"{BASE}/normen", {"afspraak": "2.1"}).json()
    assert [(row["norm"], row["waarom_niet_meer"]) for row in listed] == [
        (wording["norm"], "Afgesproken.")
    ]


def test_a_norm_of_an_agreement_that_lapsed_is_listed_last_with_its_end(client, place):
    make_party(code="huurders-a", kind="tenants", municipality=place)
    norm = make_norm(place)
    clause_id = find_clause(place.id, "2.1").clause_id
    proposal = make_proposal(ProposedEdit(RepealClause(str(uuid4()), str(clause_id))))
    all_agree(proposal)
    adopt(proposal)
    text = norm_text(number="2.2", quotation="vindt hulp bij één loket")
    kept = make_norm(place, number="2.2", text=text)

    listed = _reader(client, "corporatie-a").get(f"{BASE}/normen").json()

    told = [(row["norm"], row["afspraak"], row["afspraak_vervalt_op"]) for row in listed]
    assert told == [
        (str(kept.norm_id), "2.2", None),
        (str(norm.norm_id), "2.1", "2020-04-01"),
    ]


def test_a_norm_is_worded_anew_under_its_own_number(steward, place):
    text = make_norm(place)

    answer = steward.post(
        WRITE, {"tekst": norm_text(target="hoogstens 3"), "vanaf": "2020-1", "norm": text.norm_id}
    ).json()

    assert (answer["norm"], answer["nummer"]) == (str(text.norm_id), 2)


def test_all_faults_of_a_norm_come_at_once_with_their_line(steward):
    answer = steward.post(WRITE, {"tekst": "soort: wens\nnorm: veel", "vanaf": "2020-1"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    faults = answer.json()["invalidParams"]
    assert len(faults) > 2
    assert {fault["name"] for fault in faults} == {"tekst"}
    assert any(fault["reason"].startswith("regel 1: ") for fault in faults)
    assert not NormText.objects.exists()


def test_a_half_year_that_cannot_be_chosen_is_refused_at_its_field(steward):
    answer = steward.post(WRITE, {"tekst": norm_text(), "vanaf": "1987-1"})

    assert answer.status_code == 400
    assert [one["name"] for one in answer.json()["invalidParams"]] == ["vanaf"]


def test_a_norm_of_another_agreement_is_not_found_here(steward, place):
    text = make_norm(place)
    address = f"{BASE}/afspraken/2.2/normen"

    answer = steward.post(address, {"tekst": norm_text(), "vanaf": "2020-1", "norm": text.norm_id})

    assert answer.status_code == 404


def test_confirming_twice_is_no_longer_possible(steward, place):
    text = make_norm(place)

    assert steward.post(f"{BASE}/normen/{text.id}/bevestiging").status_code == 409


@pytest.mark.parametrize("act", ["bevestiging", "herbevestiging", "intrekking"])
def test_an_unknown_wording_is_not_found(steward, act):
    answer = steward.post(f"{BASE}/normen/987654/{act}", {"vanaf": "2020-1", "reden": "x"})

    assert answer.status_code == 404


def test_who_writes_no_norms_reads_them_all(client, place):
    make_norm(place)
    reader = _reader(client, "huurders-a", "tenants")

    refused = reader.post(WRITE, {"tekst": norm_text(), "vanaf": "2020-1"})

    assert refused.status_code == 403
    assert [row["stand"] for row in reader.get(f"{BASE}/normen").json()] == ["confirmed"]
    assert NormText.objects.count() == 1
