"""An indicator per area of the parties' own over the half-years."""

from django.http import HttpResponse
from django.shortcuts import render

from drieluik.apps.monitor.downloads import own_areas_table
from drieluik.apps.monitor.selectors.own_areas import OwnAreasPage, get_own_areas_page
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import card_or_404
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.figure_tables import csv_file, xlsx_file
from drieluik.ui.downloads import as_download


@in_municipality
def own_areas(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Show the table, and how each area was put together."""
    return render(request, "monitor/own_areas.html", {"page": _page(request, indicator_id)})


@in_municipality
def download(request: ActorRequest, indicator_id: str, form: str) -> HttpResponse:
    """Give the same table as a file."""
    page = _page(request, indicator_id)
    table = own_areas_table(page, request.municipality)
    name = f"{request.municipality.slug}-{page.card.id}-eigen-gebieden.{form}"
    return as_download(csv_file(table) if form == "csv" else xlsx_file(table), name)


def _page(request: ActorRequest, indicator_id: str) -> OwnAreasPage:
    sight = Sight(request.actor, request.municipality.id)
    card = card_or_404(request, indicator_id)
    return get_own_areas_page(sight, card)
