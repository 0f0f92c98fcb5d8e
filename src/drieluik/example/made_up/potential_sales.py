"""The made-up pool of dwellings that a corporation may sell, at the end of a period."""

import numpy as np
import polars as pl

from drieluik.example.made_up.chance import as_day, chance, draw_codes
from drieluik.example.made_up.plans import PERIODS
from drieluik.example.made_up.stock import in_stock, stock_history

_SHARE_DESIGNATED = 0.03
_STAGES = {"MUT": 86, "AAN": 9, "KOOP": 5}
_FIRST_DAY = as_day(PERIODS[0].starts_on)
_DAYS_BEFORE = 1500


def potential_sales(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return the houses designated for sale; what is sold later is in the pool before it.

    Returns:
        ``dwelling_id``, ``buurt_code``, ``sale_stage``, ``designated_on`` (null: unknown); in order
        of ``dwelling_id``.
    """
    history = stock_history(corporation, seed)
    rng = chance(seed, corporation, "pool")
    designated = pl.Series(rng.random(history.height) < _SHARE_DESIGNATED)
    days = rng.integers(1, _DAYS_BEFORE, history.height).astype("timedelta64[D]")
    not_recorded = rng.random(history.height) < 0.04
    day = np.where(not_recorded, np.datetime64("NaT", "D"), _FIRST_DAY - days)
    stages = chance(seed, corporation, "pool", str(PERIODS[period_number - 1]))
    drawn = history.with_columns(
        designated_on=pl.Series(day),
        sale_stage=pl.Series(draw_codes(stages, _STAGES, history.height)),
        designated=(designated & (pl.col("dwelling_type") == "GRO"))
        | (pl.col("gone_by") == "sold").fill_null(False),
    )
    pool = in_stock(drawn.filter("designated"), period_number)
    return pool.select("dwelling_id", "buurt_code", "sale_stage", "designated_on").sort(
        "dwelling_id"
    )
