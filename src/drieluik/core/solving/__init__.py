"""The optimiser that rooms share, set so that it says nothing and always works in the same order.

Comes in: nothing. Goes out: a HiGHS solver without a model. What is solved, each room builds itself.
"""

from drieluik.core.solving.quiet import quiet_solver

__all__ = ["quiet_solver"]
