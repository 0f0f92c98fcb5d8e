"""The board: every focus project of a year with its actions by quarter."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.projects import selectors
from drieluik.apps.projects.results import results_of


@in_municipality
def newest(request: ActorRequest) -> HttpResponse:
    """Show the board of the newest year that has focus projects."""
    years = selectors.list_years(request.municipality.id)
    return _board(request, years[0] if years else timezone.localdate().year, years)


@in_municipality
def of_year(request: ActorRequest, year: int) -> HttpResponse:
    """Show the board of a year; one without focus projects says so."""
    return _board(request, year, selectors.list_years(request.municipality.id))


def _board(request: ActorRequest, year: int, years: list[int]) -> HttpResponse:
    place = request.municipality
    boards = selectors.list_board(
        municipality_id=place.id, year=year, actor=request.actor, on=timezone.localdate()
    )
    results = results_of(
        [board.project.project_id for board in boards],
        municipality_id=place.id,
        actor=request.actor,
    )
    shown = [(board, results[board.project.project_id]) for board in boards]
    context = {"boards": shown, "year": year, "years": years} | rights(request)
    return render(request, "projects/board.html", context)
