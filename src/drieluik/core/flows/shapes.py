"""In which shape a figure goes out: per buurt, over larger areas, or rounded.

Comes in: the tables of a figure at their lowest level. Goes out: the same figure with less detail.
Fewer small cells means fewer that must be hidden; what is best differs per figure and half-year, so
people choose.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from drieluik.core.disclosure import Figures, NoCoarser, RuleSet, coarser
from drieluik.core.flows.public_tables import AREA, PublicTable
from drieluik.core.indicators import Unit

BASE = 5
"""Rounded figures are multiples of this."""


class Shape(StrEnum):
    """How much detail a table has."""

    BUURTEN = "buurten"
    WIJKEN = "wijken"
    MUNICIPALITY = "gemeente"
    ROUNDED = "afgerond"


def shapes_of(table: PublicTable, rules: RuleSet) -> tuple[Shape, ...]:
    """Return the shapes that can be chosen for a figure, the most detailed first.

    Without classes nothing but one number would be left of the whole municipality. A rounded 0 stands
    for 0 up to one less than ``BASE``: where rules ask that more is left open, rounding cannot help.
    And amounts are not rounded.
    """
    can_round = table.unit is not Unit.EUR and rules.least_width < BASE
    lacking = {
        Shape.MUNICIPALITY: not table.classes,
        Shape.ROUNDED: not can_round,
    }
    return tuple(one for one in Shape if not lacking.get(one, False))


def shaped(tables: Sequence[Figures], shape: Shape) -> list[Figures]:
    """Return the tables of a figure in a shape; rounding itself is for disclosure control.

    Args:
        tables: Every table of the figure, whole.
        shape: The shape.

    Raises:
        NoCoarser: The areas have no wijken, or only one number would be left.
    """
    if shape is Shape.WIJKEN:
        return [coarser(one, AREA) if _axis(one) is not None else one for one in tables]
    if shape is Shape.MUNICIPALITY:
        others = [one for one in tables if _axis(one) is None]
        return others or [_without_areas(one) for one in tables]
    return [*tables]


def _axis(figures: Figures) -> int | None:
    columns = [one.column for one in figures.dimensions]
    return columns.index(AREA) if AREA in columns else None


def _without_areas(figures: Figures) -> Figures:
    """Return the line of a table for all areas together."""
    axis = _axis(figures)
    if axis is None or len(figures.dimensions) == 1:
        raise NoCoarser("van deze tabel zou één getal overblijven")
    area = figures.dimensions[axis]
    at = area.codes.index(area.total)
    return replace(
        figures,
        dimensions=tuple(one for one in figures.dimensions if one is not area),
        values=np.take(figures.values, at, axis),
        parts={name: np.take(part, at, axis) for name, part in figures.parts.items()},
    )
