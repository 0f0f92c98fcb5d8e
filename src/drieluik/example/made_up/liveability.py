"""The made-up spending on liveability of a corporation, per buurt and kind of activity."""

import numpy as np
import polars as pl

from drieluik.example.made_up.chance import chance
from drieluik.example.made_up.plans import PERIODS, plan
from drieluik.example.made_up.stock import in_stock, stock_history

_ACTIVITIES = {"SHV": 0.46, "MAAT": 0.30, "INFRA": 0.16, "ONTM": 0.08}
_LEAST_DWELLINGS = {"SHV": 5, "MAAT": 60, "INFRA": 120, "ONTM": 180}
_STAFF_SHARE = {"SHV": 0.35, "MAAT": 0.85, "INFRA": 0.15, "ONTM": 0.55}
_CITY_WIDE_SHARE = 0.12


def liveability_spending(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return what was spent in the period, staff included.

    Returns:
        ``buurt_code`` (null for the whole city), ``activity``, ``amount`` (EUR), ``staff_amount``
        (EUR); in order of buurt and activity, the whole city last.
    """
    rng = chance(seed, corporation, "liveability", str(PERIODS[period_number - 1]))
    budget = _budget(corporation, period_number, seed) * rng.uniform(0.97, 1.03)
    rows = _per_buurt(corporation, period_number, seed)
    weight = rows["weight"].to_numpy() * rng.lognormal(0.0, 0.3, rows.height)
    amount = (budget * (1 - _CITY_WIDE_SHARE) * weight / weight.sum()).round(2)
    staff = rows["staff_share"].to_numpy() * rng.uniform(0.85, 1.1, rows.height)
    local = pl.DataFrame(
        {
            "buurt_code": rows["buurt_code"],
            "activity": rows["activity"],
            "amount": amount,
            "staff_amount": (amount * staff).round(2),
        }
    )
    city = round(budget * _CITY_WIDE_SHARE, 2)
    whole_city = pl.DataFrame(
        {
            "buurt_code": [None],
            "activity": ["MAAT"],
            "amount": [city],
            "staff_amount": [round(city * 0.9, 2)],
        },
        schema=local.schema,
    )
    return pl.concat([local, whole_city])


def _budget(corporation: str, period_number: int, seed: int) -> float:
    per_dwelling = plan(corporation).liveability_per_dwelling[period_number - 1]
    stock = in_stock(stock_history(corporation, seed), period_number)
    return per_dwelling * stock.filter(daeb_label="DAE").height


def _per_buurt(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    stock = in_stock(stock_history(corporation, seed), period_number)
    activities = pl.DataFrame(
        {
            "activity": list(_ACTIVITIES),
            "share": np.array(list(_ACTIVITIES.values())),
            "least": list(_LEAST_DWELLINGS.values()),
            "staff_share": list(_STAFF_SHARE.values()),
        }
    )
    return (
        stock.group_by("buurt_code")
        .agg(n_dwellings=pl.len())
        .join(activities, how="cross")
        .filter(pl.col("n_dwellings") >= pl.col("least"))
        .with_columns(weight=pl.col("n_dwellings") * pl.col("share"))
        .sort("buurt_code", "activity")
    )
