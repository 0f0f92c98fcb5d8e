"""What a focus project delivered, and the project on one page."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.errors import NotAllowed
from drieluik.apps.projects.delivering import Delivered, faults_of
from drieluik.apps.projects.models import ProjectResult
from drieluik.apps.projects.services import withdraw_result
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.projects import (
    NOW,
    lead_editor,
    make_project,
    record_result,
    report,
    tell_costs,
)
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db
PAGE = "/gm9001/speerpunten/2020/1/resultaten/"


@pytest.fixture(autouse=True)
def project():
    return make_project()


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (Delivered("Nota", "Nota 1", "", date(2020, 5, 1)), set()),
        (Delivered("Nota", "", "https://voorbeeld.example/nota", date(2020, 5, 1)), set()),
        (Delivered("Nota", "", "", date(2020, 5, 1)), {"paper"}),
        (Delivered(" ", "", "javascript:alert(1)", date(2021, 1, 1)), {"title", "link", "delivered_on"}),
    ],
    ids=["a paper", "a link", "neither", "all wrong"],
)  # fmt: skip
def test_everything_that_is_wrong_is_said_at_once_at_its_field(told, wrong):
    assert set(faults_of(told, on=date(2020, 5, 11))) == wrong


def test_a_lead_records_and_withdraws_a_result_and_it_is_kept(client):
    sign_in(client, lead_editor())
    client.post(PAGE, {"title": "Werkwijze", "delivered_on": "2020-05-01", "paper": "Nota"})
    shown = client.get(PAGE).content.decode()
    result = ProjectResult.objects.get()

    client.post(f"{PAGE}{result.pk}/intrekken/")

    assert "Werkwijze" in shown
    assert "Er is nog niets opgeleverd" in client.get(PAGE).content.decode()
    assert ProjectResult.objects.count() == 1
    assert (n_events("result.recorded"), n_events("result.withdrawn")) == (1, 1)
    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE projects_projectresult SET title = 'anders'")


def test_only_who_leads_or_the_municipality_records_and_withdraws():
    record_result()
    other = make_actor("editor", party=make_party(code="corporatie-b"))

    refused(lambda: record_result(actor=other), NotAllowed)
    refused(
        lambda: withdraw_result(
            municipality_id=make_municipality().id,
            result_id=ProjectResult.objects.get().pk,
            actor=other,
            now=NOW,
        ),
        NotAllowed,
    )
    assert ProjectResult.objects.filter(withdrawn_at=None).count() == 1


def test_a_faulty_result_leaves_no_trace():
    refused(lambda: record_result("", paper=""))


def test_one_page_holds_progress_results_and_costs_and_no_person(client):
    report("delayed", reason="Later.")
    record_result()
    tell_costs("1.250,50", "250")
    sign_in(client, lead_editor())

    page = client.get("/gm9001/speerpunten/2020/1/afdruk/").content.decode()

    for words in ("Eerder helpen.", "Vertraagd", "Nota werkwijze", "€\xa01.000,50"):
        assert words in page
    assert "Geheim" not in page
