"""Somebody who calculates: how far a hidden figure can be, given all that is shown.

One linear programme, kept warm: of figures with bounds, under sums that must hold, the largest and
the least value of one of them. Knows no table and no rule.
"""

from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy import sparse

from drieluik.core.disclosure.figures import Floats, Ints
from drieluik.core.disclosure.sensitive import Need
from drieluik.core.solving import quiet_solver

_PRIMAL_SIMPLEX = 4
_WORTH_KEEPING = 0.7
_ANSWERED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


@dataclass(frozen=True, slots=True)
class Reach:
    """The answer about one figure.

    Attributes:
        value: The largest value of the figure, or minus the least one.
        point: A value for every unknown that gives it.
        prices: What a unit more of every sum would change; they prove that no more is possible.
    """

    value: float
    point: Floats
    prices: Floats


class NoSolution(ValueError):  # noqa: N818 - an answer, not a mistake
    """No values at all fit the sums and the bounds: what is shown contradicts itself."""


class Attacker:
    """The linear programme of one attacker.

    Args:
        sums: One row per sum that must hold, one column per unknown.
        right: What every sum must be; zeros when left out.
    """

    def __init__(self, sums: sparse.csr_matrix, right: Floats | None = None) -> None:
        self._sums = sparse.csc_matrix(sums)
        self._right = np.zeros(sums.shape[0]) if right is None else right
        self._free = np.zeros(0, dtype=np.int64)
        self._point = np.zeros(sums.shape[1])
        self._asked: tuple[int, ...] = ()
        self._load(self._free, self._point)

    def limit(self, low: Floats, high: Floats) -> None:
        """Set the bounds of every unknown."""
        free = low < high
        inside = np.zeros(len(low), dtype=bool)
        inside[self._free] = True
        # what cannot move is left out, as long as that is worth a new start
        if np.any(free & ~inside) or free.sum() < _WORTH_KEEPING * len(self._free):
            self._load(np.flatnonzero(free), low)
        elif np.any(low[~inside] != self._point[~inside]):
            self._load(self._free, low)
        n = len(self._free)
        columns = np.arange(n, dtype=np.int32)
        self._highs.changeColsBounds(n, columns, low[self._free], high[self._free])

    def _load(self, free: Ints, fixed: Floats) -> None:
        """Make the programme of the unknowns that can move; the others are what they are."""
        self._free, self._point = free, fixed.copy()
        self._at = np.full(len(fixed), -1)
        self._at[free] = np.arange(len(free))
        still = fixed.copy()
        still[free] = 0.0
        columns = self._sums[:, free]
        right = self._right - self._sums @ still
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(free), len(right)
        programme.col_cost_ = np.zeros(len(free))
        programme.col_lower_, programme.col_upper_ = fixed[free], fixed[free]
        programme.row_lower_, programme.row_upper_ = right, right
        programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        programme.a_matrix_.start_ = columns.indptr
        programme.a_matrix_.index_ = columns.indices
        programme.a_matrix_.value_ = columns.data.astype(float)
        programme.sense_ = highspy.ObjSense.kMaximize
        self._highs = quiet_solver()
        # only the figure that is asked changes: the last answer stays a valid start
        self._highs.setOptionValue("presolve", "off")
        # every coefficient is 1 or -1
        self._highs.setOptionValue("simplex_scale_strategy", 0)
        self._highs.setOptionValue("simplex_strategy", _PRIMAL_SIMPLEX)
        self._highs.passModel(programme)
        self._asked = ()

    def reach(self, asked: tuple[int, ...], sign: int) -> Reach:
        """Return how large (sign 1) or small (sign -1) some unknowns together can be.

        Raises:
            NoSolution: Nothing fits the sums and the bounds.
        """
        for column in self._asked:
            self._highs.changeColCost(column, 0.0)
        self._asked = tuple(int(self._at[one]) for one in asked if self._at[one] >= 0)
        for column in self._asked:
            self._highs.changeColCost(column, float(sign))
        if self._ended() not in _ANSWERED:
            # from an old start the simplex can lose its way; from nothing it finds it
            self._highs.clearSolver()
            status = self._ended()
            if status not in _ANSWERED:
                name = self._highs.modelStatusToString(status)
                raise RuntimeError(f"the solver ended with {name}")
        solution = self._highs.getSolution()
        point = self._point.copy()
        if len(self._free):
            point[self._free] = solution.col_value
        still = sum(float(self._point[one]) for one in asked if self._at[one] < 0)
        value = float(self._highs.getInfo().objective_function_value) + sign * still
        return Reach(value=value, point=point, prices=np.array(solution.row_dual))

    def _ended(self) -> highspy.HighsModelStatus:
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NoSolution
        return status


class FarthestSeen:
    """What is left of needs under some bounds; every calculation tells of all figures at once.

    Args:
        attacker: Whose bounds are deviations from the figures as they are.
        whole: Whether only whole deviations count.
    """

    def __init__(self, attacker: Attacker, *, whole: bool) -> None:
        self._attacker = attacker
        self._whole = whole

    def limit(self, low: Floats, high: Floats) -> None:
        """Set the bounds of every deviation, and forget what was seen."""
        self._attacker.limit(low, high)
        self._up, self._down = np.zeros(len(low)), np.zeros(len(low))

    def left(self, need: Need, of: str) -> Need:
        """Return as much of a need as can be met, as a need of one attacker."""
        if len(need.cells) == 1:
            cell = need.cells[0]
            seen = _lowered(need, self._counted(self._up[cell]), self._counted(self._down[cell]))
            if seen == need:
                return replace(need, of=of)
        up, down = (self._farthest(need.cells, sign) for sign in (1, -1))
        return replace(_lowered(need, up, down), of=of)

    def _farthest(self, cells: tuple[int, ...], sign: int) -> float:
        reach = self._attacker.reach(cells, sign)
        np.maximum(self._up, reach.point, out=self._up)
        np.maximum(self._down, -reach.point, out=self._down)
        return self._counted(reach.value)

    def _counted(self, far: float) -> float:
        return float(np.floor(far + 1e-6)) if self._whole else float(far)


def _lowered(need: Need, up: float, down: float) -> Need:
    return replace(
        need, up=min(need.up, up), down=min(need.down, down), width=min(need.width, up + down)
    )
