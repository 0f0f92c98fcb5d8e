"""Acts in and after a meeting: what is allowed, refused without a trace, and kept in the log."""

from datetime import UTC, date, datetime, timedelta

import pytest

from drieluik.apps.decisions import services
from drieluik.apps.decisions.clock import AdviceState
from drieluik.apps.decisions.minutes import minutes_of
from drieluik.apps.decisions.models import (
    AgendaItem,
    Decision,
    Meeting,
)
from drieluik.apps.decisions.selectors import get_agenda, list_tasks
from drieluik.apps.decisions.services import (
    NewDecision,
    NewItem,
    NewTask,
    Presence,
)
from drieluik.apps.errors import NotAllowed, WrongState
from tests.factories.decisions import (
    LATER,
    STARTS,
    close_meeting,
    decide,
    deliver,
    make_held,
    make_item,
    make_meeting,
    make_paper,
    make_table,
    open_meeting,
    secretary,
)
from tests.factories.organisations import make_actor, make_party
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place():
    return make_table()


def test_nothing_is_decided_before_it_is_known_who_is_there():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting, present=False)

    assert refused(lambda: decide(item)) == "Leg eerst vast wie er is."


def test_only_the_bestuurlijk_overleg_adopts():
    meeting = make_meeting(kind="theme")
    item = make_item(meeting)
    open_meeting(meeting)

    refused(lambda: decide(item, "adopt"))

    assert decide(item, "ask_advice").number == 1


def test_an_item_is_decided_once_but_can_be_noted_more_often():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)

    decide(item, "adopt", "Akkoord.")
    decide(item, "appoint", "De werkgroep krijgt een voorzitter.")

    assert refused(lambda: decide(item, "reject")) == "Over dit punt is al besloten."
    assert list(Decision.objects.values_list("number", flat=True)) == [1, 2]


def test_a_task_is_finished_by_its_party_once():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    landlord = make_party(code="corporatie-a")
    made = services.take_decision(
        item_id=item.id,
        decision=NewDecision(
            "note", "Uitzoeken.", tasks=(NewTask(landlord.pk, "Zoekt het uit.", date(2020, 4, 1)),)
        ),
        actor=secretary(),
        now=STARTS,
    )
    task = made.tasks.get()
    other = make_actor("delegate", party=make_party(code="corporatie-b"))
    own = make_actor("delegate", party=landlord)
    finish = {"task_id": task.id, "outcome": "Uitgezocht.", "now": LATER}

    refused(lambda: services.finish_task(**finish, actor=other), NotAllowed)
    services.finish_task(**finish, actor=own)

    refused(lambda: services.finish_task(**finish, actor=own))
    task.refresh_from_db()
    assert (task.done_by_id, task.outcome) == (own.user_id, "Uitgezocht.")


def test_an_adjourned_item_goes_on_with_its_papers_in_the_next_meeting():
    meeting, following = make_meeting(), make_meeting(starts_at=LATER)
    item = make_item(meeting)
    make_paper(item)
    open_meeting(meeting)

    services.adjourn_item(
        item_id=item.id,
        to_meeting_id=following.id,
        text="Volgende keer.",
        actor=secretary(),
        now=STARTS,
    )

    moved = following.items.get()
    assert (moved.thread, moved.title) == (item.thread, item.title)
    assert n_events("decision.taken") == 1


def test_an_item_is_not_adjourned_to_an_earlier_meeting():
    meeting, earlier = make_meeting(starts_at=LATER), make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)

    refused(
        lambda: services.adjourn_item(
            item_id=item.id,
            to_meeting_id=earlier.id,
            text="Terug.",
            actor=secretary(),
            now=LATER,
        )
    )
    assert not Decision.objects.exists()


@pytest.mark.parametrize(("source", "refuses"), [("proposal", True), ("signal", False)])
def test_a_slip_stays_only_where_the_decision_counts_elsewhere(source, refuses):
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    first = decide(item, "reject", "Akkoort.")
    AgendaItem.objects.filter(id=item.id).update(source=source, source_id=str(item.id))
    correct = {"decision_id": first.id, "text": "Niet akkoord.", "reason": "Tikfout."}

    (row,) = get_agenda(meeting.id, on=STARTS.date()).items
    assert row.decisions[0].has_effect is refuses
    if refuses:
        refused(lambda: services.correct_decision(**correct, actor=secretary(), now=STARTS))
    else:
        services.correct_decision(**correct, actor=secretary(), now=STARTS)


def test_what_was_adjourned_without_a_next_meeting_is_offered_for_it_later():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    services.adjourn_item(
        item_id=item.id, to_meeting_id=None, text="Later.", actor=secretary(), now=STARTS
    )
    following = make_meeting(starts_at=LATER)

    add = {"meeting_id": following.id, "source": "adjourned", "source_id": str(item.thread)}
    services.add_suggestion(**add, actor=secretary(), now=STARTS)

    assert following.items.get().thread == item.thread
    refused(lambda: services.add_suggestion(**add, actor=secretary(), now=STARTS))


def test_a_slip_is_put_right_in_the_meeting_and_the_first_words_stay():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    first = decide(item, "adopt", "Akkoort.")
    correct = {"decision_id": first.id, "text": "Akkoord.", "actor": secretary(), "now": STARTS}

    services.correct_decision(**correct, reason="Tikfout.")

    refused(lambda: services.correct_decision(**correct, reason="Nog eens."))
    assert list(Decision.objects.values_list("text", flat=True)) == ["Akkoort.", "Akkoord."]


def test_what_has_to_be_done_stays_with_the_words_that_were_put_right():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting)
    task = NewTask(make_party(code="corporatie-a").pk, "Roept de werkgroep bijeen.")
    first = services.take_decision(
        item_id=item.id,
        decision=NewDecision("appoint", "A trekt de werkgroep.", tasks=(task,)),
        actor=secretary(),
        now=STARTS,
    )

    services.correct_decision(
        decision_id=first.id,
        text="A trekt de werkgroep tot 1 juli.",
        reason="Einddatum vergeten.",
        actor=secretary(),
        now=STARTS,
    )

    rows = get_agenda(meeting.id, on=STARTS.date()).items[0].decisions
    assert [[one.text for one in row.tasks] for row in rows] == [[], ["Roept de werkgroep bijeen."]]
    assert [number for number, _ in minutes_of(meeting).tasks] == [2]
    open_tasks, _ = list_tasks(municipality_id=meeting.municipality_id)
    assert [one.decision for one in open_tasks] == [
        "Besluit 2, Bestuurlijk Overleg van 12 maart 2020"
    ]


def test_minutes_tell_in_which_meeting_an_adjourned_item_comes_back_and_when_the_meeting_ended():
    meeting, following = make_meeting(), make_meeting(starts_at=LATER)
    item, other = make_item(meeting), make_item(meeting)
    open_meeting(meeting)
    for one, to in ((item, following.id), (other, None)):
        services.adjourn_item(
            item_id=one.id, to_meeting_id=to, text="Later.", actor=secretary(), now=STARTS
        )
    close_meeting(meeting)
    services.add_suggestion(
        meeting_id=following.id,
        source="adjourned",
        source_id=str(other.thread),
        actor=secretary(),
        now=STARTS + timedelta(days=30),
    )

    minutes = minutes_of(meeting)

    told = [one.decisions[0].changes for one in minutes.items]
    assert told == [("Het komt terug in Bestuurlijk Overleg van 8 oktober 2020.",), ()]
    assert minutes.ended.startswith("12 maart 2020")


def test_a_meeting_closes_when_all_parties_were_noted_and_every_item_has_an_outcome():
    meeting = make_meeting()
    item = make_item(meeting)
    open_meeting(meeting, present=False)

    told = refused(lambda: close_meeting(meeting))
    assert "Corporatie a" in told
    services.record_attendance(
        meeting_id=meeting.id,
        attendance=[
            Presence(make_party(code=code).pk, "present")
            for code in ("gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a")
        ],
        actor=secretary(),
        now=STARTS,
    )
    assert "Wachttijden" in refused(lambda: close_meeting(meeting))
    decide(item)

    assert close_meeting(meeting).state == Meeting.State.CLOSED


def test_after_closing_nothing_changes_any_more():
    meeting = make_held()
    item = meeting.items.get()
    version_of = {"item_id": item.id, "actor": secretary(), "now": LATER}

    refused(lambda: decide(item, "note"))
    refused(lambda: services.change_item(**version_of, item=NewItem("Anders")))
    refused(lambda: services.record_discussion(**version_of, text="Anders"))
    refused(lambda: make_item(meeting, "Nog iets"))
    refused(lambda: make_paper(item))


def test_minutes_are_approved_in_a_later_meeting_in_session_and_kept_as_they_are():
    meeting, following = make_held(), make_meeting(starts_at=LATER)
    make_item(following)
    approve = {
        "meeting_id": meeting.id,
        "in_meeting_id": following.id,
        "remarks": "",
        "actor": secretary(),
        "now": LATER,
    }

    refused(lambda: services.approve_minutes(**approve))
    open_meeting(following)
    services.approve_minutes(**approve)

    refused(lambda: services.approve_minutes(**approve))
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.APPROVED
    assert meeting.minutes["items"][0]["title"] == "Wachttijden"
    assert n_events("minutes.approved") == 1


def test_an_outcome_that_fails_leaves_no_decision(monkeypatch):
    from drieluik.apps.decisions import extensions

    monkeypatch.setattr(extensions, "_outcomes", {})
    meeting = make_meeting()
    item = make_item(meeting)
    AgendaItem.objects.filter(id=item.id).update(source="proef", source_id="1")
    open_meeting(meeting)

    def refuse(decision, actor, now):
        raise WrongState(f"{decision.kind} kan niet")

    extensions.register_outcome("proef", refuse)

    assert refused(lambda: decide(item, "adopt")) == "adopt kan niet"
    assert not Decision.objects.exists()


def test_what_is_recorded_for_the_next_meeting_changes_nothing_in_the_minutes_of_this_one():
    meeting, following = make_meeting(), make_meeting(starts_at=LATER)
    item = make_item(meeting)
    paper = make_paper(item)
    open_meeting(meeting)
    services.adjourn_item(
        item_id=item.id,
        to_meeting_id=following.id,
        text="Later.",
        actor=secretary(),
        now=STARTS,
    )
    close_meeting(meeting)
    before = minutes_of(meeting)

    deliver(paper, "huurders-a", STARTS + timedelta(days=30))

    assert "Niet ontvangen" in before.items[0].warnings[0]
    assert minutes_of(meeting) == before
    assert not minutes_of(following).items[0].warnings


def test_a_meeting_does_not_begin_before_its_day_because_decisions_bear_that_day():
    meeting = make_meeting()
    make_item(meeting)
    open_on = {"meeting_id": meeting.id, "actor": secretary()}
    last_minute_before = datetime(2020, 3, 11, 22, 59, tzinfo=UTC)

    told = refused(lambda: services.open_meeting(**open_on, now=last_minute_before))
    services.open_meeting(**open_on, now=last_minute_before + timedelta(minutes=1))

    assert told == "Dit overleg is op een latere dag. Verplaats het eerst als het vandaag is."


def test_advice_on_an_adjourned_item_still_counts_in_the_next_meeting():
    meeting, following = make_meeting(), make_meeting(starts_at=LATER)
    item = make_item(meeting, needs_advice=True)
    make_paper(item)
    services.give_input(
        item_id=item.id,
        party_id=make_party(code="huurders-a").pk,
        kind="advice",
        text="Wij adviseren positief.",
        actor=make_actor("delegate", party=make_party(code="huurders-a")),
        now=STARTS - timedelta(days=2),
    )
    open_meeting(meeting)
    services.adjourn_item(
        item_id=item.id, to_meeting_id=following.id, text="Later.", actor=secretary(), now=STARTS
    )

    agenda = get_agenda(following.id, on=LATER.date())

    assert [one.advice for one in agenda.items[0].judgements] == [AdviceState.GIVEN]
