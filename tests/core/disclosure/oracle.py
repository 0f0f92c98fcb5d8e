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
