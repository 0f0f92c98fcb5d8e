"""Documents and the whole agreements for other programmes: the same rights as the pages."""

import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drieluik.apps.agreements.models import Import
from drieluik.apps.agreements.policies import MAX_DOCUMENT_BYTES
from tests.apps.agreements.test_imports import TEXT, _correct, _id_of
from tests.factories.agreements import make_register, read_at_once
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in

pytestmark = pytest.mark.django_db
BASE = "/api/v1/gemeenten/gm9001"
SCHEMA = Path(__file__).parents[3] / "docs/reference/agreements-document.schema.json"


@pytest.fixture
def editor(client):
    return _signed_in(client, "editor", "municipality", "gemeente-voorbeeld")


def _signed_in(client, role, kind, code):
    party = make_party(code=code, kind=kind, municipality=make_municipality())
    return sign_in(client, make_actor(role, party=party))


def _hand_in(client, content=TEXT, name="afspraken.txt"):
    return client.post(f"{BASE}/documenten", {"bestand": SimpleUploadedFile(name, content)})


def test_a_document_is_handed_in_followed_and_read(editor):
    handed_in = _hand_in(editor)
    address = f"{BASE}/documenten/{handed_in.json()['id']}"
    waiting = editor.get(address).json()
    too_early = editor.get(f"{address}/overzicht")

    read_at_once(Import.objects.get().id)

    assert handed_in.status_code == 201
    assert (waiting["stand"], waiting["aandeel"], waiting["bevindingen"]) == ("reading", 0.0, 0)
    assert (too_early.status_code, too_early["Content-Type"]) == (409, "application/problem+json")
    assert editor.get(address).json()["stand"] == "read"
    assert [row["bestand"] for row in editor.get(f"{BASE}/documenten").json()] == ["afspraken.txt"]


def test_the_outline_has_the_form_that_is_published(editor):
    address = f"{BASE}/documenten/{_hand_in(editor).json()['id']}/overzicht"
    read_at_once(Import.objects.get().id)

    outline = editor.get(address).json()

    jsonschema.validate(outline, json.loads(SCHEMA.read_text("utf-8")))
    assert [theme["title"] for theme in outline["themes"]] == ["Samen werken", "Betaalbaar wonen"]


def test_a_corrected_outline_keeps_that_form(editor):
    import_id = _hand_in(editor).json()["id"]
    read_at_once(Import.objects.get().id)
    _correct(import_id, "not_an_agreement", agreement=_id_of(import_id, "1.2"))

    outline = editor.get(f"{BASE}/documenten/{import_id}/overzicht").json()

    jsonschema.validate(outline, json.loads(SCHEMA.read_text("utf-8")))
    numbers = [one["number"] for one in outline["themes"][0]["sections"][0]["agreements"]]
    assert numbers == ["1.1"]


def test_the_same_file_twice_is_recognised(editor):
    first, again = _hand_in(editor), _hand_in(editor)

    assert again.status_code == 200
    assert again.json() == {"id": first.json()["id"], "al_bekend": True}
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.txt"),
        (b"x" * (MAX_DOCUMENT_BYTES + 1), "groot.txt"),
    ],
    ids=["empty", "too large"],
)
def test_what_cannot_be_read_is_a_problem_and_is_not_kept(editor, content, name):
    answer = _hand_in(editor, content, name)

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert not Import.objects.exists()


def test_a_question_without_a_file_names_the_field(editor):
    answer = editor.post(f"{BASE}/documenten")

    assert answer.status_code == 400
    assert answer.json()["invalidParams"][0]["name"] == "bestand"


@pytest.mark.parametrize(
    ("role", "kind", "code"),
    [
        ("editor", "corporation", "corporatie-a"),
        ("controller", "corporation", "corporatie-a"),
        ("reader", "municipality", "gemeente-voorbeeld"),
        ("delegate", "tenants", "huurders-a"),
    ],
)
def test_only_who_may_record_hands_in(client, role, kind, code):
    answer = _hand_in(_signed_in(client, role, kind, code))

    assert answer.status_code == 403
    assert not Import.objects.exists()


def test_the_whole_document_comes_as_word_and_as_pdf(client):
    make_register()
    reader = _signed_in(client, "reader", "corporation", "corporatie-a")

    word = reader.get(f"{BASE}/afsprakendocument")
    pdf = reader.get(f"{BASE}/afsprakendocument", {"vorm": "pdf"})

    content = zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml")
    assert "vijfhonderd woningen" in content.decode()
    assert word.headers["Content-Disposition"].endswith('.docx"')
    assert pdf.content.startswith(b"%PDF")


def test_without_agreements_on_a_day_there_is_no_document(client):
    make_register()
    reader = _signed_in(client, "reader", "corporation", "corporatie-a")

    assert reader.get(f"{BASE}/afsprakendocument", {"op": "1999-01-01"}).status_code == 404
    assert reader.get(f"{BASE}/afsprakendocument", {"vorm": "odt"}).status_code == 400
    assert Client().get(f"{BASE}/afsprakendocument").status_code == 401
