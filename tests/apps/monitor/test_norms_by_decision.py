"""Norms in proposals: written, consented to, decided on; what counted before stays as it was."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements.extensions import norms_now
from drieluik.apps.agreements.models import Proposal, RegisterVersion
from drieluik.apps.agreements.proposals.editing import (
    Parties,
    ProposedEdit,
    from_json,
    to_json,
)
from drieluik.apps.agreements.proposals.norming import AddNorm, ChangeNorm, EndNorm, new_norm_id
from drieluik.apps.agreements.proposals.reading import get_outcome, get_standing
from drieluik.apps.agreements.proposals.rivals import rivals
from drieluik.apps.agreements.selectors import find_clause, get_register
from drieluik.apps.agreements.services import (
    ProposalWords,
    adoption,
    copy_proposal,
    rebase_proposal,
)
from drieluik.apps.errors import WrongState
from drieluik.apps.monitor import services
from drieluik.apps.monitor.models import NormDecision, NormText, Standing
from drieluik.apps.monitor.selectors.norms import find_norm
from drieluik.apps.monitor.services.adopting import first_period
from drieluik.core.amendments.edits.conflicts import Touch
from drieluik.core.amendments.edits.edit import AddClause, RepealClause
from drieluik.core.amendments.sets.rows import SetClause
from tests.factories.monitor import (
    NOW,
    accept_figures,
    calculate,
    make_norm,
    make_place,
    make_steward,
    norm_text,
)
from tests.factories.organisations import make_municipality, make_party
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal
from tests.factories.traces import refused

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def norm():
    """A norm at 2.1: at most five evictions per half-year."""
    place = make_place()
    make_party(code="huurders-a", kind="tenants", municipality=place)
    return make_norm(place)


def _change(norm, target="hoogstens 3", *, wording=None, text=None):
    return ProposedEdit(
        ChangeNorm(
            str(uuid4()),
            str(norm.norm_id),
            str(norm.norm.clause_id),
            wording or norm.number,
            norm.text,
            norm_text(target=target) if text is None else text,
            "Minder is nodig.",
        )
    )


def _end(norm):
    return ProposedEdit(
        EndNorm(
            str(uuid4()), str(norm.norm_id), str(norm.norm.clause_id), norm.number, norm.text,
            "Niemand kijkt er nog naar.",
        )
    )  # fmt: skip


def _add(number="1.1", *, n_known=0, quotation="twee keer per jaar"):
    clause_id = str(find_clause(make_municipality().id, number).clause_id)
    text = norm_text(number=number, quotation=quotation)
    return ProposedEdit(AddNorm(str(uuid4()), new_norm_id(clause_id, n_known), clause_id, text, ""))


def _adopted(*edits, in_force_from=date(2021, 1, 1), **more):
    proposal = make_proposal(*edits, now=NOW)
    all_agree(proposal, now=NOW)
    return proposal, adopt(proposal, in_force_from=in_force_from, now=LATER, **more)


def _wordings(norm):
    return find_norm(municipality_id=make_municipality().id, norm_id=norm.norm_id).wordings


def _said(*edits):
    with pytest.raises(WrongState) as refusal:
        make_proposal(*edits, now=NOW)
    return str(refusal.value)


def test_an_edit_of_a_norm_is_read_back_as_it_was_kept(norm):
    for one in (_change(norm), _end(norm), _add()):
        assert from_json(*to_json(one)) == one


def test_another_norm_needs_consent_and_a_decision_and_tells_old_and_new(norm):
    change = _change(norm)
    proposal = make_proposal(change, now=NOW)

    (subject,) = get_standing(proposal.id, NOW).subjects
    refused(lambda: adopt(proposal, now=LATER))

    assert subject.subject.key == str(norm.norm.clause_id)
    assert {one.partner.kind for one in subject.consent.asked} == {
        "municipality", "corporation", "tenants",
    }  # fmt: skip
    assert change.edit.sentences[:-1] == (
        "Huisuitzettingen: hoogstens 5.",
        "Streefwaarde: 5 wordt 3.",
        "Toelichting: Minder is nodig.",
    )
    assert "eerste halfjaar" in change.edit.sentences[-1]
    assert [one.number for one in _wordings(norm)] == [1]


def test_the_decided_norm_counts_from_then_and_what_was_before_keeps_its_light(norm):
    for period in ("2020-2", "2021-1"):
        for code in ("corporatie-a", "corporatie-b"):
            accept_figures(norm.norm.municipality, party_code=code, period=period, evictions=(2, 0))
        calculate(norm.norm.municipality, period)
    before = list(Standing.objects.filter(party_code="").values_list("norm_text_id", "light"))

    _proposal, outcome = _adopted(_change(norm))

    old, new = _wordings(norm)
    lights = Standing.objects.filter(party_code="", norm_text_id=new.id)
    assert before == [(norm.id, "on_course"), (norm.id, "on_course")]
    assert [(one.calculation.period, one.light) for one in lights] == [("2021-1", "off_course")]
    assert Standing.objects.filter(norm_text=norm, party_code="").count() == 2
    assert (old.state, new.state, new.from_period) == ("confirmed", "confirmed", "2021-1")
    decision = NormDecision.objects.get()
    assert (decision.norm_text_id, decision.version.number) == (new.id, outcome.version_number)
    assert decision.version.decision_name == "Bestuurlijk Overleg 2 maart 2020, besluit 1"


def test_a_norm_counts_from_the_first_half_year_that_begins_after_it():
    days = [date(2021, 1, 1), date(2021, 1, 2), date(2021, 7, 1), date(2021, 7, 2)]

    assert [first_period(day) for day in days] == ["2021-1", "2021-2", "2021-2", "2022-1"]


def test_a_norm_ends_by_a_decision_and_gives_no_light_from_then(norm):
    _adopted(_end(norm), in_force_from=date(2021, 7, 1))

    (only,) = _wordings(norm)
    assert (only.state, only.retired_from_period) == ("retired", "2021-2")
    assert only.retired_because.startswith("Niemand kijkt er nog naar. (Bestuurlijk Overleg")
    assert NormDecision.objects.get().ends
    assert str(norm.norm_id) not in norms_now(make_municipality().id).counting


def test_an_agreement_gets_a_norm_by_a_decision(norm):
    _adopted(_add())

    found = NormText.objects.exclude(norm_id=norm.norm_id).get()
    assert (found.norm.clause_id, found.state) == (
        find_clause(make_municipality().id, "1.1").clause_id,
        "confirmed",
    )
    assert "kreeg" in _said(_add()), "the first of two wins, the second is told"
    assert not _outcome_faults(_add(n_known=1))


def _outcome_faults(*edits):
    proposal = make_proposal(*edits, submitted=False, now=NOW)
    return [one.message for one in get_outcome(proposal.id).faults]


def test_words_and_norm_of_one_agreement_change_together(norm):
    clause = find_clause(make_municipality().id, "2.1")
    new_text = "De corporaties houden zeshonderd woningen goedkoop."
    becomes = norm_text(quotation="zeshonderd woningen goedkoop", target="hoogstens 3")

    assert "staat niet letterlijk in" in _said(change_words(clause, new_text), _change(norm))
    _adopted(change_words(clause, new_text), _change(norm, text=becomes))

    assert _wordings(norm)[-1].quotation == "zeshonderd woningen goedkoop"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (norm_text(target="hoogstens veel"), "veel"),
        (norm_text(target="hoogstens 90%"), "een getal zonder eenheid"),
        (norm_text(quotation="dit staat er niet"), "staat niet letterlijk in"),
        ("onzin", "Regel 1"),
    ],
    ids=["no figure", "another unit", "not quoted", "unreadable"],
)
def test_a_norm_that_cannot_be_read_is_refused_when_it_is_submitted(norm, text, words):
    assert words in _said(_change(norm, text=text))


def test_a_norm_that_is_not_there_or_of_elsewhere_is_refused(norm):
    unknown = _change(norm)
    unknown = ProposedEdit(replace(unknown.edit, norm_id=str(uuid4())))
    other = replace(
        _change(norm).edit,
        clause_id=str(find_clause(make_municipality().id, "1.1").clause_id),
        becomes=norm_text(number="1.1", quotation="twee keer per jaar"),
    )

    assert "telt niet meer" in _said(unknown)
    assert "hoort bij een andere afspraak" in _said(ProposedEdit(other))
    assert "twee keer" in _said(_change(norm), _end(norm))


def test_a_norm_that_changed_meanwhile_is_not_overwritten(norm):
    waiting = make_proposal(_change(norm), now=NOW)
    all_agree(waiting, now=NOW)
    make_norm(
        norm.norm.municipality, text=norm_text(target="hoogstens 4"), norm_id=norm.norm_id, now=NOW
    )

    said = refused(lambda: adopt(waiting, in_force_from=date(2021, 1, 1), now=LATER))

    assert "Huisuitzettingen: hoogstens 4" in said
    assert [one.number for one in _wordings(norm)] == [1, 2]


def test_a_proposal_on_a_norm_that_another_decision_changed_cannot_be_carried_over(norm):
    waiting = make_proposal(_change(norm, "hoogstens 2"), now=NOW)
    _adopted(_change(norm))
    waiting.refresh_from_db()

    said = refused(
        lambda: rebase_proposal(
            proposal_id=waiting.id, step=waiting.step, actor=delegate("corporatie-a"), now=LATER
        )
    )

    assert "normen" in said


def test_a_draft_that_waited_gives_way_to_the_decision_and_says_so(norm):
    draft = make_norm(
        norm.norm.municipality,
        text=norm_text(target="hoogstens 9"),
        norm_id=norm.norm_id,
        confirmed=False,
    )
    _adopted(_change(norm))

    assert [(one.number, one.state) for one in _wordings(norm)] == [
        (1, "confirmed"), (2, "retired"), (3, "confirmed"),
    ]  # fmt: skip
    refused(
        lambda: services.confirm_norm(
            norm_text_id=draft.id, actor=make_steward(norm.norm.municipality), now=LATER
        )
    )


def test_a_change_of_a_norm_can_be_left_out(norm):
    clause = find_clause(make_municipality().id, "1.1")
    change = _change(norm)
    words = change_words(clause, "Partijen spreken elkaar elke maand.")
    _adopted(words, change, left_out={UUID(change.id): "De huurders zijn het er niet mee eens."})

    assert [one.number for one in _wordings(norm)] == [1]
    assert RegisterVersion.objects.count() == 2


def test_an_adoption_that_fails_half_way_leaves_no_norm(norm, monkeypatch):
    proposal = make_proposal(_change(norm), _add(), now=NOW)
    all_agree(proposal, now=NOW)

    def broken(*args, **kwargs):
        raise RuntimeError("half-way")

    monkeypatch.setattr(adoption, "_write_outcomes", broken)
    with pytest.raises(RuntimeError):
        adopt(proposal, in_force_from=date(2021, 1, 1), now=LATER)

    assert (NormText.objects.count(), NormDecision.objects.count()) == (1, 0)
    assert RegisterVersion.objects.count() == 1
    assert Proposal.objects.get(id=proposal.id).state == "submitted"


@pytest.mark.parametrize("act", ["UPDATE {} SET edit = NULL", "DELETE FROM {}"])
def test_the_database_keeps_by_which_decision_a_norm_came(norm, act):
    _adopted(_change(norm))

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format("monitor_normdecision"))


def test_proposals_about_one_norm_are_rivals(norm):
    clause = find_clause(make_municipality().id, "2.1")
    make_proposal(_change(norm), now=NOW)
    others = [
        (_change(norm, "hoogstens 2"), Touch.SAME_MATTER),
        (_change(norm), Touch.SAME_CHANGE),
        (_end(norm), Touch.EXCLUDES),
        (ProposedEdit(RepealClause(str(uuid4()), str(clause.clause_id))), Touch.EXCLUDES),
        (change_words(clause, "Heel andere woorden."), Touch.EXCLUDES),
        (change_words(clause, f"{clause.text} Elk jaar."), None),
        (_add(), None),
    ]
    for edit, _touch in others:
        make_proposal(edit, party="huurders-a", now=NOW)

    found = rivals(make_municipality().id, delegate("huurders-a"))

    first = [one for one in found.rivalries if one.first.proposal.number == 1]
    assert [one.touch for one in first] == [touch for _edit, touch in others if touch]
    assert {one.subject for one in first} == {"2.1 Voorraad"}
    assert "Streefwaarde: 5 wordt 2." in first[0].second.words


def _new_clause_with_norm():
    """Edits that add an agreement and give it a norm on its own words."""
    home = get_register(make_municipality().id).themes[0].sections[0].section_id
    clause = SetClause(str(uuid4()), "1.2", "Uitzetting", "Partijen voorkomen uitzettingen.")
    add = ProposedEdit(
        AddClause(str(uuid4()), str(home), clause, None), Parties(bound=("corporatie-a",))
    )
    text = norm_text(number="1.2", quotation="voorkomen uitzettingen", target="hoogstens 4")
    norm = AddNorm(str(uuid4()), new_norm_id(clause.id, 0), clause.id, text, "")
    return add, ProposedEdit(norm)


def test_a_new_agreement_gets_its_norm_by_the_same_decision(norm):
    add, new = _new_clause_with_norm()

    proposal, _done = _adopted(add, new)

    (subject,) = get_standing(proposal.id, NOW).subjects
    wording = NormText.objects.latest("id")
    assert [one.kind for one in subject.subject.edits] == ["add_clause", "add_norm"]
    assert str(wording.norm.clause_id) == add.edit.clause.id
    assert (wording.state, "norm: hoogstens 4" in wording.text) == ("confirmed", True)


def test_a_norm_of_an_agreement_that_is_no_longer_added_is_a_fault(norm):
    _add_clause, new = _new_clause_with_norm()

    assert _said(new) == "De afspraak bij deze norm geldt niet. Haal deze wijziging eruit."


def test_a_new_agreement_with_its_norm_comes_over_and_can_be_copied(norm):
    other = make_proposal(*_new_clause_with_norm(), now=NOW)
    words = change_words(find_clause(make_municipality().id, "1.1"), "Elke maand.")
    _adopted(words)

    copy_id = copy_proposal(
        proposal_id=other.id,
        party_id=other.party_id,
        words=ProposalWords("Nog eens", "Het kan.", "signal"),
        actor=delegate("corporatie-a"),
        now=LATER,
    )
    rebase_proposal(proposal_id=other.id, step=1, actor=delegate("corporatie-a"), now=LATER)

    assert get_outcome(other.id).faults == get_outcome(copy_id).faults == ()
    all_agree(other, now=LATER)
    adopt(other, in_force_from=date(2021, 1, 1), now=LATER)
