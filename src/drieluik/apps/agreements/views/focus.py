"""Focus projects (speerpunten): the list, and each with its actions by quarter."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render

from drieluik.apps.agreements import selectors
from drieluik.apps.agreements.printing import project_fields
from drieluik.apps.agreements.rows import ActionRow, FocusProjectRow
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def focus_projects(request: ActorRequest) -> HttpResponse:
    """Show the focus projects by year."""
    projects = selectors.list_focus_projects(request.municipality.id)
    years = sorted({project.year for project in projects}, reverse=True)
    context = {
        "years": [
            (year, [project for project in projects if project.year == year]) for year in years
        ]
    } | rights(request)
    return render(request, "agreements/focus_projects.html", context)


@in_municipality
def focus_project(request: ActorRequest, year: int, position: int) -> HttpResponse:
    """Show one focus project: its fields, and its actions in the quarters of the year."""
    project = selectors.find_focus_project(request.municipality.id, year, position)
    if project is None:
        raise Http404
    context = {
        "project": project,
        "fields": project_fields(project),
        "quarters": _by_quarter(project),
        "without_quarter": [action for action in project.actions if not action.quarters],
    }
    return render(request, "agreements/focus_project.html", context)


def _by_quarter(project: FocusProjectRow) -> Sequence[tuple[str, Sequence[ActionRow]]]:
    """Return the quarters in which something happens, and the four of the year itself."""
    of_year = {f"{project.year}-Q{number}" for number in range(1, 5)}
    quarters = of_year | {quarter for action in project.actions for quarter in action.quarters}
    return [
        (quarter, [action for action in project.actions if quarter in action.quarters])
        for quarter in sorted(quarters)
    ]
