"""From a proposal to the next version of the register, by a decision."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.models import Proposal, RegisterVersion
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.proposals.wording import why_left_out
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.selectors import verify_chain
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.amendments import AddClause, SetClause
from tests.factories.agreements import NOW, make_register
from tests.factories.monitor import accept_figures, calculate, make_norm, make_place
from tests.factories.organisations import make_municipality
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_decision,
    make_proposal,
    recorder,
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


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2018, 1, 1)])
def test_a_change_does_not_begin_before_the_version_it_changes(day):
    _, proposal = _talks()
    all_agree(proposal)

    with pytest.raises(WrongState, match="1 januari 2020"):
        adopt(proposal, in_force_from=day)

    assert RegisterVersion.objects.count() == 1


def test_only_the_municipality_records_an_adoption():
    _, proposal = _talks()
    all_agree(proposal)

    with pytest.raises(NotAllowed):
        services.adopt_edits(
            proposal_id=proposal.id,
            decision=make_decision(),
            in_force_from=date(2020, 4, 1),
            actor=delegate("corporatie-a"),
            now=NOW,
        )


def test_after_adoption_nobody_takes_a_position_and_nothing_is_adopted_twice():
    _, proposal = _talks()
    all_agree(proposal)
    adopt(proposal)

    with pytest.raises(WrongState, match="vastgesteld"):
        say(proposal, "huurders-a", "object", "Te laat.")
    with pytest.raises(WrongState, match="vastgesteld"):
        adopt(proposal)
    assert RegisterVersion.objects.count() == 2


def test_what_was_objected_to_stays_out_with_the_reason_and_the_rest_is_adopted():
    clauses = make_register()
    first = change_words(clauses["1.1"], FOUR)
    second = change_words(clauses["2.2"], "Eén loket helpt iedereen.")
    proposal = make_proposal(first, second)
    all_agree(proposal)
    say(proposal, "huurders-a", "object", "Niet zo.", subjects=[str(clauses["2.2"].clause_id)])
    with pytest.raises(WrongState, match=r"Bezwaar van Huurders a \(2\.2"):
        adopt(proposal)

    why = why_left_out(get_standing(proposal.id, NOW))
    done = adopt(proposal, left_out=why)

    proposal.refresh_from_db()
    rows = {str(row.id): row for row in proposal.edits.all()}
    place = make_municipality().id
    assert done.n_left_out == 1
    assert proposal.state == Proposal.State.ADOPTED_IN_PART
    assert rows[first.id].outcome == "applied"
    assert (rows[second.id].outcome, "Huurders a" in rows[second.id].outcome_reason) == (
        "left_out",
        True,
    )
    assert selectors.find_clause(place, "1.1").text == FOUR
    assert selectors.find_clause(place, "2.2").text == clauses["2.2"].text


def test_leaving_out_needs_a_reason_and_something_that_stays_in():
    clauses = make_register()
    edits = [change_words(clauses["1.1"], FOUR), change_words(clauses["2.2"], "Anders.")]
    proposal = make_proposal(*edits)
    all_agree(proposal)
    first, second = (UUID(edit.id) for edit in edits)

    for left_out in ({first: " "}, {first: "x", second: "y"}, {uuid4(): "x"}):
        with pytest.raises(WrongState):
            adopt(proposal, left_out=left_out)
    assert RegisterVersion.objects.count() == 1


def test_a_rejected_proposal_changes_nothing_and_keeps_its_decision():
    _, proposal = _talks()
    decision = make_decision()

    services.reject_proposal(
        proposal_id=proposal.id,
        decision=decision,
        reason="Geen geld.",
        actor=recorder(),
        now=LATER,
    )

    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_id) == ("rejected", decision.decision_id)
    assert proposal.edits.get().outcome_reason == "Geen geld."
    assert RegisterVersion.objects.count() == 1


def test_new_and_released_parties_are_bound_by_the_same_decision():
    clauses = make_register()
    proposal = make_proposal(submitted=False)
    section = str(proposal.base.sections.get(position=1).section)
    new = SetClause(str(uuid4()), "2.3", "Nieuw", "Partijen doen iets nieuws.")
    added = ProposedEdit(
        AddClause(str(uuid4()), section, new, str(clauses["2.2"].clause_id)),
        Parties(("corporatie-b",), ("huurders-a",)),
    )
    clause_id = clauses["2.1"].clause_id
    bound = ProposedEdit(
        SetParties(str(uuid4()), str(clause_id)), Parties(("corporatie-a",), ("huurders-a",))
    )
    proposal = make_proposal(added, bound)
    all_agree(proposal)

    adopt(proposal)

    def parties(clause):
        return {(row.party_code, row.kind) for row in selectors.list_bindings(clause)}

    assert parties(new.id) == {("corporatie-b", "bound"), ("huurders-a", "consent")}
    assert parties(clause_id) == {("corporatie-a", "bound"), ("huurders-a", "consent")}
    assert [row.number for row in selectors.list_clauses(make_municipality().id)] == [
        "1.1", "2.1", "2.2", "2.3"
    ]  # fmt: skip


def test_a_proposal_on_an_older_version_is_carried_over_and_keeps_untouched_consent():
    clauses, proposal = _talks()
    other = make_proposal(change_words(clauses["2.2"], "Eén loket helpt iedereen."))
    for one in (proposal, other):
        all_agree(one)
    adopt(proposal)
    with pytest.raises(WrongState, match="versie 1"):
        adopt(other)

    services.rebase_proposal(proposal_id=other.id, step=1, actor=recorder(), now=NOW)
    done = adopt(other, in_force_from=date(2020, 5, 1))

    place = make_municipality().id
    assert done.version_number == 3
    assert selectors.find_clause(place, "1.1").text == FOUR
    assert selectors.find_clause(place, "2.2").text == "Eén loket helpt iedereen."


def test_consent_to_words_that_come_over_differently_is_asked_again():
    clauses, proposal = _talks()
    text = clauses["1.1"].text.replace("Partijen", "Alle partijen")
    other = make_proposal(change_words(clauses["1.1"], text))
    for one in (proposal, other):
        all_agree(one)
    adopt(proposal)

    services.rebase_proposal(proposal_id=other.id, step=1, actor=recorder(), now=NOW)

    assert other.edits.get().payload["new_text"] == FOUR.replace("Partijen", "Alle partijen")
    with pytest.raises(WrongState, match="opnieuw, omdat de tekst is veranderd"):
        adopt(other)


def test_a_submitted_proposal_that_clashes_with_the_newer_words_is_not_carried_over():
    clauses, proposal = _talks()
    other = make_proposal(
        change_words(clauses["1.1"], "Partijen spreken elkaar drie keer per jaar.")
    )
    all_agree(proposal)
    adopt(proposal)

    with pytest.raises(WrongState, match="dezelfde woorden, partijen of normen"):
        services.rebase_proposal(proposal_id=other.id, step=1, actor=recorder(), now=NOW)

    other.refresh_from_db()
    assert other.base.number == 1


def test_a_norm_on_words_that_changed_asks_to_be_confirmed_again():
    place = make_place()
    make_norm(place)
    accept_figures(place)
    calculate(place)
    clause = selectors.find_clause(place.id, "2.1")
    proposal = make_proposal(change_words(clause, "De corporaties doen hun best."))
    all_agree(proposal)
    adopt(proposal)

    lights = Lights(Sight(SYSTEM, place.id))
    found = {row.clause.number: row for row in lights.standings("2019-1")}

    standing = found["2.1"]
    assert standing.clause.text == "De corporaties doen hun best."
    assert [norm.must_be_confirmed for norm in standing.norms] == [True]


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
