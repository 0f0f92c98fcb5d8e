"""Controlled rounding: every count to a multiple of a base, and every sum still a sum.

An alternative for hiding, for maps and short tables: nothing is left out and nothing is exact.
Rounding every figure by itself is no protection: sums and their parts give the figures back. Nor is
always taking the nearest multiple: whoever knows that, knows half of what was rounded away. So the
direction is drawn, and the draw is not told.
"""

from collections.abc import Sequence

import highspy
import numpy as np

from drieluik.core.disclosure.case import Earlier, case_of
from drieluik.core.disclosure.choosing.suppressing import Pattern
from drieluik.core.disclosure.figures import Figures, Floats, sums_of
from drieluik.core.disclosure.protecting import (
    MOST_NODES,
    Protected,
    Refused,
    audited,
    leaks_of,
    reachable,
)
from drieluik.core.disclosure.releases import Certificate
from drieluik.core.disclosure.rules import RuleSet
from drieluik.core.solving import quiet_solver

_WIDEST = 2


class CannotRound(ValueError):  # noqa: N818 - an answer, not a mistake
    """The table is of amounts, or has no rounding in which all sums hold."""


def round_to(
    figures: Figures,
    rules: RuleSet,
    base: int,
    earlier: Sequence[Earlier] = (),
    *,
    rng: np.random.Generator,
) -> Protected:
    """Return a table in multiples of a base, in which all sums hold.

    Each figure goes to the multiple below or above it, by a draw that favours the nearer one so
    that the mean is right; where no such table adds up, one multiple further, for all figures
    alike. The release gives for each the least and the largest number it can stand for; the middle
    of the two is the rounded figure.

    Args:
        figures: All cells; counts.
        rules: The rules for this kind of figure.
        base: Such as 5.
        earlier: See ``protect``.
        rng: Who draws. Whoever knows its seed can undo part of the rounding; the same table must
            always be drawn with the same one, for the mean of many draws is the figure itself.

    Raises:
        CannotRound: See there.
        Refused: The rounded table still gives a secret away.
        Contradiction: What was published before contradicts itself.
        Unlinked: See ``unite``.

    Source:
        Cox 1987, A constructive procedure for unbiased controlled rounding.
    """
    if not figures.whole:
        raise CannotRound("alleen aantallen kunnen worden afgerond")
    case = case_of(figures, rules, earlier)
    needs, given_away = reachable(case)
    flat = figures.values.reshape(-1)
    draws = rng.random(len(flat))
    tries = ((further, _drawn(figures, base, further, draws)) for further in range(_WIDEST + 1))
    found = next(((further, one) for further, one in tries if one is not None), None)
    if found is None:
        raise CannotRound("er is geen afronding waarbij alle totalen kloppen")
    further, rounded = found
    around = base - 1 + further * base
    shown = tuple((float(one - around), float(one + around)) for one in rounded)
    loss = float(np.abs(rounded - flat).sum())
    pattern = Pattern(np.zeros(0, dtype=bool), loss, 0.0, 0, further + 1)
    release = case.release(shown, Certificate("rounded", proven=False, gap_percent=None))
    made = audited(case, release, needs, pattern, given_away)
    if leaks := leaks_of(case, made.audit, needs, given_away):
        raise Refused([case.places(cells) for cells in sorted(leaks)])
    return made


def _drawn(figures: Figures, base: int, further: int, draws: Floats) -> Floats | None:
    """Return the table of multiples that follows the draws as far as sums allow, or None."""
    flat = figures.values.reshape(-1)
    n = len(flat)
    below, above = np.floor(flat / base), np.ceil(flat / base)
    wanted = np.where(draws < flat / base - below, above, below)
    solver = quiet_solver()
    at = np.arange(n, dtype=np.int32)
    solver.addVars(n, np.maximum(below - further, 0.0), above + further)
    solver.changeColsIntegrality(n, at, np.full(n, highspy.HighsVarType.kInteger))
    # how far each figure is from what was drawn for it, from above and from below
    solver.addVars(n, np.zeros(n), np.full(n, highspy.kHighsInf))
    solver.changeColsCost(n, (at + n).astype(np.int32), np.ones(n))
    for cell in range(n):
        pair = np.array([cell, n + cell], dtype=np.int32)
        wish = float(wanted[cell])
        solver.addRow(-highspy.kHighsInf, wish, 2, pair, np.array([1.0, -1.0]))
        solver.addRow(wish, highspy.kHighsInf, 2, pair, np.array([1.0, 1.0]))
    for cell, parts in sums_of(figures.dimensions):
        columns = np.array([cell, *parts], dtype=np.int32)
        weights = np.array([-1.0] + [1.0] * len(parts))
        solver.addRow(0.0, 0.0, len(columns), columns, weights)
    solver.setOptionValue("mip_max_nodes", MOST_NODES)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    multiples = np.round(np.array(solver.getSolution().col_value)[:n])
    return np.asarray(base * multiples, dtype=np.float64)
