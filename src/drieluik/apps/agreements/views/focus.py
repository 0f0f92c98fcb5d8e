"""Focus projects (speerpunten): the list, and each with what others add to it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from drieluik.apps.agreements import extensions
from drieluik.apps.agreements.focus import find_focus_project, list_focus_projects
from drieluik.apps.agreements.printing import project_fields
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def focus_projects(request: ActorRequest) -> HttpResponse:
    """Show the focus projects by year."""
    projects = list_focus_projects(request.municipality.id)
    years = sorted({project.year for project in projects}, reverse=True)
    context = {
        "years": [
            (year, [project for project in projects if project.year == year]) for year in years
        ]
    } | rights(request)
    return render(request, "agreements/focus_projects.html", context)


@in_municipality
def focus_project(request: ActorRequest, year: int, position: int) -> HttpResponse:
    """Show one focus project: its fields, and how far its actions are."""
    project = find_focus_project(request.municipality.id, year, position)
    if project is None:
        raise Http404
    panels = extensions.project_panels(request.actor, request.municipality.id, project)
    context = {"project": project, "fields": project_fields(project), "panels": panels}
    return render(request, "agreements/focus_project.html", context)
