"""A small mixed-integer model on HiGHS: unknowns, linear requirements, the least cost."""

from collections.abc import Mapping

import highspy

from drieluik.core.solving import quiet_solver

FREE = highspy.kHighsInf
_EXACT = 1e-9
"""How far HiGHS may be off; a cent beside a million must still count."""


class Model:
    """Unknowns with requirements, solved as often as requirements are added.

    Unknowns are known by their number, in the order in which they were made.
    """

    def __init__(self) -> None:
        self._highs = quiet_solver()
        self._highs.setOptionValue("mip_feasibility_tolerance", _EXACT)
        self._highs.setOptionValue("primal_feasibility_tolerance", _EXACT)
        self._n_unknowns = 0

    def number(self, low: float, high: float, *, whole: bool = False) -> int:
        """Add a number between two bounds."""
        self._highs.addVar(low, high)
        if whole:
            self._highs.changeColIntegrality(self._n_unknowns, highspy.HighsVarType.kInteger)
        self._n_unknowns += 1
        return self._n_unknowns - 1

    def yes_or_no(self) -> int:
        """Add an unknown that is 0 or 1."""
        return self.number(0, 1, whole=True)

    def require(
        self, terms: Mapping[int, float], *, at_least: float = -FREE, at_most: float = FREE
    ) -> None:
        """Require of a weighted sum of unknowns that it lies between two bounds."""
        self._highs.addRow(at_least, at_most, len(terms), list(terms), list(terms.values()))

    def least(self, costs: Mapping[int, float]) -> tuple[float, list[float]] | None:
        """Return the least cost and a value for each unknown; None when nothing meets it all.

        Raises:
            RuntimeError: The solver gave up, which these small models never make it do.
        """
        for unknown in range(self._n_unknowns):
            self._highs.changeColCost(unknown, costs.get(unknown, 0.0))
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the solver ended with {self._highs.modelStatusToString(status)}")
        return (
            float(self._highs.getInfo().objective_function_value),
            [float(value) for value in self._highs.getSolution().col_value],
        )
