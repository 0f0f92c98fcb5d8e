"""A HiGHS solver that prints nothing: not who it is, and not what it does."""

import highspy


class _QuietSolver(highspy.Highs):
    """A solver that says nothing, from before the moment at which it introduces itself."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name that the solver calls
        """Silence it; its own constructor calls this, and would print who it is."""
        self.setOptionValue("output_flag", False)
        self.setOptionValue("log_to_console", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def quiet_solver() -> highspy.Highs:
    """Return a solver that prints nothing and always works in the same order."""
    solver = _QuietSolver()  # type: ignore[no-untyped-call]  # its stub names no types
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    return solver
