"""Watched figures beside earlier half-years, beside other corporations, and place by place.

Too little to compare with means no judgement; that is never a fault of the corporation.
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import polars as pl

from drieluik.core.findings.finding import Fact
from drieluik.core.plausibility.doubt import Doubt, Tables, as_typed, in_dutch
from drieluik.core.plausibility.figures import Figures, figures_of, name_of, rates_of, watched
from drieluik.core.plausibility.robust import MOST_MODIFIED_Z, modified_z, standing_out
from drieluik.core.tables import Beside, Figure, Period, Table
from drieluik.core.tables.typed import SHEET_ROW

LEAST_EARLIER = 4
"""Half-years before a history says something: two years, each season twice."""
LEAST_OTHERS = 5
"""With fewer others the usual figure is nearly that of one of them."""

_SPREAD_IN_TIME = 0.05
_SPREAD_OF_OTHERS = 0.25
"""Corporations differ by their stock and tenants; only a multiple of the usual is worth asking."""


def doubts_beside_earlier(
    now: Tables, period: Period, earlier: Mapping[Period, Figures]
) -> Iterator[Doubt]:
    """Yield figures that stand out from those of the same corporation in earlier half-years.

    Args:
        now: Tables of this delivery.
        period: Its half-year.
        earlier: Figures of half-years before it, of those that are known.
    """
    figures = figures_of(now)
    for table, figure in watched():
        name = name_of(table, figure)
        past = {when: one[name] for when, one in earlier.items() if name in one}
        if name not in figures or len(past) < LEAST_EARLIER:
            continue
        if abs(modified_z(figures[name], [*past.values()], _SPREAD_IN_TIME)) > MOST_MODIFIED_Z:
            latest = max(past)
            facts: dict[str, Fact] = {
                "now": _written(figures[name], figure),
                "when": _when(latest, period),
                "before": _written(past[latest], figure),
                "usual": _written(median(past.values()), figure),
                "n": len(past),
                "what": figure.name_nl,
            }
            check = figure.check(Beside.EARLIER)
            yield Doubt("other_than_before", table.id, figure.column, check, facts)


def doubts_beside_others(now: Tables, others: Sequence[Figures]) -> Iterator[Doubt]:
    """Yield figures that stand out from those of other corporations here.

    What the others have never gets into a doubt, nor whether it is more or less: only how many
    they are. Even so every answer narrows down what the others have: whoever may try figure after
    figure reads theirs. Ask this once per half-year and then ``doubts_asked_again``.

    Args:
        now: Tables of this delivery.
        others: Rates of other corporations, one each.
    """
    rates = rates_of(now)
    figures = figures_of(now)
    for table, figure in watched():
        name = name_of(table, figure)
        compared = [one[name] for one in others if name in one]
        if name not in rates or len(compared) < LEAST_OTHERS:
            continue
        if abs(modified_z(rates[name], compared, _SPREAD_OF_OTHERS)) > MOST_MODIFIED_Z:
            facts: dict[str, Fact] = {
                "now": _written(figures[name], figure),
                "n": len(compared),
                "what": figure.name_nl,
                "figure": name,
            }
            check = figure.check(Beside.OTHERS)
            yield Doubt("other_than_others", table.id, figure.column, check, facts)


def doubts_asked_again(now: Tables, asked: Mapping[str, Mapping[str, Fact]]) -> Iterator[Doubt]:
    """Yield what was asked beside others before, where the figure is still the very same.

    It looks at no figure of others, so trying other figures tells nothing of theirs.

    Args:
        now: Tables of this delivery.
        asked: Facts of what was asked, by figure.
    """
    figures = figures_of(now)
    for table, figure in watched():
        name = name_of(table, figure)
        if name not in asked or name not in figures:
            continue
        if asked[name]["now"] == _written(figures[name], figure):
            check = figure.check(Beside.OTHERS)
            yield Doubt("other_than_others", table.id, figure.column, check, asked[name])


def doubts_by_place(now: Tables, before: Tables) -> Iterator[Doubt]:
    """Yield cells whose amount changed oddly beside how the other places changed.

    Args:
        now: Tables of this delivery.
        before: Tables accepted for the half-year before.
    """
    for table, figure in watched():
        if figure.by is not None and table.id in now and table.id in before:
            yield from _by_place(table, figure, figure.by, now[table.id], before[table.id])


def _by_place(
    table: Table, figure: Figure, place: str, rows: pl.DataFrame, rows_before: pl.DataFrame
) -> Iterator[Doubt]:
    if figure.column not in rows_before.columns:
        return
    amount = pl.col(figure.column).cast(pl.Float64)
    earlier = rows_before.select(place, before=amount).drop_nulls().unique(place, keep="none")
    both = rows.select(SHEET_ROW, place, now=amount).drop_nulls().join(earlier, on=place)
    both = both.sort(SHEET_ROW)
    odd = standing_out(both["before"].to_list(), both["now"].to_list())
    for row, now, old in (
        both.filter(pl.Series(odd, dtype=pl.Boolean)).select(SHEET_ROW, "now", "before").iter_rows()
    ):
        facts: dict[str, Fact] = {"before": _written(old, figure), "now": _written(now, figure)}
        check = figure.check(Beside.PLACES)
        yield Doubt("changed_oddly", table.id, figure.column, check, facts, row, as_typed(now))


def _when(past: Period, now: Period) -> str:
    if past == now.previous():
        return "Vorig halfjaar"
    return f"In het {'eerste' if past.half == 1 else 'tweede'} halfjaar van {past.year}"


def _written(value: float, figure: Figure) -> str:
    return f"{in_dutch(value)} {figure.unit_nl}".rstrip()
