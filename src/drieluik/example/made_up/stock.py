"""The made-up stock of a corporation over time: where its dwellings are and when they come and go.

One row per dwelling that was ever there. The number of a period is its place in ``PERIODS``
counted from 1; 0 stands for the time before.
"""

from functools import cache

import numpy as np
import polars as pl

from drieluik.example.city import Buurt, buurten
from drieluik.example.made_up.chance import Draws, chance, draw_codes, draw_days, whole_shares
from drieluik.example.made_up.plans import PERIODS, Plan, plan

NEVER = 99
"""Period number of something that did not happen."""

_LABELS = {"AP": 1, "A": 13, "B": 20, "C": 30, "D": 17, "E": 9, "F": 6, "G": 3}
_NEW_LABELS = {"AP": 6, "A": 3, "APP": 1}
_CONDITIONS = {"1": 9, "2": 43, "3": 34, "4": 11, "5": 2.6, "6": 0.4}
_METHODS = {"EI": 88, "VEL": 12}
_SHARE_FLATS = {1: 0.62, 2: 0.44, 3: 0.30, 4: 0.18, 5: 0.08}
_SHARE_NOT_DAEB = 0.04


@cache
def stock_history(corporation: str, seed: int) -> pl.DataFrame:
    """Return every dwelling the corporation had, with the moment it came and went.

    Returns:
        ``dwelling_id``, ``buurt_code``, ``dwelling_type``, ``daeb_label``, ``first_rent`` (EUR per
        month), ``energy_label``, ``energy_label_method`` and ``condition_score`` (null for a room
        without label, or unknown), ``renovated_in``, ``came_in``, ``gone_in`` (period numbers),
        ``came_on``, ``gone_on`` (null when before the first or after the last period),
        ``gone_by`` (``sold``, ``demolished`` or null), ``unknown_fact`` (a fact the corporation does
        not know of this dwelling, else null); in order of ``dwelling_id``.
    """
    scheme = plan(corporation)
    opening = _opening(scheme, chance(seed, corporation, "opening"))
    dwellings = pl.concat([opening, *_new_build(scheme, seed)])
    dwellings = dwellings.with_columns(
        dwelling_id=pl.format(
            "{}{}",
            pl.lit(scheme.id_prefix),
            (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(6),
        )
    )
    dwellings = _departures(dwellings, scheme, seed)
    return _renovations(dwellings, chance(seed, corporation, "renovation"))


def in_stock(history: pl.DataFrame, period_number: int) -> pl.DataFrame:
    """Keep the dwellings that are there at the end of a period (0: before the first)."""
    return history.filter(pl.col("came_in") <= period_number, pl.col("gone_in") > period_number)


def _opening(scheme: Plan, rng: Draws) -> pl.DataFrame:
    places = buurten(scheme.place)
    counts = _spread(scheme, places, rng)
    codes = np.repeat([place.code for place in places], counts)
    urbanity = np.repeat([place.urbanity for place in places], counts)
    return _described(scheme, codes, urbanity, rng).with_columns(
        came_in=pl.lit(0), came_on=pl.lit(None, pl.Date)
    )


def _spread(scheme: Plan, places: tuple[Buurt, ...], rng: Draws) -> np.ndarray:
    """Divide the stock over the buurten; in no buurt a corporation has the larger part."""
    noise = rng.lognormal(0.0, 0.45, len(places))
    present = rng.random(len(places)) < 0.86
    needed = {move.buurt for move in scheme.movements}
    weights = []
    for place, factor, there in zip(places, noise, present, strict=True):
        if scheme.buurt_weights:
            weights.append(place.households * scheme.buurt_weights.get(place.code, 0.0))
            continue
        rural = 0.25 if place.urbanity >= 4 else 1.0
        weight = place.households * scheme.wijk_weights[place.wijk_code] * factor * rural
        weights.append(weight if there or place.code in needed else 0.0)
    largest_share = 0.42 if scheme.buurt_weights else 0.24
    caps = [int(place.households * largest_share) for place in places]
    return whole_shares(weights, scheme.dwellings, caps)


def _described(scheme: Plan, codes: np.ndarray, urbanity: np.ndarray, rng: Draws) -> pl.DataFrame:
    n = len(codes)
    flats = rng.random(n) < np.array([_SHARE_FLATS[int(degree)] for degree in urbanity])
    rooms = rng.random(n) < scheme.share_rooms
    flats |= bool(scheme.buurt_weights)
    kind = np.where(rooms, "KAM", np.where(flats, "APP", "GRO"))
    not_daeb = (rng.random(n) < _SHARE_NOT_DAEB) & ~rooms
    rent = np.select(
        [rooms, not_daeb, flats],
        [rng.normal(335, 45, n), rng.normal(835, 60, n).clip(745), rng.normal(528, 84, n)],
        rng.normal(588, 68, n),
    )
    unknown_fact = np.select(
        [
            rng.random(n) < 0.002,
            rng.random(n) < 0.001,
            rng.random(n) < 0.008,
            (rng.random(n) < 0.006) & ~rooms,
        ],
        ["net_rent", "buurt_code", "condition_score", "energy_label"],
        "",
    )
    return pl.DataFrame(
        {
            "buurt_code": codes,
            "dwelling_type": kind,
            "daeb_label": np.where(not_daeb, "NDA", "DAE"),
            "first_rent": (rent * np.where(not_daeb, 1.0, scheme.rent_level))
            .clip(215, 1100)
            .round(2),
            "energy_label": draw_codes(rng, _LABELS, n),
            "energy_label_method": draw_codes(rng, _METHODS, n),
            "condition_score": draw_codes(rng, _CONDITIONS, n),
            "unknown_fact": unknown_fact,
        }
    ).with_columns(
        pl.col("unknown_fact").replace("", None),
        pl.when(pl.col("dwelling_type") != "KAM").then(
            pl.col("energy_label", "energy_label_method")
        ),
    )


def _new_build(scheme: Plan, seed: int) -> list[pl.DataFrame]:
    """Return new dwellings: well insulated, rent under the limit, all facts known."""
    urbanity = {place.code: place.urbanity for place in buurten(scheme.place)}
    blocks = []
    for number, period in enumerate(PERIODS, start=1):
        for move in scheme.moves("new_build", period):
            rng = chance(seed, scheme.code, "new_build", str(period), move.buurt)
            n = move.dwellings
            codes = np.full(n, move.buurt)
            block = _described(scheme, codes, np.full(n, urbanity[move.buurt]), rng)
            blocks.append(
                block.with_columns(
                    first_rent=pl.Series(rng.normal(612, 30, n).clip(480, 700).round(2))
                    * (0.62 if scheme.buurt_weights else 1.0),
                    daeb_label=pl.lit("DAE"),
                    condition_score=pl.lit("1"),
                    energy_label=pl.when(pl.col("energy_label").is_not_null()).then(
                        pl.Series(draw_codes(rng, _NEW_LABELS, n))
                    ),
                    unknown_fact=pl.lit(None, pl.String),
                    came_in=pl.lit(number),
                    came_on=pl.Series(draw_days(rng, period, n)),
                )
            )
    return blocks


def _departures(dwellings: pl.DataFrame, scheme: Plan, seed: int) -> pl.DataFrame:
    n = dwellings.height
    gone_in = np.full(n, NEVER)
    gone_by = np.full(n, "", dtype="<U10")
    gone_on = np.full(n, np.datetime64("NaT", "D"))
    label = dwellings["energy_label"].to_numpy().copy()
    condition = dwellings["condition_score"].to_numpy().copy()
    opening = dwellings["came_in"].to_numpy() == 0
    for number, period in enumerate(PERIODS, start=1):
        rng = chance(seed, scheme.code, "departures", str(period))
        for move in scheme.moves("demolished", period):
            here = opening & (gone_in == NEVER) & (dwellings["buurt_code"].to_numpy() == move.buurt)
            block = np.flatnonzero(here)[: move.dwellings]
            gone_in[block], gone_by[block] = number, "demolished"
            gone_on[block] = draw_days(rng, period, 1)[0]
        sold = _to_sell(dwellings, opening & (gone_in == NEVER), scheme.sales[number - 1], rng)
        gone_in[sold], gone_by[sold] = number, "sold"
        gone_on[sold] = rng.permutation(draw_days(rng, period, len(sold)))
        exceptions = [sale for sale in scheme.sale_exceptions if sale.period == period]
        for row, sale in zip(sold, exceptions, strict=False):
            label[row], condition[row] = sale.label, sale.condition
    return dwellings.with_columns(
        gone_in=pl.Series(gone_in),
        gone_on=pl.Series(gone_on),
        gone_by=pl.Series(gone_by).replace("", None),
        energy_label=pl.Series(label.tolist(), dtype=pl.String),
        condition_score=pl.Series(condition.tolist(), dtype=pl.String),
    )


def _to_sell(dwellings: pl.DataFrame, there: np.ndarray, n: int, rng: Draws) -> np.ndarray:
    """Choose dwellings that may be sold: ground-bound, in order, label better than F."""
    fit = dwellings.select(
        (pl.col("dwelling_type") == "GRO")
        & pl.col("condition_score").is_in(["1", "2", "3"])
        & ~pl.col("energy_label").is_in(["F", "G"])
        & pl.col("unknown_fact").is_null()
    ).to_series()
    return rng.choice(np.flatnonzero(there & fit.to_numpy()), size=n, replace=False) if n else _NONE


_NONE = np.array([], dtype=int)


def _renovations(dwellings: pl.DataFrame, rng: Draws) -> pl.DataFrame:
    """Renovate a few of the worst dwellings in each period; they then have label B."""
    draw = pl.Series(rng.random(dwellings.height))
    number = pl.Series(rng.integers(1, len(PERIODS) + 1, dwellings.height))
    poor = (
        pl.col("energy_label").is_in(["E", "F", "G"])
        & (pl.col("gone_in") == NEVER)
        & pl.col("unknown_fact").is_null()
    )
    return dwellings.with_columns(
        renovated_in=pl.when(poor & (draw < 0.22)).then(number).otherwise(NEVER)
    ).sort("dwelling_id")
