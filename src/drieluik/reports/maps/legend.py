"""The legend of a map: a patch of colour or hatching per class, its bounds, and how many areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from drieluik.reports.maps.classes import Classes
from drieluik.reports.maps.colours import BORDER, CIRCLE, CIRCLE_EDGE, OWN, WIJK, hatching
from drieluik.reports.maps.places import (
    Circles,
    Figures,
    Layer,
    Lines,
    Look,
    NoFigure,
    NotShown,
    Shown,
)

LARGER_NL = "hoe groter de cirkel, hoe hoger het cijfer"
ROUND = f'fill="{CIRCLE}" stroke="{CIRCLE_EDGE}" stroke-width="1.2"'
LINES = {
    Look.WIJK: f'fill="none" stroke="{WIJK}" stroke-width="1.8"',
    Look.MUNICIPALITY: f'fill="none" stroke="{WIJK}" stroke-width="3"',
    Look.OWN: f'fill="none" stroke="{OWN}" stroke-width="3" stroke-dasharray="8 4"',
}


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One row: how it is filled or drawn, what it means, how many areas have it.

    ``fill`` is a colour, ``hidden`` or ``missing``; for lines it is empty and ``look`` is set, and
    for circles both are empty.
    """

    fill: str
    label: str
    n: int
    look: Look | None = None


def legend_of(layers: Sequence[Layer], classes: Classes) -> tuple[LegendRow, ...]:
    """Return the rows of the legend, from high to low, then what has no figure, then lines."""
    figures = [place.figure for one in layers if isinstance(one, Figures) for place in one.places]
    in_class = [classes.of(one.value) for one in figures if isinstance(one, Shown)]
    rows = [
        LegendRow(colour, label, in_class.count(at))
        for at, (colour, label) in enumerate(zip(classes.colours, classes.labels, strict=True))
    ][::-1]
    n_hidden = sum(isinstance(one, NotShown) for one in figures)
    reasons = [one.reason for one in figures if isinstance(one, NoFigure)]
    if n_hidden:
        rows.append(LegendRow("hidden", "niet getoond (privacy)", n_hidden))
    if reasons:
        rows.append(LegendRow("missing", _without(reasons), len(reasons)))
    lines = [one for one in layers if isinstance(one, Lines) and one.areas]
    circles = [one for one in layers if isinstance(one, Circles) and one.circles]
    return (
        *rows,
        *(LegendRow("", _about(one), len(one.circles)) for one in circles),
        *(LegendRow("", one.name, len(one.areas), one.look) for one in lines),
    )


def _about(one: Circles) -> str:
    return f"{one.name}: {LARGER_NL}; de grootste is {one.circles[0].words}"


def swatch(row: LegendRow, key: str) -> str:
    """Draw the patch of one row as an SVG of its own; ``key`` is unique on the page."""
    return (
        '<svg class="map-swatch" width="28" height="18" viewBox="0 0 28 18" aria-hidden="true" '
        f'focusable="false">{patterns(row.fill, key)}{patch(row, key)}</svg>'
    )


def patch(row: LegendRow, key: str) -> str:
    """Return the patch of one row as shapes of 28 by 18."""
    if row.look is not None:
        return f'<path d="M1 9h26" {LINES[row.look]}/>'
    if not row.fill:
        return f'<circle cx="14" cy="9" r="8" {ROUND}/>'
    look = f'stroke="{BORDER}" stroke-width="1"'
    return f'<rect x="0.5" y="0.5" width="27" height="17" fill="{fill_of(row.fill, key)}" {look}/>'


def patterns(fill: str, key: str) -> str:
    """Return the definitions that a fill needs; none for a colour."""
    return f"<defs>{hatching(key)}</defs>" if fill in ("hidden", "missing") else ""


def fill_of(fill: str, key: str) -> str:
    """Return a fill as SVG writes it."""
    return f"url(#{key}-{fill})" if fill in ("hidden", "missing") else fill


def _without(reasons: Sequence[str]) -> str:
    different = set(reasons)
    return f"geen cijfer: {reasons[0]}" if len(different) == 1 else "geen cijfer"
