"""The same small chart for each of some corporations, on one scale, so that they can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from drieluik.reports.charts import (
    MISSING,
    Caption,
    Moment,
    as_svg,
    axis_of,
    domain_of,
    extent_of,
)
from drieluik.reports.line_charts import (
    Weight,
    across,
    label_layers,
    moment_layers,
    moment_rows,
    moment_words,
)

_WIDTH, _HEIGHT, _COLUMNS = 225, 110, 2
_SMALL = Weight(line=2, point=22, bar=4)


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures of one corporation, in order of period."""

    name: str
    moments: tuple[Moment, ...]


def small_multiples(panels: Sequence[Panel], caption: Caption) -> str:
    """Draw how a figure went from period to period, for each panel by itself.

    All panels share their axes. The marks are those of ``line_chart``; an unknown period carries a
    cross. The last figure stands at its mark.

    Args:
        panels: In the order of the picture, two beside each other.
        caption: The words.

    Returns:
        The SVG text.
    """
    import altair as alt

    rows = [
        row | {"panel": panel.name, "is_last": moment is last}
        for panel in panels
        for last in [_last_known(panel.moments)]
        for moment, row in zip(panel.moments, moment_rows(panel.moments, caption.form), strict=True)
    ]
    moments = [moment for panel in panels for moment in panel.moments]
    scale = alt.Scale(domain=domain_of(extent_of(moments), caption.form), nice=True)
    height = alt.Y("value:Q", title=None, scale=scale, axis=axis_of(caption.form))
    axis = alt.Axis(labelAngle=0, labelOverlap="greedy", grid=False, labelFontSize=11)
    base = alt.Chart().encode(x=across(moments, title=None, axis=axis))
    layers = [
        *moment_layers(base, height, _SMALL),
        *label_layers(base.transform_filter("datum.is_last"), edge=34),
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
    legend = [f"Elk vak: {caption.unit}, zelfde schaal", *(["×: geen cijfer"] if unknown else [])]
    return as_svg(drawn, caption, [*legend, *moment_words(moments)])


def _last_known(moments: Sequence[Moment]) -> Moment | None:
    return next((moment for moment in reversed(moments) if moment.value is not None), None)
