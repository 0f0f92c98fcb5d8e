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
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.overview import Choice, Overview
from drieluik.apps.monitor.selectors.sparks import Spark, sparks_of
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period
from drieluik.apps.monitor.wording import LIGHTS, NO_NORM, light_label
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.reports.figure_tables import csv_file, xlsx_file
from drieluik.ui.downloads import as_download


@in_municipality
def overview(request: ActorRequest) -> HttpResponse:
    """Show the agreements with a light by theme, then those without; or those of one party."""
    lights = Lights(Sight(request.actor, request.municipality.id))
    known = lights.periods or [lights.last_period]
    found = Overview.of(lights, _choice(request, lights))
    chosen, choice = found.chosen, found.choice
    sparks = sparks_of(lights, chosen, choice.period, choice.party)
    context: dict[str, Any] = {
        "has_register": bool(lights.clauses),
        "has_figures": bool(lights.calculations),
        "periods": known,
        "found": found,
        "period": choice.period,
        "counts": _counts(found.rows, with_no_norm=not choice.party),
        "themes": _themes((row for row in chosen if row.light), sparks),
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
    place = request.municipality
    sight = Sight(request.actor, place.id)
    lights = Lights(sight)
    asked = request.GET.get("periode", "")
    if asked and asked not in (lights.periods or [lights.last_period]):
        raise Http404
    found = Overview.of(lights, _choice(request, lights))
    told = read_overview(found, place, on=timezone.localdate())
    name = f"{place.slug}-monitor-{found.choice.period}.{form}"
    if form == "json":
        return as_download(as_json(told), name)
    tables = overview_tables(told)
    return as_download(csv_file(*tables) if form == "csv" else xlsx_file(*tables), name)


def _choice(request: ActorRequest, lights: Lights) -> Choice:
    return Choice(
        period=chosen_period(request, lights.periods or [lights.last_period], lights.last_period),
        theme=request.GET.get("thema", ""),
        light=request.GET.get("licht", ""),
        party=request.GET.get("partij", ""),
    )


def _counts(rows: Iterable[ClauseStanding], *, with_no_norm: bool) -> list[tuple[str, str, int]]:
    n = Counter(row.light or NO_NORM for row in rows)
    counts = [(light, light_label(light), n[light]) for light in LIGHTS]
    return [*counts, (NO_NORM, "", n[NO_NORM])] if with_no_norm else counts


def _themes(
    rows: Iterable[ClauseStanding], sparks: Mapping[UUID, Spark]
) -> list[tuple[str, str, list[tuple[ClauseStanding, Spark | None]]]]:
    grouped = groupby(rows, key=lambda row: (row.clause.theme_number, row.clause.theme_title))
    return [
        (number, title, [(row, sparks.get(row.clause.clause_id)) for row in found])
        for (number, title), found in grouped
    ]
