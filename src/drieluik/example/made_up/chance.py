"""Chance that can be repeated: the same seed and the same names give the same draws."""

from collections.abc import Mapping, Sequence
from datetime import date
from zlib import crc32

import numpy as np

from drieluik.core.tables import Period

Draws = np.random.Generator


def chance(seed: int, *names: str) -> Draws:
    """Return a generator that belongs to these names, so the order of calls does not matter.

    Examples:
        >>> int(chance(1, "a").integers(1000)) == int(chance(1, "a").integers(1000))
        True
    """
    return np.random.default_rng([seed, *(crc32(name.encode()) for name in names)])


def draw_codes(rng: Draws, shares: Mapping[str, float], n: int) -> np.ndarray:
    """Draw ``n`` codes; the shares are scaled so that they add up to one."""
    weights = np.array(list(shares.values()))
    return rng.choice(np.array(list(shares)), size=n, p=weights / weights.sum())


def draw_days(rng: Draws, period: Period, n: int) -> np.ndarray:
    """Draw ``n`` days in the period, in order of time."""
    n_days = (period.ends_before - period.starts_on).days
    return np.sort(as_day(period.starts_on) + rng.integers(0, n_days, n).astype("timedelta64[D]"))


def as_day(day: date) -> np.datetime64:
    """Return a date in the form in which numpy counts days."""
    return np.datetime64(day, "D")


def no_days(n: int) -> np.ndarray:
    """Return ``n`` absent days."""
    return np.full(n, np.datetime64("NaT", "D"))


def whole_shares(weights: Sequence[float], total: int, caps: Sequence[int]) -> np.ndarray:
    """Divide a total over places by weight, no place above its cap, without losing one.

    Raises:
        ValueError: The caps together leave no room for the total.

    Examples:
        >>> whole_shares([3, 1, 1], 10, [4, 9, 9]).tolist()
        [4, 3, 3]
    """
    weight, cap = np.asarray(weights, float), np.asarray(caps, int)
    room = np.where(weight > 0, cap, 0)
    if room.sum() < total:
        raise ValueError(f"geen plek voor {total} woningen: er passen er {room.sum()}")
    given = np.zeros(len(weight), int)
    while (left := total - given.sum()) > 0:
        open_weight = np.where(given < room, weight, 0.0)
        wish = left * open_weight / open_weight.sum()
        step = np.minimum(np.floor(wish).astype(int), room - given)
        if step.sum() == 0:
            step[np.argmax(wish)] = 1
        given += step
    return given
