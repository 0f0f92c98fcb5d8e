"""A table in full: every combination of codes with its figure, and what adds up to what.

Comes in: rows at the lowest codes. Goes out: all cells, sums included. A combination without a row
counts as 0; whoever has figures that are unknown must not bring them here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from drieluik.core.disclosure.dimensions import Dimension

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
MOST_CELLS = 250_000
LARGEST = 1e9


class FiguresError(ValueError):
    """The rows do not fit the dimensions; every fault stands in the message."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Figures:
    """All cells of one table.

    Attributes:
        measure: What is counted, such as ``huisuitzettingen``. Tables with the same measure are
            about the same things: a cell of the one is the cell with the same codes of the other.
        fixed: Codes of dimensions that this table is one slice of, such as its half-year.
        dimensions: In the order of the axes of ``values``.
        values: One number per combination of codes, in the order of ``Dimension.codes``.
        parts: Contributor -> its part of every cell; empty when contributors play no role.
        n_absent: How many combinations of lowest codes had no row, and count as 0.
        whole: Whether every number is a count; amounts are not.
    """

    measure: str
    fixed: tuple[tuple[str, str], ...]
    dimensions: tuple[Dimension, ...]
    values: Floats
    parts: Mapping[str, Floats]
    n_absent: int
    whole: bool

    @property
    def n_cells(self) -> int:
        """How many cells there are."""
        return self.values.size

    @cached_property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """The codes of every cell, in the order of the flattened values."""
        return tuple(product(*(one.codes for one in self.dimensions)))


def sums_of(dimensions: Sequence[Dimension]) -> list[tuple[int, Ints]]:
    """Return every sum of a table as (number of the cell, numbers of the cells that it adds)."""
    shape = tuple(len(one.codes) for one in dimensions)
    numbers = np.arange(int(np.prod(shape))).reshape(shape)
    found: list[tuple[int, Ints]] = []
    for axis, dimension in enumerate(dimensions):
        lines = np.moveaxis(numbers, axis, 0).reshape(len(dimension.codes), -1)
        at = {code: number for number, code in enumerate(dimension.codes)}
        for parent, parts in dimension.sums:
            below = lines[[at[part] for part in parts]]
            found += [(int(cell), below[:, line]) for line, cell in enumerate(lines[at[parent]])]
    return found


def add_up(
    measure: str,
    dimensions: Sequence[Dimension],
    rows: Sequence[tuple[tuple[str, ...], str, float]],
    fixed: Mapping[str, str] | None = None,
    *,
    amounts: bool = False,
) -> Figures:
    """Return all cells of a table from its rows.

    Args:
        measure: What is counted.
        dimensions: The dimensions, in the order of the codes of a row.
        rows: Codes, contributor (empty when there is none) and number. Several rows of the same
            codes are added, unless they have the same contributor too. Rows at a sum are compared
            with what their parts add up to.
        fixed: See ``Figures``.
        amounts: Whether the numbers are amounts, so that they are no counts even when all are whole.

    Raises:
        FiguresError: A code is unknown, a number is negative or stands twice, a sum is not the sum
            of its parts or larger than ``LARGEST``, a column is there twice, or there are more
            than ``MOST_CELLS`` cells. All faults at once.
    """
    faults = _faults_of_columns(dimensions, fixed or {})
    faults += faults_of_rows(dimensions, rows, [f"rij {n}" for n in range(1, len(rows) + 1)])
    shape = tuple(len(one.codes) for one in dimensions)
    if (n_cells := int(np.prod(shape))) > MOST_CELLS:
        faults.append(f"de tabel heeft {n_cells} cellen; hoogstens {MOST_CELLS} gaat")
    if faults:
        raise FiguresError(faults)
    lowest = [row for row in rows if not _at_a_sum(dimensions, row[0])]
    parts = {name: _spread(dimensions, lowest, name) for name in sorted({row[1] for row in lowest})}
    decimals = max((_decimals(number) for _, _, number in rows), default=0)
    parts = {name: np.round(part, decimals) for name, part in parts.items()}
    values = np.round(sum(parts.values(), np.zeros(shape)), decimals)
    n_lowest = int(np.prod([len(one.lowest) for one in dimensions]))
    figures = Figures(
        measure=measure,
        fixed=tuple(sorted((fixed or {}).items())),
        dimensions=tuple(dimensions),
        values=values,
        parts={name: part for name, part in parts.items() if name},
        n_absent=n_lowest - len({codes for codes, _, _ in lowest}),
        whole=not amounts and all(float(number).is_integer() for _, _, number in rows),
    )
    faults = _faults_of_sums(figures, rows)
    if values.max(initial=0.0) > LARGEST:
        faults.append(f"het grootste getal is {values.max():g}; reken in duizenden of miljoenen")
    if faults:
        raise FiguresError(faults)
    return figures


def told(codes: Sequence[str]) -> str:
    """Return the codes of a cell as people read them in a message."""
    return " / ".join(codes)


def _decimals(number: float) -> int:
    """Return how many decimals a number was written with; its sums have no more."""
    return 0 if float(number).is_integer() else len(f"{number:.9f}".rstrip("0").split(".")[1])


def _at_a_sum(dimensions: Sequence[Dimension], codes: tuple[str, ...]) -> bool:
    return any(
        code not in dimension.lowest for dimension, code in zip(dimensions, codes, strict=True)
    )


def _spread(
    dimensions: Sequence[Dimension], rows: Sequence[tuple[tuple[str, ...], str, float]], name: str
) -> Floats:
    """Return what one contributor has in every cell, sums included."""
    at = [{code: number for number, code in enumerate(one.lowest)} for one in dimensions]
    spread = np.zeros([len(one.lowest) for one in dimensions])
    for codes, contributor, number in rows:
        if contributor == name:
            spread[tuple(where[code] for where, code in zip(at, codes, strict=True))] += number
    for axis, dimension in enumerate(dimensions):
        within = np.array(
            [[one in dimension.below[code] for one in dimension.lowest] for code in dimension.codes]
        )
        spread = np.moveaxis(np.tensordot(within.astype(float), spread, (1, axis)), 0, axis)
    return spread


def _faults_of_columns(dimensions: Sequence[Dimension], fixed: Mapping[str, str]) -> list[str]:
    columns = [one.column for one in dimensions]
    twice = sorted({one for one in columns if columns.count(one) > 1 or one in fixed})
    return [f"kolom {one} staat er twee keer in" for one in twice]


def faults_of_rows(
    dimensions: Sequence[Dimension],
    rows: Sequence[tuple[tuple[str, ...], str, float]],
    places: Sequence[str],
) -> list[str]:
    """Return what is wrong with rows, each fault with the place of its row."""
    faults = []
    known = [frozenset(one.codes) for one in dimensions]
    seen: set[tuple[tuple[str, ...], str]] = set()
    for at, (codes, contributor, value) in zip(places, rows, strict=True):
        faults += [
            f"{at}: {dimension.column} '{code}' staat niet in de dimensie"
            for dimension, codes_known, code in zip(dimensions, known, codes, strict=True)
            if code not in codes_known
        ]
        if not 0 <= value < np.inf:
            faults.append(f"{at}: het getal {value} moet 0 of meer zijn")
        if (codes, contributor) in seen:
            faults.append(f"{at}: {told(codes)} staat er twee keer")
        seen.add((codes, contributor))
    return faults


def _faults_of_sums(
    figures: Figures, rows: Sequence[tuple[tuple[str, ...], str, float]]
) -> list[str]:
    at = [{code: number for number, code in enumerate(one.codes)} for one in figures.dimensions]
    given: dict[tuple[str, ...], float] = {}
    for codes, _, number in rows:
        if _at_a_sum(figures.dimensions, codes):
            given[codes] = given.get(codes, 0.0) + number
    faults = []
    for codes, number in given.items():
        found = figures.values[tuple(where[code] for where, code in zip(at, codes, strict=True))]
        if not np.isclose(found, number, rtol=1e-9, atol=1e-6):
            faults.append(f"{told(codes)}: het totaal is {number:g}, de delen zijn {found:g}")
    return faults
