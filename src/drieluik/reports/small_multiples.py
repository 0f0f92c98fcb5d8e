"""The same small chart for each of some corporations, on one scale, so that they can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from drieluik.reports.charts import (
    BLUE,
    MISSING,
    Caption,
    Moment,
    as_svg,
    axis_of,
    domain_of,
    extent_of,
    point_row,
)

_WIDTH, _HEIGHT, _COLUMNS = 225, 110, 2


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures of one corporation, in order of period."""

    name: str
    moments: tuple[Moment, ...]


def small_multiples(panels: Sequence[Panel], caption: Caption) -> str:
    """Draw how a figure went from period to period, for each panel by itself.

    All panels share their axes. An unknown period breaks the line and carries a cross; another way
    of counting breaks it too. The last figure stands beside its point.

    Args:
        panels: In the order of the picture, two beside each other.
        caption: The words.

    Returns:
        The SVG text.
    """
    import altair as alt

    rows = [
        point_row(moment, caption.form) | {"panel": panel.name, "is_last": moment is last}
        for panel in panels
        for last in [_last_known(panel.moments)]
        for moment in panel.moments
    ]
    moments = [moment for panel in panels for moment in panel.moments]
    scale = alt.Scale(domain=domain_of(extent_of(moments), caption.form), nice=True)
    base = alt.Chart().encode(
        x=alt.X(
            "period:O",
            title=None,
            sort=None,
            axis=alt.Axis(labelAngle=0, labelOverlap="greedy", grid=False, labelFontSize=11),
        ),
        y=alt.Y("value:Q", title=None, scale=scale, axis=axis_of(caption.form)),
    )
    known = base.transform_filter("isValid(datum.value)")
    last = known.transform_filter("datum.is_last")
    layers = [
        base.mark_line(color=BLUE, strokeWidth=2, invalid="break-paths-show-domains").encode(
            detail="counted_by:N"
        ),
        known.mark_point(shape="circle", filled=True, size=22, color=BLUE, opacity=1),
        last.mark_text(dy=-10, stroke="white", strokeWidth=4).encode(text="label:N"),
        last.mark_text(dy=-10, fontWeight="bold").encode(text="label:N"),
        base.transform_filter("!isValid(datum.value)")
        .mark_text(text="×", color=MISSING, baseline="bottom")
        .encode(y=alt.value(_HEIGHT - 2)),
    ]
    drawn = (
        alt.layer(*layers, data=alt.InlineData(values=rows))
        .properties(width=_WIDTH, height=_HEIGHT)
        .facet(
            facet=alt.Facet(
                "panel:N",
                title=None,
                sort=[panel.name for panel in panels],
                header=alt.Header(labelAnchor="start", labelFontSize=13, labelFontWeight="bold"),
            ),
            columns=_COLUMNS,
        )
    )
    unknown = any(moment.value is None for moment in moments)
    legend = [f"Elk vak: {caption.unit}, zelfde schaal"]
    return as_svg(drawn, caption, [*legend, "×: geen cijfer"] if unknown else legend)


def _last_known(moments: Sequence[Moment]) -> Moment | None:
    return next((moment for moment in reversed(moments) if moment.value is not None), None)
