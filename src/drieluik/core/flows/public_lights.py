"""Which lights everybody may see: those that a few households more or fewer would not change.

A light says on which side of a norm a figure lies, and so tells something of the figure. Comes in: a
norm, the figures behind its light, and rules. Goes out: whether the light may be shown, or why not.
Knows no database; who opens lights, and when, is decided elsewhere.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from drieluik.core.disclosure import SmallCounts, SmallTotals, rule_set, rule_set_names
from drieluik.core.indicators import Unit, indicator
from drieluik.core.norms import (
    Comparison,
    Interval,
    Light,
    Norm,
    Scope,
    Target,
    measured,
    possible_lights,
)

_ROOM = 64
"""How far is looked for other figures with the same light: far enough to find eight."""
_AMOUNTS = (Unit.EUR, Unit.EUR_PER_DWELLING)
_LAST_YEAR = (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR)


class NotShown(StrEnum):
    """Why a light is not shown; the words stand where it is shown to people."""

    FEW = "few"
    PER_CORPORATION = "per_corporation"
    NO_RULES = "no_rules"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class LightRules:
    """What must hold before a light is shown.

    Attributes:
        least: The fewest households or dwellings that a share is taken of.
        moved: By how many more or fewer the light must stay the same.
    """

    least: int
    moved: int


@dataclass(frozen=True, slots=True)
class FigureBehind:
    """One figure behind a light.

    Attributes:
        value: A count, or a share from 0 to 1; between ``low`` and ``high``.
        low: The least it can be.
        high: The most it can be.
        below: What a share is taken of; None for a count.
    """

    value: float
    low: float
    high: float
    below: float | None = None

    @property
    def one(self) -> float:
        """By how much one household or dwelling moves it."""
        return 1.0 if self.below is None else 1.0 / self.below

    def moved_to(self, n: int) -> "FigureBehind":
        """Return the same figure, as uncertain, with ``n`` households or dwellings counted."""
        by = n * self.one - self.value
        return FigureBehind(self.value + by, self.low + by, self.high + by, self.below)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of a light.

    Attributes:
        not_shown: Why it is not shown; None when it may be.
        figures: The figures it was weighed by, of which nothing is told; empty when there are none.
    """

    not_shown: NotShown | None
    figures: tuple[FigureBehind, ...] = ()


def light_rules(day: date) -> LightRules:
    """Return the strictest of all rules of disclosure control, as they hold on a day.

    A light can be about anybody, so the strictest rules hold for each.

    Raises:
        NoRulesYet: There were no rules yet on that day.

    Examples:
        >>> light_rules(date(2026, 1, 1))
        LightRules(least=20, moved=8)
    """
    rules = [one for name in rule_set_names() for one in rule_set(name, day).rules]
    counts = [one for one in rules if isinstance(one, SmallCounts)]
    totals = [one for one in rules if isinstance(one, SmallTotals)]
    return LightRules(
        least=max(one.least for one in totals),
        moved=max(max(one.secret_until + 1, one.least_width) for one in counts),
    )


def weigh_light(
    norm: Norm,
    values: pl.DataFrame,
    period: str,
    of: Collection[str],
    rules: LightRules,
    *,
    is_open: bool,
) -> Weighed:
    """Tell whether everybody may see the light of a norm.

    Args:
        norm: The norm.
        values: Figures of the calculation behind the light (``indicators.VALUES_SCHEMA``).
        period: Of the figure: a half-year or a year.
        of: Codes of the corporations of which the figure is expected.
        rules: What must hold.
        is_open: Whether everybody may see the figure per corporation.

    Returns:
        Shown only when the light stays the same with ``rules.moved`` more or fewer in every figure
        behind it, and when at least as many other figures would show that light. Without any figure the light tells nothing of one, and is shown.
    """
    if norm.target is None or norm.indicator_id is None:
        return Weighed(None)
    by_last_year = norm.target.comparison in _LAST_YEAR
    if by_last_year or norm.condition or indicator(norm.indicator_id).unit in _AMOUNTS:
        return Weighed(NotShown.NO_RULES)
    if norm.for_whom.scope is not Scope.TOTAL and not is_open:
        return Weighed(NotShown.PER_CORPORATION)
    found = [_behind(rows) for rows in _parts(norm, values, period, of)]
    if not any(found):
        return Weighed(None)
    figures = tuple(one for rows in found for one in rows)
    if not all(found) or any(one.high == float("inf") for one in figures):
        return Weighed(NotShown.INCOMPLETE, figures)
    stays = all(_stays(norm.target, one, rules) for one in figures)
    return Weighed(None if stays else NotShown.FEW, figures)


def moved_enough(
    before: Collection[FigureBehind], now: Collection[FigureBehind], rules: LightRules
) -> bool:
    """Tell whether a figure changed so much that another light gives nobody away.

    Two lights of one figure that was corrected by one household tell on which side that household
    made the difference, and so the figure itself.

    Examples:
        >>> rules = LightRules(least=20, moved=8)
        >>> then, one_more, eight_more = FigureBehind(40, 40, 40), FigureBehind(41, 41, 41), FigureBehind(48, 48, 48)
        >>> moved_enough([then], [one_more], rules), moved_enough([then], [eight_more], rules)
        (False, True)
    """
    if len(before) != 1 or len(now) != 1:
        return False
    (old,), (new,) = before, now
    if 0.0 in (old.below, new.below):
        return False
    return abs(new.value - old.value) >= rules.moved * max(old.one, new.one)


def _parts(
    norm: Norm, values: pl.DataFrame, period: str, of: Collection[str]
) -> list[pl.DataFrame]:
    """Return the rows of each figure that makes the light; a figure of several has several rows."""
    rows = measured(norm, values).rows.filter(period=period)
    if norm.for_whom.scope is Scope.TOTAL:
        return [rows.filter(level="total")]
    codes = norm.for_whom.parties or tuple(of)
    own = rows.filter(pl.col("party_code").is_in(list(codes)), level="corporation")
    if norm.for_whom.scope is Scope.JOINT:
        return [own]
    return [own.filter(party_code=code) for code in codes]


def _behind(rows: pl.DataFrame) -> tuple[FigureBehind, ...]:
    """Return the figure of some rows together; empty when there are none."""
    found = rows.to_dicts()
    if not found:
        return ()
    if found[0]["denominator"] is None:
        low = sum(row["value_low"] or 0.0 for row in found)
        highs = [row["value_high"] for row in found]
        high = float("inf") if None in highs else sum(highs)
        value = sum(row["value"] or 0.0 for row in found)
        return (FigureBehind(value, low, high),)
    below = sum(row["denominator"] or 0.0 for row in found)
    if below <= 0:
        return (FigureBehind(0.0, 0.0, 1.0, 0.0),)
    return (
        FigureBehind(
            _share(found, "", below),
            _share(found, "_low", below),
            _share(found, "_high", below),
            below,
        ),
    )


def _share(rows: list[dict[str, float | None]], suffix: str, otherwise: float) -> float:
    """Return above by below the line; an end that is not known leaves everything possible."""
    above = [row[f"numerator{suffix}"] for row in rows]
    below = [row[f"denominator{suffix}"] for row in rows]
    if None in above or None in below:
        return 0.0 if suffix == "_low" else float("inf") if suffix == "_high" else 0.0
    divided = sum(one or 0.0 for one in below) or otherwise
    return sum(one or 0.0 for one in above) / divided


def _stays(target: Target, figure: FigureBehind, rules: LightRules) -> bool:
    if figure.below is not None and figure.below < rules.least:
        return False
    found = _light_around(target, figure, rules)
    return found is not None and _leaves_room(target, figure, found, rules)


def _light_around(target: Target, figure: FigureBehind, rules: LightRules) -> Light | None:
    """Return the light that stays with a few more or fewer; None when it would change."""
    step = rules.moved * figure.one
    around = Interval(figure.value, figure.low - step, figure.high + step)
    lights = possible_lights(target, around)
    return next(iter(lights)) if len(lights) == 1 else None


def _leaves_room(target: Target, figure: FigureBehind, light: Light, rules: LightRules) -> bool:
    """Tell whether the figure stays hidden among enough others that would show the same light.

    Who reads a light knows that it was shown: so the figure is one of those whose light stays. Near
    a margin or nobody at all that can be one figure only. Neither may all that is left be a few
    households, or all but a few.
    """
    most = None if figure.below is None else round(figure.below)
    middle = round(figure.value / figure.one)
    last = middle + _ROOM if most is None else min(most, middle + _ROOM)
    alike = [
        n
        for n in range(max(0, middle - _ROOM), last + 1)
        if _light_around(target, figure.moved_to(n), rules) is light
    ]
    if len(alike) < rules.moved or max(alike) < rules.moved:
        return False
    return most is None or min(alike) <= most - rules.moved
