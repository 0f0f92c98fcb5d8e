"""Changes that touch no words: told in Word and PDF, and rivals of each other."""

from dataclasses import replace
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from docx import Document

from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.rivals import rivals
from drieluik.core.amendments.edits.conflicts import Touch
from drieluik.core.amendments.edits.edit import RepealClause
from tests.factories.organisations import make_municipality, sign_in
from tests.factories.projects import make_project, move_action
from tests.factories.proposals import change_words, delegate, make_proposal
from tests.factories.tagged_pdf import Heard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def project():
    return make_project()


def _clauses():
    from drieluik.apps.agreements.selectors import list_clauses

    return {one.number: one for one in list_clauses(make_municipality().id)}


def _move(**other):
    one = move_action()
    return replace(one, edit=replace(one.edit, id=str(uuid4()), **other))


def _parties(number, *codes):
    edit = SetParties(str(uuid4()), str(_clauses()[number].clause_id))
    return ProposedEdit(edit, Parties(codes, (), (), ""))


def _seen():
    return rivals(make_municipality().id, delegate("huurders-a"))


def test_two_proposals_that_move_the_same_action_are_rivals(client):
    make_proposal(_move())
    make_proposal(_move(to_year=2022, quarters=("2022-Q1",)), party="huurders-a")

    (rivalry,) = _seen().rivalries

    assert rivalry.touch is Touch.SAME_MATTER
    assert rivalry.is_grave
    assert "2022" in rivalry.second.words[1]
    sign_in(client, delegate("huurders-a"))
    page = client.get(reverse("agreements:rivals", args=[make_municipality().slug]))
    assert "Beide regelen hetzelfde, elk op een eigen manier" in page.content.decode()


def test_two_proposals_that_move_it_to_the_same_quarter_say_the_same():
    make_proposal(_move())
    make_proposal(_move(reason="Een andere reden."), party="huurders-a")

    assert [one.touch for one in _seen().rivalries] == [Touch.SAME_CHANGE]


def test_other_parties_for_one_agreement_are_rivals_of_each_other_and_of_its_end():
    make_proposal(_parties("2.1", "corporatie-a"))
    make_proposal(_parties("2.1", "corporatie-b"), party="huurders-a")
    repeal = ProposedEdit(RepealClause(str(uuid4()), str(_clauses()["2.1"].clause_id)))
    make_proposal(repeal, party="corporatie-b")

    touches = [one.touch for one in _seen().rivalries]

    assert touches == [Touch.SAME_MATTER, Touch.EXCLUDES, Touch.EXCLUDES]


def test_parties_and_words_of_one_agreement_do_not_get_in_each_others_way():
    make_proposal(_parties("2.1", "corporatie-a"))
    make_proposal(change_words(_clauses()["2.1"], "Anders."), party="huurders-a")
    make_proposal(_move(), party="corporatie-b")

    assert _seen().rivalries == ()


def _files(client, proposal):
    sign_in(client, delegate("corporatie-a"))
    args = [make_municipality().slug, proposal.id]
    word = client.get(reverse("agreements:proposal_word", args=args)).content
    pdf = client.get(reverse("agreements:proposal_pdf", args=args)).content
    paragraphs = [one.text for one in Document(BytesIO(word)).paragraphs]
    return "\n".join(paragraphs), Heard(pdf).text


def test_word_and_pdf_tell_a_move_of_which_the_text_knows_nothing(client):
    proposal = make_proposal(_move())

    for text in _files(client, proposal):
        assert "Wat er buiten de tekst verandert" in text
        assert "Minder huurschuld, actie 1" in text
        assert "Reden:" in text
    assert "Aan de woorden van de afspraken verandert niets." in _files(client, proposal)[1]


def test_word_and_pdf_tell_which_parties_an_agreement_gets(client):
    proposal = make_proposal(_parties("2.1", "corporatie-a"))

    for text in _files(client, proposal):
        assert "Gebonden: Corporatie a." in text


def test_without_such_changes_word_and_pdf_do_not_speak_of_them(client):
    proposal = make_proposal(change_words(_clauses()["2.1"], "Anders."))

    for text in _files(client, proposal):
        assert "buiten de tekst" not in text
