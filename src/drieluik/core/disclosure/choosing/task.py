"""What is asked of a choice of cells to hide: the figures, the attackers and what must stay unsure.

Comes in and goes out between the rooms' own modules only; unknowns are known by their number.
"""

from dataclasses import dataclass

from scipy import sparse

from drieluik.core.disclosure.figures import Floats
from drieluik.core.disclosure.sensitive import Mask, Need


@dataclass(frozen=True, slots=True)
class View:
    """One attacker, by what is known beyond everything that is shown.

    Attributes:
        name: Empty for an outsider, otherwise the contributor that knows its own part.
        below: How far below its value each figure could be for this attacker, when hidden.
        above: How far above.
        needs: What must stay uncertain for this attacker.
    """

    name: str
    below: Floats
    above: Floats
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Which cells to hide at the least cost, so that every need of every view is met.

    Attributes:
        sums: One row per sum that holds, one column per unknown.
        hidden: What is hidden in any case.
        may_hide: What may be hidden beside; anything else is shown, or known already.
        cost: What is lost with each.
        views: The attackers.
    """

    sums: sparse.csr_matrix
    hidden: Mask
    may_hide: Mask
    cost: Floats
    views: tuple[View, ...]


class CannotProtect(ValueError):  # noqa: N818 - an answer, not a mistake
    """Even with everything hidden that may be hidden, a figure can be calculated too closely.

    Attributes:
        cells: Numbers of the unknowns that together are the figure.
        view: Name of the attacker.
    """

    def __init__(self, cells: tuple[int, ...], view: str) -> None:
        super().__init__(f"cells {cells} cannot be protected from '{view}'")
        self.cells = cells
        self.view = view
