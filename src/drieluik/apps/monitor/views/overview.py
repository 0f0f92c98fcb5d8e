"""The whole picture: every agreement with its light, on a page and in files."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from drieluik.apps.monitor.overview_files import as_json, overview_tables, read_overview
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.selectors.overview import Choice
from drieluik.apps.monitor.selectors.overview_page import OverviewPage, Way, get_overview
from drieluik.apps.monitor.wording import LIGHTS, NO_NORM, light_label
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.figure_tables import csv_file, xlsx_file
from drieluik.ui.downloads import as_download


@in_municipality
def overview(request: ActorRequest) -> HttpResponse:
    """Show the agreements with a light by theme, then those without; or those of one party."""
    page = _page(request)
    found, choice = page.found, page.found.choice
    chosen = found.chosen
    context: dict[str, Any] = {
        "has_register": page.has_register,
        "has_figures": page.has_figures,
        "periods": page.periods,
        "found": found,
        "period": choice.period,
        "counts": _counts(found.rows, with_no_norm=not choice.party),
        "themes": _themes((row for row in chosen if row.light), page.ways),
        "without_norm": _themes((row for row in chosen if not row.light), {}),
        "n_without_norm": sum(not row.light for row in chosen),
        "theme": choice.theme,
        "light": choice.light,
        "party": choice.party,
        "n_chosen": len(chosen),
        "missing": list(found.missing),
    }
    return render(request, "monitor/overview.html", context)


@in_municipality
def download(request: ActorRequest, form: str) -> HttpResponse:
    """Give what the overview shows, with the same choice, as an xlsx, csv or json file."""
    place, page = request.municipality, _page(request)
    asked = request.GET.get("periode", "")
    if asked and asked not in page.periods:
        raise Http404
    told = read_overview(page.found, place, on=timezone.localdate())
    name = f"{place.slug}-monitor-{page.found.choice.period}.{form}"
    if form == "json":
        return as_download(as_json(told), name)
    tables = overview_tables(told)
    return as_download(csv_file(*tables) if form == "csv" else xlsx_file(*tables), name)


def _page(request: ActorRequest) -> OverviewPage:
    return get_overview(
        actor=request.actor,
        municipality_id=request.municipality.id,
        asked=Choice(
            period=request.GET.get("periode", ""),
            theme=request.GET.get("thema", ""),
            light=request.GET.get("licht", ""),
            party=request.GET.get("partij", ""),
        ),
        today=timezone.localdate(),
    )


def _counts(rows: Iterable[ClauseStanding], *, with_no_norm: bool) -> list[tuple[str, str, int]]:
    n = Counter(row.light or NO_NORM for row in rows)
    counts = [(light, light_label(light), n[light]) for light in LIGHTS]
    return [*counts, (NO_NORM, "", n[NO_NORM])] if with_no_norm else counts


def _themes(
    rows: Iterable[ClauseStanding], ways: Mapping[UUID, Way]
) -> list[tuple[str, str, list[tuple[ClauseStanding, Way | None]]]]:
    grouped = groupby(rows, key=lambda row: (row.clause.theme_number, row.clause.theme_title))
    return [
        (number, title, [(row, ways.get(row.clause.clause_id)) for row in found])
        for (number, title), found in grouped
    ]
