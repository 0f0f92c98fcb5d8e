"""The form of a decision tells all that is wrong at once, each at the field where it lies."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from drieluik.apps.decisions import services
from drieluik.apps.decisions.models import Decision
from drieluik.apps.errors import WrongState
from tests.factories.agreements import make_register
from tests.factories.decisions import (
    NOW,
    STARTS,
    make_item,
    make_meeting,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_party, sign_in
from tests.factories.proposals import adopt, all_agree, change_words, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def edits():
    clauses = make_register()
    make_table()
    return [
        change_words(clauses["1.1"], "Partijen spreken elkaar elke maand."),
        change_words(clauses["2.1"], "Zeshonderd woningen blijven betaalbaar."),
    ]


@pytest.fixture
def pages(client):
    sign_in(client, secretary())
    return client


def _in_session(proposal, kind="bo"):
    item = services.add_suggestion(
        meeting_id=make_meeting(kind=kind).id,
        source="proposal",
        source_id=str(proposal.id),
        actor=secretary(),
        now=NOW,
    )
    open_meeting(item.meeting)
    return item


def _send(pages, item, **fields):
    item.refresh_from_db()
    address = f"/gm9001/overleggen/{item.meeting_id}/zitting/{item.id}/besluit/"
    given = {"kind": "adopt", "text": "Zo besloten.", "version": item.version} | fields
    return pages.post(address, {f"besluit-{name}": value for name, value in given.items()})


def _faults(page):
    form = page.context["decision_form"]
    return {name: " ".join(said) for name, said in form.errors.items()}


def test_all_that_is_wrong_is_told_at_once_at_its_place(edits, pages):
    item = _in_session(make_proposal(*edits))

    page = _send(
        pages,
        item,
        text="",
        in_force_from="2019-01-01",
        left_out=[edits[0].id],
        task_text_1="Iets doen",
        task_due_2="2019-01-01",
    )

    found = _faults(page)
    assert page.status_code == 400
    assert {"text", "in_force_from", "left_out", "kind", "task_party_1"} <= set(found)
    assert "kan niet eerder" in found["in_force_from"]
    assert "Nog nodig" in found["kind"]
    assert found["task_due_2"] == "De dag van een taak ligt in het verleden."
    assert "task_text_2" in found
    assert not Decision.objects.exists()


def test_the_day_of_the_meeting_is_filled_in_and_asked_for(edits, pages):
    proposal = make_proposal(*edits)
    item = _in_session(proposal)
    address = f"/gm9001/overleggen/{item.meeting_id}/zitting/"

    page = pages.get(address).content.decode()
    refused = _send(pages, item, in_force_from="")

    assert 'value="2020-03-12"' in page
    assert "Geldt vanaf (niet verplicht)" not in " ".join(page.split())
    assert "in_force_from" in _faults(refused)


def test_a_filled_in_day_does_not_hinder_another_decision(edits, pages):
    item = _in_session(make_proposal(*edits))

    page = _send(pages, item, kind="note", in_force_from="2020-03-12")

    assert page.status_code == 302
    assert Decision.objects.get().in_force_from is None


def test_adopting_in_part_says_at_the_changes_what_else_must_stay_out(edits, pages):
    item = _in_session(make_proposal(*edits))

    page = _send(
        pages, item, kind="adopt_in_part", in_force_from="2020-04-01", left_out=[edits[0].id]
    )
    nothing = _send(
        pages,
        item,
        kind="adopt_in_part",
        in_force_from="2020-04-01",
        left_out=[one.id for one in edits],
    )

    assert "2.1" in _faults(page)["left_out"]
    assert "Wijs het voorstel" in _faults(nothing)["left_out"]


def test_what_is_right_is_adopted_from_the_page(edits, pages):
    proposal = make_proposal(*edits)
    all_agree(proposal)
    item = _in_session(proposal)

    page = _send(pages, item, in_force_from="2020-04-01")

    assert page.status_code == 302
    assert Decision.objects.get().in_force_from == date(2020, 4, 1)


def test_a_meeting_that_adopts_nothing_asks_for_no_day_and_no_changes(edits, pages):
    item = _in_session(make_proposal(*edits), kind="theme")

    page = pages.get(f"/gm9001/overleggen/{item.meeting_id}/zitting/")

    assert [one.name for one in page.context["decision_form"].own_fields()] == ["kind", "text"]


def test_a_day_with_an_item_of_ones_own_only_counts_when_adopting(edits, pages):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)

    page = _send(pages, item, kind="note", in_force_from="2020-04-01")

    assert set(_faults(page)) == {"in_force_from"}


def test_programmes_are_told_all_at_once_as_well(edits):
    item = _in_session(make_proposal(*edits))

    with pytest.raises(WrongState) as refused:
        services.take_decision(
            item_id=item.id,
            decision=services.NewDecision("adopt", "Zo besloten.", None),
            actor=secretary(),
            now=STARTS + timedelta(minutes=5),
        )

    assert "vanaf welke dag" in str(refused.value)
    assert "Nog nodig" in str(refused.value)


def test_a_task_for_a_party_says_what_it_is(edits, pages):
    item = _in_session(make_proposal(*edits))
    party = make_party(code="corporatie-a").pk

    page = _send(pages, item, kind="note", in_force_from="2020-03-12", task_party_3=party)

    assert set(_faults(page)) == {"task_text_3"}


@pytest.mark.parametrize(
    ("part", "back"),
    [
        ("zitting/{item}/besluit/", "zitting/?punt=1"),
        ("zitting/{item}/besproken/", "zitting/?punt=1"),
        ("punten/{item}/inbreng/", "punten/{item}/"),
        ("punten/{item}/stukken/", "punten/{item}/"),
    ],
)
def test_after_a_refusal_carrying_over_leads_back_to_a_page_that_can_be_visited(
    edits, pages, part, back
):
    first, second = (make_proposal(edit) for edit in edits)
    all_agree(first)
    adopt(first)
    item = _in_session(second)
    meeting = f"/gm9001/overleggen/{item.meeting_id}/"

    refused = pages.post(meeting + part.format(item=item.id), {"text": ""})
    way = unescape(re.search(r'href="([^"]+/overzetten/[^"]*)"', refused.text)[1])
    offer = pages.get(way)
    second.refresh_from_db()
    carried = pages.post(
        way.split("?")[0], {"step": second.step, "terug": offer.context["way_back"]}
    )

    assert refused.status_code == 400
    assert carried["Location"] == meeting + back.format(item=item.id)
    assert pages.get(carried["Location"]).status_code == 200
