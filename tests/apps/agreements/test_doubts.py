"""The doubts of the reader: each is filled in or settled on the page, and kept with the document."""

import pytest
from django.test import Client

from drieluik.apps.agreements.contents import register_contents
from drieluik.apps.agreements.doubts import asks_reason, list_doubts
from drieluik.apps.agreements.models import Import, Register
from tests.apps.agreements.test_import_pages import _client, _upload
from tests.factories.organisations import ROLES

pytestmark = pytest.mark.django_db

TEXT = b"""Prestatieafspraken Voorbeeldstad

1. Wonen

1.1 Bouwtempo: Wij bouwen vlot.
1.3 Wij slopen weinig.
"""


@pytest.fixture
def client() -> Client:
    return _client()


@pytest.fixture
def page(client) -> str:
    return _upload(client, TEXT)["Location"]


def _doubts() -> dict[str, object]:
    document = Import.objects.get()
    rules = [finding["rule"] for finding in document.outline["findings"]]
    return dict(zip(rules, list_doubts(document.outline, document.corrections), strict=True))


def _settle(client, page, act, **given):
    return client.post(f"{page}verbeteren/{act}/", {"step": Import.objects.get().step, **given})


def test_a_goal_that_was_not_found_is_filled_in_and_settles_the_doubt(client, page):
    doubt = _doubts()["documents.no_goal"]

    answer = _settle(
        client, page, "goal", finding=doubt.at, element=doubt.element, words=" Genoeg woningen. "
    )

    assert answer["Location"] == f"{page}#twijfel-{doubt.at}"
    (section,) = register_contents(Import.objects.get().outline).sections
    assert section.goal == "Genoeg woningen."
    assert _doubts()["documents.no_goal"].settled


def test_a_doubt_that_asks_for_a_reason_is_not_settled_without_one(client, page):
    doubt = _doubts()["documents.number_gap"]

    answer = _settle(client, page, "answer", finding=doubt.at, words="  ")

    assert answer.status_code == 409
    assert "niets ingevuld" in answer.content.decode()
    assert not _doubts()["documents.number_gap"].settled


def test_a_settled_doubt_shows_what_was_decided_and_can_be_taken_back(client, page):
    doubt = _doubts()["documents.number_gap"]

    _settle(client, page, "answer", finding=doubt.at, words="1.2 is vervallen.")
    shown = client.get(page).content.decode()
    back = client.post(f"{page}terug/", {"step": 1})

    assert "1.2 is vervallen." in shown
    assert back["Location"] == f"{page}#twijfel-{doubt.at}"
    assert not _doubts()["documents.number_gap"].settled


def test_a_remark_is_settled_without_words(client, page):
    doubt = _doubts()["documents.no_goal"]

    _settle(client, page, "answer", finding=doubt.at, words="")

    assert _doubts()["documents.no_goal"].settled


def test_when_every_doubt_is_settled_no_reason_is_asked_for_all_together(client, page):
    doubt = _doubts()["documents.number_gap"]
    before = Import.objects.get()
    assert asks_reason(before.outline, before.corrections)

    _settle(client, page, "answer", finding=doubt.at, words="1.2 is vervallen.")
    agreed = {"counted": "on", "compared": "on", "doubts": "on"}
    client.post(f"{page}bevestigen/", {"step": 1, "in_force_from": "2020-01-01", **agreed})

    assert Register.objects.exists()
    assert "1.2 is vervallen." in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("act", "rule"),
    [("goal", "documents.number_gap"), ("moment", "documents.no_goal")],
)
def test_filling_a_gap_settles_no_doubt_about_something_else(client, page, act, rule):
    doubts = _doubts()
    element = doubts["documents.no_goal"].element

    answer = _settle(client, page, act, finding=doubts[rule].at, element=element, words="Iets.")

    assert answer.status_code == 409
    assert not any(doubt.settled for doubt in _doubts().values())


@pytest.mark.parametrize("finding", [99, -1, "x", ""])
def test_a_doubt_that_is_not_there_changes_nothing(client, page, finding):
    answer = _settle(client, page, "answer", finding=finding, words="Iets.")

    assert answer.status_code in (404, 409)
    assert Import.objects.get().step == 0


@pytest.mark.parametrize("role", ROLES)
def test_only_who_records_settles_doubts(page, role):
    client = _client(role)
    doubt = _doubts()["documents.number_gap"]
    may = role in ("editor", "steward")

    shown = client.get(page).content.decode()
    answer = _settle(client, page, "answer", finding=doubt.at, words="1.2 is vervallen.")

    assert ("verbeteren/answer/" in shown) == may
    assert answer.status_code == (302 if may else 403)


def test_a_doubt_about_an_agreement_leads_to_correcting_it(client, page):
    doubt = _doubts()["documents.number_gap"]

    assert doubt.number == "1.3"
    assert f"?kies={doubt.agreement}#verbeteren" in client.get(page).content.decode()
