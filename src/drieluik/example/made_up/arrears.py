"""The made-up arrears and evictions of a corporation, one row per buurt with stock."""

import numpy as np
import polars as pl

from drieluik.example.made_up.chance import chance
from drieluik.example.made_up.lettings import letting_history
from drieluik.example.made_up.plans import PERIODS, plan
from drieluik.example.made_up.stock import stock_history

_EVICTIONS_PER_HOUSEHOLD_IN_ARREARS = 0.014
_SHARE_WITH_CHILDREN = 0.34


def arrears(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return arrears on the last day of the period and evictions in it.

    A buurt keeps its own level over the periods, so that a line over time is a line and not noise.

    Returns:
        ``buurt_code``, ``n_evictions``, ``n_evictions_with_children``,
        ``n_households_in_arrears``, ``n_households_in_arrears_with_children``,
        ``arrears_amount`` (EUR); in order of buurt.
    """
    scheme = plan(corporation)
    tenants = _tenants(corporation, period_number, seed)
    n = tenants.height
    rng = chance(seed, corporation, "arrears", str(PERIODS[period_number - 1]))
    level = np.array(
        [
            chance(seed, corporation, "arrears level", code).lognormal(0.0, 0.35)
            for code in tenants["buurt_code"]
        ]
    )
    rate = np.clip(scheme.arrears_rate[period_number - 1] * level, 0, 0.25)
    in_arrears = rng.binomial(tenants["n_tenants"].to_numpy(), rate)
    students = bool(scheme.buurt_weights)
    share = 0.01 if students else _SHARE_WITH_CHILDREN
    with_children = rng.binomial(in_arrears, share)
    evictions = rng.binomial(in_arrears, _EVICTIONS_PER_HOUSEHOLD_IN_ARREARS)
    evicted_with_children = np.minimum(rng.binomial(evictions, share * 0.5), with_children)
    mean_amount = rng.normal(430 if students else 780, 90, n).clip(150)
    return pl.DataFrame(
        {
            "buurt_code": tenants["buurt_code"],
            "n_evictions": evictions,
            "n_evictions_with_children": evicted_with_children,
            "n_households_in_arrears": in_arrears,
            "n_households_in_arrears_with_children": with_children,
            "arrears_amount": (in_arrears * mean_amount).round(2),
        }
    )


def _tenants(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Count the let dwellings per buurt; a dwelling whose buurt is unknown is not counted."""
    history = stock_history(corporation, seed)
    vacant = letting_history(corporation, seed).vacant[period_number]
    there = (pl.col("came_in") <= period_number) & (pl.col("gone_in") > period_number)
    known = pl.col("unknown_fact").ne_missing("buurt_code")
    return (
        history.with_columns(vacant=pl.Series(vacant))
        .filter(there, known)
        .group_by("buurt_code")
        .agg(n_tenants=(~pl.col("vacant")).sum().cast(pl.Int64))
        .sort("buurt_code")
    )
