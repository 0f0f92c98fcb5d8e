"""A new proposal from one that was not adopted: what comes along, and how both know each other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from drieluik.apps.agreements import services
from drieluik.apps.agreements.models import Proposal
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.reading import find_proposal, get_outcome, made_from
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.core.amendments.edits.edit import AddClause, AddSection, SplitClause
from drieluik.core.amendments.sets.rows import SetClause, SetSection
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.proposals import (
    WORDS,
    adopt,
    all_agree,
    change_words,
    delegate,
    make_decision,
    make_proposal,
    recorder,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)
FOUR = "Partijen spreken elkaar vier keer per jaar."
API = "/api/v1/gemeenten/gm9001"


@pytest.fixture
def clauses():
    return make_register()


def _copy(proposal, code="corporatie-a", actor=None):
    return Proposal.objects.get(
        id=services.copy_proposal(
            proposal_id=proposal.id,
            party_id=make_party(code=code).id,
            words=WORDS,
            actor=actor or delegate(code),
            now=LATER,
        )
    )


def _reject(proposal):
    services.reject_proposal(
        proposal_id=proposal.id,
        decision=make_decision(),
        reason="Nu niet.",
        actor=recorder(),
        now=NOW,
    )


def _withdraw(proposal):
    services.withdraw_proposal(
        proposal_id=proposal.id, reason="", actor=delegate("corporatie-a"), now=NOW
    )


def _row(proposal, code="corporatie-a"):
    return find_proposal(make_municipality().id, proposal.id, delegate(code))


@pytest.mark.parametrize("close", [_reject, _withdraw, lambda _proposal: None])
def test_a_rejected_withdrawn_or_adjourned_proposal_is_begun_anew(clauses, close):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    close(old)

    new = _copy(old)

    assert new.state == "draft"
    assert new.edits.get().payload["new_text"] == FOUR
    assert new.edits.get().id != old.edits.get().id
    assert made_from(_row(new), delegate("corporatie-a"))[0].number == old.number
    assert [one.number for one in made_from(_row(old), delegate("corporatie-a"))[1]] == [new.number]
    assert AuditEvent.objects.filter(name="proposal.drafted", subject_id=str(new.id)).count() == 1


def test_a_draft_that_was_made_from_it_is_named_to_its_own_party_only(clauses):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    _copy(old, "huurders-a")

    assert made_from(_row(old), delegate("corporatie-a"))[1] == []
    assert len(made_from(_row(old, "huurders-a"), delegate("huurders-a"))[1]) == 1


def test_it_comes_on_the_agreements_as_they_are_now(clauses):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    other = make_proposal(
        change_words(clauses["2.1"], "Er blijven zeshonderd woningen betaalbaar.")
    )
    all_agree(other)
    adopt(other, now=LATER)

    new = _copy(old)

    assert new.base.number == 2
    assert not get_outcome(new.id).blocking


def test_what_no_longer_fits_comes_along_as_it_was_written_and_is_named(clauses):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    other = make_proposal(
        change_words(clauses["1.1"], "Partijen spreken elkaar zes keer per jaar.")
    )
    all_agree(other)
    adopt(other, now=LATER)

    new = _copy(old)

    assert new.edits.get().payload["new_text"] == FOUR
    assert get_outcome(new.id).blocking


def test_of_a_proposal_that_was_adopted_in_part_only_the_rest_comes_along(clauses):
    first, second = change_words(clauses["1.1"], FOUR), change_words(clauses["2.1"], "Later.")
    old = make_proposal(first, second)
    all_agree(old)
    left_out = old.edits.get(position=1).id
    adopt(old, left_out={left_out: "Nog niet."}, now=LATER)

    assert [row.payload["new_text"] for row in _copy(old).edits.all()] == ["Later."]


def test_what_is_added_gets_ids_of_its_own_and_keeps_belonging_together(clauses):
    section, clause = str(uuid4()), str(uuid4())
    split_off = str(uuid4())
    help_desk = clauses["2.2"]
    old = make_proposal(
        ProposedEdit(
            AddSection(
                str(uuid4()), SetSection(section, "3", "Groen", "", "", "", "", "", ()), None
            )
        ),
        ProposedEdit(
            AddClause(str(uuid4()), section, SetClause(clause, "3.1", "", "Bomen."), None),
            Parties(("corporatie-a",)),
        ),
        ProposedEdit(SetParties(str(uuid4()), clause), Parties(("corporatie-b",))),
        ProposedEdit(
            SplitClause(
                str(uuid4()),
                str(help_desk.clause_id),
                help_desk.text,
                (
                    SetClause(str(help_desk.clause_id), "2.2", "", "Eén."),
                    SetClause(split_off, "2.3", "", "Twee."),
                ),
            )
        ),
    )

    added, new_clause, parties, split = (row.payload for row in _copy(old).edits.all())

    assert added["section"]["id"] == new_clause["section_id"] != section
    assert new_clause["clause"]["id"] == parties["clause_id"] != clause
    assert split["parts"][0]["id"] == str(help_desk.clause_id)
    assert split["parts"][1]["id"] != split_off


def test_a_draft_and_a_proposal_that_was_adopted_whole_are_not_copied(clauses):
    draft = make_proposal(change_words(clauses["1.1"], FOUR), submitted=False)
    adopted = make_proposal(change_words(clauses["2.1"], "Anders."))
    all_agree(adopted)
    adopt(adopted, now=LATER)

    for proposal in (draft, adopted):
        with pytest.raises(WrongState):
            _copy(proposal)


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        ("editor", "corporatie-a", True),
        ("delegate", "corporatie-a", True),
        ("reader", "corporatie-a", False),
        ("steward", "corporatie-a", False),
        ("delegate", "huurders-a", False),
        ("administrator", "corporatie-a", False),
    ],
)
def test_editors_and_delegates_begin_anew_for_their_own_party(clauses, role, code, may):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    actor = make_actor(role, party=make_party(code=code))

    if may:
        assert _copy(old, "corporatie-a", actor).party == make_party(code="corporatie-a")
        return
    with pytest.raises(NotAllowed):
        _copy(old, "corporatie-a", actor)


def test_from_the_page_and_both_pages_lead_to_each_other(client, clauses):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    _reject(old)
    sign_in(client, delegate("huurders-a"))
    slug = make_municipality().slug
    page = reverse("agreements:proposal", args=[slug, old.id])
    copy = reverse("agreements:proposal_copy", args=[slug, old.id])

    assert copy in client.get(page).content.decode()
    assert client.get(copy).context["form"].initial["title"] == old.title
    words = {"title": "", "motive": "Nu wel.", "reason": "law"}
    assert client.post(copy, words).context["form"].errors.keys() == {"title", "party"}
    party = make_party(code="huurders-a").id
    shown = client.post(copy, words | {"title": "Toch vaker", "party": party}, follow=True)

    assert page in shown.content.decode()
    new = Proposal.objects.get(title="Toch vaker")
    back = client.get(page).content.decode()
    assert reverse("agreements:proposal", args=[slug, new.id]) in back


def test_by_programme(client, clauses):
    old = make_proposal(change_words(clauses["1.1"], FOUR))
    sign_in(client, delegate("huurders-a"))
    words = {"titel": "Toch", "toelichting": "Nu wel.", "aanleiding": "law"}

    answer = client.post(f"{API}/partijen/huurders-a/voorstellen/uit/{old.id}", words)
    not_ours = client.post(f"{API}/partijen/corporatie-a/voorstellen/uit/{old.id}", words)

    assert answer.status_code == 201
    assert answer.json()["gemaakt_uit"] == str(old.id)
    assert len(answer.json()["wijzigingen"]) == 1
    assert not_ours.status_code == 403
