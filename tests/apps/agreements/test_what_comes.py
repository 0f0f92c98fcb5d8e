"""What an agreement's page says of decisions that are taken and come into force later."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import formats, timezone

from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.core.amendments import ChangeNumber, MergeClauses, RepealClause, ReplaceClause
from tests.factories.agreements import make_register
from tests.factories.organisations import sign_in
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def clauses(client):
    sign_in(client, delegate("corporatie-a"))
    return make_register()


@pytest.fixture
def begins():
    return timezone.localdate() + timedelta(days=20)


def _adopted(edit, begins):
    proposal = make_proposal(edit)
    all_agree(proposal)
    adopt(proposal, in_force_from=begins, now=timezone.now())


def _renumbered(clause, number):
    return ProposedEdit(ChangeNumber(str(uuid4()), str(clause.clause_id), number))


def test_words_that_come_are_read_at_the_number_they_have_then(client, clauses, begins):
    _adopted(_renumbered(clauses["1.1"], "1.9"), begins)

    today = client.get("/gm9001/afspraken/1.1/").text
    then = client.get(f"/gm9001/afspraken/1.9/?op={begins}")

    assert f"/gm9001/afspraken/1.9/?op={begins}" in today
    assert f"/gm9001/afspraken/1.1/?op={begins}" not in today
    assert f"Vanaf {_day(begins)} heeft deze afspraak nummer 1.9." in today
    assert "een andere tekst" not in today
    assert clauses["1.1"].text in then.text


def test_two_decisions_that_begin_on_one_day_both_lead_to_the_number_of_that_day(
    client, clauses, begins
):
    _adopted(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."), begins)
    _adopted(_renumbered(clauses["1.1"], "1.9"), begins)

    today = client.get("/gm9001/afspraken/1.1/").text

    assert today.count(f"/gm9001/afspraken/1.9/?op={begins}") == 2
    assert today.count(f"Vanaf {_day(begins)} heeft deze afspraak een andere tekst.") == 1
    assert f"/gm9001/afspraken/1.1/?op={begins}" not in today


def _day(begins):
    return formats.date_format(begins, "j F Y")


def test_a_repeal_that_comes_is_announced_with_its_decision(client, clauses, begins):
    repeal = RepealClause(str(uuid4()), str(clauses["2.2"].clause_id))
    _adopted(ProposedEdit(repeal), begins)

    today = client.get("/gm9001/afspraken/2.2/").text
    before = client.get("/gm9001/afspraken/2.2/?op=2020-06-01").text
    then_known = client.get("/gm9001/afspraken/2.2/?bekend=2020-06-01").text

    announced = f"Deze afspraak vervalt vanaf {_day(begins)}."
    assert announced in today
    assert "Besloten in: Bestuurlijk Overleg 2 maart 2020, besluit 1." in today
    assert announced in before
    assert announced not in then_known, "nobody knew it then"
    assert "vervalt vanaf" not in client.get("/gm9001/afspraken/2.1/").text


def test_a_page_of_an_earlier_day_does_not_announce_what_has_happened_since(client, clauses):
    repeal = RepealClause(str(uuid4()), str(clauses["2.2"].clause_id))
    _adopted(ProposedEdit(repeal), timezone.localdate())

    before = client.get("/gm9001/afspraken/2.2/?op=2020-06-01").text

    assert "vervalt vanaf" not in before
    assert "Naar de afspraak van vandaag" in before


def test_a_replacement_that_comes_leads_to_what_takes_the_place(client, clauses, begins):
    other = clauses["2.1"]
    edit = ReplaceClause(str(uuid4()), str(clauses["2.2"].clause_id), (str(other.clause_id),))
    _adopted(ProposedEdit(edit), begins)

    today = client.get("/gm9001/afspraken/2.2/").text

    announced = today.split(f"Deze afspraak wordt vanaf {_day(begins)} vervangen door:")[1]
    link = reverse("agreements:permalink", args=["gm9001", other.clause_id])
    assert f'<a href="{link}">{other.name}</a>.' in announced.split("Besloten in")[0]


def test_a_merge_that_comes_leads_to_what_takes_it_up_and_not_to_words_that_never_count(
    client, clauses, begins
):
    one, other = clauses["2.1"], clauses["2.2"]
    words = f"{other.text} Samen."
    _adopted(change_words(other, words), begins)
    ids = (str(one.clause_id), str(other.clause_id))
    merge = MergeClauses(str(uuid4()), ids, (one.text, words), "2.1", "Samen", "Alles in één.")
    _adopted(ProposedEdit(merge), begins)

    today = client.get("/gm9001/afspraken/2.2/").text

    announced = today.split(f"Deze afspraak gaat vanaf {_day(begins)} op in:")[1]
    link = reverse("agreements:permalink", args=["gm9001", one.clause_id])
    assert f'<a href="{link}">' in announced.split("Besloten in")[0]
    assert "een andere tekst" not in today
    assert f"/gm9001/afspraken/2.1/?op={begins}" in client.get("/gm9001/afspraken/2.1/").text
