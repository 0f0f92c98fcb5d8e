"""Writing proposals and saying what one thinks of them: allowed, refused without a trace."""

from datetime import timedelta
from uuid import uuid4

import pytest

from drieluik.apps.agreements import services
from drieluik.apps.agreements.models import Position, PositionApproval, Proposal
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.consent import Partner
from drieluik.apps.agreements.proposals.editing import Parties, ProposedEdit, SetParties
from drieluik.apps.agreements.proposals.reading import get_outcome, get_standing
from drieluik.apps.agreements.proposals.wording import rule_sentences, verdict_sentence
from drieluik.apps.agreements.services import NewConsentRule, ProposalWords, Said
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.core.amendments import AddClause, RepealClause, SetClause
from tests.factories.agreements import NOW, make_register
from tests.factories.organisations import (
    ROLES,
    make_actor,
    make_municipality,
    make_party,
    make_representation,
)
from tests.factories.proposals import (
    WORDS,
    all_agree,
    change_words,
    delegate,
    make_proposal,
    recorder,
    say,
)

pytestmark = pytest.mark.django_db
FOUR = "Partijen spreken elkaar vier keer per jaar."
PARTIES = {
    "gemeente-voorbeeld": "municipality",
    "corporatie-a": "corporation",
    "huurders-a": "tenants",
    "raad": "council",
    "zorg": "other",
}
SIDES = ("gemeente-voorbeeld", "corporatie-a", "huurders-a")


@pytest.fixture
def clauses():
    return make_register()


@pytest.fixture
def proposal(clauses):
    return make_proposal(change_words(clauses["1.1"], FOUR))


def _verdict(proposal):
    return verdict_sentence(get_standing(proposal.id, NOW))


@pytest.mark.parametrize("code", PARTIES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_may_do_what_as_a_table(code, role, elsewhere):
    place, other = make_municipality(), make_municipality(code="GM9002")
    party = make_party(code=code, kind=PARTIES[code], municipality=other if elsewhere else place)
    actor = make_actor(role, party=party)
    own = {"party_id": party.id, "municipality_id": place.id}
    here, side = not elsewhere, code in SIDES
    municipal = here and code == "gemeente-voorbeeld"

    assert policies.check_may_propose.allows(actor, **own) == (
        here and side and role in ("editor", "delegate")
    )
    assert policies.check_may_take_position.allows(actor, **own) == (here and role == "delegate")
    assert policies.check_may_approve.allows(actor, **own) == (here and role != "reader")
    assert policies.check_may_set_approvals.allows(actor, **own) == (
        here and role == "administrator"
    )
    assert policies.check_may_set_consent_rule.allows(actor, municipality_id=place.id) == (
        municipal and role == "steward"
    )
    assert policies.check_may_rebase.allows(actor, **own) == (
        (here and side and role in ("editor", "delegate"))
        or (municipal and role in ("editor", "steward"))
    )
    stranger = {"party_id": party.id + 1, "municipality_id": place.id}
    assert not policies.check_may_propose.allows(actor, **stranger)
    assert not policies.check_may_take_position.allows(actor, **stranger)


@pytest.mark.parametrize(
    ("state", "draft", "submitted", "open_"),
    [
        ("draft", True, False, True),
        ("submitted", False, True, True),
        ("withdrawn", False, False, False),
        ("adopted", False, False, False),
        ("adopted_in_part", False, False, False),
        ("rejected", False, False, False),
    ],
)
def test_what_can_be_done_in_which_state_as_a_table(state, draft, submitted, open_):
    row = Proposal(state=state)

    assert policies.check_is_draft.allows(row) is draft
    assert policies.check_is_submitted.allows(row) is submitted
    assert policies.check_is_open.allows(row) is open_


def test_only_a_separate_track_answers_on_paper():
    assert policies.check_is_on_separate_track.allows(
        Partner(1, "Commissie", "tenants", separate=True)
    )
    assert not policies.check_is_on_separate_track.allows(Partner(1, "Huurders", "tenants"))
    assert not policies.check_is_on_separate_track.allows(None)


def test_a_reader_cannot_propose_and_nothing_is_left_behind(clauses):
    before = AuditEvent.objects.count()

    with pytest.raises(NotAllowed):
        services.draft_proposal(
            municipality_id=make_municipality().id,
            party_id=make_party(code="corporatie-a").id,
            words=WORDS,
            actor=make_actor("reader", party=make_party(code="corporatie-a")),
            now=NOW,
        )

    assert not Proposal.objects.exists()
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("words", [("", "Daarom."), ("Titel", "  ")])
def test_a_proposal_says_what_it_is_and_why(clauses, words):
    with pytest.raises(WrongState):
        make_proposal(words=ProposalWords(*words, "law"), submitted=False)


def test_a_draft_is_changed_only_by_who_saw_the_newest_of_it(clauses):
    proposal = make_proposal(submitted=False)

    def change(step, text):
        services.change_draft(
            proposal_id=proposal.id,
            step=step,
            words=WORDS,
            edits=[change_words(clauses["1.1"], text)],
            actor=delegate("corporatie-a"),
            now=NOW,
        )

    change(0, FOUR)
    with pytest.raises(WrongState, match="intussen"):
        change(0, "Iets anders.")

    assert proposal.edits.get().payload["new_text"] == FOUR


def test_a_submitted_proposal_no_longer_changes(proposal):
    with pytest.raises(WrongState):
        services.change_draft(
            proposal_id=proposal.id,
            step=1,
            words=WORDS,
            edits=[],
            actor=delegate("corporatie-a"),
            now=NOW,
        )


def _new_clause(proposal, number="2.3", bound=("corporatie-a",)):
    section = str(proposal.base.sections.get(position=1).section)
    clause = SetClause(str(uuid4()), number, "Nieuw", "Partijen doen iets nieuws.")
    edit = AddClause(str(uuid4()), section, clause, None)
    return ProposedEdit(edit, Parties(bound=tuple(bound)))


def _with_edits(proposal, *edits):
    services.change_draft(
        proposal_id=proposal.id,
        step=proposal.step,
        words=WORDS,
        edits=edits,
        actor=delegate("corporatie-a"),
        now=NOW,
    )
    proposal.refresh_from_db()


def test_all_faults_are_told_at_once_each_at_its_edit(clauses):
    proposal = make_proposal(submitted=False)
    double = _new_clause(proposal, number="2.1")
    odd = _new_clause(proposal, number="versies")
    free = _new_clause(proposal, number="2.4", bound=())
    twice = [change_words(clauses["1.1"], text) for text in (FOUR, FOUR.replace("vier", "drie"))]
    _with_edits(proposal, double, odd, free, *twice)

    faults = {fault.edit_id: fault.message for fault in get_outcome(proposal.id).blocking}

    assert faults.keys() == {double.id, odd.id, free.id, twice[1].id}
    assert "2.1" in faults[double.id]
    with pytest.raises(WrongState) as refused:
        services.submit_proposal(
            proposal_id=proposal.id, step=proposal.step, actor=delegate("corporatie-a"), now=NOW
        )
    assert all(message in str(refused.value) for message in faults.values())
    assert proposal.edits.count() == 5


def test_an_agreement_that_binds_nobody_cannot_be_proposed_nor_be_left_so(clauses):
    proposal = make_proposal(submitted=False)
    clause_id = str(clauses["1.1"].clause_id)
    nobody = ProposedEdit(SetParties(str(uuid4()), clause_id), Parties(consent=("huurders-a",)))
    _with_edits(proposal, nobody)

    (fault,) = get_outcome(proposal.id).blocking

    assert fault.edit_id == nobody.id


def test_an_empty_proposal_cannot_be_submitted(clauses):
    with pytest.raises(WrongState, match="nog geen wijziging"):
        make_proposal()


def test_a_repealed_agreement_is_shown_as_fallen_away(clauses):
    edit = ProposedEdit(RepealClause(str(uuid4()), str(clauses["2.2"].clause_id)))
    proposal = make_proposal(edit)

    after = get_outcome(proposal.id).after

    assert [one.number for one in after.clauses] == ["1.1", "2.1"]


def test_a_changed_position_counts_and_the_earlier_one_stays_with_who_and_when(proposal):
    say(proposal, "huurders-a", "object", "Te vaak.")
    assert "Bezwaar van Huurders a" in _verdict(proposal)

    say(proposal, "huurders-a", "agree", now=NOW + timedelta(hours=1))

    standing = get_standing(proposal.id, NOW + timedelta(hours=2)).subjects[0]
    rows = standing.positions[make_party(code="huurders-a").id]
    assert [row.verdict for row in rows] == ["agree", "object"]
    assert [row.taken_by for row in rows] == ["Delegate Huurders a"] * 2
    assert rows[0].taken_at - rows[1].taken_at == timedelta(hours=1)
    assert "Bezwaar" not in _verdict(proposal)


@pytest.mark.parametrize("verdict", ["reservation", "object"])
def test_a_reservation_or_objection_says_why(proposal, verdict):
    with pytest.raises(WrongState):
        say(proposal, "huurders-a", verdict)

    assert not Position.objects.exists()


def test_nobody_speaks_for_another_party(proposal):
    party = make_party(code="corporatie-a").id
    said = Said(
        party, tuple(one.subject.key for one in get_standing(proposal.id).subjects), "agree"
    )

    with pytest.raises(NotAllowed):
        services.take_position(
            proposal_id=proposal.id, said=said, actor=delegate("huurders-a"), now=NOW
        )


def test_a_party_that_is_not_asked_takes_no_position(proposal):
    subjects = [one.subject.key for one in get_standing(proposal.id).subjects]

    with pytest.raises(WrongState, match=r"1\.1"):
        say(proposal, "corporatie-b", subjects=subjects)


def test_a_position_waits_for_the_bodies_of_the_party_itself(proposal):
    party = make_party(code="huurders-a")
    services.set_approval_bodies(
        municipality_id=make_municipality().id,
        party_id=party.id,
        bodies=["bestuur", "huurdersraad"],
        actor=make_actor("administrator", party=party),
        now=NOW,
    )
    for code in SIDES:
        say(proposal, code)
    position = Position.objects.get(party=party)
    editor, administrator = (make_actor(role, party=party) for role in ("editor", "administrator"))

    def approve(body, actor):
        services.give_approval(position_ids=[position.pk], body=body, actor=actor, now=NOW)

    assert "het interne akkoord van Huurders a (bestuur, huurdersraad)" in _verdict(proposal)
    for body, actor in (("bestuur", delegate("huurders-a")), ("raad", editor)):
        with pytest.raises(WrongState):
            approve(body, actor)
    approve("bestuur", editor)
    assert "interne akkoord" in _verdict(proposal)
    for body, actor in (("bestuur", administrator), ("huurdersraad", editor)):
        with pytest.raises(WrongState):
            approve(body, actor)
    with pytest.raises(NotAllowed):
        approve("huurdersraad", make_actor("editor", party=make_party(code="corporatie-a")))
    approve("huurdersraad", administrator)
    assert PositionApproval.objects.count() == 2
    assert _verdict(proposal) == "Kan worden vastgesteld"


def test_a_party_on_a_separate_track_answers_on_paper_through_the_municipality(clauses):
    place = make_municipality()
    separate = make_party(code="commissie", kind="tenants", municipality=place)
    make_representation(
        tenants=separate,
        corporation=make_party(code="corporatie-b"),
        municipality=place,
        track="separate",
    )
    proposal = make_proposal(change_words(clauses["2.2"], "Eén loket helpt iedereen."))
    subjects = (str(clauses["2.2"].clause_id),)

    def enter(party, paper, actor):
        said = Said(party.id, subjects, "agree", paper=paper, paper_on=NOW.date())
        services.record_written_position(proposal_id=proposal.id, said=said, actor=actor, now=NOW)

    assert "het schriftelijke standpunt van Commissie" in _verdict(proposal)
    with pytest.raises(WrongState, match="naam van het stuk"):
        enter(separate, "", recorder())
    with pytest.raises(WrongState, match="gezamenlijke tafel"):
        enter(make_party(code="huurders-a"), "Brief", recorder())
    with pytest.raises(NotAllowed):
        enter(separate, "Brief", delegate("corporatie-a"))
    enter(separate, "Brief van 3 maart", recorder())

    position = Position.objects.get()
    assert position.paper == "Brief van 3 maart"
    assert "Commissie" not in _verdict(proposal)


def test_the_rule_of_the_municipality_is_data_and_explained(clauses):
    place = make_municipality().id
    proposal = make_proposal(change_words(clauses["2.1"], "De corporaties houden er duizend."))
    for code in SIDES:
        say(proposal, code)
    assert "Corporatie b" in _verdict(proposal)

    services.set_consent_rule(
        municipality_id=place,
        rule=NewConsentRule("Overleg van 2 maart", {"corporation": "one"}),
        actor=SYSTEM,
        now=NOW - timedelta(days=14),
    )

    assert _verdict(proposal) == "Kan worden vastgesteld"
    assert "Corporaties: ten minste één van de partijen die worden gevraagd." in rule_sentences(
        get_standing(proposal.id, NOW).rules
    )
    with pytest.raises(NotAllowed):
        services.set_consent_rule(
            municipality_id=place, rule=NewConsentRule("x"), actor=recorder(), now=NOW
        )


def test_what_is_needed_says_that_a_reservation_is_no_consent_and_who_says_nothing(proposal):
    services.set_consent_rule(
        municipality_id=make_municipality().id,
        rule=NewConsentRule("Overleg van 2 maart", reservation_counts=False),
        actor=SYSTEM,
        now=NOW,
    )
    say(proposal, "huurders-a", "reservation", "Eén bladzijde.")
    say(proposal, "corporatie-a", "none")
    say(proposal, "gemeente-voorbeeld")

    assert "Huurders a zonder voorbehoud" in _verdict(proposal)
    assert "Corporatie a, die nog geen standpunt inneemt" in _verdict(proposal)


def test_a_withdrawn_proposal_takes_no_positions_and_stays_readable(proposal):
    services.withdraw_proposal(
        proposal_id=proposal.id, reason="Niet nodig.", actor=delegate("corporatie-a"), now=NOW
    )

    with pytest.raises(WrongState):
        say(proposal, "huurders-a")
    assert Proposal.objects.get().closing_reason == "Niet nodig."


def test_every_act_leaves_one_event(proposal):
    all_agree(proposal)

    names = AuditEvent.objects.filter(subject_id=str(proposal.id)).values_list("name", flat=True)

    assert list(names) == ["proposal.drafted", "proposal.submitted"] + ["position.taken"] * 3
