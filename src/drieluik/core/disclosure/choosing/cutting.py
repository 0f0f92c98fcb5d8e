"""Is a choice of hidden cells enough, and if not: what any choice that is enough must have.

Every attacker calculates each figure that must stay unsure. Where too little doubt remains, the
prices of that calculation prove an inequality that every good choice meets and this one does not
(Fischetti and Salazar 2001): ``sum of coefficient * hidden >= 1``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from drieluik.core.disclosure.choosing.attacker import Attacker, Reach
from drieluik.core.disclosure.choosing.task import CannotProtect, Task, View
from drieluik.core.disclosure.figures import Floats, Ints
from drieluik.core.disclosure.sensitive import Need

TOLERANCE = 1e-6
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Cut:
    """``sum of weights * hidden[cells] >= 1``."""

    cells: Ints
    weights: Floats

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What makes the same cut the same."""
        return self.cells.tobytes(), np.round(self.weights, 6).tobytes()


class Cutter:
    """All attackers of a task; remembers with which deviations a figure was seen to be unsure."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._across = sparse.csr_matrix(task.sums.T)
        self._attacker = Attacker(task.sums)
        self._proofs: dict[tuple[str, Need], tuple[Floats, ...]] = {}
        self._known: set[tuple[bytes, bytes]] = set()
        self.cuts: list[Cut] = []
        self._lacked: set[tuple[str, Need]] = set()

    def some_lacking(self, hidden: Floats) -> bool:
        """Whether a choice lacks something; who objected last time is asked first, and may do."""
        n_known = len(self.cuts)
        before = self._lacked
        objecting = before and self._objecting(hidden, lambda one: one in before)
        if objecting and len(self.cuts) > n_known:
            return True
        return bool(self.lacking(hidden))

    def lacking(self, hidden: Floats) -> list[tuple[View, Need]]:
        """Return every need that a choice does not meet, and add the cuts that say why.

        Args:
            hidden: 0 for shown, 1 for hidden; something between while the choice is being made.

        Raises:
            CannotProtect: No choice can meet the need.
        """
        return self._objecting(hidden, lambda _: True)

    def _objecting(
        self, hidden: Floats, asked: Callable[[tuple[str, Need]], bool]
    ) -> list[tuple[View, Need]]:
        between = bool(np.any((hidden > _NOTHING) & (hidden < 1 - _NOTHING)))
        found = []
        for view in self._task.views:
            seen: set[Need] = set()
            for need in view.needs:
                if not asked((view.name, need)) or need in seen:
                    continue
                if self._still_proven(view, need, hidden, between):
                    continue
                if self._attack(view, need, hidden, between):
                    seen |= self._proven_beside(view, need)
                else:
                    found.append((view, need))
        self._lacked = {(view.name, need) for view, need in found}
        return found

    def allows(self, hidden: Floats) -> bool:
        """Whether a choice has everything that was proven so far: needed, not yet enough."""
        return all(cut.weights @ hidden[cut.cells] >= 1 - TOLERANCE for cut in self.cuts)

    def uses(self, cell: int) -> list[tuple[View, Need]]:
        """Return the needs whose doubt, as last seen, leans on a hidden cell."""
        return [
            (view, need)
            for view in self._task.views
            for need in view.needs
            if any(abs(one[cell]) > _NOTHING for one in self._proofs.get((view.name, need), ()))
        ]

    def meets(self, view: View, need: Need, hidden: Floats) -> bool:
        """Whether one need is met by a choice."""
        return self._still_proven(view, need, hidden, False) or self._attack(
            view, need, hidden, False
        )

    def _room(self, view: View, need: Need, hidden: Floats, between: bool) -> tuple[Floats, Floats]:
        """Return how far each figure can deviate; half-hidden ones no more than matters."""
        enough = max(need.up, need.down, need.width) if between else np.inf
        return (
            np.minimum(view.below, enough) * hidden,
            np.minimum(view.above, enough) * hidden,
        )

    def _still_proven(self, view: View, need: Need, hidden: Floats, between: bool) -> bool:
        proof = self._proofs.get((view.name, need))
        if proof is None:
            return False
        below, above = self._room(view, need, hidden, between)
        return all(
            bool(np.all(one <= above + TOLERANCE) and np.all(-one <= below + TOLERANCE))
            for one in proof
        )

    def _proven_beside(self, view: View, need: Need) -> set[Need]:
        """Return other needs that the deviation just found meets as well."""
        first = self._proofs[view.name, need][0]
        beside = set()
        for other in view.needs:
            if other.up == other.down == 0 and first[list(other.cells)].sum() >= other.width:
                self._proofs[view.name, other] = (first,)
                beside.add(other)
        return beside

    def _attack(self, view: View, need: Need, hidden: Floats, between: bool) -> bool:
        """Return whether the need is met; when not, add the cuts that say why."""
        below, above = self._room(view, need, hidden, between)
        self._attacker.limit(-below, above)
        up = self._attacker.reach(need.cells, 1)
        if need.down == 0 and up.value >= max(need.up, need.width) - TOLERANCE:
            scale = max(need.up, need.width) / up.value
            self._proofs[view.name, need] = (up.point * min(scale, 1.0),)
            return True
        down = self._attacker.reach(need.cells, -1)
        asked: list[tuple[list[tuple[Reach, int]], float]] = []
        if up.value < need.up - TOLERANCE:
            asked.append(([(up, 1)], need.up))
        if down.value < need.down - TOLERANCE:
            asked.append(([(down, -1)], need.down))
        if up.value + down.value < need.width - TOLERANCE:
            asked.append(([(up, 1), (down, -1)], need.width))
        if not asked:
            self._proofs[view.name, need] = (up.point, down.point)
            return True
        for reaches, enough in asked:
            self._add(self._cut(view, need, reaches, enough), hidden)
        return False

    def _add(self, cut: Cut, hidden: Floats) -> None:
        against = cut.weights @ hidden[cut.cells] < 1 - TOLERANCE
        if len(cut.cells) and against and cut.key not in self._known:
            self._known.add(cut.key)
            self.cuts.append(cut)

    def _cut(self, view: View, need: Need, reaches: list[tuple[Reach, int]], enough: float) -> Cut:
        weights = np.zeros(len(view.above))
        for reach, sign in reaches:
            gain = -(self._across @ reach.prices)
            gain[list(need.cells)] += sign
            gain[np.abs(gain) < _NOTHING] = 0
            weights += np.where(gain > 0, gain * view.above, -gain * view.below)
        lacking = enough - weights[self._task.hidden].sum()
        cells = np.flatnonzero((weights > _NOTHING) & self._task.may_hide & ~self._task.hidden)
        if lacking <= _NOTHING:
            # rounding of the solver: what is hidden already seems enough, so nothing can be asked
            return Cut(cells[:0], weights[:0])
        if not len(cells):
            raise CannotProtect(need.cells, view.name)
        return Cut(cells, np.minimum(weights[cells] / lacking, 1.0))
