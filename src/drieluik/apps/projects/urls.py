"""Addresses of what becomes of the focus projects."""

from django.urls import path

from drieluik.apps.projects.views import board, costs, leads, printing, progress, results

app_name = "projects"
_BASE = "<slug:municipality>/speerpunten/"
_ONE = f"{_BASE}<int:year>/<int:position>/"
urlpatterns = [
    path(_BASE, board.newest, name="board"),
    path(f"{_BASE}<int:year>/", board.of_year, name="board_of_year"),
    path(f"{_BASE}<int:year>/zonder-dekking/", costs.uncovered, name="uncovered"),
    path(f"{_BASE}<int:year>/zonder-dekking.<str:kind>", costs.download, name="uncovered_file"),
    path(f"{_ONE}actie/<int:number>/", progress.action, name="action"),
    path(f"{_ONE}actie/<int:number>/kosten/", costs.costs, name="costs"),
    path(f"{_ONE}afdruk/", printing.one_page, name="one_page"),
    path(f"{_ONE}resultaten/", results.results, name="results"),
    path(f"{_ONE}resultaten/<int:result_id>/intrekken/", results.withdraw, name="withdraw_result"),
    path(f"{_ONE}trekkers/", leads.leads, name="leads"),
    path(f"{_ONE}trekkers/<int:lead_id>/einde/", leads.end, name="end_lead"),
]
