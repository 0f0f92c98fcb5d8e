"""Actions that go to a later year and projects that go on: by a decision, with all that was before."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.models import ActionMove, CarriedProject, FocusProject, Proposal
from drieluik.apps.agreements.models import RegisterVersion as Version
from drieluik.apps.agreements.proposals.editing import ProposedEdit, from_json, to_json
from drieluik.apps.agreements.proposals.planning import CarryProject, MoveAction, action_key
from drieluik.apps.agreements.proposals.reading import get_outcome, get_standing
from drieluik.apps.agreements.selectors import list_clauses
from drieluik.apps.agreements.services import adoption, rebase_proposal
from drieluik.apps.errors import WrongState
from drieluik.apps.projects.costs import list_uncovered
from drieluik.apps.projects.selectors import list_board
from tests.factories.organisations import make_municipality, sign_in
from tests.factories.projects import (
    NOW,
    lead_editor,
    make_project,
    move_action,
    municipal_editor,
    report,
    tell_costs,
    the_project,
)
from tests.factories.proposals import adopt, all_agree, change_words, delegate, make_proposal
from tests.factories.traces import refused

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def project():
    return make_project()


def _carry(actions=(1,)):
    project = the_project()
    edit = CarryProject(
        str(uuid4()), str(project.project_id), project.focus, 2020, 2021, actions, "Nog niet af."
    )
    return ProposedEdit(edit)


def _adopted(*edits, now=LATER):
    proposal = make_proposal(*edits, now=NOW)
    all_agree(proposal, now=NOW)
    return proposal, adopt(proposal, now=now)


def _uncovered(year):
    rows, _ = list_uncovered(
        municipality_id=make_municipality().id, year=year, actor=lead_editor(), on=LATER.date()
    )
    return [(one.action.action.number, one.total.missing) for one in rows]


@pytest.mark.parametrize("make", [move_action, _carry])
def test_an_edit_is_read_back_as_it_was_kept(make):
    one = make()

    assert from_json(*to_json(one)) == one


def test_a_move_needs_the_consent_of_every_side_and_then_a_decision():
    proposal = make_proposal(move_action())

    (subject,) = get_standing(proposal.id, NOW).subjects
    refused(lambda: adopt(proposal))

    assert {one.partner.kind for one in subject.consent.asked} == {
        "municipality", "corporation", "tenants",
    }  # fmt: skip
    assert subject.subject.label == "Minder huurschuld, actie 1"
    assert not ActionMove.objects.exists()


def test_an_adopted_move_stands_in_the_new_version_with_its_decision():
    _proposal, outcome = _adopted(move_action())

    (action, _) = the_project().actions
    (move,) = action.moves
    assert outcome.version_number == 2
    assert (action.moved_to, action.quarters) == (2021, ("2021-Q3",))
    assert (move.from_year, move.reason) == (2020, "Er is geen dekking in 2020.")
    assert move.decision_name == "Bestuurlijk Overleg 2 maart 2020, besluit 1"
    assert len(list_clauses(make_municipality().id)) == 3


def test_before_the_version_counts_the_action_stands_where_it_stood():
    _adopted(move_action())
    place = make_municipality().id

    before = list_focus_projects(place, on=date(2020, 3, 31))[0].actions[0]
    after = list_focus_projects(place, on=date(2020, 4, 1))[0].actions[0]

    assert (before.quarters, after.quarters) == (("2020-Q1",), ("2021-Q3",))


def test_what_it_costs_and_lacks_goes_along_to_the_later_year():
    tell_costs("100,10", "0,10", now=NOW)
    _adopted(move_action())

    assert _uncovered(2020) == []
    assert _uncovered(2021) == [(1, Decimal("100.00"))]


def test_costs_told_after_the_move_for_the_year_it_left_stay_there():
    _adopted(move_action())
    tell_costs("5", "0", now=LATER + timedelta(days=1))

    assert _uncovered(2020) == [(1, Decimal("5.00"))]


def test_whoever_tells_costs_after_the_move_is_offered_the_year_it_went_to(client):
    _adopted(move_action())
    sign_in(client, lead_editor())

    form = client.get("/gm9001/speerpunten/2020/1/actie/1/kosten/").context["form"]

    assert form.initial["year"] == 2021


def test_the_board_of_the_later_year_shows_only_what_went_there():
    report("under_way")
    _adopted(move_action())
    board = {
        year: list_board(
            municipality_id=make_municipality().id, year=year, actor=lead_editor(), on=LATER.date()
        )
        for year in (2020, 2021)
    }

    assert [len(one.actions) for one in board[2020]] == [2]
    (moved,) = board[2021]
    assert [one.action.number for one in moved.actions] == [1]
    assert moved.actions[0].newest.state == "under_way"
    assert not moved.actions[0].cells[0].waits


def test_an_action_can_move_again_from_where_it_stands_now():
    _adopted(move_action())
    stale = make_proposal(move_action(), submitted=False)
    _adopted(move_action(from_year=2021, to_year=2023, quarters=()), now=LATER + timedelta(days=1))

    (action, _) = the_project().actions
    assert [(one.from_year, one.to_year) for one in action.moves] == [(2020, 2021), (2021, 2023)]
    assert "staat inmiddels in 2023" in get_outcome(stale.id).objection


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        (lambda: [move_action(to_year=2020)], "later jaar"),
        (lambda: [move_action(from_year=2019)], "staat inmiddels in 2020"),
        (lambda: [move_action(), move_action()], "twee keer"),
        (lambda: [ProposedEdit(MoveAction(str(uuid4()), str(uuid4()), "P", 9, "T", 2020, 2021, (), "W"))],
         "is er niet meer"),
    ],
    ids=["not later", "another year", "twice", "unknown"],
)  # fmt: skip
def test_a_move_that_cannot_be_is_refused_when_it_is_submitted(edits, words):
    assert words in _said(edits())


def _said(edits):
    with pytest.raises(WrongState) as refusal:
        make_proposal(*edits)
    return str(refusal.value)


def test_a_move_goes_along_when_the_proposal_is_carried_over_to_a_newer_version():
    waiting = make_proposal(move_action(), now=NOW)
    clauses = {row.number: row for row in list_clauses(make_municipality().id)}
    _adopted(change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."))

    waiting.refresh_from_db()
    rebase_proposal(
        proposal_id=waiting.id, step=waiting.step, actor=delegate("corporatie-a"), now=LATER
    )
    all_agree(Proposal.objects.get(id=waiting.id), now=LATER)
    adopt(waiting, now=LATER)

    assert the_project().actions[0].moved_to == 2021


def test_a_move_is_adopted_together_with_words_or_left_out_of_them():
    clauses = {row.number: row for row in list_clauses(make_municipality().id)}
    move = move_action()
    words = change_words(clauses["1.1"], "Partijen spreken elkaar elke maand.")
    proposal = make_proposal(words, move, now=NOW)
    all_agree(proposal, now=NOW)

    adopt(proposal, left_out={UUID(move.id): "Eerst dekking zoeken."}, now=LATER)

    assert the_project().actions[0].moved_to is None
    assert Version.objects.count() == 2


def test_an_adoption_that_fails_leaves_nomove_action(monkeypatch):
    proposal = make_proposal(move_action(), now=NOW)
    all_agree(proposal, now=NOW)

    def broken(*args, **kwargs):
        raise RuntimeError("half-way")

    monkeypatch.setattr(adoption, "_write_outcomes", broken)
    with pytest.raises(RuntimeError):
        adopt(proposal, now=LATER)

    assert (ActionMove.objects.count(), Version.objects.count()) == (0, 1)


def test_a_project_goes_on_next_year_with_links_both_ways_and_history_kept():
    report("done")
    _adopted(_carry(actions=(1,)))

    old = the_project()
    new = list_focus_projects(make_municipality().id, 2021)[0]
    assert (old.carried_to, new.carried_from) == ((2021, 1), (2020, 1))
    assert (new.focus, new.goal) == (old.focus, old.goal)
    assert [one.text for one in new.actions] == [old.actions[0].text]
    assert new.actions[0].quarters == ("2021-Q1",)
    assert CarriedProject.objects.get().actions == [[1, 1]]
    assert _said([_carry()]).startswith("Minder huurschuld (2020) gaat in 2021 al verder")


def test_a_project_that_goes_on_keeps_its_lead(client):
    _adopted(_carry())
    sign_in(client, lead_editor())

    page = client.get("/gm9001/afspraken/speerpunten/2021/1/").content.decode()

    assert "Jan Geheim" in page
    assert client.get("/gm9001/speerpunten/2021/1/actie/1/").context["objection"] == ""


@pytest.mark.parametrize("table", ["agreements_actionmove", "agreements_carriedproject"])
@pytest.mark.parametrize("act", ["UPDATE {} SET edit = NULL", "DELETE FROM {}"])
def test_the_database_keeps_what_was_decided_about_the_planning(table, act):
    _adopted(move_action(number=2), _carry())

    with (
        pytest.raises(IntegrityError, match="kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table))


def test_from_the_list_without_cover_to_a_proposal_by_the_pages(client):
    tell_costs("100", "0")
    sign_in(client, municipal_editor())
    listed = client.get("/gm9001/speerpunten/2020/zonder-dekking/").content.decode()
    key = action_key(the_project().project_id, 1)
    begun = client.post(
        f"/gm9001/voorstellen/nieuw/?actie={key}",
        {
            "title": "Later beginnen",
            "motive": "Geen geld.",
            "reason": "evaluation",
            "party": client.get("/gm9001/voorstellen/nieuw/").context["form"].initial["party"],
        },
    )
    form = client.get(begun.headers["Location"])
    wrong = client.post(begun.headers["Location"], {"year": 2020, "reason": "", "step": 0})
    client.post(
        begun.headers["Location"],
        {"year": 2021, "quarters": ["Q3", "Q2"], "reason": "Geen dekking.", "step": 0},
    )
    proposal = Proposal.objects.get()
    shown = client.get(f"/gm9001/voorstellen/{proposal.id}/").content.decode()

    assert f"?actie={key}" in listed
    assert form.context["form"].initial["year"] == 2021
    assert set(wrong.context["form"].errors) == {"year", "reason"}
    assert "Van 2020 naar 2021 Q2, Q3." in shown
    assert "Geen dekking." in shown


def test_a_draft_to_go_on_next_year_is_written_by_the_pages_and_changed(client):
    draft = make_proposal(_carry(actions=(1, 2)), party="corporatie-a", submitted=False)
    sign_in(client, delegate("corporatie-a"))
    address = f"/gm9001/voorstellen/{draft.id}/wijziging/speerpunt/"
    page = f"{address}?over={the_project().project_id}"

    chosen = client.get(address).content.decode()
    again = client.get(page)
    client.post(page, {"actions": ["2"], "reason": "Alleen het tweede.", "step": 0})

    assert "Welk speerpunt?" in chosen
    assert again.context["form"].initial["actions"] == ["1", "2"]
    (edit,) = draft.edits.all()
    assert edit.payload["actions"] == [2]
    assert FocusProject.objects.count() == 1


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_proposal_with_only_a_move_can_be_downloaded(client, kind):
    proposal = make_proposal(move_action())
    sign_in(client, lead_editor())

    assert client.get(f"/gm9001/voorstellen/{proposal.id}/voorstel.{kind}").status_code == 200
