"""The whole document on any day, as known on any other: words, parties and decisions of then."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from drieluik.apps.agreements.printing import document_on
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    make_proposal,
)
from tests.factories.tagged_pdf import Heard

pytestmark = pytest.mark.django_db

NEW = "Partijen spreken elkaar elke maand."
ADOPTED = NOW + timedelta(days=50)
TODAY = date(2020, 7, 1)


@pytest.fixture
def clauses():
    """The small register with a second version, known since March and in force from April."""
    made = make_register()
    proposal = make_proposal(change_words(made["1.1"], NEW))
    all_agree(proposal)
    adopt(proposal, in_force_from=date(2020, 4, 1), now=ADOPTED)
    return made


def _document(on=None, known=None):
    return document_on(make_municipality(), on, known, today=TODAY)


@pytest.mark.parametrize(
    ("on", "known", "version"),
    [
        (None, None, 2),
        (date(2020, 3, 31), None, 1),
        (date(2020, 4, 1), None, 2),
        (date(2020, 4, 1), date(2020, 2, 1), 1),
    ],
    ids=["today", "the day before", "the first day", "before it was known"],
)
@pytest.mark.usefixtures("clauses")
def test_the_document_is_that_of_the_two_days(on, known, version):
    document = _document(on, known)

    words = document.themes[0].sections[0].clauses[0].text
    assert document.version_number == version
    assert (words == NEW) == (version == 2)


@pytest.mark.usefixtures("clauses")
def test_before_the_first_day_there_is_no_document():
    assert _document(date(2019, 12, 31)) is None


@pytest.mark.usefixtures("clauses")
def test_each_decision_names_the_agreements_that_have_its_words():
    decisions = _document().decisions

    assert [(one.version_number, one.clauses) for one in decisions] == [
        (1, ("2.1", "2.2")),
        (2, ("1.1",)),
    ]
    assert decisions[1].name == "Bestuurlijk Overleg 2 maart 2020, besluit 1"
    assert decisions[1].decided_on == date(2020, 3, 2)


@pytest.mark.usefixtures("clauses")
def test_agreements_with_the_same_parties_stand_in_one_row():
    rows = _document().bindings

    assert [one.clauses for one in rows] == [("1.1",), ("2.1",), ("2.2",)]
    assert rows[2].bound == ("Gemeente voorbeeld",)
    assert _document().binding_remarks == (
        "De huurders van Corporatie b hebben geen organisatie; hun instemming is daarom niet nodig.",
    )


def test_parties_are_those_that_were_known_then(clauses):
    bind_otherwise(clauses["2.1"], clauses["2.2"], parties={"bound": ["corporatie-b"]}, now=ADOPTED)

    now, then = _document().bindings, _document(known=date(2020, 2, 1)).bindings

    assert [one.clauses for one in now] == [("1.1",), ("2.1", "2.2")]
    assert [one.clauses for one in then] == [("1.1",), ("2.1",), ("2.2",)]


@pytest.mark.usefixtures("clauses")
def test_the_page_and_both_files_give_the_day_that_was_asked():
    client = _client()
    asked = {"op": "2020-03-01", "bekend": "2020-05-01"}

    page = client.get("/gm9001/afspraken/document/", asked).content.decode()
    pdf = Heard(client.get("/gm9001/afspraken/document.pdf", asked).content)
    word = client.get("/gm9001/afspraken/document.docx", asked)

    assert "op 1 maart 2020" in page
    assert "document.pdf?op=2020-03-01&amp;bekend=2020-05-01" in page
    assert "twee keer per jaar" in page
    assert "De afspraken die gelden op 1 maart 2020." in pdf.text
    assert "versie-1.docx" in word["Content-Disposition"]


@pytest.mark.parametrize(
    ("page", "choice"),
    [("", {}), ("", {"zoek": "overleg"}), ("document/", {})],
    ids=["rows", "hits", "document"],
)
@pytest.mark.usefixtures("clauses")
def test_each_agreement_of_another_day_leads_to_its_words_of_that_day(page, choice):
    client = _client()
    asked = {"op": "2020-03-31", "bekend": "2020-05-01"}
    there = "/gm9001/afspraken/1.1/?op=2020-03-31&bekend=2020-05-01"

    shown = client.get(f"/gm9001/afspraken/{page}", asked | choice).content.decode()
    clause = client.get(there).content.decode()

    assert f'href="{escape(there)}"' in shown
    assert "twee keer per jaar" in clause
    assert NEW not in clause.split("<h2", 1)[0]
    assert f'href="{escape(there.replace("1.1", "2.1"))}"' in clause
    assert 'href="/gm9001/afspraken/?op=2020-03-31&amp;bekend=2020-05-01"' in clause


@pytest.mark.usefixtures("clauses")
def test_a_day_without_agreements_is_told_with_the_way_to_the_versions():
    page = _client().get("/gm9001/afspraken/document/", {"op": "2019-01-01"}).content.decode()

    assert "Toen waren er geen afspraken" in page
    assert "/gm9001/afspraken/versies/" in page


@pytest.mark.usefixtures("clauses")
def test_a_day_that_is_no_day_shows_the_document_of_today():
    page = _client().get("/gm9001/afspraken/document/", {"op": "gisteren", "bekend": "2020-99-01"})

    assert NEW in page.content.decode()


@pytest.mark.usefixtures("clauses")
def test_the_difference_between_two_versions_is_a_pdf_too():
    response = _client().get("/gm9001/afspraken/versies/verschil.pdf", {"van": "1", "naar": "2"})

    heard = Heard(response.content)
    assert heard.title == "Afspraken: van versie 1 naar versie 2"
    assert heard.all_of("TD") == ["1.1", "Overleg", "Gewijzigd."]


@pytest.mark.usefixtures("clauses")
def test_the_page_of_a_difference_lists_what_changed_and_folds_the_rest():
    address = "/gm9001/afspraken/versies/verschil/"
    page = _client().get(address, {"van": "1", "naar": "2"}).content.decode()
    before, after = page.split('id="wijziging-1-1"')

    assert '<a href="#wijziging-1-1">1.1 Overleg</a>' in before
    assert "1 wijziging" in before
    assert "elke maand" in after.split("<details")[0]
    assert "ongewijzigd" in after.lower()


@pytest.mark.usefixtures("clauses")
def test_a_version_does_not_differ_from_itself():
    page = _client().get("/gm9001/afspraken/versies/verschil/", {"van": "2", "naar": "2"})

    assert "Deze versies verschillen niet." in page.content.decode()
    assert "wijziging-" not in page.content.decode()


def _client():
    return sign_in(Client(), make_actor("reader", party=make_party(code="huurders-a")))
