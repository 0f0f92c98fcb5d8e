"""How a long job tells how far it is, without wearing out the database."""

import time
from collections.abc import Callable

Note = Callable[[str, float], None]
_SECONDS_BETWEEN = 0.5


def now_and_then(note: Note) -> Note:
    """Return a function that passes on what it is told, at most twice a second."""
    noted_at = float("-inf")

    def passed_on(phase: str, share: float) -> None:
        nonlocal noted_at
        if time.monotonic() - noted_at >= _SECONDS_BETWEEN:
            noted_at = time.monotonic()
            note(phase, share)

    return passed_on
