"""Contributors as attackers: what a party knows beside everything that is shown.

A party knows its own part of every figure: a figure is at least that, and exactly that where nobody
else contributes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from drieluik.core.disclosure.figures import Floats, Ints
from drieluik.core.disclosure.sensitive import Need

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Contributions:
    """What every contributor has in the cells of one table.

    Attributes:
        numbers: The number of the unknown of every cell.
        values: Every cell as it is.
        parts: Contributor -> its part of every cell.
    """

    numbers: Ints
    values: Sequence[float]
    parts: Mapping[str, Sequence[float]]


def names_of(tables: Sequence[Contributions]) -> tuple[str, ...]:
    """Return all contributors, in order."""
    return tuple(sorted({name for table in tables for name in table.parts}))


def bounds_of(
    name: str, low: Floats, high: Floats, tables: Sequence[Contributions]
) -> tuple[Floats, Floats]:
    """Return the bounds of every unknown for a contributor, from those for an outsider."""
    low, high = low.copy(), high.copy()
    for table in tables:
        if name in table.parts:
            own, values = np.array(table.parts[name]), np.array(table.values)
            np.maximum.at(low, table.numbers, own)
            alone = np.isclose(own, values) & (own > 0)
            np.minimum.at(high, table.numbers[alone], values[alone])
    return low, high


def asks(name: str, need: Need, table: Contributions) -> bool:
    """Whether a need of a table is a question for a contributor.

    A figure that is all one's own is no secret to oneself.
    """
    if need.of is not None:
        return need.of == name
    own = sum(table.parts[name][cell] for cell in need.cells) if name in table.parts else 0.0
    return own < sum(table.values[cell] for cell in need.cells) - _NEAR
