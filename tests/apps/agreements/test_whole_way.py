"""The source document, from upload to the page and the Word file, with nothing on the way lost."""

import re
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.models import Import
from drieluik.core.documents import read_document
from tests.factories.accounts import make_user
from tests.factories.agreements import read_at_once
from tests.factories.organisations import make_actor, make_municipality, make_party

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def client():
    place = make_municipality(code="GM0153", slug="enschede", name="Enschede")
    party = make_party(code="gemeente-enschede", kind="municipality", municipality=place)
    make_actor("editor", party=party)
    client = Client()
    client.force_login(make_user(email="editor@gemeente-enschede.example"))
    return client


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_the_source_document_becomes_the_register_the_page_and_the_word_file(client, shared):
    source = shared / "seed" / "prestatieafspraken-enschede-2020.txt"
    base = "/enschede/afspraken"

    with source.open("rb") as file:
        answer = client.post(f"{base}/inlezen/", {"document": file})
    read_at_once(Import.objects.get().id)
    page = client.get(answer["Location"])
    document = Import.objects.get()
    confirmed = client.post(
        f"{base}/inlezen/{document.id}/bevestigen/",
        {
            "step": document.step,
            "in_force_from": "2020-01-01",
            "counted": "on",
            "compared": "on",
            "doubts": "on",
            "explanation": "Het zijn aanhalingen uit de Woonvisie.",
        },
    )

    assert page.status_code == 200
    assert "53 afspraken" in page.content.decode()
    assert confirmed["Location"] == f"{base}/"
    clauses = selectors.list_clauses(make_municipality(code="GM0153").id)
    assert len(clauses) == 53
    web = _plain(re.sub(r"<[^>]+>", " ", client.get(f"{base}/document/").content.decode()))
    word = Document(BytesIO(client.get(f"{base}/document.docx").content))
    written = _plain(" ".join(paragraph.text for paragraph in word.paragraphs))
    for clause in clauses:
        for line in clause.text.split("\n"):
            escaped = line.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")
            escaped = escaped.replace("<", "&lt;").replace(">", "&gt;")
            assert _plain(escaped) in web, clause.number
            assert _plain(line) in written, clause.number
        assert client.get(f"{base}/{clause.number}/").status_code == 200


def test_names_of_persons_stay_in_the_original(client, shared):
    source = shared / "seed" / "prestatieafspraken-enschede-2020.txt"
    leads = [
        lead.name
        for project in read_document(source.read_bytes(), source.name).focus_projects
        for lead in project.leads
        if lead.name
    ]
    base = "/enschede/afspraken"
    with source.open("rb") as file:
        client.post(f"{base}/inlezen/", {"document": file})
    read_at_once(Import.objects.get().id)
    document = Import.objects.get()
    client.post(
        f"{base}/inlezen/{document.id}/bevestigen/",
        {
            "step": 0,
            "in_force_from": "2020-01-01",
            "counted": 1,
            "compared": 1,
            "doubts": 1,
            "explanation": "Het zijn aanhalingen.",
        },
    )

    pages = [f"{base}/", f"{base}/document/", f"{base}/speerpunten/"]
    pages += [f"{base}/speerpunten/2020/{place}/" for place in range(1, 5)]
    shown = "".join(client.get(page).content.decode() for page in pages)

    assert len(leads) == 2
    assert [name for name in leads if name in shown] == []
