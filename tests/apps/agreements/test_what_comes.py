"""What an agreement's page says of decisions that are taken and come into force later."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.core.amendments import ChangeNumber
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
    assert clauses["1.1"].text in then.text


def test_two_decisions_that_begin_on_one_day_both_lead_to_the_number_of_that_day(
    client, clauses, begins
):
    _adopted(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."), begins)
    _adopted(_renumbered(clauses["1.1"], "1.9"), begins)

    today = client.get("/gm9001/afspraken/1.1/").text

    assert today.count(f"/gm9001/afspraken/1.9/?op={begins}") == 2
    assert f"/gm9001/afspraken/1.1/?op={begins}" not in today
