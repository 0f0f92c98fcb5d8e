"""Consent is to these words, of this agreement, of these parties: nothing slips in beside it."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.models import Position
from drieluik.apps.agreements.proposals.editing import ProposedEdit
from drieluik.apps.agreements.proposals.partners import get_rules
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.services import NewConsentRule, Said
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.models import Participation
from drieluik.core.amendments import (
    ChangeHeading,
    MergeClauses,
    MoveClause,
    RepealClause,
    SetClause,
    SplitClause,
)
from tests.factories.agreements import NOW, bind_otherwise, make_register
from tests.factories.organisations import make_municipality, make_party
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    recorder,
)

pytestmark = pytest.mark.django_db
FOUR = "Partijen spreken elkaar vier keer per jaar."


def _heading(clause, new="Vaker"):
    edit = ChangeHeading(str(uuid4()), str(clause.clause_id), clause.heading, new)
    return ProposedEdit(edit)


def _repeal(clause):
    return ProposedEdit(RepealClause(str(uuid4()), str(clause.clause_id)))


def _move(clause, section_id):
    edit = MoveClause(str(uuid4()), str(clause.clause_id), section_id, None, "2.9")
    return ProposedEdit(edit)


def _split(clause):
    first, second = clause.text[:20], clause.text[20:]
    parts = (
        SetClause(str(clause.clause_id), clause.number, clause.heading, first),
        SetClause(str(uuid4()), "2.8", "Tweede deel", second),
    )
    return ProposedEdit(SplitClause(str(uuid4()), str(clause.clause_id), clause.text, parts))


def _merge(first, second):
    ids = (str(first.clause_id), str(second.clause_id))
    return ProposedEdit(
        MergeClauses(
            str(uuid4()), ids, (first.text, second.text), first.number, "Samen", "Samen één."
        )
    )


def _bind(clause, bound=(), not_party=(), reason=""):
    parties = {"bound": list(bound), "not_party": list(not_party)}
    bind_otherwise(clause, parties=parties, reason=reason)


def _parties(clause_id):
    return {(row.party_code, row.kind) for row in selectors.list_bindings(clause_id)}


def _leave(code, on=date(2020, 1, 10)):
    """A party that is dissolved or merged takes part until a day."""
    Participation.objects.filter(party__code=code).update(until_on=on)


def test_changes_of_one_agreement_are_adopted_together_or_not_at_all():
    clauses = make_register()
    words, heading = change_words(clauses["1.1"], FOUR), _heading(clauses["1.1"])
    other = change_words(clauses["2.2"], "Eén loket helpt iedereen.")
    proposal = make_proposal(words, heading, other)
    all_agree(proposal)

    with pytest.raises(WrongState, match=r"1\.1"):
        adopt(proposal, left_out={UUID(heading.id): "Toch niet."})

    why = {UUID(one.id): "Toch niet." for one in (words, heading)}
    assert adopt(proposal, left_out=why).n_left_out == 2


@pytest.mark.parametrize("kind", ["repeal", "move"])
def test_consent_to_let_go_or_move_words_that_changed_meanwhile_is_asked_again(kind):
    clauses = make_register()
    section = str(make_proposal(submitted=False).base.sections.get(position=1).section)
    edit = _repeal(clauses["1.1"]) if kind == "repeal" else _move(clauses["1.1"], section)
    proposal = make_proposal(edit)
    other = make_proposal(change_words(clauses["1.1"], FOUR))
    for one in (proposal, other):
        all_agree(one)
    adopt(other)
    services.rebase_proposal(proposal_id=proposal.id, step=1, actor=recorder(), now=NOW)

    with pytest.raises(WrongState, match="opnieuw, omdat de tekst is veranderd"):
        adopt(proposal)

    all_agree(proposal)
    assert adopt(proposal).version_number == 3


def test_a_position_on_a_page_that_is_no_longer_true_is_refused():
    clauses = make_register()
    text = clauses["1.1"].text.replace("Partijen", "Alle partijen")
    proposal = make_proposal(change_words(clauses["1.1"], text))
    other = make_proposal(change_words(clauses["1.1"], FOUR))
    all_agree(other)
    adopt(other)
    services.rebase_proposal(proposal_id=proposal.id, step=1, actor=recorder(), now=NOW)
    tenants = make_party(code="huurders-a")
    said = Said(tenants.id, (str(clauses["1.1"].clause_id),), "agree", step=1)

    with pytest.raises(WrongState, match="intussen"):
        services.take_position(
            proposal_id=proposal.id, said=said, actor=delegate("huurders-a"), now=NOW
        )

    assert not Position.objects.filter(proposal=proposal).exists()


def test_a_split_agreement_binds_the_parties_that_still_take_part():
    clauses = make_register()
    _bind(clauses["2.1"], bound=["corporatie-a", "corporatie-b"])
    _leave("corporatie-b")
    edit = _split(clauses["2.1"])
    proposal = make_proposal(edit)
    all_agree(proposal)

    adopt(proposal)

    assert _parties(edit.edit.parts[1].id) == {("corporatie-a", "bound")}


def test_a_party_that_is_no_party_stays_so_for_all_parts_of_a_split_agreement():
    clauses = make_register()
    _bind(clauses["2.1"], ["gemeente-voorbeeld"], ["corporatie-b"], "Heeft hier geen woningen.")
    edit = _split(clauses["2.1"])
    proposal = make_proposal(edit)
    all_agree(proposal)

    adopt(proposal)

    part = selectors.list_bindings(edit.edit.parts[1].id)
    assert ("corporatie-b", "not_party") in {(row.party_code, row.kind) for row in part}
    assert {row.reason for row in part if row.kind == "not_party"} == {"Heeft hier geen woningen."}


def test_a_merged_agreement_leaves_out_only_who_is_no_party_to_any_of_them():
    clauses = make_register()
    _bind(clauses["2.1"], ["gemeente-voorbeeld"], ["corporatie-a", "corporatie-b"], "Niet hier.")
    _bind(clauses["2.2"], ["corporatie-a"], ["corporatie-b"], "Niet hier.")
    proposal = make_proposal(_merge(clauses["2.1"], clauses["2.2"]))
    all_agree(proposal)

    adopt(proposal)

    assert _parties(clauses["2.1"].clause_id) == {
        ("gemeente-voorbeeld", "bound"),
        ("corporatie-a", "bound"),
        ("corporatie-b", "not_party"),
    }


def test_an_agreement_that_only_bound_a_party_that_left_binds_nobody():
    clauses = make_register()
    _bind(clauses["2.2"], bound=["corporatie-b"])
    _leave("corporatie-b")
    draft = make_proposal(change_words(clauses["2.2"], "Eén loket."), submitted=False)

    with pytest.raises(WrongState, match="bindt niemand"):
        services.submit_proposal(
            proposal_id=draft.id, step=0, actor=delegate("corporatie-a"), now=NOW
        )


def test_a_rule_of_later_changes_no_proposal_that_runs():
    clauses = make_register()
    before = make_proposal(change_words(clauses["2.1"], "De corporaties houden er duizend."))
    services.set_consent_rule(
        municipality_id=make_municipality().id,
        rule=NewConsentRule("Overleg van 2 maart", {"corporation": "one"}),
        actor=SYSTEM,
        now=NOW + timedelta(hours=1),
    )
    soon, after = (
        make_proposal(
            change_words(clauses["2.1"], "De corporaties houden er duizend."),
            now=NOW + timedelta(days=days, hours=2),
        )
        for days in (0, 14)
    )

    later = NOW + timedelta(days=20)

    def counted(proposal):
        return get_standing(proposal.id, later).rules.quorums["corporation"]

    assert [counted(one) for one in (before, soon, after)] == ["all", "all", "one"]


def test_a_rule_that_asks_more_counts_at_once():
    clauses = make_register()
    for days, quorum in ((-20, "one"), (0, "majority"), (0, "all")):
        services.set_consent_rule(
            municipality_id=make_municipality().id,
            rule=NewConsentRule("Overleg van 2 maart", {"tenants": quorum}),
            actor=SYSTEM,
            now=NOW + timedelta(days=days),
        )

    proposal = make_proposal(change_words(clauses["2.1"], "De corporaties houden er duizend."))

    assert get_standing(proposal.id, NOW).rules.quorums["tenants"] == "all"


def test_a_rule_that_was_replaced_before_it_counted_never_counts():
    place = make_municipality().id
    for days, quorums in ((0, {"corporation": "one"}), (7, {"tenants": "majority"})):
        services.set_consent_rule(
            municipality_id=place,
            rule=NewConsentRule("Overleg van 2 maart", quorums),
            actor=SYSTEM,
            now=NOW + timedelta(days=days),
        )

    rules = [get_rules(place, NOW + timedelta(days=days)).quorums for days in (13, 15, 20, 21)]

    assert [one["corporation"] for one in rules] == ["all"] * 4
    assert [one["tenants"] for one in rules] == ["all", "all", "all", "majority"]
