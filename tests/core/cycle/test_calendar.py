"""The calendar beyond the cases: proposals, holidays supplied, cancelled meetings, urgency, sentences."""

import csv
import doctest
import importlib
import pkgutil
from datetime import date, time

import pytest

from drieluik.core import cycle
from drieluik.core.cycle import (
    Event,
    EventKind,
    FixedMeeting,
    FreePeriod,
    Known,
    Sort,
    Urgency,
    Who,
    calendar_of,
    carried_over,
    regimes,
    urgency_of,
)
from drieluik.core.findings import Severity, known_rules


def rules_of(calendar):
    return [finding.rule.removeprefix("cycle.") for finding in calendar.findings]


def test_a_proposal_avoids_a_supplied_vacation(enschede, draw):
    calendar = calendar_of(2026, enschede, Known(free_periods=(draw.vacation,)))

    meeting = calendar.item("2026:board_meeting:1")

    assert meeting.from_on == date(2026, 4, 16)
    assert "Verschoven van donderdag 9 april 2026: verzonnen vakantie." in meeting.why_nl


def test_a_proposal_may_go_to_an_earlier_week_of_its_month(enschede):
    rest = FreePeriod("verzonnen vakantie", date(2026, 6, 20), date(2026, 7, 1))

    calendar = calendar_of(2026, enschede, Known(free_periods=(rest,)))

    assert calendar.item("2026:board_meeting:2").from_on == date(2026, 6, 18)


def test_a_month_without_a_free_day_keeps_the_named_day_and_says_so(enschede):
    month = FreePeriod("verzonnen vakantie", date(2026, 6, 1), date(2026, 7, 1))

    calendar = calendar_of(2026, enschede, Known(free_periods=(month,)))

    assert calendar.item("2026:board_meeting:2").from_on == date(2026, 6, 25)
    assert "meeting_on_day_off" in rules_of(calendar)


def test_vacations_that_nobody_gave_are_not_made_up(enschede):
    assert "school_holidays_unknown" in rules_of(calendar_of(2026, enschede))
    assert "school_holidays_unknown" not in rules_of(
        calendar_of(2026, enschede, Known(free_periods=()))
    )


def test_an_extra_meeting_gets_its_papers_too(enschede):
    extra = FixedMeeting("board_meeting", 5, date(2026, 10, 15), time(10), time(12), "stadhuis")

    calendar = calendar_of(2026, enschede, Known(meetings=(extra,)))

    meeting = calendar.item("2026:board_meeting:5")
    assert (meeting.name_nl, meeting.place_nl, meeting.starts_at) == (
        "Bestuurlijk Overleg 5",
        "stadhuis",
        time(10),
    )
    assert calendar.item("2026:papers:5").hangs_on == meeting.id
    assert calendar.item("2026:theme_outcome:3").hangs_on == meeting.id


def test_a_cancelled_meeting_is_missed(enschede):
    calendar = calendar_of(2026, enschede, Known(cancelled=frozenset({"2026:project_alignment:2"})))

    assert [item.id for item in calendar.of_rule("project_alignment")] == [
        "2026:project_alignment:1"
    ]
    assert "fewer_than_agreed" in rules_of(calendar)


def test_a_meeting_of_an_unknown_sort_is_a_finding(enschede, draw):
    calendar = calendar_of(
        2026, enschede, Known(meetings=(draw.fixed("picnic:1", date(2026, 6, 1)),))
    )

    finding = next(one for one in calendar.findings if one.rule == "cycle.meeting_not_in_rules")
    assert (finding.severity, finding.facts["rule"]) == (Severity.BLOCKS, "picnic")


def test_a_set_day_for_something_that_is_no_meeting_is_a_finding(enschede, draw):
    known = Known(meetings=(draw.fixed("papers:1", date(2026, 3, 1)),))

    assert "meeting_not_in_rules" in rules_of(calendar_of(2026, enschede, known))


def test_an_event_belongs_to_its_own_year_and_its_term_is_carried_over(enschede):
    asked = Event("v7", EventKind.ADVICE_REQUESTED, date(2025, 12, 1), "sloop")

    before = calendar_of(2025, enschede, Known(events=(asked,)))
    after = calendar_of(2026, enschede, Known(events=(asked,)))

    assert "2025:advice:v7" in [item.id for item in carried_over(before)]
    assert after.of_rule("advice") == ()
    assert "event_without_term" not in rules_of(after)


def test_the_same_thing_told_twice_is_a_mistake_of_the_programmer(draw):
    meeting = draw.fixed("board_meeting:1", date(2026, 4, 9))

    with pytest.raises(ValueError, match="twice"):
        Known(meetings=(meeting, meeting))
    with pytest.raises(ValueError, match="colon"):
        Event("a:b", EventKind.ADVICE_REQUESTED, date(2026, 1, 1), "iets")


def test_an_item_concerns_who_acts_and_who_receives(enschede):
    papers = calendar_of(2026, enschede).item("2026:papers:1")

    assert [who for who in Who if papers.concerns(who)] == [
        Who.MUNICIPALITY,
        Who.CORPORATION,
        Who.TENANTS,
    ]


def test_what_hangs_on_a_meeting_can_be_asked(enschede):
    hanging = calendar_of(2026, enschede).hanging_on("2026:board_meeting:1")

    assert [item.rule_id for item in hanging] == ["papers", "offer_adopted"]


def test_the_gravest_finding_comes_first(enschede, draw):
    known = Known(meetings=(draw.fixed("board_meeting:2", date(2026, 4, 22)),))

    findings = calendar_of(2026, enschede, known).findings

    assert findings[0].severity is Severity.BLOCKS
    assert findings[-1].severity is Severity.REMARK


def test_rules_that_were_not_compared_with_the_law_in_time_say_so(enschede):
    late = calendar_of(2028, enschede, Known(today=date(2028, 1, 1)))
    in_time = calendar_of(2026, enschede, Known(today=date(2026, 1, 1)))

    assert {"recheck_overdue_statutory", "recheck_overdue_house"} <= set(rules_of(late))
    assert "recheck_overdue_statutory" not in rules_of(in_time)


def test_too_late_is_only_said_of_what_can_still_be_met_and_is_not_done(enschede):
    day = date(2026, 6, 12)
    done = frozenset({"2026:papers:2"})

    open_ones = [
        finding.facts["item"]
        for finding in calendar_of(2026, enschede, Known(today=day)).findings
        if finding.rule == "cycle.too_late"
    ]
    rest = [
        finding.facts["item"]
        for finding in calendar_of(2026, enschede, Known(today=day, done=done)).findings
        if finding.rule == "cycle.too_late"
    ]

    assert open_ones == ["2026:papers:2"]
    assert rest == []


@pytest.mark.parametrize(
    ("item_id", "day", "urgency"),
    [
        ("2026:papers:2", date(2026, 6, 12), Urgency.PAST_DUE),
        ("2026:papers:2", date(2026, 6, 11), Urgency.SOON),
        ("2026:papers:2", date(2026, 5, 28), Urgency.SOON),
        ("2026:papers:2", date(2026, 5, 27), Urgency.LATER),
        ("2026:start_report", date(2026, 1, 5), Urgency.OPEN),
        ("2026:board_meeting:2", date(2026, 7, 1), Urgency.PAST),
        ("2026:advice_request:2", date(2026, 7, 1), Urgency.PAST),
        ("2026:housing_policy:2026-07-01", date(2026, 6, 30), Urgency.LATER),
        ("2026:housing_policy:2026-07-01", date(2026, 12, 31), Urgency.OPEN),
    ],
)
def test_how_an_item_stands_follows_from_the_day(enschede, item_id, day, urgency):
    item = calendar_of(2026, enschede).item(item_id)

    assert urgency_of(item, day, 14) is urgency
    assert urgency_of(item, day, 14, {item_id}) is Urgency.DONE


def test_what_falls_in_the_next_year_is_carried_over(enschede):
    carried = carried_over(calendar_of(2025, enschede))

    assert [item.id for item in carried] == ["2025:dispute_possible", "2025:dispute_submission"]


def test_the_uncertain_start_stands_at_the_items_of_that_year(enschede):
    def notes(year):
        return {item.uncertain_nl for item in calendar_of(year, enschede).items}

    assert any("niet nagegaan" in (note or "") for note in notes(2022))
    assert notes(2023) == {None}


def test_rules_of_all_year_are_cut_at_the_change_of_the_law(enschede):
    policies = calendar_of(2026, enschede).of_rule("housing_policy")

    assert [(one.from_on, one.until_on) for one in policies] == [
        (date(2026, 1, 1), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2027, 1, 1)),
    ]
    assert {one.sort for one in policies} == {Sort.ALL_YEAR}


def test_every_regime_follows_the_one_before():
    known = regimes()

    assert [regime.id for regime in known] == ["A", "B", "C"]
    assert [regime.until_on for regime in known] == [known[1].from_on, known[2].from_on, None]


def test_every_article_of_the_transcribed_terms_has_a_rule(enschede, shared):
    with (shared / "data/parameters/statutory_deadlines.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    named = " | ".join(
        f"{version.source.law} {version.source.article} {version.note_nl}"
        for rule in enschede.rules.values()
        for version in rule.versions
    )

    short = {row["artikel"].replace("WOHV", "huurders verhuurder") for row in rows}
    missing = [article for article in short if _number(article) not in named]

    assert rows
    assert missing == []


def _number(article):
    return article.replace(" / Wvrv", "").partition(" ")[2].replace("verhuurder ", "")


def test_every_rule_of_the_catalogue_of_findings_is_used():
    sources = "".join(
        importlib.import_module(module.name).__loader__.get_source(module.name)
        for module in pkgutil.walk_packages(cycle.__path__, "drieluik.core.cycle.")
    )
    ours = {rule for rule in known_rules() if rule.startswith("cycle.")}

    assert [rule for rule in ours if rule not in sources and "recheck_overdue" not in rule] == []


def test_the_examples_in_the_docstrings_hold():
    for module in pkgutil.walk_packages(cycle.__path__, "drieluik.core.cycle."):
        assert doctest.testmod(importlib.import_module(module.name)).failed == 0
