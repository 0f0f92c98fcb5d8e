"""A slow attacker of its own: whole numbers, all sums written out, another solver interface.

Shares nothing with the room under test but the release itself.
"""

from itertools import product

import numpy as np
from scipy.optimize import LinearConstraint, milp


def interval(release, place: tuple[str, ...]) -> tuple[float, float]:
    """Return the least and the largest count a cell of one release can be."""
    places = list(product(*(one.codes for one in release.dimensions)))
    at = {one: number for number, one in enumerate(places)}
    rows = []
    for axis, dimension in enumerate(release.dimensions):
        for hierarchy in dimension.hierarchies:
            for parent in set(hierarchy.parents.values()):
                children = [c for c, of in hierarchy.parents.items() if of == parent]
                for one in places:
                    if one[axis] == parent:
                        row = np.zeros(len(places))
                        row[at[one]] = -1
                        for child in children:
                            row[at[(*one[:axis], child, *one[axis + 1 :])]] = 1
                        rows.append(row)
    shown = dict(zip(release.places, release.shown, strict=True))
    # where every zero is shown, a hidden count is at least 1
    least = release.hidden_from
    low = np.array([least if shown[one] is None else shown[one] for one in places], dtype=float)
    high = np.array([1e5 if shown[one] is None else shown[one] for one in places])
    found = []
    for sign in (1, -1):
        cost = np.zeros(len(places))
        cost[at[place]] = sign
        outcome = milp(
            cost,
            constraints=LinearConstraint(np.array(rows), 0, 0),
            bounds=(low, high),
            integrality=np.ones(len(places)),
        )
        assert outcome.success, outcome.message
        found.append(round(sign * outcome.fun))
    return found[0], found[1]


class Together:
    """All releases of the same things together, for who knows which figures were corrected.

    A contributor knows its own part too, and where it is alone.

    Args:
        releases: Each with its full table, in the order of publication.
    """

    def __init__(self, releases) -> None:
        self._low, self._high, self._numbers, self._sums = [], [], [], []
        self._own: dict[str, list[tuple[int, float, bool]]] = {}
        latest: dict[frozenset[tuple[str, str]], tuple[int, float]] = {}
        for release, kept, table in releases:
            numbers = {}
            values = table.values.reshape(-1)
            for place, value, shown in zip(table.places, values, release.shown, strict=True):
                pairs = zip(table.dimensions, place, strict=True)
                key = frozenset((one.column, code) for one, code in pairs if code != one.total)
                if key not in latest or latest[key][1] != value:
                    latest[key] = len(self._low), value
                    self._low.append(0.0)
                    self._high.append(1e4)
                numbers[place] = latest[key][0]
                least = 1.0 if value >= 1 and not kept.zeros_are_secret else 0.0
                bounds = (least, 1e4) if shown is None else shown
                low, high = bounds if isinstance(bounds, tuple) else (bounds, bounds)
                at = numbers[place]
                self._low[at] = max(self._low[at], low)
                self._high[at] = min(self._high[at], high)
            self._numbers.append(numbers)
            for name, part in table.parts.items():
                triples = zip(table.places, part.reshape(-1), values, strict=True)
                self._own.setdefault(name, []).extend(
                    (numbers[place], own, own == value > 0) for place, own, value in triples
                )
            self._sums += _sums(table, numbers)

    def interval(self, number: int, places, of: str = "") -> tuple[int, int]:
        """Return the least and the most that some cells of one release can be for somebody."""
        least, most = np.array(self._low), np.array(self._high)
        for at, own, alone in self._own.get(of, ()):
            least[at] = max(least[at], own)
            most[at] = min(most[at], own) if alone else most[at]
        rows = np.zeros((len(self._sums), len(self._low)))
        for row, (whole, parts) in enumerate(self._sums):
            np.add.at(rows[row], [whole, *parts], [-1.0] + [1.0] * len(parts))
        found = []
        for sign in (1, -1):
            cost = np.zeros(len(self._low))
            cost[[self._numbers[number][place] for place in places]] = sign
            outcome = milp(
                cost,
                constraints=LinearConstraint(rows, 0, 0),
                bounds=(least, most),
                integrality=np.ones(len(cost)),
            )
            assert outcome.success, outcome.message
            found.append(round(sign * outcome.fun))
        return found[0], found[1]


def _sums(table, numbers):
    found = []
    for axis, dimension in enumerate(table.dimensions):
        for parent, children in dimension.sums:
            for place in table.places:
                if place[axis] == parent:
                    below = [(*place[:axis], child, *place[axis + 1 :]) for child in children]
                    found.append((numbers[place], [numbers[one] for one in below]))
    return found
