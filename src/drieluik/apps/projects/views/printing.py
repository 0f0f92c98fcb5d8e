"""One focus project on one page of paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.projects.costs import costs_of
from drieluik.apps.projects.downloads import hidden_sentence
from drieluik.apps.projects.results import list_results
from drieluik.apps.projects.views.finding import found_board


@in_municipality
def one_page(request: ActorRequest, year: int, position: int) -> HttpResponse:
    """Show the project as it goes on one page A4; no person is named on paper."""
    board = found_board(request, year, position)
    place = request.municipality.id
    found = costs_of(board.project.actions, municipality_id=place, actor=request.actor)
    context = {
        "board": board,
        "project": board.project,
        "costs": found,
        "hidden": hidden_sentence(found),
        "results": list_results(
            municipality_id=place, project_id=board.project.project_id, actor=request.actor
        ),
        "today": timezone.localdate(),
    }
    return render(request, "projects/one_page.html", context)
