"""Reading how focus projects stand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Count

from drieluik.apps.agreements.focus import find_focus_project, list_focus_projects
from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow
from drieluik.apps.organisations.actors import NOBODY, Actor
from drieluik.apps.projects.models import Progress, ProjectLead
from drieluik.apps.projects.policies import check_may_see_persons
from drieluik.apps.projects.quarters import quarter_of, quarters_in, spoken
from drieluik.apps.projects.rows import (
    BoardAction,
    BoardProject,
    Cell,
    LeadRow,
    ReportRow,
)


def list_years(municipality_id: int) -> list[int]:
    """Return the years that have focus projects or actions that went there, newest first."""
    projects = list_focus_projects(municipality_id)
    own = {project.year for project in projects}
    went = {project.year_of(action) for project in projects for action in project.actions}
    return sorted(own | went, reverse=True)


def list_board(*, municipality_id: int, year: int, actor: Actor, on: date) -> list[BoardProject]:
    """Return the focus projects of a year as they stand, in the order of the document.

    After them come earlier projects of which actions went to this year, with only those actions.
    """
    projects = list_focus_projects(municipality_id)
    own = [project for project in projects if project.year == year]
    earlier = [_with_actions_of(project, year) for project in projects if project.year < year]
    shown = [*own, *(project for project in earlier if project.actions)]
    return boards_of(shown, municipality_id=municipality_id, actor=actor, on=on, year=year)


def find_board(
    *, municipality_id: int, year: int, position: int, actor: Actor, on: date
) -> BoardProject | None:
    """Return one focus project as it stands, or None."""
    project = find_focus_project(municipality_id, year, position)
    if project is None:
        return None
    return boards_of([project], municipality_id=municipality_id, actor=actor, on=on)[0]


def list_waiting(
    *, municipality_id: int, party_ids: frozenset[int], on: date
) -> list[BoardProject]:
    """Return the projects that one of these parties leads and that wait for a report."""
    led = ProjectLead.objects.filter(
        project__municipality_id=municipality_id, party_id__in=party_ids, ended_at=None
    )
    ids = set(led.values_list("project_id", flat=True))
    if not ids:
        return []
    projects = [one for one in list_focus_projects(municipality_id) if one.project_id in ids]
    boards = boards_of(projects, municipality_id=municipality_id, actor=NOBODY, on=on)
    return [board for board in boards if board.n_waiting]


def boards_of(
    projects: Sequence[FocusProjectRow],
    *,
    municipality_id: int,
    actor: Actor,
    on: date,
    year: int | None = None,
) -> list[BoardProject]:
    """Return how these projects of one municipality stand on a day.

    ``year`` is the year of the board; every project has its own when it is absent.
    """
    reports = _reports(action.action_id for project in projects for action in project.actions)
    shown = check_may_see_persons.allows(actor, municipality_id=municipality_id)
    leads = _leads([project.project_id for project in projects], with_persons=shown)
    return [
        _board(one, reports, tuple(leads[one.project_id]), on, quarters_in(year or one.year))
        for one in projects
    ]


def lead_ids(project_id: UUID) -> frozenset[int]:
    """Return the ids of the parties that lead a project now."""
    rows = ProjectLead.objects.filter(project_id=project_id, ended_at=None)
    return frozenset(rows.values_list("party_id", flat=True))


def list_reports(action_id: int) -> list[ReportRow]:
    """Return every report on an action, newest first."""
    return _reports([action_id])[action_id][::-1]


def count_reports(*, municipality_id: int, year: int) -> dict[int, int]:
    """Return per party how many reports on actions it gave in a year."""
    rows = Progress.objects.filter(
        action__project__municipality_id=municipality_id, recorded_at__year=year
    )
    counted = rows.order_by().values_list("party_id").annotate(n=Count("id"))
    return dict(counted)


def _reports(action_ids: Iterable[int]) -> dict[int, list[ReportRow]]:
    found: dict[int, list[ReportRow]] = defaultdict(list)
    rows = Progress.objects.filter(action_id__in=list(action_ids))
    for row in rows.select_related("party", "recorded_by").order_by("number"):
        found[row.action_id].append(
            ReportRow(
                quarter=row.quarter,
                number=row.number,
                state=row.state,
                label=str(Progress.State(row.state).label),
                reason=row.reason,
                party_name=row.party.name,
                recorded_by=row.recorded_by.name,
                recorded_at=row.recorded_at,
            )
        )
    return found


def _leads(project_ids: list[UUID], *, with_persons: bool) -> dict[UUID, list[LeadRow]]:
    found: dict[UUID, list[LeadRow]] = defaultdict(list)
    rows = ProjectLead.objects.filter(project_id__in=project_ids, ended_at=None)
    for row in rows.select_related("party"):
        person = row.person if with_persons else ""
        found[row.project_id].append(LeadRow(row.pk, row.party_id, row.party.name, person))
    return found


def _board(
    project: FocusProjectRow,
    reports: dict[int, list[ReportRow]],
    leads: tuple[LeadRow, ...],
    on: date,
    of_year: tuple[str, ...],
) -> BoardProject:
    quarters = _quarters_of(project, reports, of_year)
    return BoardProject(
        project=project,
        quarters=tuple((quarter, spoken(quarter)) for quarter in quarters),
        actions=tuple(
            _action(action, quarters, reports[action.action_id], on) for action in project.actions
        ),
        leads=leads,
    )


def _with_actions_of(project: FocusProjectRow, year: int) -> FocusProjectRow:
    """Return a project with only the actions that went to a year."""
    return replace(project, actions=tuple(one for one in project.actions if one.moved_to == year))


def _quarters_of(
    project: FocusProjectRow, reports: dict[int, list[ReportRow]], of_year: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the four quarters of the year, and any other with a plan or a report."""
    found = set(of_year)
    for action in project.actions:
        found.update(action.quarters)
        found.update(report.quarter for report in reports[action.action_id])
    return tuple(sorted(found))


def _action(
    action: ActionRow, quarters: tuple[str, ...], reports: list[ReportRow], on: date
) -> BoardAction:
    newest = reports[-1] if reports else None
    closed = newest is not None and newest.state in ("done", "dropped")
    by_quarter = {report.quarter: report for report in reports}
    cells = []
    for quarter in quarters:
        report, planned = by_quarter.get(quarter), quarter in action.quarters
        waits = planned and report is None and not closed and quarter <= quarter_of(on)
        cells.append(Cell(quarter, planned, report, waits, waits and quarter < quarter_of(on)))
    return BoardAction(action, tuple(cells), newest)
