"""The made-up custom placements, adaptations and accessible dwellings of a corporation."""

import numpy as np
import polars as pl

from drieluik.example.made_up.chance import as_day, chance, draw_codes
from drieluik.example.made_up.lettings import letting_history
from drieluik.example.made_up.plans import PERIODS, plan
from drieluik.example.made_up.stock import in_stock, stock_history

_REASONS = {"STA": 34, "GEW": 14, "UIT": 18, "REL": 10, "MED": 8, "HUI": 8, "DAK": 6, "unknown": 2}
_PERSONS = {"1": 40, "2": 18, "3": 16, "4": 14, "5": 8, "6": 4}
_KINDS = {"BAD": 38, "TOEG": 30, "TRAP": 18, "KEU": 8, "OVE": 6}
_FUNDING = {"WMO": 62, "CORP": 24, "SAM": 12, "unknown": 2}
_ADAPTATIONS_PER_DWELLING = 0.026
_FIRST_DAY = as_day(PERIODS[0].starts_on) - np.timedelta64(300, "D")
_LABELS = {"NUL": 46, "GNV": 22, "ROA": 18, "ROG": 5, "ROL": 7, "RUI": 2}
_SHARE_ACCESSIBLE = {"APP": 0.19, "GRO": 0.02, "KAM": 0.0}


def placements(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return the lettings of the period with urgency, with why and for how many persons.

    Returns:
        ``letting_id``, ``buurt_code``, ``placed_on``, ``placement_reason``, ``n_persons``,
        ``chosen_dwelling``; null or ``unknown`` is a fact the corporation lacks.
    """
    rng = chance(seed, corporation, "placements", str(PERIODS[period_number - 1]))
    urgent = letting_history(corporation, seed).lettings.filter(
        period_number=period_number, priority="URG"
    )
    n = urgent.height
    persons = draw_codes(rng, _PERSONS, n).astype(int)
    counted = rng.random(n) > 0.03
    chosen = rng.random(n) < 0.7
    return urgent.select(
        "letting_id",
        pl.when(pl.col("unknown_fact").ne_missing("buurt_code")).then("buurt_code"),
        placed_on=pl.col("let_on"),
        placement_reason=pl.Series(draw_codes(rng, _REASONS, n)),
        n_persons=pl.when(pl.Series(counted)).then(pl.Series(persons)),
        chosen_dwelling=pl.Series(chosen),
    )


def adaptations(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return the adaptations that were finished in the period or still run at its end.

    Returns:
        ``adaptation_id``, ``buurt_code``, ``adaptation_kind``, ``adaptation_funding``,
        ``requested_on``, ``adapted_on`` (null: not finished); in order of request.
    """
    period, history = PERIODS[period_number - 1], stock_history(corporation, seed)
    rng = chance(seed, corporation, "adaptations")
    n = round(history.height * _ADAPTATIONS_PER_DWELLING)
    n_days = int((as_day(PERIODS[-1].last_day) - _FIRST_DAY).astype(int))
    asked = np.sort(_FIRST_DAY + rng.integers(0, n_days, n).astype("timedelta64[D]"))
    ready = asked + (rng.gamma(2.0, 45, n).astype(int) + 3).astype("timedelta64[D]")
    number = (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(4)
    every = pl.DataFrame(
        {
            "buurt_code": rng.choice(history["buurt_code"].to_numpy().astype(str), n),
            "adaptation_kind": draw_codes(rng, _KINDS, n),
            "adaptation_funding": draw_codes(rng, _FUNDING, n),
            "requested_on": asked,
            "adapted_on": ready,
        }
    ).with_columns(adaptation_id=pl.format("A-{}{}", pl.lit(plan(corporation).id_prefix), number))
    here = (pl.col("requested_on") <= period.last_day) & (pl.col("adapted_on") >= period.starts_on)
    finished = pl.col("adapted_on") <= period.last_day
    return every.filter(here).with_columns(pl.when(finished).then("adapted_on"))


def accessible_dwellings(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return the dwellings in stock that have a label for accessibility, mostly flats.

    Returns:
        ``dwelling_id``, ``buurt_code``, ``accessibility_label``; in order of ``dwelling_id``.
    """
    history = stock_history(corporation, seed)
    rng = chance(seed, corporation, "accessible")
    share = history["dwelling_type"].replace_strict(_SHARE_ACCESSIBLE, return_dtype=pl.Float64)
    labelled = pl.Series(rng.random(history.height)) < share
    label = pl.Series(draw_codes(rng, _LABELS, history.height))
    rows = in_stock(history.with_columns(accessibility_label=label).filter(labelled), period_number)
    return rows.select("dwelling_id", "buurt_code", "accessibility_label").sort("dwelling_id")
