"""What a focus project delivered, and the project on one page."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.library.services import withdraw_work
from drieluik.apps.projects.delivering import Delivered, faults_of
from drieluik.apps.projects.models import ProjectResult
from drieluik.apps.projects.services import withdraw_result
from tests.factories.decisions import make_item, make_meeting, make_paper
from tests.factories.library import make_work, writer
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
        (Delivered("Nota", "", "", date(2020, 5, 1), "werk:1"), set()),
        (Delivered("Nota", "", "", date(2020, 5, 1)), {"paper"}),
        (Delivered("Nota", "", "", date(2020, 5, 1), "werk:2"), {"document"}),
        (Delivered(" ", "", "javascript:alert(1)", date(2021, 1, 1)), {"title", "link", "delivered_on"}),
    ],
    ids=["a paper", "a link", "a document", "nothing", "no such document", "all wrong"],
)  # fmt: skip
def test_everything_that_is_wrong_is_said_at_once_at_its_field(told, wrong):
    assert set(faults_of(told, on=date(2020, 5, 11), documents={"werk:1"})) == wrong


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


def test_without_a_day_all_else_that_is_wrong_is_said_as_well(client):
    sign_in(client, lead_editor())

    form = client.post(PAGE, {"title": "Werkwijze", "link": "ftp://x"}).context["form"]

    assert set(form.errors) == {"delivered_on", "link"}


def test_who_may_not_read_the_document_of_a_result_sees_nothing_of_it(client):
    work = make_work(title="Wachten", publicness="partners")
    paper = make_paper(make_item(make_meeting()), title="Notitie van het overleg")
    record_result("Onderzoek", paper="", document=f"werk:{work}")
    record_result("Notitie", paper="", document=f"stuk:{paper.pk}")
    places = [PAGE, "/gm9001/speerpunten/2020/", "/gm9001/afspraken/speerpunten/2020/1/"]
    printed = "/gm9001/speerpunten/2020/1/afdruk/"

    sign_in(client, lead_editor("corporatie-b"))
    ours = [client.get(place).content.decode() for place in places]
    on_paper = client.get(printed).content.decode()
    council = make_party(code="raad", kind="council", municipality=make_municipality())
    sign_in(client, make_actor("reader", party=council))
    theirs = [client.get(place).content.decode() for place in [*places, printed]]

    for page in ours:
        assert f'href="/gm9001/bibliotheek/{work}/">Wachten</a>' in page
        assert f'/stukken/{paper.pk}/">Notitie van het overleg</a>' in page
    assert "Wachten (Bibliotheek)" in on_paper
    for page in theirs:
        assert "Onderzoek" in page
        assert "Wachten" not in page
        assert f"{work}" not in page
        assert "Notitie van het overleg" not in page
        assert f"/stukken/{paper.pk}/" not in page


def test_a_result_points_only_at_what_who_records_it_may_read_and_is_current(client):
    hidden = make_work(code="huurders-a", title="Alleen H", publicness="party", ground="Concept")
    item = make_item(make_meeting())
    old, new = (make_paper(item, words=words) for words in ("Eerst.", "Daarna."))
    withdrawn = make_work(title="Ingetrokken werk")
    record_result("Onderzoek", paper="", document=f"werk:{withdrawn}")
    withdraw_work(work_id=withdrawn, reason="Fout erin.", actor=writer(), now=NOW)

    for key in (f"werk:{hidden}", f"werk:{withdrawn}", f"stuk:{old.pk}", "stuk:", "werk:x"):
        refused(lambda key=key: record_result(paper="", document=key), WrongState)
    record_result(paper="", document=f"stuk:{new.pk}")
    sign_in(client, lead_editor())
    page = client.get(PAGE)

    assert set(dict(page.context["form"].fields["document"].choices)) == {
        "",
        "Bestuurlijk Overleg van 12 maart 2020",
    }
    assert "(Bibliotheek, ingetrokken)" in page.content.decode()


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


def test_a_work_of_the_library_shows_of_what_it_is_the_result(client):
    work = make_work(title="Rapport")
    record_result(title="Werkwijze", paper="", document=f"werk:{work}")
    record_result(title="Vergissing", paper="", document=f"werk:{work}")
    withdraw_result(
        municipality_id=make_municipality().id,
        result_id=ProjectResult.objects.last().pk,
        actor=lead_editor(),
        now=NOW,
    )
    sign_in(client, lead_editor())

    page = client.get(f"/gm9001/bibliotheek/{work}/").text
    (given,) = client.get(f"/api/v1/gemeenten/gm9001/bibliotheek/{work}").json()["resultaten"]

    assert "Resultaat van" in page
    project = "/gm9001/afspraken/speerpunten/2020/1/"
    assert f'<a href="{project}">Werkwijze</a>' in page
    assert client.get(project).status_code == 200
    assert given["titel"] == "Werkwijze"
    assert given["waar"].startswith("Minder huurschuld (2020), ")
    assert "Vergissing" not in page


def test_withdrawing_a_result_says_first_what_it_does(client):
    record_result(title="Nota werkwijze")
    sign_in(client, lead_editor())

    page = client.get("/gm9001/speerpunten/2020/1/resultaten/").content.decode()

    assert "dat het is gemeld, blijft in het logboek staan." in page
    assert "Dit resultaat intrekken" in page
