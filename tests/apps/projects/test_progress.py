"""Reports on the actions of focus projects: who may, what they need, and that all are kept."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import NOBODY, SYSTEM
from drieluik.apps.projects import policies
from drieluik.apps.projects.models import Progress, ProjectLead
from drieluik.apps.projects.reporting import Report, faults_of
from drieluik.apps.projects.selectors import find_board, list_reports
from drieluik.apps.projects.services import end_lead, record_progress
from tests.factories.at_once import at_once, database_in_a_file
from tests.factories.organisations import (
    ROLES,
    make_actor,
    make_municipality,
    make_party,
)
from tests.factories.projects import (
    NOW,
    lead_editor,
    make_project,
    municipal_editor,
    name_lead,
    place_of,
    report,
)
from tests.factories.traces import n_events, refused

pytestmark = pytest.mark.django_db


def _board(actor=NOBODY, on=date(2020, 5, 11)):
    place = make_municipality()
    board = find_board(municipality_id=place.id, year=2020, position=1, actor=actor, on=on)
    assert board is not None
    return board


def _states():
    return [(one.quarter, one.state, one.reason) for one in list_reports(place_of().action_id)]


def test_every_report_stays_and_the_newest_counts():
    make_project()

    first = report("delayed", reason="Er was geen tijd.")
    second = report("done", seen=first)

    assert (first, second) == (1, 2)
    assert _states() == [
        ("2020-Q1", "done", ""),
        ("2020-Q1", "delayed", "Er was geen tijd."),
    ]
    action = _board().actions[0]
    assert action.newest.state == action.cells[0].report.state == "done"
    assert n_events("progress.recorded") == 2


def test_the_log_tells_who_reported_for_whom_and_names_no_reason():
    make_project()

    report("delayed", reason="Vertrouwelijk")

    event = AuditEvent.objects.get(name="progress.recorded")
    assert event.party_code == "corporatie-a"
    assert event.facts == {
        "action": place_of().action_id, "quarter": "2020-Q1", "state": "delayed", "number": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "before", "wrong"),
    [
        (Report("2020-Q1", "under_way"), "", set()),
        (Report("2020-Q2", "done"), "under_way", set()),
        (Report("2020-Q3", "done"), "", {"quarter"}),
        (Report("2020-Q3", "dropped", "Geen geld."), "", set()),
        (Report("2020-Q1", "delayed", "  "), "", {"reason"}),
        (Report("2020-Q1", "dropped"), "", {"reason"}),
        (Report("2020-Q2", "under_way"), "done", {"reason"}),
        (Report("2020-Q2", "done"), "done", set()),
        (Report("2020-Q2", "under_way", "Toch niet af."), "dropped", set()),
        (Report("2020-Q5", "bijna", "x" * 1001), "", {"quarter", "state", "reason"}),
        (Report("1999-Q1", "done"), "", {"quarter"}),
        (Report("2100-Q1", "not_begun"), "", {"quarter"}),
        (Report("", ""), "", {"quarter", "state"}),
    ],
    ids=lambda value: "-" if not isinstance(value, Report) else f"{value.quarter} {value.state}",
)  # fmt: skip
def test_everything_that_is_wrong_is_said_at_once_at_its_field(given, before, wrong):
    faults = faults_of(given, before=before, on=date(2020, 5, 11))

    assert set(faults) == wrong
    assert all(faults.values())


def test_a_report_with_faults_leaves_no_trace():
    make_project()

    said = refused(lambda: report("bijna", quarter="2020-Q9"))

    assert "2020-Q1" in said
    assert "hoe ver" in said
    assert not Progress.objects.exists()


def test_nobody_reports_over_what_somebody_else_reported_meanwhile():
    make_project()
    report()

    refused(lambda: report("done", seen=0))

    assert [state for _, state, _ in _states()] == ["under_way"]


def test_an_action_of_another_project_is_refused():
    make_project()
    wrong = place_of()
    wrong = type(wrong)(wrong.municipality_id, wrong.project_id, wrong.action_id + 99)

    def act():
        record_progress(
            place=wrong, report=Report("2020-Q1", "done"), seen=0, actor=lead_editor(), now=NOW
        )

    refused(act)


MAY_REPORT = {
    ("gemeente-voorbeeld", "editor"), ("corporatie-a", "editor"), ("huurders-a", "editor"),
}  # fmt: skip
PARTIES = ("gemeente-voorbeeld", "corporatie-a", "corporatie-b", "huurders-a", "raad", "zorg")


@pytest.fixture
def everybody():
    make_project("corporatie-a", "huurders-a")
    place = make_municipality()
    make_party(code="raad", kind="council", municipality=place)
    make_party(code="zorg", kind="other", municipality=place)
    return {
        (code, role): make_actor(role, party=make_party(code=code))
        for code in PARTIES
        for role in ROLES
    }


def test_only_editors_of_who_leads_and_of_the_municipality_report(everybody):
    leads = [make_party(code=code).pk for code in ("corporatie-a", "huurders-a")]
    here = {"municipality_id": make_municipality().id, "leads": leads}

    may = {
        who for who, actor in everybody.items() if policies.check_may_report.allows(actor, **here)
    }

    assert may == MAY_REPORT
    assert not policies.check_may_report.allows(NOBODY, **here)
    assert not policies.check_may_report.allows(SYSTEM, **here)


def test_only_an_editor_of_the_municipality_names_who_leads(everybody):
    here = make_municipality().id

    may = {
        who
        for who, actor in everybody.items()
        if policies.check_may_name_leads.allows(actor, municipality_id=here)
    }

    assert may == {("gemeente-voorbeeld", "editor")}


def test_only_the_three_parties_see_which_person_leads(everybody):
    make_project_person = {
        code: _board(everybody[code, "reader"]).leads[0].person for code in PARTIES
    }

    assert make_project_person == {
        "gemeente-voorbeeld": "Jan Geheim", "corporatie-a": "Jan Geheim",
        "corporatie-b": "Jan Geheim", "huurders-a": "Jan Geheim", "raad": "", "zorg": "",
    }  # fmt: skip


def test_an_editor_elsewhere_does_not_report_here(everybody):
    other = make_municipality(code="GM9002", name="Elders")
    there = make_party(code="gemeente-elders", kind="municipality", municipality=other)

    with pytest.raises(NotAllowed):
        report(actor=make_actor("editor", party=there))


def test_a_lead_reports_for_itself_and_the_municipality_for_itself():
    make_project()
    report()
    report("done", seen=1, actor=municipal_editor())

    assert [one.party_name for one in list_reports(place_of().action_id)] == [
        make_party(code=code).name for code in ("gemeente-voorbeeld", "corporatie-a")
    ]


def test_whoever_no_longer_leads_no_longer_reports_and_the_name_of_the_person_goes():
    make_project()
    lead = ProjectLead.objects.get()
    end_lead(
        municipality_id=make_municipality().id, lead_id=lead.pk, actor=municipal_editor(), now=NOW
    )

    with pytest.raises(NotAllowed):
        report()
    lead.refresh_from_db()
    assert (lead.person, lead.ended_at) == ("", NOW)
    assert n_events("lead.ended") == 1
    assert not AuditEvent.objects.filter(facts__icontains="Geheim").exists()


def test_naming_a_lead_again_changes_the_person_and_keeps_one_standing():
    make_project(person="Jan Geheim")

    name_lead("corporatie-a", "Piet Anders")

    standing = ProjectLead.objects.filter(ended_at=None)
    assert [one.person for one in standing] == ["Piet Anders"]
    assert ProjectLead.objects.count() == 2


def test_an_organisation_that_takes_no_part_cannot_lead():
    make_project()
    other = make_municipality(code="GM9002", name="Elders")
    make_party(code="corporatie-z", municipality=other)

    refused(lambda: name_lead("corporatie-z"))


def test_a_planned_action_waits_from_its_quarter_until_somebody_reports():
    make_project()
    before = [(cell.waits, cell.is_late) for cell in _board(on=date(2020, 2, 1)).actions[0].cells]
    after = [(cell.waits, cell.is_late) for cell in _board().actions[0].cells]
    early = [cell.waits for cell in _board(on=date(2019, 12, 31)).actions[0].cells]
    report()

    assert before == [(True, False)] + [(False, False)] * 3
    assert after[0] == (True, True)
    assert early == [False] * 4
    assert _board().n_waiting == 0


def test_an_action_that_is_done_early_waits_for_nothing():
    make_project()
    report("done", quarter="2019-Q4")

    board = _board()
    assert (board.n_waiting, board.is_late) == (0, False)
    assert board.quarters[0] == ("2019-Q4", "Q4 2019")


@pytest.mark.parametrize("act", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_reports_and_ended_leads(act):
    make_project()
    report()
    name_lead("corporatie-a", "Piet Anders")
    for table, column in (("projects_progress", "reason"), ("projects_projectlead", "person")):
        with (
            pytest.raises(IntegrityError, match="kept for ever"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(act.format(table, column))


@pytest.mark.parametrize(
    "wrong",
    [{"state": "bijna"}, {"quarter": "2020-Q7"}, {"state": "delayed", "reason": ""}],
    ids=["unknown state", "unknown quarter", "delayed without a reason"],
)
def test_the_database_refuses_a_report_that_cannot_be(wrong):
    make_project()
    report()
    first = Progress.objects.get()
    row = {
        "action_id": first.action_id, "quarter": "2020-Q1", "number": 2, "state": "done",
        "reason": "", "party_id": first.party_id, "recorded_by_id": first.recorded_by_id,
        "recorded_at": NOW,
    }  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.create(**(row | wrong))


def test_a_report_is_never_changed_by_the_code_either():
    make_project()
    report()

    with pytest.raises(TypeError):
        Progress.objects.get().save()
    with pytest.raises(TypeError):
        Progress.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_reports_at_the_same_moment_one_counts(tmp_path):
    with database_in_a_file(tmp_path):
        make_project()
        first, second = lead_editor(), municipal_editor()

        ended = at_once(lambda: report(actor=first), lambda: report("done", actor=second))

        assert ended == {"done": 1, "told": 1}
        assert Progress.objects.count() == 1


def test_a_board_takes_a_handful_of_questions_to_the_database(django_assert_max_num_queries):
    make_project()
    report()

    with django_assert_max_num_queries(8):
        _board()


def test_a_wrong_state_is_the_error_for_all_faults():
    make_project()

    with pytest.raises(WrongState, match=r"(?s)kwartaal.*hoe ver"):
        report("", quarter="")
