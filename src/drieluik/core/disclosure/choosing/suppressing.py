"""Which cells to hide beside the secret ones: the least that is lost, with proof.

Cutting planes (Fischetti and Salazar 2001): choose the cheapest cells, let every attacker
calculate, add what the calculation proves, choose again; first with halves allowed, then whole. A
good choice that is not the cheapest is kept beside, so that there is always an answer and always a
known distance to the best one.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from drieluik.core.disclosure.choosing.cutting import Cutter
from drieluik.core.disclosure.choosing.repairing import Repairer
from drieluik.core.disclosure.choosing.task import Task
from drieluik.core.disclosure.figures import Floats
from drieluik.core.disclosure.sensitive import Mask
from drieluik.core.solving import quiet_solver

_SAME = 1e-6
_FIRST_GAP = 0.02


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is hidden, what that costs, and how far from the least possible it can be.

    Attributes:
        hidden: Every unknown that is not shown.
        cost: What is lost with the cells that are hidden beside the secret ones.
        bound: No choice that protects can cost less than this.
        n_cuts: How many inequalities proved it.
        n_rounds: How often the choice was made anew.
    """

    hidden: Mask
    cost: float
    bound: float
    n_cuts: int
    n_rounds: int

    @property
    def proven(self) -> bool:
        """Whether nothing cheaper exists."""
        return self.cost - self.bound < _SAME * max(1.0, self.cost)


def suppress(task: Task, most_nodes: int = 200_000) -> Pattern:
    """Return the cheapest cells to hide that meet every need of every attacker.

    Args:
        task: See ``Task``.
        most_nodes: How many branches may be tried in all; after that the best choice so far is
            given with its distance to the bound. Branches, not seconds: the same task gives the
            same answer on any machine.

    Raises:
        CannotProtect: A need cannot be met by hiding anything that may be hidden.

    Source:
        Fischetti and Salazar 2001, Solving the cell suppression problem on tabular data with
        linear constraints.
    """
    return _Search(task).run(most_nodes)


class _Search:
    def __init__(self, task: Task) -> None:
        self._task = task
        self._cutter = Cutter(task)
        self._repairer = Repairer(task, self._cutter)
        self._free = task.may_hide & ~task.hidden
        self._cost = np.where(self._free, task.cost, 0.0)
        whole = bool(np.all(self._cost == np.round(self._cost)))
        # of whole costs the next better choice is a whole unit cheaper
        self._step = 1.0 - 1e-4 if whole else _SAME
        self._whole = whole
        self._n_added = 0
        self._rounds = 0
        # everything hidden: the dearest choice there is
        self._best: Floats = np.asarray(task.hidden | self._free, dtype=np.float64)
        self._bound = 0.0
        self._choice = self._programme()

    def _programme(self) -> highspy.Highs:
        n = len(self._cost)
        choice = quiet_solver()
        choice.addVars(
            n,
            self._task.hidden.astype(np.float64),
            np.asarray(self._task.hidden | self._free, dtype=np.float64),
        )
        choice.changeColsCost(n, np.arange(n, dtype=np.int32), self._cost)
        return choice

    def run(self, most_nodes: int) -> Pattern:
        halves = self._with_halves()
        self._best = self._repairer.enough((halves > 0.5 - _SAME).astype(float))
        self._with_wholes(most_nodes)
        return Pattern(
            hidden=self._best > 0.5,
            cost=self._worth(),
            bound=min(self._bound, self._worth()),
            n_cuts=self._n_added,
            n_rounds=self._rounds,
        )

    def _with_halves(self) -> Floats:
        """Choose with halves allowed until no attacker objects."""
        while True:
            hidden = self._chosen()
            self._bound = self._rounded(self._choice.getInfo().objective_function_value)
            self._cutter.some_lacking(hidden)
            if not self._add_cuts():
                return hidden

    def _with_wholes(self, most_nodes: int) -> None:
        """Choose with wholes until the bound meets the best choice."""
        left, gap = most_nodes, _FIRST_GAP
        while left > 0 and self._distance() > self._step:
            self._fix_by_price()
            hidden, n_nodes = self._chosen_whole(gap, left)
            left -= max(1, n_nodes)
            if lacking := self._cutter.lacking(hidden):
                self._keep(self._repairer.enough(hidden, lacking))
            else:
                self._keep(hidden)
                if gap == 0.0:
                    return
                gap = 0.0
            self._add_cuts()
            gap = min(gap, self._distance() / max(1.0, self._worth()))

    def _chosen_whole(self, gap: float, most_nodes: int) -> tuple[Floats, int]:
        """Return the cheapest whole choice within a gap, and how many branches it took.

        The solver is not told the best choice so far: with such a start HiGHS 1.16 was seen to
        give a bound and a choice that do not belong together (a test holds the case).
        """
        programme = self._choice.getLp()
        programme.integrality_ = [
            highspy.HighsVarType.kInteger if free else highspy.HighsVarType.kContinuous
            for free in self._free
        ]
        solver = quiet_solver()
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("mip_abs_gap", self._step if self._whole else 0.0)
        solver.setOptionValue("mip_max_nodes", most_nodes)
        # each round gets new cuts anyway: to begin anew within one costs half of all time
        solver.setOptionValue("mip_allow_restart", False)
        solver.passModel(programme)
        solver.run()
        self._rounds += 1
        info = solver.getInfo()
        self._bound = max(self._bound, self._rounded(info.mip_dual_bound))
        chosen = np.array(solver.getSolution().col_value)
        hidden = np.asarray(np.round(chosen), dtype=np.float64)
        return hidden, int(info.mip_node_count)

    def _chosen(self) -> Floats:
        self._choice.run()
        self._rounds += 1
        chosen = np.array(self._choice.getSolution().col_value, dtype=np.float64)
        hidden: Floats = np.clip(chosen, 0.0, 1.0)
        hidden[hidden < 1e-7] = 0.0
        return hidden

    def _add_cuts(self) -> bool:
        """Add what the attackers proved since the last choice; whether there was anything."""
        new = self._cutter.cuts[self._n_added :]
        for cut in new:
            cells = cut.cells.astype(np.int32)
            self._choice.addRow(1.0, highspy.kHighsInf, len(cells), cells, cut.weights)
        self._n_added = len(self._cutter.cuts)
        return bool(new)

    def _keep(self, hidden: Floats) -> None:
        if self._cost @ hidden < self._cost @ self._best - _SAME:
            self._best = hidden

    def _worth(self) -> float:
        return float(self._cost @ self._best)

    def _distance(self) -> float:
        return self._worth() - self._bound

    def _rounded(self, bound: float) -> float:
        return float(np.ceil(bound - 1e-4)) if self._whole else bound

    def _fix_by_price(self) -> None:
        """Show for good what would cost more than the best choice, by its price in the halves."""
        self._choice.run()
        prices = np.array(self._choice.getSolution().col_dual)
        at_zero = np.array(self._choice.getSolution().col_value) < _SAME
        objective = self._choice.getInfo().objective_function_value
        self._bound = max(self._bound, self._rounded(objective))
        dear = self._free & at_zero & (objective + prices > self._worth() + _SAME)
        for cell in np.flatnonzero(dear).tolist():
            self._choice.changeColBounds(cell, 0.0, 0.0)
        self._free &= ~dear
