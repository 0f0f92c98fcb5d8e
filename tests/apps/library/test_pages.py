"""The pages of the library and its API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drieluik.apps.library.models import Edition, Work
from tests.factories.agreements import make_register
from tests.factories.library import WORDS, make_work, writer
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
PAGE, API = "/gm9001/bibliotheek/", "/api/v1/gemeenten/gm9001/bibliotheek"
FIELDS = {
    "title": "Wachten",
    "kind": "study",
    "author": "Bureau Verzonnen",
    "dated_on": "2020-03-01",
    "summary": "Wie wacht, verhuist.",
    "publicness": "partners",
    "ground": "",
    "link": "",
    "themes": ["2"],
    "clauses": "2.1, 2.2",
}


@pytest.fixture(autouse=True)
def register():
    return make_register()


def _writer_client():
    return sign_in(Client(), writer())


def _reader_client(kind="tenants"):
    party = make_party(code=f"een-{kind}", kind=kind, municipality=make_municipality())
    return sign_in(Client(), make_actor("reader", party=party))


def _file(content=WORDS, name="wachten.txt"):
    return SimpleUploadedFile(name, content)


def _post(client, path="toevoegen/", **changes):
    fields = FIELDS | {"party": str(make_party(code="corporatie-a").pk)} | changes
    return client.post(PAGE + path, {name: value for name, value in fields.items() if value})


def test_an_empty_library_says_what_it_is_for():
    text = _reader_client().get(PAGE).content.decode()

    assert "Er staan hier nog geen stukken" in text


def test_an_editor_adds_a_study_and_it_stands_on_the_page_of_its_agreement():
    answer = _post(_writer_client(), file=_file())

    work = Work.objects.get()
    assert answer.headers["Location"] == f"{PAGE}{work.id}/"
    reader = _reader_client()
    assert "Wachten" in reader.get(PAGE).content.decode()
    page = reader.get("/gm9001/afspraken/2.1/").content.decode()
    assert "Onderzoek bij deze afspraak" in page
    assert f'href="{PAGE}{work.id}/"' in page
    assert (
        "Onderzoek bij deze afspraak"
        not in _reader_client("council").get("/gm9001/afspraken/2.1/").content.decode()
    )


def test_the_file_comes_as_a_download_that_no_browser_runs():
    work_id = make_work(content=b"<script>alert(1)</script> Woorden.", file_name='raar";.txt')

    answer = _reader_client().get(f"{PAGE}{work_id}/uitgave/1/")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert _reader_client("council").get(f"{PAGE}{work_id}/uitgave/1/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"clauses": "2.1, 9.9"}, "Er is geen afspraak met dit nummer: 9.9."),
        (
            {"link": "https://voorbeeld.example/"},
            "Kies een bestand of geef een link: niet allebei.",
        ),
        ({"file": None}, "Kies een bestand of geef een link."),
        ({"publicness": "party"}, "Zeg waarom alleen uw eigen partij dit mag lezen."),
        ({"file": _file(b"geen pdf", "nep.pdf")}, "PDF"),
        ({"dated_on": "2999-01-01"}, "De datum ligt in de toekomst."),
    ],
    ids=lambda value: None,
)
def test_a_fault_is_told_in_the_form_and_nothing_is_kept(changes, sentence):
    answer = _post(_writer_client(), **({"file": _file()} | changes))

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not Work.objects.exists()


def test_a_new_edition_a_link_and_a_withdrawal_follow_each_other():
    client, work_id = _writer_client(), make_work()
    fields = {key: FIELDS[key] for key in ("title", "kind", "author", "dated_on", "summary")}

    renewed = client.post(
        f"{PAGE}{work_id}/nieuwe-uitgave/",
        fields | {"publicness": "public", "link": "https://voorbeeld.example/stuk"},
    )
    linked = client.post(f"{PAGE}{work_id}/koppelen/", {"themes": ["1"], "clauses": "1.1"})
    withdrawn = client.post(f"{PAGE}{work_id}/intrekken/", {"reason": "Verouderd"})

    assert [one.status_code for one in (renewed, linked, withdrawn)] == [302, 302, 302]
    assert Edition.objects.count() == 2
    text = _reader_client("council").get(f"{PAGE}{work_id}/").content.decode()
    assert "Verouderd" in text
    assert "https://voorbeeld.example/stuk" not in text


def test_a_theme_narrows_the_list_and_an_empty_choice_leads_back():
    make_work(themes=["2"])

    assert "Wachten op een huis" in _reader_client().get(PAGE, {"thema": "2"}).content.decode()
    text = _reader_client().get(PAGE, {"thema": "1"}).content.decode()
    assert "Geen stukken bij dit thema" in text


def test_the_api_adds_reads_renews_and_withdraws():
    client = _writer_client()
    said = {
        "soort": "study",
        "titel": "Wachten",
        "organisatie": "Bureau Verzonnen",
        "datum": "2020-03-01",
        "samenvatting": "Wie wacht, verhuist.",
        "openbaarheid": "public",
    }

    made = client.post(
        API, said | {"partij": "corporatie-a", "afspraken": ["2.1"], "bestand": _file()}
    )
    one = f"{API}/{made.json()['id']}"
    renewed = client.post(f"{one}/uitgaven", said | {"koppeling": "https://voorbeeld.example/"})
    file = _reader_client("council").get(f"{one}/uitgaven/1/bestand")
    listed = _reader_client("council").get(API).json()
    withdrawn = client.post(f"{one}/intrekking", {"reden": "Verouderd"})

    assert (made.status_code, renewed.status_code, withdrawn.status_code) == (201, 201, 200)
    assert file.content == WORDS
    assert [edition["uitgave"] for edition in listed[0]["uitgaven"]] == [2, 1]
    after = _reader_client("council").get(one).json()
    assert after["ingetrokken"] == "Verouderd"
    assert after["uitgaven"][0]["samenvatting"] == ""


def test_the_api_refuses_as_the_pages_do():
    said = {
        "soort": "study",
        "titel": "Wachten",
        "organisatie": "Bureau",
        "datum": "2020-03-01",
        "samenvatting": "Kort.",
        "openbaarheid": "public",
        "koppeling": "https://voorbeeld.example/",
    }
    client, work_id = _writer_client(), make_work(publicness="party", ground="Concept")

    assert client.post(API, said | {"partij": "corporatie-b"}).status_code == 404
    assert (
        client.post(API, said | {"partij": "corporatie-a", "afspraken": ["9.9"]}).status_code == 409
    )
    assert _reader_client().get(f"{API}/{work_id}").status_code == 404
    assert _reader_client().get(API).json() == []
