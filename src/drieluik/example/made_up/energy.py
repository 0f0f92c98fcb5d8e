"""The made-up energy measures of a corporation in a period, and the norm of its new dwellings."""

import polars as pl

from drieluik.example.made_up.chance import chance, draw_codes, draw_days
from drieluik.example.made_up.plans import PERIODS, plan
from drieluik.example.made_up.stock import stock_history

_NORMS = {"BENG": 55, "EPC0": 25, "NOM": 20}
_SHARE_GENERATING = 0.45
_SHARE_COLLECTIVE = 0.06
_KEPT = (
    *("dwelling_id", "buurt_code", "completed_on", "new_dwelling"),
    *("reduces_demand", "generates_on_dwelling", "collective_supply"),
    *("label_before", "label_after", "new_build_norm", "exception_discussed_on"),
)


def energy(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return the renovated and the new dwellings of the period.

    The renovated ones are those whose label changes in the table of dwellings.

    Returns:
        The columns of the table but the municipality; in order of day and ``dwelling_id``.
    """
    history = stock_history(corporation, seed)
    rows = pl.concat(
        [
            _renovated(corporation, history, period_number, seed),
            _new(corporation, history, period_number, seed),
        ]
    )
    return rows.sort("completed_on", "dwelling_id")


def _renovated(
    corporation: str, history: pl.DataFrame, period_number: int, seed: int
) -> pl.DataFrame:
    period = PERIODS[period_number - 1]
    rng = chance(seed, corporation, "energy", str(period))
    rows = history.filter(renovated_in=period_number)
    n = rows.height
    return rows.with_columns(
        completed_on=pl.Series(rng.permutation(draw_days(rng, period, n)), dtype=pl.Date),
        new_dwelling=pl.lit(False),
        reduces_demand=pl.lit(True),
        generates_on_dwelling=pl.Series(rng.random(n) < _SHARE_GENERATING, dtype=pl.Boolean),
        collective_supply=pl.Series(rng.random(n) < _SHARE_COLLECTIVE, dtype=pl.Boolean),
        label_before=pl.col("energy_label"),
        label_after=pl.lit("B"),
        new_build_norm=pl.lit("not_applicable"),
        exception_discussed_on=pl.lit(None, pl.Date),
    ).select(_KEPT)


def _new(corporation: str, history: pl.DataFrame, period_number: int, seed: int) -> pl.DataFrame:
    period = PERIODS[period_number - 1]
    rng = chance(seed, corporation, "new dwellings", str(period))
    rows = history.filter(came_in=period_number)
    told = {one.period: one for one in plan(corporation).energy_exceptions}.get(period)
    norms = draw_codes(rng, _NORMS, rows.height)
    if told is not None:
        norms[: told.dwellings] = "GEEN"
    norm = pl.Series(norms.tolist(), dtype=pl.String)
    discussed_on = told.discussed_on if told is not None else None
    return rows.with_columns(
        completed_on=pl.col("came_on"),
        new_dwelling=pl.lit(True),
        reduces_demand=pl.lit(True),
        generates_on_dwelling=norm != "GEEN",
        collective_supply=pl.lit(False),
        label_before=pl.lit("not_applicable"),
        label_after=pl.col("energy_label").fill_null("not_applicable"),
        new_build_norm=norm,
        exception_discussed_on=pl.when(norm == "GEEN").then(pl.lit(discussed_on, pl.Date)),
    ).select(_KEPT)
