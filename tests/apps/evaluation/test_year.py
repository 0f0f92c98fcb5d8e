"""A year looked back on: counted from what was recorded, for each party."""

from datetime import UTC, date, datetime, timedelta

import pytest

from drieluik.apps.decisions.selectors.expected import expected_parties
from drieluik.apps.decisions.services import (
    NewDecision,
    NewTask,
    Presence,
    cancel_meeting,
    finish_task,
    give_input,
    record_attendance,
    take_decision,
)
from drieluik.apps.evaluation.rows import PartyBalance
from drieluik.apps.evaluation.selectors import get_evaluation
from drieluik.apps.evaluation.telling import gaps_table, heard_table, meetings_table
from drieluik.apps.monitor.selectors.timeline import Timeline
from drieluik.core.tables import TABLES, Period
from tests.factories import decisions as table
from tests.factories.agreements import bind_otherwise, make_register
from tests.factories.deliveries import make_signed, open_round
from tests.factories.organisations import make_actor, make_municipality, make_party, sign_in
from tests.factories.projects import make_project, report
from tests.factories.proposals import change_words, make_proposal, say

pytestmark = pytest.mark.django_db
TODAY = date(2020, 12, 1)
FOUR = "Partijen spreken elkaar vier keer per jaar."


def _look(year=2020, today=TODAY):
    place = make_municipality()
    reader = make_actor("reader", party=make_party(code="gemeente-voorbeeld"))
    return get_evaluation(municipality_id=place.id, year=year, actor=reader, today=today)


def _balance(evaluation, code):
    return next(row for row in evaluation.balances if row.code == code)


def test_a_year_without_anything_is_empty_and_names_nobody_silent():
    table.make_table()

    found = _look()

    assert found.meetings == found.proposals == found.gaps == found.answers == ()
    assert found.silent == ()
    assert heard_table(found).sentences == ("Aan geen enkele partij is iets gevraagd.",)
    assert _balance(found, "huurders-a").n_expected == 0


def test_a_meeting_counts_who_was_there_and_which_papers_came_late():
    table.make_table()
    meeting = table.make_meeting()
    item = table.make_item(meeting)
    paper = table.make_paper(item)
    table.deliver(paper, "huurders-a", table.STARTS - timedelta(days=3))
    table.open_meeting(meeting)
    table.decide(item)
    table.close_meeting(meeting)
    table.make_meeting(starts_at=table.LATER)

    held, coming = _look().meetings

    assert (held.is_held, held.n_present, held.n_expected) == (True, 4, 4)
    assert [(item, name) for item, name, _sentence in held.late] == [("Wachttijden", "Huurders a")]
    assert (coming.is_held, coming.late) == (False, ())


def test_too_little_time_for_advice_is_told_apart_from_papers_that_came_late(client):
    table.make_table()
    meeting = table.make_meeting()
    item = table.make_item(meeting, needs_advice=True)
    table.deliver(table.make_paper(item), "huurders-a", table.STARTS - timedelta(days=20))
    table.open_meeting(meeting)
    table.decide(item)
    table.close_meeting(meeting)

    (held,) = _look().meetings
    sign_in(client, make_actor("reader", party=make_party(code="gemeente-voorbeeld")))
    page = client.get("/gm9001/evaluatie/2020/").content.decode()

    assert (held.n_late, held.late) == (0, ())
    assert [name for _item, name, _sentence in held.short] == ["Huurders a"]
    assert "Er kwamen geen stukken te laat" in page
    assert "Te weinig tijd voor advies" in page


def test_the_api_gives_the_same_year(client):
    table.make_table()
    table.make_held()
    found = _look()
    sign_in(client, make_actor("reader", party=make_party(code="gemeente-voorbeeld")))

    given = client.get("/api/v1/gemeenten/gm9001/evaluatie/2020").json()

    assert [(one["naam"], one["aanwezig"], one["verwacht"]) for one in given["overleggen"]] == [
        (row.name, row.n_present, row.n_expected) for row in found.meetings
    ]
    assert {one["code"]: one["overleggen"]["gevraagd"] for one in given["partijen"]} == {
        row.code: row.n_expected for row in found.balances
    }
    assert given["tot"] == "2020-12-31"
    assert given["partijen"][0]["bindt"].keys() == {
        "resultaat", "inspanning", "werkwijze", "niet_vastgelegd"
    }  # fmt: skip


def test_a_meeting_that_was_not_held_says_why_and_two_items_with_one_title_are_two():
    table.make_table()
    meeting = table.make_meeting()
    for _each in range(2):
        item = table.make_item(meeting)
        paper = table.make_paper(item)
        table.deliver(paper, "huurders-a", table.STARTS - timedelta(days=3))
    table.open_meeting(meeting)
    for item in meeting.items.all():
        table.decide(item)
    table.close_meeting(meeting)
    table.make_meeting(starts_at=table.LATER)
    cancelled = table.make_meeting(starts_at=table.LATER + timedelta(days=1))
    cancel_meeting(
        meeting_id=cancelled.id,
        reason="Storm",
        to_meeting_id=None,
        actor=table.secretary(),
        now=table.NOW,
    )

    before, after = _look(today=table.LATER.date()), _look()

    assert [row.state for row in before.meetings] == ["held", "planned", "cancelled"]
    assert [row.state for row in after.meetings] == ["held", "passed", "cancelled"]
    assert after.meetings[0].n_late == 2
    words = meetings_table(after)
    assert words.sentences == ("Er was 1 overleg.",)
    assert [row[1] for row in words.rows] == ["4 van 4", "dag verstreken", "afgelast"]


def test_what_was_said_or_reported_unasked_is_heard_as_well():
    table.make_table()
    meeting = table.make_meeting()
    item = table.make_item(meeting)
    tenants = make_party(code="huurders-a")
    give_input(
        item_id=item.id,
        party_id=tenants.id,
        kind="input",
        text="Wij zijn die dag weg.",
        actor=make_actor("delegate", party=tenants),
        now=table.NOW,
    )
    table.open_meeting(meeting, present=False)
    record_attendance(
        meeting_id=meeting.id,
        attendance=[
            Presence(party.id, "absent" if party == tenants else "present")
            for party in expected_parties(meeting)
        ],
        actor=table.secretary(),
        now=table.STARTS,
    )
    table.decide(item)
    table.close_meeting(meeting)
    make_project()
    report()

    found = _look()

    heard = _balance(found, "huurders-a")
    assert (heard.n_present, heard.n_expected, heard.n_inputs) == (0, 1, 1)
    assert _balance(found, "corporatie-a").n_reports == 1
    assert found.silent == ()
    assert _balance(_look(2021, date(2021, 5, 1)), "corporatie-a").n_reports == 0


def test_tasks_are_told_as_they_were_on_the_last_day_that_is_looked_at():
    table.make_table()
    meeting = table.make_meeting()
    item = table.make_item(meeting)
    table.open_meeting(meeting)
    who = make_party(code="corporatie-a")
    days = [date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)]
    decision = take_decision(
        item_id=item.id,
        decision=NewDecision(
            "note", "Zo.", tasks=tuple(NewTask(who.id, "Uitzoeken", day) for day in days)
        ),
        actor=table.secretary(),
        now=table.STARTS,
    )
    in_time, afterwards, never = decision.tasks.order_by("due_on")
    for task, at in ((in_time, datetime(2020, 4, 1, tzinfo=UTC)),
                     (afterwards, datetime(2020, 9, 1, tzinfo=UTC)),
                     (never, datetime(2021, 2, 1, tzinfo=UTC))):  # fmt: skip
        finish_task(task_id=task.id, outcome="Klaar", actor=table.secretary(), now=at)

    def told(today):
        row = _balance(_look(today=today), "corporatie-a")
        return row.n_tasks_done, row.n_tasks_late

    assert told(date(2020, 5, 15)) == (1, 0)
    assert told(date(2020, 7, 15)) == (1, 2)
    assert told(date(2022, 1, 1)) == (2, 2)


def test_a_party_that_left_during_the_year_is_told_and_no_longer_asked():
    table.make_table()
    left = make_party(code="corporatie-b")
    left.participations.update(until_on=date(2020, 7, 1))

    found, later = _look(), _look(2021, date(2021, 5, 1))

    assert _balance(found, "corporatie-b").left_on == date(2020, 7, 1)
    assert "Corporatie b" not in found.unanswered
    assert "Corporatie b (deed mee tot 1 juli 2020)" in {row[0] for row in heard_table(found).rows}
    assert "corporatie-b" not in {row.code for row in later.balances}


def test_a_year_before_the_agreements_has_none_and_later_figures_do_not_count():
    make_register()

    found = _look(2018, TODAY)

    assert (found.n_clauses, found.gaps) == (0, ())
    assert {sum(row.owes.values()) for row in found.balances} <= {0}
    assert gaps_table(found).sentences == ("Op 31 december 2018 golden er geen afspraken.",)
    timeline = Timeline({"2019-1": True, "2020-1": True}, {}, date(2019, 12, 31))
    assert timeline.now == "2019-1"


def test_meetings_of_another_year_stay_out():
    table.make_table()
    table.make_held()

    assert _look(2019, TODAY).meetings == ()
    assert _balance(_look(2019, TODAY), "huurders-a").n_expected == 0


def test_a_party_that_never_answers_is_named_silent():
    clauses = make_register()
    proposal = make_proposal(change_words(clauses["1.1"], FOUR))
    say(proposal, "huurders-a")

    found = _look()

    assert (_balance(found, "huurders-a").n_answered, _balance(found, "huurders-a").n_asked) == (
        1,
        1,
    )
    assert not _balance(found, "huurders-a").is_silent
    asked = [row for row in found.balances if row.n_asked]
    heard = ("huurders-a", "corporatie-a")  # said something of it; proposed it
    assert set(found.silent) == {row.name for row in asked if row.code not in heard}
    assert found.silent


def test_a_proposal_has_its_fate_and_its_days():
    clauses = make_register()
    make_proposal(change_words(clauses["1.1"], FOUR))
    make_proposal(change_words(clauses["2.1"], FOUR), party="huurders-a", submitted=False)

    rows = _look().proposals

    assert [(row.title, row.state, row.days) for row in rows] == [
        ("Vaker overleg", "submitted", None)
    ]


def test_an_agreement_without_norm_is_named_and_counts_as_not_laid_down():
    make_register()

    found = _look()

    assert found.n_clauses == len(found.gaps) > 0
    assert all(row.without_norm and not row.without_data for row in found.gaps)
    owes = {row.code: dict(row.owes) for row in found.balances}
    assert owes["corporatie-a"].keys() <= {"none"}


def test_deliveries_count_from_the_first_signature_against_the_day_that_was_asked():
    table.make_table()
    open_round(period=Period(2020, 1))
    open_round(period=Period(2020, 2))
    make_signed()

    found = _balance(_look(today=date(2020, 12, 31)), "corporatie-a")

    assert (found.n_in_time, found.n_due) == (len(TABLES), len(TABLES))


@pytest.mark.parametrize(
    ("counts", "silent"),
    [
        ((0, 0, 0, 0, 0, 0, 0, 0), False),
        ((0, 3, 0, 0, 0, 0, 0, 0), True),
        ((1, 3, 0, 2, 0, 0, 0, 0), False),
        ((0, 0, 0, 0, 0, 2, 0, 0), True),
        ((0, 0, 0, 0, 0, 0, 0, 1), True),
        ((0, 0, 0, 0, 0, 0, 1, 1), False),
    ],
)
def test_silent_is_who_was_asked_and_never_heard(counts, silent):
    assert PartyBalance(1, "a", "A", "tenants", {}, *counts).is_silent is silent


def test_a_year_that_is_not_over_looks_until_today():
    table.make_table()

    assert _look(today=date(2020, 6, 1)).until == date(2020, 6, 1)
    assert _look(2019, date(2020, 6, 1)).until == date(2019, 12, 31)


def test_a_past_year_is_told_with_the_parties_of_its_last_day():
    table.make_table()
    clauses = make_register()
    next_year = datetime(2021, 3, 1, tzinfo=UTC)
    bind_otherwise(clauses["2.2"], parties={"bound": ["corporatie-b"]}, now=next_year)

    then, later = (_look(year, today=date(2022, 1, 1)) for year in (2020, 2021))

    def owes(found, code):
        return sum(_balance(found, code).owes.values())

    assert (owes(then, "gemeente-voorbeeld"), owes(later, "gemeente-voorbeeld")) == (2, 1)
    assert (owes(then, "corporatie-b"), owes(later, "corporatie-b")) == (1, 2)


def test_of_a_register_recorded_after_the_year_the_parties_recorded_first_count():
    table.make_table()
    make_register(in_force_from=date(2019, 1, 1))

    found = _look(2019)

    assert [row for row in found.gaps if row.without_owner] == []
