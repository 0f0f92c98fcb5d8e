"""The made-up list of home seekers of a corporation: one whole history per seeker.

Everyone stands on the regional list once and is delivered by one corporation. Who is housed in a
period of the example, is housed by one of the lettings of that corporation in that period.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import polars as pl

from drieluik.core.tables import Period
from drieluik.example.made_up.chance import Draws, as_day, chance, draw_codes, draw_days, no_days
from drieluik.example.made_up.lettings import letting_history
from drieluik.example.made_up.plans import PERIODS, plan
from drieluik.example.made_up.stock import stock_history

_FIRST_COHORT = Period(2015, 1)
_GROUPS = {"1": 17, "2": 39, "3": 15, "4": 20, "5": 9}
_WITHIN_A_YEAR = {"1": 0.83, "2": 0.92, "3": 0.88, "4": 0.94, "5": 0.84}
_SHARE_LEAVING_SOON = 0.03
_CORPORATION_EFFECT = {"ons-huis": 0.03, "de-woonplaats": 0.0, "domijn": -0.05}
_LATER_EFFECT = {2018: -0.02, 2019: -0.06, 2020: -0.09}
_REASONS = {"EIGEN": 25, "VERLOPEN": 40, "ELDERS": 28, "OVERIG": 4, "unknown": 3}
_SHARE_OF_LETTINGS = 0.93
_YEAR = 365


@dataclass(frozen=True, slots=True)
class _Cohort:
    """Seekers who came in one half-year, as arrays of the same length."""

    kind: np.ndarray
    group: np.ndarray
    registered_on: np.ndarray
    active_since: np.ndarray
    housed_on: np.ndarray
    left_on: np.ndarray
    buurt_code: np.ndarray


@cache
def seeker_history(corporation: str, seed: int) -> pl.DataFrame:
    """Return every seeker on the list of a corporation with all that happened.

    Returns:
        ``seeker_id``, ``seeker_kind``, ``seeker_group``, ``from_outside``, ``registered_on``,
        ``active_since``, ``housed_on``, ``buurt_code``, ``left_on``, ``leaving_reason``; a date
        is null when it did not happen, the text ``unknown`` is a fact the corporation lacks.
    """
    cohorts = _all_cohorts(corporation, seed)
    rng = chance(seed, corporation, "seekers", "details")
    n = len(cohorts.kind)
    unsure = rng.random(n)
    frame = pl.DataFrame(
        {
            "seeker_kind": cohorts.kind,
            "seeker_group": np.where(unsure < 0.012, "unknown", cohorts.group),
            "from_outside": rng.random(n) < 0.27,
            "outside_unknown": unsure > 0.98,
            "registered_on": cohorts.registered_on,
            "active_since": cohorts.active_since,
            "housed_on": cohorts.housed_on,
            "buurt_code": cohorts.buurt_code,
            "left_on": cohorts.left_on,
            "leaving_reason": draw_codes(rng, _REASONS, n),
        }
    ).sort("registered_on", maintain_order=True)
    number = (pl.int_range(pl.len()) + 1).cast(pl.String).str.zfill(5)
    return frame.select(
        pl.format("Z-{}{}", pl.lit(plan(corporation).id_prefix), number).alias("seeker_id"),
        "seeker_kind",
        "seeker_group",
        pl.when(~pl.col("outside_unknown")).then("from_outside"),
        "registered_on",
        "active_since",
        "housed_on",
        pl.col("buurt_code").replace("", None),
        "left_on",
        pl.when(pl.col("left_on").is_not_null()).then("leaving_reason"),
    )


def _all_cohorts(corporation: str, seed: int) -> _Cohort:
    n_lettings = letting_history(corporation, seed).lettings.height / len(PERIODS)
    cohorts, half_year = [], _FIRST_COHORT
    while half_year <= PERIODS[-1]:
        rng = chance(seed, corporation, "seekers", str(half_year))
        effect = _CORPORATION_EFFECT[plan(corporation).party] + _LATER_EFFECT.get(
            half_year.year, 0.0
        )
        cohorts += [
            _active(half_year, round(n_lettings * 0.93), effect, rng),
            _urgent(half_year, round(n_lettings * 0.05), rng),
            _wishing(half_year, round(n_lettings * 0.62), rng),
        ]
        half_year = half_year.next()
    return _housed_by_lettings(_joined(cohorts), corporation, seed)


def _active(half_year: Period, n: int, effect: float, rng: Draws) -> _Cohort:
    """People who start reacting: most find a home within a year, some much later or never."""
    group = draw_codes(rng, _GROUPS, n)
    chances = np.array([_WITHIN_A_YEAR[code] for code in group]) + effect
    active_since = draw_days(rng, half_year, n)
    soon = rng.random(n) < chances
    wait = np.where(soon, rng.beta(1.4, 2.0, n) * _YEAR, _YEAR + rng.gamma(2.0, 260, n))
    leave = np.where(
        rng.random(n) < _SHARE_LEAVING_SOON,
        rng.uniform(60, _YEAR, n),
        _YEAR + rng.exponential(1100, n),
    )
    return _with_fate("ACT", group, active_since, rng.exponential(540, n), (wait, leave))


def _urgent(half_year: Period, n: int, rng: Draws) -> _Cohort:
    """People with an urgent reason: nearly all are housed within half a year."""
    active_since = draw_days(rng, half_year, n)
    wait, leave = rng.gamma(2.0, 42, n), rng.exponential(2500, n)
    group = draw_codes(rng, _GROUPS, n)
    return _with_fate("URG", group, active_since, rng.uniform(0, 20, n), (wait, leave))


def _wishing(half_year: Period, n: int, rng: Draws) -> _Cohort:
    """People who are registered for later: they rarely react and mostly let it lapse."""
    registered_on = draw_days(rng, half_year, n)
    wait, leave = rng.exponential(9000, n), rng.exponential(1400, n)
    group = draw_codes(rng, _GROUPS, n)
    cohort = _with_fate("WEN", group, registered_on, np.zeros(n), (wait, leave))
    return replace(cohort, active_since=np.where(wait < leave, cohort.active_since, no_days(n)))


def _with_fate(
    kind: str,
    group: np.ndarray,
    active_since: np.ndarray,
    days_registered: np.ndarray,
    fate: tuple[np.ndarray, np.ndarray],
) -> _Cohort:
    """Let each seeker be housed or leave, whichever comes first; after the last day is not yet."""
    wait, leave = fate
    n, end = len(group), as_day(PERIODS[-1].last_day)
    housed_on = active_since + (wait.astype(int) + 1).astype("timedelta64[D]")
    left_on = active_since + (leave.astype(int) + 1).astype("timedelta64[D]")
    housed = (wait <= leave) & (housed_on <= end)
    left = (wait > leave) & (left_on <= end)
    return _Cohort(
        kind=np.full(n, kind),
        group=group,
        registered_on=active_since - days_registered.astype(int).astype("timedelta64[D]"),
        active_since=active_since,
        housed_on=np.where(housed, housed_on, no_days(n)),
        left_on=np.where(left, left_on, no_days(n)),
        buurt_code=np.full(n, "", dtype="<U10"),
    )


def _joined(cohorts: list[_Cohort]) -> _Cohort:
    return _Cohort(
        *(
            np.concatenate([getattr(cohort, name) for cohort in cohorts])
            for name in _Cohort.__slots__
        )
    )


def _kept(cohort: _Cohort, keep: np.ndarray) -> _Cohort:
    return _Cohort(*(getattr(cohort, name)[keep] for name in _Cohort.__slots__))


def _housed_by_lettings(cohort: _Cohort, corporation: str, seed: int) -> _Cohort:
    """Tie everyone housed in a period to a letting of that period: its day and its buurt."""
    lettings = letting_history(corporation, seed).lettings
    housed_on, buurt_code = cohort.housed_on.copy(), cohort.buurt_code.copy()
    surplus = np.zeros(len(housed_on), dtype=bool)
    for number, period in enumerate(PERIODS, start=1):
        rows = _housed_between(housed_on, period.starts_on, period.last_day)
        offered = lettings.filter(period_number=number, daeb_label="DAE")
        n = min(len(rows), int(offered.height * _SHARE_OF_LETTINGS))
        surplus[rows[n:]] = True
        rows = rows[:n]
        taken = offered[np.linspace(0, offered.height - 1, n).astype(int)]
        housed_on[rows] = taken["let_on"].to_numpy().astype("datetime64[D]")
        known = pl.when(pl.col("unknown_fact").ne_missing("buurt_code")).then("buurt_code")
        buurt_code[rows] = taken.select(known.fill_null("unknown")).to_series().to_numpy()
    before = _housed_between(housed_on, _FIRST_COHORT.starts_on, date(2018, 12, 31))
    rng = chance(seed, corporation, "seekers", "earlier")
    buurt_code[before] = rng.choice(
        stock_history(corporation, seed)["buurt_code"].to_numpy().astype(str), len(before)
    )
    day_before = housed_on - np.timedelta64(1, "D")
    active = np.fmin(cohort.active_since, day_before)
    tied = replace(
        cohort,
        housed_on=housed_on,
        buurt_code=buurt_code,
        active_since=active,
        registered_on=np.fmin(cohort.registered_on, active),
    )
    return _kept(tied, ~surplus)


def _housed_between(housed_on: np.ndarray, first: date, last: date) -> np.ndarray:
    """Return the rows of those housed from the first to the last day, in order of time."""
    rows = np.flatnonzero((housed_on >= as_day(first)) & (housed_on <= as_day(last)))
    return rows[np.argsort(housed_on[rows], kind="stable")]
