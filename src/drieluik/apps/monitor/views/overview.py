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
    """Show the agreements with a light by theme, then those without; or those of one party."""
    lights = Lights(Sight(request.actor, request.municipality.id))
    known = lights.periods or [lights.last_period]
    period = chosen_period(request, known, lights.last_period)
    everything = lights.standings(period)
    parties = _parties(everything)
    light, party = request.GET.get("licht", ""), request.GET.get("partij", "")
    rows = lights.standings_of(party, period) if party else everything
    chosen = [row for row in rows if not light or (row.light or NO_NORM) == light]
    context: dict[str, Any] = {
        "has_register": bool(lights.clauses),
        "has_figures": bool(lights.calculations),
        "periods": known,
        "period": period,
        "counts": _counts(rows, with_no_norm=not party),
        "themes": _themes([row for row in chosen if row.light]),
        "without_norm": _themes([row for row in chosen if not row.light]),
        "n_without_norm": sum(not row.light for row in chosen),
        "parties": parties,
        "light": light,
        "party": party,
        "party_name": dict(parties).get(party, ""),
        "n_chosen": len(chosen),
        "missing": lights.missing_in(period),
    }
    return render(request, "monitor/overview.html", context)


def _counts(rows: list[ClauseStanding], *, with_no_norm: bool) -> list[tuple[str, str, int]]:
    n = Counter(row.light or NO_NORM for row in rows)
    counts = [(light, light_label(light), n[light]) for light in LIGHTS]
    return [*counts, (NO_NORM, "", n[NO_NORM])] if with_no_norm else counts


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
