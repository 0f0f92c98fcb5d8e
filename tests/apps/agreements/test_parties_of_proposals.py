"""Edits that name parties, when the parties themselves change or leave half-way."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from drieluik.apps.agreements import services
from drieluik.apps.agreements.proposals.desks import desk_for
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties, from_json
from drieluik.apps.agreements.proposals.faults import RegisterNow
from drieluik.apps.agreements.proposals.norming import NormsNow
from drieluik.apps.agreements.proposals.parties import PartiesNow
from drieluik.apps.agreements.proposals.planning import Planned
from drieluik.apps.agreements.proposals.reading import get_base_set, get_outcome, get_standing
from drieluik.apps.agreements.proposals.rebase import carried
from drieluik.apps.agreements.proposals.wording import verdict_sentence
from drieluik.apps.agreements.proposals.writing import KINDS, with_edits
from drieluik.apps.agreements.selectors import list_bindings
from drieluik.apps.agreements.services.bindings import record_bindings
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.models import Participation
from drieluik.core.amendments import AddSection, RepealClause, SetClause, SetSection
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_municipality, make_party, sign_in
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    recorder,
    say,
)

pytestmark = pytest.mark.django_db
FOUR = "Partijen spreken elkaar vier keer per jaar."


@pytest.fixture
def clauses():
    return make_register()


def _set(clause, *bound, place=None):
    """The edit as the page writes it: on the parties of now."""
    place = place or make_municipality()
    nothing = make_proposal(submitted=False)
    desk = desk_for(place.id, get_base_set(nothing.id), (), str(clause.clause_id))
    given = {"bound": bound, "consent": (), "not_party": (), "reason": ""}
    (edit,) = with_edits(desk, KINDS["partijen"], given)
    return edit


def _bind(clause, *bound):
    """As the decision on another proposal does it."""
    record_bindings(
        municipality_id=make_municipality().id,
        by_clause={clause.clause_id: {"bound": bound}},
        actor=recorder(),
        now=NOW,
    )


def _leave(code, on=date(2020, 3, 1)):
    rows = Participation.objects.filter(party__code=code)
    for row in rows:
        row.until_on = on
        row.save()


def _rebase(proposal, actor=None):
    services.rebase_proposal(
        proposal_id=proposal.id, step=proposal.step, actor=actor or recorder(), now=NOW
    )


def test_parties_that_changed_meanwhile_are_a_conflict_for_the_proposer(clauses):
    other = make_proposal(change_words(clauses["1.1"], FOUR))
    draft = make_proposal(_set(clauses["2.1"], "corporatie-b"), submitted=False)
    submitted = make_proposal(_set(clauses["2.1"], "corporatie-b"))
    all_agree(other)
    adopt(other)
    _bind(clauses["2.1"], "gemeente-voorbeeld")

    with pytest.raises(WrongState, match="woorden, partijen of normen"):
        _rebase(submitted)
    _rebase(draft)
    (fault,) = get_outcome(draft.id).blocking
    assert "De partijen van 2.1 zijn veranderd" in fault.message
    assert "Nu: gebonden: Gemeente voorbeeld" in fault.message
    with pytest.raises(WrongState, match=r"partijen van 2\.1"):
        services.submit_proposal(
            proposal_id=draft.id, step=1, actor=delegate("corporatie-a"), now=NOW
        )


def test_parties_that_changed_without_a_new_version_stop_the_adoption(clauses):
    proposal = make_proposal(_set(clauses["2.1"], "corporatie-b"))
    _bind(clauses["2.1"], "gemeente-voorbeeld", "corporatie-b")
    all_agree(proposal)

    with pytest.raises(WrongState, match=r"partijen van 2\.1 zijn veranderd"):
        adopt(proposal)


def test_the_same_parties_come_over_and_after_the_decision_nothing_is_judged_again(clauses):
    other = make_proposal(change_words(clauses["1.1"], FOUR))
    proposal = make_proposal(_set(clauses["2.1"], "corporatie-b"))
    all_agree(other)
    adopt(other)

    _rebase(proposal)
    all_agree(proposal)
    adopt(proposal, in_force_from=date(2020, 5, 1))

    assert {row.party_code for row in list_bindings(clauses["2.1"].clause_id)} == {"corporatie-b"}
    assert get_outcome(proposal.id).faults == ()


def test_an_edit_of_before_the_parties_were_kept_is_read_once_more(clauses):
    clause_id = str(clauses["2.1"].clause_id)
    payload = {"kind": "set_parties", "id": str(uuid4()), "clause_id": clause_id}
    one = from_json(payload, {"bound": ["corporatie-b"]})
    old = get_base_set(make_proposal(submitted=False).id)
    now = PartiesNow({clause_id: Parties(("corporatie-a",))}, {"corporatie-a": "Corporatie A"})

    (row,) = carried([one], old, old, RegisterNow(now, Planned(), NormsNow()))

    assert (row.outcome.value, row.proposed) == ("to_read", one)
    assert "Corporatie A" in row.sentences[0]


def test_parties_of_an_agreement_that_is_gone_conflict_with_a_sentence(client, clauses):
    repeal = make_proposal(ProposedEdit(RepealClause(str(uuid4()), str(clauses["2.1"].clause_id))))
    draft = make_proposal(_set(clauses["2.1"], "corporatie-b"), submitted=False)
    all_agree(repeal)
    adopt(repeal)
    sign_in(client, delegate("corporatie-a"))

    page = client.get(reverse("agreements:proposal_rebase", args=["gm9001", draft.id]))

    assert "Deze afspraak geldt niet meer." in page.content.decode()


def test_agreements_in_a_new_section_bind_somebody_too(clauses):
    section = SetSection(
        str(uuid4()), "9", "Nieuw thema", "", "", "", "", "",
        (SetClause(str(uuid4()), "9.1", "Eerste", "Partijen doen iets."),
         SetClause(str(uuid4()), "9.2", "Tweede", "Partijen doen nog iets.")),
    )  # fmt: skip
    nobody = ProposedEdit(AddSection(str(uuid4()), section))
    draft = make_proposal(nobody, submitted=False)

    faults = get_outcome(draft.id).blocking

    assert [fault.edit_id for fault in faults] == [nobody.id, nobody.id]
    assert "9.1 Eerste bindt niemand" in faults[0].message
    bound = ProposedEdit(AddSection(str(uuid4()), section), Parties(("corporatie-a",)))
    proposal = make_proposal(bound)
    all_agree(proposal)
    adopt(proposal)
    for clause in section.clauses:
        assert [row.party_code for row in list_bindings(clause.id)] == ["corporatie-a"]


def test_an_agreement_that_falls_away_need_not_bind_anybody(clauses):
    _bind(clauses["2.2"], "corporatie-b")
    _leave("corporatie-b")
    repeal = ProposedEdit(RepealClause(str(uuid4()), str(clauses["2.2"].clause_id)))

    assert get_outcome(make_proposal(repeal, submitted=False).id).blocking == ()


def test_a_party_that_left_is_named_as_the_reason_that_nobody_is_bound(clauses):
    _bind(clauses["2.2"], "corporatie-b")
    _leave("corporatie-b")
    draft = make_proposal(change_words(clauses["2.2"], "Eén loket."), submitted=False)

    (fault,) = get_outcome(draft.id).blocking

    assert "bindt niemand: Corporatie b doet hier niet meer mee" in fault.message


def test_a_change_that_binds_a_party_that_left_says_so_by_name(clauses):
    proposal = make_proposal(_set(clauses["2.1"], "corporatie-a", "corporatie-b"), submitted=False)
    _leave("corporatie-b")

    messages = [fault.message for fault in get_outcome(proposal.id).blocking]

    assert "Deze partijen doen hier niet meer mee: Corporatie b." in messages


def test_a_party_dissolved_half_way_is_no_longer_needed_and_what_it_said_stays(client, clauses):
    proposal = make_proposal(change_words(clauses["2.1"], "De corporaties houden er duizend."))
    say(proposal, "corporatie-b", "object", "Dat is te veel.")
    for code in ("corporatie-a", "huurders-a", "gemeente-voorbeeld"):
        say(proposal, code)
    assert "Bezwaar van Corporatie b" in verdict_sentence(get_standing(proposal.id, NOW))

    _leave("corporatie-b", on=NOW.date())

    assert verdict_sentence(get_standing(proposal.id, NOW)) == "Kan worden vastgesteld"
    sign_in(client, delegate("huurders-a"))
    page = client.get(reverse("agreements:proposal", args=["gm9001", proposal.id])).content.decode()
    assert "niet meer mee; wat gezegd is, blijft te lezen" in page
    assert "Dat is te veel." in page
    address = f"/api/v1/gemeenten/gm9001/voorstellen/{proposal.id}/instemming"
    (subject,) = client.get(address).json()["onderwerpen"]
    gone = next(one for one in subject["partijen"] if one["partij"] == "corporatie-b")
    assert (gone["gevraagd"], gone["stand"]) == (False, None)
    assert [one["reden"] for one in gone["standpunten"]] == ["Dat is te veel."]


def test_whoever_is_not_asked_any_more_keeps_its_words_on_the_page(client, clauses):
    proposal = make_proposal(change_words(clauses["2.1"], "De corporaties houden er duizend."))
    say(proposal, "corporatie-b", "object", "Dat is te veel.")
    _bind(clauses["2.1"], "corporatie-a")
    sign_in(client, delegate("huurders-a"))

    page = client.get(reverse("agreements:proposal", args=["gm9001", proposal.id])).content.decode()

    assert "Dat is te veel." in page
    assert make_party(code="corporatie-b").name in page


def test_the_edit_keeps_what_its_writer_had_in_view(clauses):
    edit = _set(clauses["2.1"], "corporatie-b").edit

    assert isinstance(edit, SetParties)
    rows = list_bindings(edit.clause_id)
    assert set(edit.was.bound) == {row.party_code for row in rows if row.kind == "bound"}
