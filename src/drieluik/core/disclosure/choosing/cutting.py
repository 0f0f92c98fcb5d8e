"""Is a choice of hidden cells enough, and if not: what any choice that is enough must have.

Every attacker calculates each figure that must stay unsure. Where too little doubt remains, the
prices of that calculation prove an inequality that every good choice meets and this one does not
(Fischetti and Salazar 2001): ``sum of coefficient * hidden >= 1``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from drieluik.core.disclosure.choosing.attacker import Attacker, Reach
from drieluik.core.disclosure.choosing.seen import Seen
from drieluik.core.disclosure.choosing.task import CannotProtect, Task, View
from drieluik.core.disclosure.figures import Floats, Ints
from drieluik.core.disclosure.sensitive import Need

TOLERANCE = 1e-6
_NOTHING = 1e-9
_LITTLE = 0.02
_FEW = 3
_Short = tuple[list[tuple[Reach, int]], float]


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
        # cuts are asked of a start of its own: its bounds are others
        self._for_cuts = Attacker(task.sums)
        self._proofs: dict[tuple[str, Need], tuple[Floats, ...]] = {}
        self._known: set[tuple[bytes, bytes]] = set()
        self.cuts: list[Cut] = []
        self._lacked: dict[tuple[str, Need], None] = {}
        self._n_lacked = 0

    def some_lacking(self, hidden: Floats) -> None:
        """Look for cuts that speak against a choice: first at who objected last time."""
        n_known = len(self.cuts)
        if len(self._lacked) > self._n_lacked / 3:
            self._objecting(hidden, self._lacked, apart=False)
        if len(self.cuts) == n_known:
            self._objecting(hidden, None, apart=not self.cuts)
            # after cuts that ask for things apart, not everybody who objects was heard
            self._n_lacked = len(self._lacked) if n_known else 3 * len(self._lacked)

    def lacking(self, hidden: Floats) -> list[tuple[View, Need]]:
        """Return every need that a choice does not meet, and add the cuts that say why.

        Args:
            hidden: 0 for shown, 1 for hidden; something between while the choice is being made.

        Raises:
            CannotProtect: No choice can meet the need.
        """
        return self._objecting(hidden, None, apart=False)

    def _objecting(
        self, hidden: Floats, only: Collection[tuple[str, Need]] | None, *, apart: bool
    ) -> list[tuple[View, Need]]:
        """Return needs that are not met, and add the cuts that say why.

        With ``apart`` everything that a cut asks for counts as hidden from then on, so that the
        next ones ask for something else; then not every need is returned.
        """
        found: list[tuple[View, Need]] = []
        asked = hidden.copy()
        for view in self._task.views:
            needs = [need for need in view.needs if only is None or (view.name, need) in only]
            seen = Seen(len(hidden))
            for need in self._unproven(view, needs, hidden):
                short = self._lacks(view, need, asked, seen, keep=not apart)
                if not short:
                    continue
                found.append((view, need))
                for cut in self._cuts(view, need, asked, short):
                    self._add(cut, hidden)
                    if apart:
                        asked[cut.cells] = 1.0
        self._lacked = {(view.name, need): None for view, need in found}
        return found

    def _lacks(
        self, view: View, need: Need, hidden: Floats, seen: Seen, *, keep: bool
    ) -> list[_Short]:
        """Return what of a need is not met; remember what was seen on the way."""
        proof = seen.proof(need)
        short = [] if proof else self._attack(view, need, hidden, seen)
        if not short and keep and (proof := proof or seen.proof(need)):
            self._proofs[view.name, need] = proof
        return short

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

    def meets(self, asked: Sequence[tuple[View, Need]], hidden: Floats) -> bool:
        """Whether some needs are met by a choice."""
        for view in self._task.views:
            needs = [need for of, need in asked if of is view]
            if needs and not self._meets(view, self._unproven(view, needs, hidden), hidden):
                return False
        return True

    def _meets(self, view: View, needs: Sequence[Need], hidden: Floats) -> bool:
        seen = Seen(len(hidden))
        return not any(self._lacks(view, need, hidden, seen, keep=True) for need in needs)

    def _unproven(self, view: View, needs: Sequence[Need], hidden: Floats) -> list[Need]:
        """Return the needs that no deviation is known to meet, after looking at all together."""
        left = [need for need in needs if not self._still_proven(view, need, hidden)]
        while True:
            singles = [need for need in left if len(need.cells) == 1]
            if len(singles) < _FEW:
                return left
            seen = Seen(len(hidden))
            enough = min(max(need.up, need.down, need.width) for need in singles)
            below, above = _room(view, hidden, enough)
            self._attacker.limit(-below, above)
            cells = tuple(dict.fromkeys(need.cells[0] for need in singles))
            for sign in (1, -1):
                seen.add(self._attacker.reach(cells, sign).point)
            proven = {need: proof for need in singles if (proof := seen.proof(need))}
            self._proofs |= {(view.name, need): proof for need, proof in proven.items()}
            left = [need for need in left if need not in proven]
            if len(proven) < _FEW:
                return left

    def _still_proven(self, view: View, need: Need, hidden: Floats) -> bool:
        proof = self._proofs.get((view.name, need))
        if proof is None:
            return False
        below, above = self._room_for(view, need, hidden)
        return all(
            bool(np.all(one <= above + TOLERANCE) and np.all(-one <= below + TOLERANCE))
            for one in proof
        )

    def _room_for(self, view: View, need: Need, hidden: Floats) -> tuple[Floats, Floats]:
        """Return how far each figure can deviate; half-hidden ones no more than matters."""
        between = bool(np.any((hidden > _NOTHING) & (hidden < 1 - _NOTHING)))
        return _room(view, hidden, _most(need) if between else np.inf)

    def _attack(self, view: View, need: Need, hidden: Floats, seen: Seen) -> list[_Short]:
        below, above = self._room_for(view, need, hidden)
        self._attacker.limit(-below, above)
        up = self._attacker.reach(need.cells, 1)
        seen.add(up.point)
        if need.down == 0 and up.value >= _most(need) - TOLERANCE:
            return []
        down = self._down(self._attacker, view, need)
        seen.add(down.point)
        return _short(need, up, down)

    def _cuts(self, view: View, need: Need, hidden: Floats, short: list[_Short]) -> list[Cut]:
        """Return what any choice must have that meets a need which this choice does not meet.

        Every figure is taken for a little hidden, so that no more figures are named than it takes;
        where that little is too much, the calculation that found the need unmet is used.
        """
        below, above = self._room_for(view, need, hidden)
        hardly = self._task.may_hide & (hidden < _LITTLE)
        little = np.where(hardly, _LITTLE, 0.0)
        less, more = _room(view, little, _most(need))
        self._for_cuts.limit(-below - less, above + more)
        up = self._for_cuts.reach(need.cells, 1)
        down = self._down(self._for_cuts, view, need)
        short = _short(need, up, down) or short
        return [self._cut(view, need, reaches, enough) for reaches, enough in short]

    def _down(self, attacker: Attacker, view: View, need: Need) -> Reach:
        if view.below[list(need.cells)].any():
            return attacker.reach(need.cells, -1)
        # as low as anybody knows it can be: there is nothing to calculate
        return Reach(0.0, np.zeros(len(view.below)), np.zeros(self._task.sums.shape[0]))

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


def _most(need: Need) -> float:
    return max(need.up, need.down, need.width)


def _room(view: View, hidden: Floats, enough: float) -> tuple[Floats, Floats]:
    return np.minimum(view.below, enough) * hidden, np.minimum(view.above, enough) * hidden


def _short(need: Need, up: Reach, down: Reach) -> list[_Short]:
    """Return what of a need is not met: by which calculations, and what it asks."""
    found: list[_Short] = []
    if up.value < need.up - TOLERANCE:
        found.append(([(up, 1)], need.up))
    if down.value < need.down - TOLERANCE:
        found.append(([(down, -1)], need.down))
    if up.value + down.value < need.width - TOLERANCE:
        found.append(([(up, 1), (down, -1)], need.width))
    return found
