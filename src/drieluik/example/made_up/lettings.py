"""The made-up lettings of a corporation, and the rent that each dwelling has because of them.

Rents rise once a year on 1 July; at a new letting the rent is set again and brought down to a
legal cap when it is only just above it, as corporations do.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from drieluik.core.parameters import parameter
from drieluik.core.tables import Period
from drieluik.example.made_up.chance import Draws, as_day, chance, draw_codes, draw_days
from drieluik.example.made_up.plans import PERIODS, Plan, plan
from drieluik.example.made_up.stock import stock_history

NOT_LET_YET = 0.01
"""Rent with which a new dwelling without a tenant is delivered."""

_PRIORITIES = {"": 900, "URG": 50, "IND": 28, "GRO": 22}
_SHARE_STILL_VACANT = 0.28


@dataclass(frozen=True, slots=True)
class LettingHistory:
    """All lettings of a corporation with what they did to its dwellings.

    Attributes:
        lettings: One row per letting: ``letting_id``, ``dwelling_id``, ``buurt_code``,
            ``daeb_label``, ``dwelling_type``, ``period_number``, ``let_on``, ``rekenhuur`` (EUR
            per month), ``income_group``, ``appropriate_allocation``, ``priority``; in order of
            time.
        rents: Per period number 0-4 the net rent of each row of the stock history.
        vacant: Per period number 0-4 whether that row is without tenant at the end.
    """

    lettings: pl.DataFrame
    rents: tuple[np.ndarray, ...]
    vacant: tuple[np.ndarray, ...]


@dataclass(frozen=True, slots=True)
class _Stock:
    """The stock history as arrays, in the order of its rows."""

    came_in: np.ndarray
    came_on: np.ndarray
    gone_in: np.ndarray
    daeb: np.ndarray
    rooms: np.ndarray
    flats: np.ndarray


@cache
def letting_history(corporation: str, seed: int) -> LettingHistory:
    """Return the lettings of a corporation in all periods, with rents and vacancy after each."""
    scheme, history = plan(corporation), stock_history(corporation, seed)
    stock = _arrays(history)
    rent = history["first_rent"].to_numpy().copy()
    rents, let_rows, tables = [rent.copy()], [], []
    waiting = np.array([], dtype=int)
    for number, period in enumerate(PERIODS, start=1):
        rng = chance(seed, corporation, "lettings", str(period))
        if period.half == 2:
            there = stock.came_in < number
            rent = np.where(there, (rent * (1 + rng.uniform(0.0, 0.032, len(rent)))).round(2), rent)
        rows, days, waiting = _who_moves_in(stock, scheme, number, waiting, rng)
        rekenhuur, rent[rows] = _set_again(rent[rows], stock, rows, period, rng)
        moves = pl.DataFrame({"row": rows, "let_on": days, "rekenhuur": rekenhuur})
        tables.append(_described(moves, stock, scheme, number, rng))
        let_rows.append(rows)
        rents.append(np.where(np.isin(np.arange(len(rent)), waiting), NOT_LET_YET, rent))
    return LettingHistory(
        lettings=_numbered(pl.concat(tables), history, scheme.id_prefix),
        rents=tuple(rents),
        vacant=_vacant(stock, rents, let_rows, chance(seed, corporation, "vacant")),
    )


def _arrays(history: pl.DataFrame) -> _Stock:
    return _Stock(
        came_in=history["came_in"].to_numpy(),
        came_on=history["came_on"].to_numpy().astype("datetime64[D]"),
        gone_in=history["gone_in"].to_numpy(),
        daeb=history["daeb_label"].to_numpy() == "DAE",
        rooms=history["dwelling_type"].to_numpy() == "KAM",
        flats=history["dwelling_type"].to_numpy() == "APP",
    )


def _who_moves_in(
    stock: _Stock, scheme: Plan, number: int, waiting: np.ndarray, rng: Draws
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows let in the period, on which day, and the new rows that must wait."""
    period = PERIODS[number - 1]
    settled = np.flatnonzero((stock.came_in < number) & (stock.gone_in > number))
    settled = settled[~np.isin(settled, waiting)]
    n = round(scheme.turnover * len(settled) * rng.uniform(0.95, 1.05))
    again = rng.choice(settled, n, replace=False)
    arrived = np.flatnonzero(stock.came_in == number)
    arrived_on = stock.came_on[arrived] + rng.integers(1, 25, len(arrived)).astype("timedelta64[D]")
    in_time = arrived_on <= as_day(period.last_day)
    first_days = as_day(period.starts_on) + rng.integers(0, 14, len(waiting)).astype(
        "timedelta64[D]"
    )
    rows = np.concatenate([again, arrived[in_time], waiting])
    days = np.concatenate([draw_days(rng, period, n), arrived_on[in_time], first_days])
    order = np.argsort(days, kind="stable")
    return rows[order], days[order], arrived[~in_time]


def _set_again(
    rent: np.ndarray, stock: _Stock, rows: np.ndarray, period: Period, rng: Draws
) -> tuple[np.ndarray, np.ndarray]:
    """Return rekenhuur and net rent after a new letting."""
    n = len(rows)
    service = np.where(stock.flats[rows], rng.uniform(2, 18, n).round(2), 0.0)
    wish = rent * (1 + rng.uniform(-0.01, 0.045, n)) + service
    low, high, top = _limits(period)
    capped = np.select(
        [(wish > low) & (wish <= low + 38), (wish > high) & (wish <= high + 30), wish > top],
        [low, high, top],
        wish,
    )
    rekenhuur = np.where(stock.daeb[rows] & ~stock.rooms[rows], capped, wish).round(2)
    return rekenhuur, (rekenhuur - service).round(2)


def _limits(period: Period) -> tuple[float, float, float]:
    names = ("aftoppingsgrens_low", "aftoppingsgrens_high", "maximum_huurgrens")
    low, high, top = (parameter(f"rent_limits.{name}").on(period.starts_on) for name in names)
    return low, high, top


def _described(
    moves: pl.DataFrame, stock: _Stock, scheme: Plan, number: int, rng: Draws
) -> pl.DataFrame:
    rows, n = moves["row"].to_numpy(), moves.height
    daeb, rooms = stock.daeb[rows], stock.rooms[rows]
    income = _income_groups(daeb, rooms, scheme.share_higher_income[number - 1], rng)
    tested = daeb & (income == "LAAG")
    test = _outcome_of_test(tested, moves["rekenhuur"].to_numpy(), PERIODS[number - 1], rng)
    unsure = rng.random(n)
    income = np.where((unsure < 0.008) & (test == "NVT") & ~rooms, "unknown", income)
    test = np.where((unsure > 0.997) & ~rooms, "unknown", test)
    return moves.with_columns(
        period_number=pl.lit(number),
        income_group=pl.Series(income),
        appropriate_allocation=pl.Series(test),
        priority=pl.Series(draw_codes(rng, _PRIORITIES, n)),
    )


def _income_groups(daeb: np.ndarray, rooms: np.ndarray, higher: float, rng: Draws) -> np.ndarray:
    draw = rng.random(len(daeb))
    in_daeb = np.select([draw < higher * 0.55, draw < higher], ["MIDDEN", "HOOG"], "LAAG")
    outside = np.select([draw < 0.4, draw < 0.9], ["MIDDEN", "HOOG"], "LAAG")
    return np.where(rooms, "", np.where(daeb, in_daeb, outside))


def _outcome_of_test(
    low_income: np.ndarray, rekenhuur: np.ndarray, period: Period, rng: Draws
) -> np.ndarray:
    """Return PAS, NIE or NVT; above the high cap nearly only households without allowance."""
    low, high, _ = _limits(period)
    draw = rng.random(len(rekenhuur))
    under_high = np.select([draw < 0.03, draw < 0.82], ["NIE", "PAS"], "NVT")
    under_low = np.where(draw < 0.82, "PAS", "NVT")
    above = np.where(draw < 0.08, "NIE", "NVT")
    outcome = np.select([rekenhuur <= low, rekenhuur <= high], [under_low, under_high], above)
    return np.where(low_income, outcome, "NVT")


def _numbered(lettings: pl.DataFrame, history: pl.DataFrame, id_prefix: str) -> pl.DataFrame:
    """Give every letting a number within its year and the place of its dwelling."""
    dwellings = history.select(
        "dwelling_id", "buurt_code", "daeb_label", "dwelling_type", "unknown_fact"
    ).with_row_index("row")
    year = pl.col("let_on").dt.year()
    return (
        lettings.with_columns(pl.col("row").cast(pl.UInt32))
        .join(dwellings, on="row", how="left", maintain_order="left")
        .with_columns(
            letting_id=pl.format(
                "V-{}-{}{}",
                year,
                pl.lit(id_prefix),
                pl.int_range(1, pl.len() + 1).over(year).cast(pl.String).str.zfill(3),
            )
        )
        .drop("row")
    )


def _vacant(
    stock: _Stock, rents: list[np.ndarray], let_rows: list[np.ndarray], rng: Draws
) -> tuple[np.ndarray, ...]:
    """Tell per period which dwellings stood empty: part of those let early in the next period."""
    everything = np.arange(len(stock.came_in))
    vacant = []
    for number in range(len(PERIODS) + 1):
        there = (stock.came_in <= number) & (stock.gone_in > number)
        if number < len(PERIODS):
            soon = let_rows[number][: int(len(let_rows[number]) * _SHARE_STILL_VACANT)]
        else:
            n = int(len(let_rows[-1]) * _SHARE_STILL_VACANT)
            soon = rng.choice(np.flatnonzero(there), n, replace=False)
        vacant.append(there & (np.isin(everything, soon) | (rents[number] == NOT_LET_YET)))
    return tuple(vacant)
