"""A process of its own for reading files of strangers, with limits on memory and time.

Comes in: the module to run and a folder for what it reads and leaves. Goes out: nothing but the
reason when it failed. A hostile file can only kill that process. Knows no file format; the rooms
that read files say what they hand over and what a failure means.
"""

from drieluik.core.isolation.caller import Failure, Limits, run_isolated
from drieluik.core.isolation.child import EXIT_MEMORY, limit_this_process, tell
from drieluik.core.isolation.handing_over import answer, ask_isolated

__all__ = [
    "EXIT_MEMORY",
    "Failure",
    "Limits",
    "answer",
    "ask_isolated",
    "limit_this_process",
    "run_isolated",
    "tell",
]
