"""Controlled rounding: every count to a multiple of a base, and every sum still a sum.

An alternative for hiding, for maps and short tables: nothing is left out and nothing is exact.
Rounding every figure by itself is no protection: sums and their parts give the figures back.
"""

from collections.abc import Sequence

import highspy
import numpy as np

from drieluik.core.disclosure.case import Earlier, case_of
from drieluik.core.disclosure.choosing.attacker import quiet_solver
from drieluik.core.disclosure.choosing.suppressing import Pattern
from drieluik.core.disclosure.figures import Figures, Floats, sums_of
from drieluik.core.disclosure.protecting import (
    MOST_NODES,
    Protected,
    Refused,
    audited,
    certificate,
    leaks_of,
    out_of_reach,
)
from drieluik.core.disclosure.rules import RuleSet

_WIDEST = 2


class CannotRound(ValueError):  # noqa: N818 - an answer, not a mistake
    """The table is of amounts, or has no rounding in which all sums hold."""


def round_to(
    figures: Figures,
    rules: RuleSet,
    base: int,
    earlier: Sequence[Earlier] = (),
    most_nodes: int = MOST_NODES,
) -> Protected:
    """Return a table in multiples of a base, as near to the figures as sums allow.

    Each figure goes to the multiple below or above it; where no such table adds up, one multiple
    further, for all figures alike. The release gives for each the least and the largest number it
    can stand for; the middle of the two is the rounded figure.

    Args:
        figures: All cells; counts.
        rules: The rules for this kind of figure.
        base: Such as 5.
        earlier: See ``protect``.
        most_nodes: How many branches the solver may try.

    Raises:
        CannotRound: See there.
        Refused: The rounded table still gives a secret away.
        Contradiction: What was published before contradicts itself.

    Source:
        Cox 1987, A constructive procedure for unbiased controlled rounding.
    """
    if not figures.whole:
        raise CannotRound("alleen aantallen kunnen worden afgerond")
    case = case_of(figures, rules, earlier)
    out = out_of_reach(case)
    flat = figures.values.reshape(-1)
    for further in range(_WIDEST + 1):
        found = _nearest(figures, base, further, most_nodes)
        if found is not None:
            break
    else:
        raise CannotRound("er is geen afronding waarbij alle totalen kloppen")
    rounded, bound = found
    around = base - 1 + further * base
    loss = float(np.abs(rounded - flat).sum())
    pattern = Pattern(np.zeros(0, dtype=bool), loss, bound, 0, further + 1)
    shown = tuple((float(one - around), float(one + around)) for one in rounded)
    needs = [need for need in case.needs if need not in out]
    made = audited(case, case.release(shown, certificate("rounded", pattern)), needs, pattern, out)
    if leaks := leaks_of(case, made.audit, out):
        raise Refused([case.places(cells) for cells in sorted(leaks)])
    return made


def _nearest(
    figures: Figures, base: int, further: int, most_nodes: int
) -> tuple[Floats, float] | None:
    """Return the nearest table of multiples and the least distance there can be, or None."""
    flat = figures.values.reshape(-1)
    n = len(flat)
    below, above = np.floor(flat / base), np.ceil(flat / base)
    solver = quiet_solver()
    at = np.arange(n, dtype=np.int32)
    solver.addVars(n, np.maximum(below - further, 0.0), above + further)
    solver.changeColsIntegrality(n, at, np.full(n, highspy.HighsVarType.kInteger))
    # the distance of each figure to its multiple, from above and from below
    solver.addVars(n, np.zeros(n), np.full(n, highspy.kHighsInf))
    solver.changeColsCost(n, (at + n).astype(np.int32), np.ones(n))
    for cell in range(n):
        pair = np.array([cell, n + cell], dtype=np.int32)
        solver.addRow(-highspy.kHighsInf, float(flat[cell]), 2, pair, np.array([base, -1.0]))
        solver.addRow(float(flat[cell]), highspy.kHighsInf, 2, pair, np.array([base, 1.0]))
    for cell, parts in sums_of(figures.dimensions):
        columns = np.array([cell, *parts], dtype=np.int32)
        weights = np.array([-1.0] + [1.0] * len(parts))
        solver.addRow(0.0, 0.0, len(columns), columns, weights)
    solver.setOptionValue("mip_max_nodes", most_nodes)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    multiples = np.round(np.array(solver.getSolution().col_value)[:n])
    return np.asarray(base * multiples, dtype=np.float64), float(solver.getInfo().mip_dual_bound)
