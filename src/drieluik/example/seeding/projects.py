"""Records what became of the focus projects through the ordinary services."""

from django.db import transaction

from drieluik.apps.agreements.focus import find_focus_project
from drieluik.apps.agreements.rows import FocusProjectRow
from drieluik.apps.projects import services
from drieluik.apps.projects.budgeting import Statement
from drieluik.apps.projects.costs import last_number
from drieluik.apps.projects.delivering import Delivered
from drieluik.apps.projects.documents import list_choosable
from drieluik.apps.projects.reporting import Report
from drieluik.apps.projects.selectors import lead_ids, list_reports
from drieluik.example.projects import (
    ExampleCosts,
    ExampleCourse,
    ExampleReport,
    ExampleResult,
    courses,
)
from drieluik.example.register import FocusProject, agreements
from drieluik.example.seeding.clock import moment
from drieluik.example.seeding.people import MUNICIPALITY, actor


def lay_projects(municipality_id: int, party_ids: dict[str, int]) -> None:
    """Record who leads, what was reported, costs and results, unless it is there already."""
    told = {course.number: course for course in courses()}
    for project in agreements().focus_projects:
        row = find_focus_project(municipality_id, project.year, project.number)
        if row is not None and not lead_ids(row.project_id):
            _lay(municipality_id, party_ids, row, project, told[project.number])


@transaction.atomic
def _lay(
    municipality_id: int,
    party_ids: dict[str, int],
    row: FocusProjectRow,
    project: FocusProject,
    course: ExampleCourse,
) -> None:
    on = agreements().in_force_from
    for code in project.leads:
        services.name_lead(
            municipality_id=municipality_id,
            project_id=row.project_id,
            party_id=party_ids[code],
            actor=actor(MUNICIPALITY, "editor", on),
            now=moment(on),
        )
    for report in course.reports:
        _report(municipality_id, row, report)
    for costs in course.costs:
        _tell(municipality_id, party_ids, row, costs)
    for result in course.results:
        services.record_result(
            municipality_id=municipality_id,
            project_id=row.project_id,
            told=Delivered(
                result.title,
                result.paper,
                "",
                result.day,
                _key_of(municipality_id, result),
            ),
            actor=actor(MUNICIPALITY, "editor", result.day),
            now=moment(result.day, 17),
        )


def _key_of(municipality_id: int, result: ExampleResult) -> str:
    """Return the key of the document of a result; empty when it has none."""
    if not result.document:
        return ""
    reader = actor(MUNICIPALITY, "editor", result.day)
    documents = list_choosable(municipality_id=municipality_id, actor=reader)
    return next(key for key, one in documents.items() if one.title == result.document)


def _report(municipality_id: int, row: FocusProjectRow, report: ExampleReport) -> None:
    action = row.actions[report.action - 1]
    before = list_reports(action.action_id)
    services.record_progress(
        place=services.Place(municipality_id, row.project_id, action.action_id),
        report=Report(report.quarter, report.state, report.reason),
        seen=before[0].number if before else 0,
        actor=actor(report.party or MUNICIPALITY, "editor", report.day),
        now=moment(report.day, 16),
    )


def _tell(
    municipality_id: int, party_ids: dict[str, int], row: FocusProjectRow, costs: ExampleCosts
) -> None:
    action = row.actions[costs.action - 1]
    services.tell_costs(
        place=services.Place(municipality_id, row.project_id, action.action_id),
        told=Statement(
            party_ids[costs.party],
            costs.year,
            costs.cost,
            costs.cover,
            costs.explanation,
            costs.audience,
        ),
        seen=last_number(action.action_id),
        actor=actor(costs.party, "editor", costs.day),
        now=moment(costs.day, 11),
    )
