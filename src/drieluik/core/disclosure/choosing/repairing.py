"""From a choice that is not enough to one that is: cheap, not the cheapest.

It gives the search for the cheapest choice something to beat, and an answer when that search is cut
short.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from scipy import sparse

from drieluik.core.disclosure.choosing.cutting import Cutter
from drieluik.core.disclosure.choosing.task import CannotProtect, Task, View
from drieluik.core.disclosure.figures import Floats
from drieluik.core.disclosure.sensitive import Need
from drieluik.core.solving import quiet_solver

_MOVED = 1e-7


class Repairer:
    """Finds, per need that is not met, the cheapest deviation that meets it, and hides that."""

    def __init__(self, task: Task, cutter: Cutter) -> None:
        self._task = task
        self._cutter = cutter
        n = task.sums.shape[1]
        self._n = n
        both = sparse.csc_matrix(sparse.hstack([task.sums, -task.sums]))
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = 2 * n, both.shape[0]
        programme.col_cost_ = np.zeros(2 * n)
        programme.col_lower_ = np.zeros(2 * n)
        programme.col_upper_ = np.zeros(2 * n)
        programme.row_lower_ = np.zeros(both.shape[0])
        programme.row_upper_ = np.zeros(both.shape[0])
        programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        programme.a_matrix_.start_ = both.indptr
        programme.a_matrix_.index_ = both.indices
        programme.a_matrix_.value_ = both.data.astype(float)
        self._highs = quiet_solver()
        self._highs.passModel(programme)
        self._columns = np.arange(2 * n, dtype=np.int32)

    def enough(self, hidden: Floats, lacking: Sequence[tuple[View, Need]] | None = None) -> Floats:
        """Return a choice that meets every need, with as much of the given one as is of use.

        Args:
            hidden: The choice.
            lacking: The needs that it does not meet, where that is known.

        Raises:
            CannotProtect: No choice can.
        """
        given, hidden = hidden, hidden.copy()
        lacking = self._cutter.lacking(hidden) if lacking is None else lacking
        while lacking:
            for view, need in lacking:
                if not self._cutter.meets([(view, need)], hidden):
                    hidden = np.maximum(hidden, self._cheapest(view, need, hidden))
            lacking = self._cutter.lacking(hidden)
        return self._without_needless(hidden, given)

    def _without_needless(self, hidden: Floats, given: Floats) -> Floats:
        """Show again what was added and nobody needs, the costliest first."""
        added = np.flatnonzero((hidden > 0) & (given == 0))
        for cell in sorted(added.tolist(), key=lambda one: (-self._task.cost[one], one)):
            without = hidden.copy()
            without[cell] = 0.0
            # what is proven to be needed is cheap to look up; asking the attackers is not
            if self._cutter.allows(without) and self._cutter.meets(
                self._cutter.uses(cell), without
            ):
                hidden = without
        return hidden

    def _cheapest(self, view: View, need: Need, hidden: Floats) -> Floats:
        """Return the cells of the cheapest deviation that gives the doubt a need asks for."""
        moves = [(sign, far) for sign, far in ((1, need.up), (-1, need.down)) if far > 0]
        if need.width:
            moves = moves or [(1, need.width)]
        used = np.zeros(self._n)
        for sign, far in moves:
            used = np.maximum(used, self._deviation(view, need, hidden, sign * far))
        return used

    def _deviation(self, view: View, need: Need, hidden: Floats, far: float) -> Floats:
        free = (hidden > 0) | self._task.may_hide
        above = np.where(free, np.minimum(view.above, 1e7), 0.0)
        below = np.where(free, view.below, 0.0)
        price = np.where(hidden > 0, 0.0, self._task.cost)
        low = np.zeros(2 * self._n)
        high = np.concatenate([above, below])
        self._highs.changeColsBounds(len(high), self._columns, low, high)
        per_unit = np.concatenate(
            [price / np.maximum(np.minimum(room, abs(far)), _MOVED) for room in (above, below)]
        )
        self._highs.changeColsCost(len(per_unit), self._columns, per_unit)
        signs = np.concatenate([np.ones(len(need.cells)), -np.ones(len(need.cells))])
        columns = np.concatenate([need.cells, np.array(need.cells) + self._n]).astype(np.int32)
        self._highs.addRow(far, far, len(columns), columns, signs)
        self._highs.run()
        optimal = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        moved = np.array(self._highs.getSolution().col_value) if optimal else None
        self._highs.deleteRows(1, np.array([self._highs.getNumRow() - 1], dtype=np.int32))
        if moved is None:
            raise CannotProtect(need.cells, view.name)
        net = moved[: self._n] - moved[self._n :]
        return np.asarray(np.abs(net) > _MOVED, dtype=np.float64)
