"""How a figure went from period to period: moments in, a standing SVG picture out.

What is known exactly is a point in the line; what is known only roughly is an upright bar between
its bounds, and what lacks somebody is an open point. The words that explain this stand above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drieluik.reports.charts import (
    BLUE,
    INK,
    MISSING,
    WIDTH,
    BesideLine,
    Caption,
    Form,
    Moment,
    NormLine,
    as_svg,
    axis_of,
    domain_of,
    extent_of,
    norm_rule,
    norm_words,
    open_words,
    written,
)
from drieluik.reports.counted_otherwise import MARKS, beside_line, break_rule, broken
from drieluik.reports.stretches import Join, stretches

_HEIGHT = 240


@dataclass(frozen=True, slots=True)
class Weight:
    """How heavy the marks of a picture are, in pixels; ``point`` is a surface."""

    line: float
    point: float
    bar: float


_LARGE = Weight(line=2.5, point=70, bar=6)


def line_chart(
    moments: Sequence[Moment],
    caption: Caption,
    norm: NormLine | None = None,
    beside: Sequence[BesideLine] = (),
) -> str:
    """Draw how a figure went from period to period, with its uncertainty and the norm.

    An unknown period breaks the line and carries the word "onbekend"; nothing is drawn between. An
    uncertain figure is an upright bar between its bounds, or from its lower bound to the edge, and
    no point. A figure in which somebody is missing is an open point with the word "onvolledig".
    What is joined by a line or by dots is in ``stretches``. Where figures begin to be counted
    otherwise, a vertical line marks it.

    Args:
        moments: In order of period.
        caption: The words.
        norm: The agreed figure, drawn as a dashed line.
        beside: The same figure counted otherwise; at most three are drawn.

    Returns:
        The SVG text.
    """
    import altair as alt

    axis = alt.Axis(labelAngle=0, grid=False)
    base = alt.Chart(alt.InlineData(values=moment_rows(moments, caption.form))).encode(
        x=across(moments, title="periode", axis=axis)
    )
    others = [moment for line in beside for moment in line.moments]
    domain = domain_of(extent_of([*moments, *others], norm), caption.form)
    scale = alt.Scale(domain=domain, nice=True)
    height = alt.Y("value:Q", title=caption.unit, scale=scale, axis=axis_of(caption.form))
    remarks = base.transform_filter("datum.remark").mark_text(
        color=MISSING, fontStyle="italic", fontSize=10, baseline="bottom"
    )
    layers = [
        *([norm_rule(norm, "y")] if norm is not None else []),
        *moment_layers(base, height, _LARGE),
        remarks.encode(y=alt.value(_HEIGHT - 2), text="remark:N"),
        *_other_layers(base, moments, beside, caption.form),
        *label_layers(base),
    ]
    drawn = alt.layer(*layers).properties(width=WIDTH, height=_HEIGHT)
    words = [*norm_words(norm), *_break_words(moments, beside), *moment_words(moments)]
    return as_svg(drawn, caption, words)


def across(moments: Sequence[Moment], **look: Any) -> Any:
    """Return the axis of the periods of some moments, also of those where nothing is drawn."""
    import altair as alt

    periods = list(dict.fromkeys(moment.period for moment in moments))
    return alt.X("period:O", sort=None, scale=alt.Scale(domain=periods), **look)


def moment_rows(moments: Sequence[Moment], form: Form) -> list[dict[str, Any]]:
    """Return what is drawn of each period: its figure, how it looks, and the stretches it is in."""
    lines, dots = stretches(moments, Join.LINE), stretches(moments, Join.DOTS)
    return [
        _row(moment, form) | {"in_line": line, "in_dots": dotted}
        for moment, line, dotted in zip(moments, lines, dots, strict=True)
    ]


def moment_layers(base: Any, height: Any, weight: Weight) -> list[Any]:
    """Draw rows of ``moment_rows``: bars between bounds, dots, lines, points and open points."""
    import altair as alt

    bar = {"color": BLUE, "strokeWidth": weight.bar, "strokeCap": "round", "opacity": 0.6}
    bounded = base.transform_filter("datum.uncertain && isValid(datum.high)")
    unbounded = base.transform_filter("datum.uncertain && !isValid(datum.high)")
    dotted = base.transform_filter("isValid(datum.in_dots)")
    line = base.transform_filter("isValid(datum.in_line)")
    certain = base.transform_filter("isValid(datum.value) && !datum.uncertain && !datum.incomplete")
    incomplete = base.transform_filter("isValid(datum.value) && datum.incomplete")
    point = {"shape": "circle", "filled": True, "size": weight.point, "opacity": 1}
    return [
        line.mark_line(color=BLUE, strokeWidth=weight.line).encode(y=height, detail="in_line:N"),
        dotted.mark_line(color=BLUE, strokeWidth=1.5, strokeDash=[2, 4]).encode(
            y=height, detail="in_dots:N"
        ),
        bounded.mark_rule(**bar).encode(y="low:Q", y2="high:Q"),
        unbounded.mark_rule(**bar).encode(y="low:Q", y2=alt.value(0)),
        certain.mark_point(color=BLUE, **point).encode(y=height),
        incomplete.mark_point(fill="white", stroke=BLUE, **point).encode(y=height),
    ]


def label_layers(base: Any, edge: int = 0) -> list[Any]:
    """Write each figure above its mark, with a white edge; of a bar up to the edge near ``edge``.

    Args:
        base: Rows of ``moment_rows``.
        edge: How far below the upper edge the words of a bar without upper bound end, in pixels.
    """
    import altair as alt

    known = base.transform_filter("isValid(datum.value)")
    closed = known.transform_filter("isValid(datum.label_at)")
    open_above = known.transform_filter("!isValid(datum.label_at)")
    look: dict[str, Any] = {"baseline": "bottom", "fontWeight": "bold"}
    white = {"stroke": "white", "strokeWidth": 4, "strokeJoin": "round"}
    return [
        where.mark_text(dy=up, **look, **ink).encode(text=f"{words}:N", y=height)
        for where, height in ((closed, "label_at:Q"), (open_above, alt.value(edge)))
        for ink in (white, {"color": INK})
        for words, up in (("label", -6), ("label_above", -20))
    ]


def moment_words(moments: Sequence[Moment]) -> list[str]:
    """Explain the marks that are no plain points, as far as there are any."""
    uncertain = [moment for moment in moments if moment.is_uncertain]
    found = []
    if any(moment.high is not None for moment in uncertain):
        found.append("Staande balk: het cijfer ligt ergens tussen de uiteinden")
    if any(moment.high is None for moment in uncertain):
        found.append("Staande balk tot de bovenrand: alleen de ondergrens is bekend")
    return [*found, *open_words("punt", moments)]


def _row(moment: Moment, form: Form) -> dict[str, Any]:
    incomplete = "onvolledig" if moment.incomplete else ""
    above, label = _label(moment, form)
    return {
        "period": moment.period,
        "value": moment.value,
        "low": moment.low,
        "high": moment.high,
        "uncertain": moment.is_uncertain,
        "incomplete": bool(moment.incomplete),
        "label": label,
        "label_above": above,
        "label_at": moment.high if moment.is_uncertain else moment.value,
        "remark": "onbekend" if moment.value is None else incomplete,
    }


def _label(moment: Moment, form: Form) -> tuple[str, str]:
    """Write a figure in two lines: what stands above, empty when it is certain, and below."""
    if moment.value is None:
        return "", ""
    if moment.low is None or not moment.is_uncertain:
        return "", written(moment.value, form)
    if moment.high is None:
        return "minstens", written(moment.low, form)
    return f"{written(moment.low, form)}\u2013", written(moment.high, form)


def _other_layers(
    base: Any, moments: Sequence[Moment], beside: Sequence[BesideLine], form: Form
) -> list[Any]:
    rows = [moment_rows(line.moments, form) for line in beside]
    lines = [beside_line(own, shape) for own, (shape, _words) in zip(rows, MARKS, strict=False)]
    breaks = break_rule(base, _broken(moments), WIDTH / max(len(moments), 1))
    return [breaks, *(layer for line in lines for layer in line)]


def _broken(moments: Sequence[Moment]) -> list[str]:
    return broken([(moment.period, moment.counted_by) for moment in moments])


def _break_words(moments: Sequence[Moment], beside: Sequence[BesideLine]) -> list[str]:
    """Explain where counting changed, and which lines are the same figure counted otherwise."""
    by_period = {moment.period: moment.counted_by for moment in moments}
    found = [f"Verticale stippellijn: vanaf {each} {by_period[each]}" for each in _broken(moments)]
    others = zip(beside, MARKS, strict=False)
    return found + [f"{words}: {line.words}, ter vergelijking" for line, (_shape, words) in others]
