"""The deviations that one attacker was seen to have, and which needs they meet.

One calculation tells of every figure at once, so most needs are met by what was seen for another.
"""

import numpy as np

from drieluik.core.disclosure.figures import Floats
from drieluik.core.disclosure.sensitive import Need

_NEAR = 1e-6


class Seen:
    """The farthest deviations of every figure among some that fit the sums and the bounds."""

    def __init__(self, n: int) -> None:
        self._up, self._down = np.zeros(n), np.zeros(n)
        self._up_at, self._down_at = np.full(n, -1), np.full(n, -1)
        self._points: list[Floats] = []

    def add(self, point: Floats) -> None:
        """Remember a deviation."""
        at = len(self._points)
        self._points.append(point)
        farther = point > self._up
        self._up[farther], self._up_at[farther] = point[farther], at
        farther = -point > self._down
        self._down[farther], self._down_at[farther] = -point[farther], at

    def proof(self, need: Need) -> tuple[Floats, ...] | None:
        """Return deviations that meet a need, no larger than it takes; None when none were seen."""
        if len(need.cells) > 1:
            return None
        cell = need.cells[0]
        up, down = self._up[cell], self._down[cell]
        if up < need.up - _NEAR or down < need.down - _NEAR or up + down < need.width - _NEAR:
            return None
        upward = max(need.up, need.width - down) if need.up or need.down else min(up, need.width)
        downward = max(need.down, need.width - upward)
        found = []
        if upward > _NEAR:
            found.append(self._points[self._up_at[cell]] * min(1.0, upward / up))
        if downward > _NEAR:
            found.append(self._points[self._down_at[cell]] * min(1.0, downward / down))
        return tuple(found)
