"""Parts of a line chart for figures that are counted otherwise: where the line breaks, lines beside it.

Comes in: points as ``charts`` draws them. Goes out: layers of a chart. Knows no indicator.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

_QUIET = "#4f5b66"

MARKS = (("square", "Vierkantjes"), ("triangle-up", "Driehoekjes"), ("diamond", "Ruitjes"))
"""Shapes of lines that stand beside, and what people call them."""


def broken(told: Sequence[tuple[str, str]]) -> list[str]:
    """Return the periods from which figures are counted otherwise than in the period before.

    Args:
        told: Period and way of counting, in order; the way is empty where there is no figure.

    Examples:
        >>> broken([("2019-2", "a"), ("2020-1", ""), ("2020-2", "b"), ("2021-1", "b")])
        ['2020-2']
    """
    known = [(period, way) for period, way in told if way]
    pairs = itertools.pairwise(known)
    return [period for (_before, was), (period, way) in pairs if was != way]


def break_rule(base: Any, periods: Sequence[str], step: float) -> Any:
    """Draw a vertical line half-way before each of these periods; ``step`` lies between two."""
    chosen = base.transform_filter({"field": "period", "oneOf": list(periods)})
    return chosen.mark_rule(color=_QUIET, strokeWidth=1.5, strokeDash=[1, 3], xOffset=-step / 2)


def beside_line(rows: Sequence[Mapping[str, Any]], shape: str) -> list[Any]:
    """Draw rows of ``line_charts.moment_rows`` as a dotted line with marks; a bar where uncertain.

    A figure in which somebody is missing is left out: it stands in the words and in the table.
    """
    import altair as alt

    base = alt.Chart(alt.InlineData(values=list(rows))).encode(x=alt.X("period:O", sort=None))
    base = base.transform_filter("isValid(datum.value) && !datum.incomplete")
    marks = base.transform_filter("!datum.uncertain")
    bars = base.transform_filter("datum.uncertain").mark_rule(
        color=_QUIET, strokeWidth=3, strokeCap="round", opacity=0.6
    )
    joined = [
        base.transform_filter(f"isValid(datum.{which})")
        .mark_line(color=_QUIET, strokeWidth=2, strokeDash=[2, 3])
        .encode(y="value:Q", detail=f"{which}:N")
        for which in ("in_line", "in_dots")
    ]
    return [
        *joined,
        bars.transform_filter("isValid(datum.high)").encode(y="low:Q", y2="high:Q"),
        bars.transform_filter("!isValid(datum.high)").encode(y="low:Q", y2=alt.value(0)),
        marks.mark_point(shape=shape, size=45, color=_QUIET, filled=True).encode(y="value:Q"),
    ]
