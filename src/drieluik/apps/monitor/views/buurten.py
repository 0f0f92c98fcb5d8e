"""An indicator per buurt over the half-years, in the borders of a year that the reader chooses."""

from django.http import HttpResponse
from django.shortcuts import render

from drieluik.apps.monitor.downloads import buurten_table
from drieluik.apps.monitor.selectors.buurten_over_time import (
    BuurtenPage,
    get_buurten_page,
)
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import card_or_404
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.figure_tables import csv_file, xlsx_file
from drieluik.ui.downloads import as_download


@in_municipality
def buurten(request: ActorRequest, indicator_id: str) -> HttpResponse:
    """Show the table, and how what was counted in other borders came into these."""
    return render(request, "monitor/buurten.html", {"page": _page(request, indicator_id)})


@in_municipality
def download(request: ActorRequest, indicator_id: str, form: str) -> HttpResponse:
    """Give the same table as a file."""
    page = _page(request, indicator_id)
    table = buurten_table(page, request.municipality)
    name = f"{request.municipality.slug}-{page.card.id}-buurten-{page.year}.{form}"
    return as_download(csv_file(table) if form == "csv" else xlsx_file(table), name)


def _page(request: ActorRequest, indicator_id: str) -> BuurtenPage:
    sight = Sight(request.actor, request.municipality.id)
    card = card_or_404(request, indicator_id)
    asked = request.GET.get("grenzen", "")
    year = int(asked) if len(asked) == 4 and asked.isascii() and asked.isdigit() else None
    return get_buurten_page(sight, card, year)
