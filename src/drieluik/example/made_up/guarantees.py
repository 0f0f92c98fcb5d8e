"""The made-up total of the loans of a corporation that the municipality stands behind."""

import polars as pl

from drieluik.example.made_up.chance import chance
from drieluik.example.made_up.plans import PERIODS, plan
from drieluik.example.made_up.stock import in_stock, stock_history

_PER_DWELLING = 23_500
_PER_NEW_DWELLING = 155_000
_SHARE_EXPIRING = 0.22


def guarantees(corporation: str, period_number: int, seed: int) -> pl.DataFrame:
    """Return one row with what is guaranteed, what is new and what expires, in EUR.

    Returns:
        ``guaranteed_amount``, ``new_guaranteed_amount``, ``expiring_amount``.
    """
    period = PERIODS[period_number - 1]
    rng = chance(seed, corporation, "guarantees", str(period))
    n_dwellings = in_stock(stock_history(corporation, seed), period_number).height
    n_new = sum(move.dwellings for move in plan(corporation).moves("new_build", period))
    amount = round(n_dwellings * _PER_DWELLING * rng.uniform(0.98, 1.02), -3)
    return pl.DataFrame(
        {
            "guaranteed_amount": [amount],
            "new_guaranteed_amount": [float(n_new * _PER_NEW_DWELLING)],
            "expiring_amount": [round(amount * _SHARE_EXPIRING * rng.uniform(0.9, 1.1), -3)],
        }
    )
