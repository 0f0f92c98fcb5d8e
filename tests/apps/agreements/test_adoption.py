"""From a proposal to the next version of the register, by a decision."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.models import Proposal, RegisterVersion
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.errors import WrongState
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    make_decision,
    make_proposal,
    say,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
FOUR = "Partijen spreken elkaar vier keer per jaar."


def _talks():
    clauses = make_register()
    return clauses, make_proposal(change_words(clauses["1.1"], FOUR))


def test_an_adopted_change_gives_the_next_version_with_the_decision_behind_it():
    clauses, proposal = _talks()
    all_agree(proposal)
    decision = make_decision()

    done = adopt(proposal, decision=decision, now=LATER)

    place = make_municipality().id
    version = RegisterVersion.objects.get(number=2)
    proposal.refresh_from_db()
    assert (done.version_number, done.n_applied, done.n_left_out) == (2, 1, 0)
    assert (version.decision_id, version.decision_name) == (decision.decision_id, decision.name)
    assert version.decided_on == date(2020, 3, 2)
    assert proposal.state == Proposal.State.ADOPTED
    assert proposal.result == version
    after = selectors.find_clause(place, "1.1", date(2020, 4, 1))
    assert after.text == FOUR
    assert after.clause_id == clauses["1.1"].clause_id
    assert selectors.find_clause(place, "1.1", date(2020, 3, 31)).text == clauses["1.1"].text
    assert selectors.find_clause(place, "1.1", date(2020, 4, 1), NOW).text == clauses["1.1"].text
    assert [row.number for row in selectors.list_clauses(place)] == ["1.1", "2.1", "2.2"]
    assert verify_chain().intact


def test_without_the_consent_of_all_three_sides_nothing_takes_effect():
    _, proposal = _talks()
    say(proposal, "gemeente-voorbeeld")
    say(proposal, "corporatie-a")
    before = AuditEvent.objects.count()

    with pytest.raises(WrongState, match="Huurders a"):
        adopt(proposal)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SUBMITTED
    assert RegisterVersion.objects.count() == 1
    assert AuditEvent.objects.count() == before


def _refuses(statement):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements_proposal SET title = 'anders'",
        "DELETE FROM agreements_proposal",
        "UPDATE agreements_proposaledit SET outcome = 'pending'",
        "DELETE FROM agreements_proposaledit",
        "UPDATE agreements_position SET verdict = 'object'",
        "DELETE FROM agreements_position",
        "UPDATE agreements_registerversion SET decision_name = 'anders'",
        "UPDATE agreements_clausetext SET text = 'anders'",
        "INSERT INTO agreements_position (proposal_id, subject, party_id, verdict, reason,"
        " words_hash, paper, bodies, taken_by_id, taken_at) SELECT proposal_id, subject, party_id,"
        " verdict, reason, words_hash, paper, bodies, taken_by_id, taken_at"
        " FROM agreements_position",
    ],
)
def test_the_database_itself_keeps_what_was_decided(statement):
    _, proposal = _talks()
    all_agree(proposal)
    adopt(proposal)

    _refuses(statement)
