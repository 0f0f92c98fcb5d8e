"""The made-up plans of a corporation, as they stand at the end of a period.

What is built or demolished in a period of the example was a plan before it and is delivered in it;
the later plans of ``data/stock.yaml`` are still ahead.
"""

from typing import Any

import polars as pl

from drieluik.core.tables import Period
from drieluik.example.made_up.plans import PERIODS, LaterPlan, Movement, Plan, plan

_SCHEMA = {
    "plan_id": pl.String(),
    "plan_name": pl.String(),
    "buurt_code": pl.String(),
    "plan_kind": pl.String(),
    "plan_phase": pl.String(),
    "plan_hardness": pl.String(),
    "rent_class": pl.String(),
    "dwelling_type": pl.String(),
    "n_added": pl.Int64(),
    "n_removed": pl.Int64(),
    "n_improved": pl.Int64(),
    "start_year": pl.Int64(),
    "delivery_year": pl.Int64(),
}
_PHASE_BY_YEARS_AHEAD = {1: "VBR", 2: "HAA"}


def building_plans(corporation: str, period_number: int, _seed: int) -> pl.DataFrame:
    """Return every plan that runs at the end of the period or was delivered in it.

    Returns:
        The columns of ``_SCHEMA``; null where the corporation does not know it yet.
    """
    scheme, period = plan(corporation), PERIODS[period_number - 1]
    ahead = [(n, move) for n, move in enumerate(scheme.movements, 1) if move.period >= period]
    rows = [{"plan_id": _id(scheme, n), **_of_movement(move, scheme, period)} for n, move in ahead]
    first = len(scheme.movements) + 1
    rows += [
        {"plan_id": _id(scheme, n), **_of_later(later, period)}
        for n, later in enumerate(scheme.later_plans, first)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _id(scheme: Plan, number: int) -> str:
    return f"P-{scheme.id_prefix}{number:03d}"


def _of_movement(move: Movement, scheme: Plan, period: Period) -> dict[str, Any]:
    builds = move.kind == "new_build"
    year = move.period.year
    cheap = bool(scheme.buurt_weights)
    return {
        "plan_name": f"{'Nieuwbouw' if builds else 'Sloop'} {move.period} (verzonnen)",
        "buurt_code": move.buurt,
        "plan_kind": "NIU" if builds else "SLO",
        "plan_phase": "OPG" if move.period == period else _phase(year - builds, period.year),
        "plan_hardness": "HARD",
        "rent_class": ("GOE" if cheap else "BET") if builds else "not_applicable",
        "dwelling_type": "KAM" if cheap else "APP",
        "n_added": move.dwellings if builds else 0,
        "n_removed": 0 if builds else move.dwellings,
        "n_improved": 0,
        "start_year": year - builds,
        "delivery_year": year,
    }


def _of_later(later: LaterPlan, period: Period) -> dict[str, Any]:
    phase = _phase(later.start, period.year)
    return {
        "plan_name": f"{later.name} (verzonnen)",
        "buurt_code": later.buurt,
        "plan_kind": later.kind,
        "plan_phase": phase,
        "plan_hardness": "HARD" if phase in ("VBR", "UIV") else "ZACHT",
        "rent_class": later.rent_class or "not_applicable",
        "dwelling_type": later.dwelling_type,
        "n_added": later.added,
        "n_removed": later.removed,
        "n_improved": later.improved,
        "start_year": later.start,
        "delivery_year": later.delivery,
    }


def _phase(start: int, year: int) -> str:
    return "UIV" if year >= start else _PHASE_BY_YEARS_AHEAD.get(start - year, "INI")
