"""The made-up dwellings that came into or left the stock of a corporation in a period."""

import polars as pl

from drieluik.example.made_up.chance import chance
from drieluik.example.made_up.plans import PERIODS
from drieluik.example.made_up.stock import stock_history

_SHARE_SOLD_TO_TENANT = 0.3


def stock_changes(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return every dwelling that came or went in the period, so that the stock closes.

    Returns:
        ``dwelling_id``, ``buurt_code``, ``changed_on``, ``direction``, ``reason``; in order of
        day and ``dwelling_id``.
    """
    history = stock_history(corporation, seed)
    kept = ("dwelling_id", "buurt_code", "changed_on", "direction", "reason")
    came = history.filter(came_in=period_number).with_columns(
        changed_on=pl.col("came_on"), direction=pl.lit("BIJ"), reason=pl.lit("NIE")
    )
    gone = history.filter(gone_in=period_number)
    rng = chance(seed, corporation, "buyers", str(PERIODS[period_number - 1]))
    to_tenant = pl.Series(rng.random(gone.height) < _SHARE_SOLD_TO_TENANT, dtype=pl.Boolean)
    gone = gone.with_columns(
        changed_on=pl.col("gone_on"),
        direction=pl.lit("AF"),
        reason=pl.when(pl.col("gone_by") == "demolished")
        .then(pl.lit("SLO"))
        .when(to_tenant)
        .then(pl.lit("VAH"))
        .otherwise(pl.lit("VAO")),
    )
    moved = pl.concat([came.select(kept), gone.select(kept)])
    return moved.sort("changed_on", "dwelling_id")
