"""Which cells of a table would give somebody away, and how uncertain each must stay.

Comes in: all cells and the rules. Goes out: what must be hidden, and for each what somebody who
calculates may find at best. A rule about a whole line (everybody in one class) asks it of the sum
of the other classes, which is no cell of the table: a derived one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from drieluik.core.disclosure.dimensions import Dimension
from drieluik.core.disclosure.figures import Figures, Floats
from drieluik.core.disclosure.rules import (
    FewContributors,
    GroupTogether,
    PercentRule,
    Rule,
    SmallCounts,
    SmallTotals,
)

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Need:
    """How uncertain one figure must stay.

    Attributes:
        cells: Numbers of the cells that add up to the figure; one number for a cell itself.
        up: How far above its value it must be possible.
        down: How far below its value it must be possible.
        width: How far its largest and least possible value must be apart.
        rule: Name of the kind of rule that asks it.
        of: Of which attacker it is asked: a contributor, empty for an outsider; None for all.
    """

    cells: tuple[int, ...]
    up: float = 0.0
    down: float = 0.0
    width: float = 0.0
    rule: str = ""
    of: str | None = None


@dataclass
class Sensitive:
    """What the rules ask of a table.

    Attributes:
        secret: Cells that may not be shown.
        may_hide: Cells that are 0 and may be hidden all the same, because a rule is about them.
        needs: What must stay uncertain.
    """

    secret: Mask
    may_hide: Mask
    needs: list[Need] = field(default_factory=list)


def find_sensitive(
    figures: Figures, rules: Sequence[Rule], *, contributors_calculate: bool
) -> Sensitive:
    """Return what the rules ask of every cell of a table.

    Args:
        figures: All cells.
        rules: See ``rules``. A rule over a column that the table lacks does not apply.
        contributors_calculate: See ``RuleSet``.
    """
    flat = figures.values.reshape(-1)
    found = Sensitive(np.zeros(flat.size, dtype=bool), np.zeros(flat.size, dtype=bool))
    for rule in rules:
        match rule:
            case SmallCounts():
                _small_counts(found, flat, rule)
                if contributors_calculate:
                    _small_rests(found, figures, rule)
            case PercentRule():
                _percent(found, figures, rule)
            case FewContributors():
                _few(found, figures, rule)
            case SmallTotals():
                _small_totals(found, figures, rule)
            case GroupTogether():
                _together(found, figures, rule)
    found.may_hide |= found.secret
    return found


def _hide(found: Sensitive, cells: Sequence[int], width: float, rule: str) -> None:
    for cell in cells:
        found.secret[cell] = True
        found.needs.append(Need((int(cell),), width=width, rule=rule))


def _small_counts(found: Sensitive, flat: Floats, rule: SmallCounts) -> None:
    secret = (flat >= rule.secret_from) & (flat <= rule.secret_until)
    _hide(found, np.flatnonzero(secret).tolist(), rule.least_width, "small_counts")


def _small_rests(found: Sensitive, figures: Figures, rule: SmallCounts) -> None:
    """Ask that no contributor finds a small count of the others by taking its own part away."""
    flat = figures.values.reshape(-1)
    for name, part in figures.parts.items():
        own = part.reshape(-1)
        rest = flat - own
        small = (rest >= max(rule.secret_from, 1)) & (rest <= rule.secret_until)
        for cell in np.flatnonzero(small & (own > 0)).tolist():
            found.secret[cell] = True
            found.needs.append(Need((cell,), width=rule.least_width, rule="small_counts", of=name))


def _few(found: Sensitive, figures: Figures, rule: FewContributors) -> None:
    n_behind = sum((part.reshape(-1) > 0).astype(int) for part in figures.parts.values())
    few = (figures.values.reshape(-1) > 0) & (n_behind < rule.least)
    _hide(found, np.flatnonzero(few).tolist(), rule.least_width, "few_contributors")


def _percent(found: Sensitive, figures: Figures, rule: PercentRule) -> None:
    names = list(figures.parts)
    flat = figures.values.reshape(-1)
    parts = np.stack([figures.parts[name].reshape(-1) for name in names])
    ordered = np.sort(np.vstack([np.zeros_like(flat), parts]), axis=0)
    _estimated(found, flat, ordered[-1], ordered[-2], rule, "")
    for number, name in enumerate(names):
        others = np.delete(parts, number, axis=0).max(axis=0, initial=0.0)
        _estimated(found, flat, others, parts[number], rule, name)


def _estimated(
    found: Sensitive, flat: Floats, target: Floats, own: Floats, rule: PercentRule, of: str
) -> None:
    """Ask that an attacker cannot estimate the largest part that is not its own."""
    lacking = rule.percent / 100 * target - (flat - target - own)
    for cell in np.flatnonzero((target > 0) & (lacking > 1e-9)).tolist():
        found.secret[cell] = True
        down = min(lacking[cell], flat[cell] - (own[cell] if of else 0.0))
        found.needs.append(Need((cell,), up=lacking[cell], down=down, rule="percent", of=of))


def _lines(figures: Figures, over: str) -> Iterator[tuple[Dimension, dict[str, int]]]:
    """Give every line of classes: its dimension, and the number of the cell of every code."""
    columns = [one.column for one in figures.dimensions]
    if over not in columns:
        return
    axis = columns.index(over)
    dimension = figures.dimensions[axis]
    numbers = np.moveaxis(np.arange(figures.n_cells).reshape(figures.values.shape), axis, 0)
    lines = numbers.reshape(len(dimension.codes), -1)
    for line in range(lines.shape[1]):
        yield dimension, dict(zip(dimension.codes, lines[:, line].tolist(), strict=True))


def _small_totals(found: Sensitive, figures: Figures, rule: SmallTotals) -> None:
    flat = figures.values.reshape(-1)
    for dimension, cells in _lines(figures, rule.over):
        if 0 < flat[cells[dimension.total]] < rule.least:
            classes = [cell for code, cell in cells.items() if code != dimension.total]
            _hide(found, classes, rule.least_width, "small_totals")


def _together(found: Sensitive, figures: Figures, rule: GroupTogether) -> None:
    flat = figures.values.reshape(-1)
    for dimension, cells in _lines(figures, rule.over):
        total = flat[cells[dimension.total]]
        for code, cell in cells.items():
            outside = [one for one in dimension.lowest if one not in dimension.below[code]]
            others = tuple(cells[one] for one in outside)
            lacking = min(rule.least_others, total) - (total - flat[cell])
            if others and 2 * flat[cell] > total and lacking > 0:
                apart = [one for one in cells if dimension.below[one] <= set(outside)]
                found.may_hide[[cells[one] for one in apart]] = True
                found.needs.append(Need(others, up=lacking, rule="group_together"))
