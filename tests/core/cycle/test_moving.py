"""Moving a meeting shows everything that moves with it, before anything is confirmed."""

from datetime import date

import pytest

from drieluik.core.cycle import Known, calendar_of, moved


def bare(findings):
    return [finding.rule.removeprefix("cycle.") for finding in findings]


def test_what_hangs_on_the_meeting_moves_with_it(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    move = moved(calendar, "2026:board_meeting:3", date(2026, 9, 10))

    assert {shift.after.id: shift.days for shift in move.shifts} == {
        "2026:board_meeting:3": -7,
        "2026:papers:3": -7,
        "2026:advice_request:3": -7,
        "2026:minutes_approved:2": -7,
        "2026:monitor_spring_discussed": -7,
        "2026:theme_outcome:2": -7,
    }
    assert move.shifts[0].after.id == move.item_id
    assert move.after.item("2026:board_meeting:3").settled
    assert calendar.item("2026:board_meeting:3").from_on == date(2026, 9, 17)


def test_what_becomes_impossible_is_said_and_what_becomes_possible_too(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    move = moved(calendar, "2026:board_meeting:2", date(2026, 4, 22))

    assert "papers_before_source" in bare(move.becomes_wrong)
    back = moved(move.after, "2026:board_meeting:2", date(2026, 6, 25))
    assert "papers_before_source" in bare(back.becomes_right)
    assert bare(back.becomes_wrong) == []


def test_an_outcome_can_come_to_hang_on_another_meeting(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    move = moved(calendar, "2026:theme_session:1", date(2026, 6, 30))

    outcome = next(one for one in move.shifts if one.after.id == "2026:theme_outcome:1")
    assert outcome.hangs_elsewhere
    assert outcome.after.hangs_on == "2026:board_meeting:3"
    assert outcome.after.name_nl == "uitkomst van themasessie 1 doorvoeren in Bestuurlijk Overleg 3"


def test_an_outcome_without_a_meeting_disappears_and_comes_back(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    move = moved(calendar, "2026:theme_session:3", date(2026, 12, 1))

    assert [item.id for item in move.disappears] == ["2026:theme_outcome:3"]
    assert "no_meeting_after" in bare(move.becomes_wrong)
    back = moved(move.after, "2026:theme_session:3", date(2026, 9, 22))
    assert [item.id for item in back.appears] == ["2026:theme_outcome:3"]


def test_the_day_of_the_overview_moves_by_agreement_and_the_dispute_with_it(enschede):
    calendar = calendar_of(2027, enschede, Known(free_periods=()))

    move = moved(calendar, "2027:overview", date(2027, 9, 1))

    assert {shift.after.id for shift in move.shifts} == {"2027:overview", "2027:dispute_possible"}
    assert move.after.known.agreed == {"overview": date(2027, 9, 1)}


def test_a_meeting_moved_out_of_its_year_is_impossible(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    move = moved(calendar, "2026:board_meeting:4", date(2027, 1, 14))

    assert "outside_year" in bare(move.becomes_wrong)


def test_a_meeting_keeps_its_time_and_its_place_when_it_moves(enschede, draw):
    placed = draw.fixed("board_meeting:1", date(2026, 4, 9))
    calendar = calendar_of(2026, enschede, Known(meetings=(placed,)))

    move = moved(calendar, "2026:board_meeting:1", date(2026, 4, 16))

    after = move.after.item("2026:board_meeting:1")
    assert (after.starts_at, after.ends_at) == (
        calendar.item("2026:board_meeting:1").starts_at,
        calendar.item("2026:board_meeting:1").ends_at,
    )
    assert after.starts_at is not None


def test_a_day_of_the_law_is_not_for_people_to_set(enschede):
    calendar = calendar_of(2026, enschede)

    with pytest.raises(ValueError, match="not for people"):
        moved(calendar, "2026:dpi", date(2026, 12, 1))
    with pytest.raises(KeyError):
        moved(calendar, "2026:unknown", date(2026, 12, 1))


def test_in_regime_a_the_overview_cannot_be_moved(enschede):
    assert not calendar_of(2020, enschede).item("2020:overview").movable


def test_a_house_rule_may_leave_one_of_its_days_to_the_parties(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    move = moved(calendar, "2026:theme_preparation:2", date(2026, 6, 22))

    assert [shift.after.id for shift in move.shifts] == ["2026:theme_preparation:2"]
    assert move.shifts[0].after.hangs_on is None
    assert move.after.known.agreed == {"theme_preparation:2": date(2026, 6, 22)}
    later = moved(move.after, "2026:theme_session:2", date(2026, 7, 8))
    assert "2026:theme_preparation:2" not in {shift.after.id for shift in later.shifts}


def test_an_agreed_last_day_keeps_the_first_day_of_its_window(enschede):
    calendar = calendar_of(2026, enschede, Known(free_periods=()))

    report = moved(calendar, "2026:start_report", date(2026, 3, 16)).after.item("2026:start_report")

    assert (report.from_on, report.last_on) == (date(2026, 1, 1), date(2026, 3, 16))
    assert report.settled


def test_a_day_agreed_in_another_year_does_not_count_and_makes_nothing_twice(enschede):
    for agreed in (date(2022, 1, 10), date(2020, 12, 1)):
        known = Known(free_periods=(), agreed={"overview": agreed})

        calendar = calendar_of(2021, enschede, known)

        assert [item.last_on for item in calendar.of_rule("overview")] == [date(2021, 7, 1)]
        assert "other_day_not_allowed" in bare(calendar.findings)
