"""The whole picture: every agreement with its light."""

from collections import Counter
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from drieluik.apps.monitor.selectors.light_rows import ClauseStanding
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.views.choices import chosen_period
from drieluik.apps.monitor.wording import LIGHTS, NO_NORM, light_label
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def overview(request: ActorRequest) -> HttpResponse:
    """Show all agreements by theme with light, reason and trend; narrow down by light or party."""
    lights = Lights(Sight(request.actor, request.municipality.id))
    known = lights.periods or [lights.last_period]
    period = chosen_period(request, known, lights.last_period)
    rows = lights.standings(period)
    light, party = request.GET.get("licht", ""), request.GET.get("partij", "")
    chosen = [row for row in rows if _fits(row, light, party)]
    context: dict[str, Any] = {
        "has_register": bool(lights.clauses),
        "has_figures": bool(lights.calculations),
        "periods": known,
        "period": period,
        "counts": _counts(rows),
        "themes": _themes(chosen),
        "parties": _parties(rows),
        "light": light,
        "party": party,
        "n_chosen": len(chosen),
        "missing": lights.missing_in(period),
    }
    return render(request, "monitor/overview.html", context)


def _fits(row: ClauseStanding, light: str, party: str) -> bool:
    fits_light = not light or (row.light or NO_NORM) == light
    return fits_light and (not party or row.concerns(party))


def _counts(rows: list[ClauseStanding]) -> list[tuple[str, str, int]]:
    n = Counter(row.light or NO_NORM for row in rows)
    return [(light, light_label(light), n[light]) for light in LIGHTS] + [(NO_NORM, "", n[NO_NORM])]


def _themes(rows: list[ClauseStanding]) -> list[tuple[str, str, list[ClauseStanding]]]:
    grouped = groupby(rows, key=lambda row: (row.clause.theme_number, row.clause.theme_title))
    return [(number, title, list(found)) for (number, title), found in grouped]


def _parties(rows: list[ClauseStanding]) -> list[tuple[str, str]]:
    found = {
        party.party_code: party.party_name
        for row in rows
        for norm in row.norms
        for party in norm.parties
        if party.light
    }
    return sorted(found.items(), key=lambda item: item[1])
