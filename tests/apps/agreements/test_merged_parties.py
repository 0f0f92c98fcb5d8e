"""Agreements of a party that merged: its heir is bound and asked, its own words stay its own."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from drieluik.apps.agreements.heirs import with_heirs
from drieluik.apps.agreements.parties_on import bindings_on
from drieluik.apps.agreements.proposals.consent import Standing, Why
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.reading import get_standing, parties_now
from drieluik.apps.agreements.proposals.wording import why_asked
from drieluik.apps.agreements.rows import BindingRow
from drieluik.apps.agreements.selectors import list_bindings
from drieluik.apps.agreements.services import set_bindings
from drieluik.apps.agreements.services.bindings import record_bindings
from drieluik.apps.agreements.voices import party_roles
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.merging import withdraw_merger
from drieluik.core.amendments import MergeClauses
from tests.factories.agreements import NOW, make_register
from tests.factories.mergers import MERGED_ON, merge
from tests.factories.organisations import make_municipality, make_party, sign_in
from tests.factories.proposals import (
    adopt,
    all_agree,
    change_words,
    make_proposal,
    recorder,
    say,
)

pytestmark = pytest.mark.django_db
AFTER = NOW + timedelta(days=200)
FOUR = "Partijen spreken elkaar vier keer per jaar."


@pytest.fixture
def clauses():
    found = make_register()
    _bind(found["1.1"], bound=["corporatie-a"], consent=["huurders-a"])
    return found


def _bind(clause, reason="", **parties):
    record_bindings(
        municipality_id=make_municipality().id,
        by_clause={clause.clause_id: parties},
        reason=reason,
        actor=recorder(),
        now=NOW,
    )


def _named(rows, clause):
    return {
        (row.party_code, row.kind, row.took_over_from)
        for row in rows
        if row.clause_id == clause.clause_id
    }


def test_the_register_of_an_earlier_day_names_the_party_and_of_a_later_day_its_heir(clauses):
    merge()
    place, clause = make_municipality().id, clauses["1.1"]

    before = bindings_on(place, MERGED_ON - timedelta(days=1))
    after = bindings_on(place, MERGED_ON)
    unknown = bindings_on(place, MERGED_ON, NOW - timedelta(seconds=1))

    tenants = ("huurders-a", "consent", "")
    assert _named(before, clause) == {("corporatie-a", "bound", ""), tenants}
    assert _named(after, clause) == {("corporatie-b", "bound", "Corporatie a"), tenants}
    assert ("corporatie-b", "bound", "Corporatie a") not in _named(unknown, clause)
    assert _named(list_bindings(clause.clause_id), clause) == _named(after, clause)


def test_an_heir_that_was_bound_itself_is_named_once(clauses):
    _bind(clauses["1.1"], bound=["corporatie-a", "corporatie-b"])
    merge()

    rows = list_bindings(clauses["1.1"].clause_id)
    assert [(row.party_code, row.kind) for row in rows] == [("corporatie-b", "bound")]


def test_an_heir_takes_duties_over_also_where_it_was_no_party_and_no_exemption(clauses):
    one, other = clauses["1.1"], clauses["2.1"]
    _bind(one, "Geen woningen daar", bound=["corporatie-a"], not_party=["corporatie-b"])
    _bind(other, "Geen woningen daar", bound=["gemeente-voorbeeld"], not_party=["corporatie-a"])
    merge()

    def kinds(clause):
        return {(row.party_code, row.kind) for row in list_bindings(clause.clause_id)}

    assert kinds(one) == {("corporatie-b", "bound")}
    assert kinds(other) == {("gemeente-voorbeeld", "bound")}


def test_an_agreement_says_who_merged(clauses):
    merge()

    roles = party_roles(list_bindings(clauses["1.1"].clause_id), ())

    assert roles.bound == ("Corporatie b",)
    assert roles.explanations == ("Corporatie a is opgegaan in Corporatie b, die hier voor haar in de plaats komt.",)  # fmt: skip


def test_bindings_without_merged_parties_stay_as_they_are(clauses):
    row = BindingRow(clauses["1.1"].clause_id, 1, "a", "A", "corporation", "bound", "")

    assert with_heirs([row], {2: make_party()}) == (row,)


def test_nobody_takes_alone_from_the_heir_what_it_took_over(clauses):
    on = timezone.now() + timedelta(days=2)
    merge(now=on)

    with pytest.raises(WrongState, match="Corporatie b"):
        set_bindings(
            municipality_id=make_municipality().id,
            clause_ids=[clauses["1.1"].clause_id],
            parties={"bound": ["gemeente-voorbeeld"], "consent": ["huurders-a"]},
            reason="",
            actor=recorder(),
            now=on,
        )


def _take_back(now):
    withdraw_merger(
        municipality_id=make_municipality().id,
        party_id=make_party(code="corporatie-a").pk,
        reason="Vergissing",
        actor=SYSTEM,
        now=now,
    )


def _asked(proposal, now):
    (subject,) = get_standing(proposal.id, now).subjects
    codes = {one.party_id: code for code, one in get_standing(proposal.id, now).partners.items()}
    return {codes[one.partner.party_id]: one.standing for one in subject.consent.asked}


def test_an_open_proposal_asks_the_heir_and_shows_what_the_merged_party_said(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    say(proposal, "corporatie-a", "object", "Te vaak")
    before = _asked(proposal, NOW)
    merge()

    assert before["corporatie-a"] is Standing.OBJECTS
    assert "corporatie-b" not in before
    after = _asked(proposal, AFTER)
    assert "corporatie-a" not in after
    assert after["corporatie-b"] is Standing.SILENT
    (subject,) = get_standing(proposal.id, AFTER).subjects
    (gone,) = [one for one in subject.consent.parties if one.why is Why.LEFT]
    assert gone.partner.name == "Corporatie a"
    assert "Opgegaan in Corporatie b per 1 juli 2020" in why_asked(gone)
    (said,) = subject.positions[gone.partner.party_id]
    assert said.reason == "Te vaak"


def test_the_page_of_an_open_proposal_tells_of_the_merger(client, clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    say(proposal, "corporatie-a")
    merge()
    sign_in(client, recorder())

    page = client.get(f"/gm9001/voorstellen/{proposal.id}/").text

    assert "Opgegaan in Corporatie b per 1 juli 2020" in page


def test_a_decided_proposal_keeps_the_parties_of_its_day(clauses):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    all_agree(proposal)
    adopt(proposal)
    merge(now=AFTER)

    assert _asked(proposal, AFTER)["corporatie-a"] is Standing.AGREES


def test_a_merger_recorded_later_from_before_its_closing_changes_nothing_of_a_decided_proposal(
    clauses,
):
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    all_agree(proposal)
    adopt(proposal)
    before = get_standing(proposal.id, AFTER)
    merge(on=NOW.date() - timedelta(days=5), now=AFTER)

    assert get_standing(proposal.id, AFTER) == before
    assert _asked(proposal, AFTER)["corporatie-a"] is Standing.AGREES


def test_a_merger_taken_back_later_changes_nothing_of_a_decided_proposal(clauses):
    merge(on=NOW.date() - timedelta(days=5))
    proposal = make_proposal(change_words(clauses["1.1"], FOUR), party="gemeente-voorbeeld")
    all_agree(proposal)
    adopt(proposal)
    before = get_standing(proposal.id, AFTER)
    _take_back(AFTER)

    assert get_standing(proposal.id, AFTER) == before
    assert _asked(proposal, AFTER)["corporatie-b"] is Standing.AGREES


def test_a_proposal_that_binds_the_merged_party_asks_and_binds_its_heir(clauses):
    clause = clauses["1.1"]
    was = Parties(bound=("corporatie-a",), consent=("huurders-a",))
    becomes = Parties(bound=("gemeente-voorbeeld", "corporatie-a"), consent=("huurders-a",))
    edit = SetParties("11111111-1111-4111-8111-111111111111", str(clause.clause_id), was)
    proposal = make_proposal(ProposedEdit(edit, becomes))
    merge()

    assert not parties_now(make_municipality().id).changed_since(edit)
    all_agree(proposal, now=AFTER)
    adopt(proposal, in_force_from=date(2020, 12, 1), now=AFTER)

    rows = list_bindings(clause.clause_id)
    assert _named(rows, clause) == {
        ("corporatie-b", "bound", "Corporatie a"),
        ("gemeente-voorbeeld", "bound", ""),
        ("huurders-a", "consent", ""),
    }
    _take_back(AFTER)
    again = _named(list_bindings(clause.clause_id), clause)
    assert ("corporatie-a", "bound", "") in again


def test_agreements_that_are_merged_bind_the_heir(clauses):
    one, other = clauses["1.1"], clauses["2.1"]
    edit = MergeClauses(
        "11111111-1111-4111-8111-111111111111",
        (str(one.clause_id), str(other.clause_id)),
        (one.text, other.text),
        one.number,
        "",
        "Samen.",
    )
    merge()
    proposal = make_proposal(ProposedEdit(edit), party="gemeente-voorbeeld", now=AFTER)
    all_agree(proposal, now=AFTER)
    adopt(proposal, in_force_from=date(2020, 12, 1), now=AFTER)

    bound = {row.party_code for row in list_bindings(one.clause_id) if row.kind == "bound"}
    assert "corporatie-b" in bound
    assert "corporatie-a" not in bound


def test_a_merger_taken_back_binds_the_party_again_also_when_parties_were_recorded_meanwhile(
    clauses,
):
    clause = clauses["1.1"]
    merge()
    set_bindings(
        municipality_id=make_municipality().id,
        clause_ids=[clause.clause_id],
        parties={
            "bound": ["corporatie-b"],
            "consent": ["huurders-a", "gemeente-voorbeeld"],
        },
        reason="",
        actor=recorder(),
        now=AFTER,
    )
    shared = {("gemeente-voorbeeld", "consent", ""), ("huurders-a", "consent", "")}

    merged = _named(list_bindings(clause.clause_id), clause)
    assert merged == shared | {("corporatie-b", "bound", "Corporatie a")}
    _take_back(AFTER)
    apart = _named(list_bindings(clause.clause_id), clause)
    assert apart == shared | {("corporatie-a", "bound", "")}


def test_an_heir_bound_itself_stays_so_beside_what_it_took_over(clauses):
    clause = clauses["1.1"]
    _bind(clause, bound=["corporatie-a", "corporatie-b"])
    merge()
    record_bindings(
        municipality_id=make_municipality().id,
        by_clause={clause.clause_id: {"bound": ["corporatie-b"]}},
        actor=recorder(),
        now=AFTER,
    )
    _take_back(AFTER)

    rows = list_bindings(clause.clause_id)
    assert {row.party_code for row in rows} == {"corporatie-a", "corporatie-b"}


def test_a_merged_party_that_was_no_party_is_not_kept_for_an_heir_that_is_none(clauses):
    clause = clauses["1.1"]
    _bind(clause, "Geen woningen daar", bound=["gemeente-voorbeeld"], not_party=["corporatie-a"])
    merge()
    record_bindings(
        municipality_id=make_municipality().id,
        by_clause={
            clause.clause_id: {"bound": ["gemeente-voorbeeld"], "not_party": ["corporatie-b"]}
        },
        reason="Geen woningen daar",
        actor=recorder(),
        now=AFTER,
    )

    kinds = {(row.party_code, row.kind) for row in list_bindings(clause.clause_id)}
    assert ("corporatie-b", "not_party") in kinds
