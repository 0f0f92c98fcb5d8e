"""Everything that is or was published of the same things, as one set of sums.

A cell is the same unknown in every table that has it, whatever the table is called: the codes of
its dimensions say which, and a dimension that a table lacks is at its total. A figure that was
corrected is another unknown from then on; what was not corrected stays the same one. That is what
an attacker who knows which delivery was corrected can assume, so it is assumed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from drieluik.core.disclosure.dimensions import Dimension
from drieluik.core.disclosure.figures import Figures, Floats, Ints, sums_of
from drieluik.core.disclosure.releases import Kept, Release, ReleaseError, Shown
from drieluik.core.disclosure.sensitive import Mask

_Cell = tuple[int, int]
_Key = tuple[str, frozenset[tuple[str, str]]]
_MOVED = 1e-6


@dataclass(frozen=True)
class Table:
    """One table among those that are looked at together.

    Attributes:
        measure: What is counted.
        fixed: See ``Figures``.
        dimensions: In the order of the codes of a cell.
        places: The codes of every cell.
        values: Every cell as it is, None where that is not known.
        shown: What is shown of every cell; None for all of a table that is still to be published.
        floor: The least that every cell can be for a reader when it is hidden.
    """

    measure: str
    fixed: tuple[tuple[str, str], ...]
    dimensions: tuple[Dimension, ...]
    places: tuple[tuple[str, ...], ...]
    values: tuple[float | None, ...]
    shown: tuple[Shown, ...]
    floor: tuple[float, ...]

    @classmethod
    def of_release(cls, release: Release, kept: Kept | None) -> "Table":
        """Return a release; without what was kept only the shown cells are known.

        Raises:
            ReleaseError: What was kept is of another release.
        """
        place = release.measure, release.fixed, release.dimensions, release.places
        if kept is None:
            known = tuple(one if isinstance(one, float) else None for one in release.shown)
            floor = (float(release.hidden_from),) * len(known)
            return cls(*place, known, release.shown, floor)
        if kept.release_id != release.id or len(kept.values) != len(release.shown):
            raise ReleaseError("wat is bewaard, hoort bij een andere publicatie")
        floor = _floor(kept.values, release.whole, kept.zeros_are_secret)
        return cls(*place, kept.values, release.shown, floor)

    @classmethod
    def of_figures(cls, figures: Figures, *, zeros_are_secret: bool) -> "Table":
        """Return a table of which nothing is shown yet."""
        values = tuple(map(float, figures.values.reshape(-1)))
        nothing = (None,) * len(values)
        place = figures.measure, figures.fixed, figures.dimensions, figures.places
        return cls(*place, values, nothing, _floor(values, figures.whole, zeros_are_secret))


def _floor(values: Sequence[float], whole: bool, zeros_are_secret: bool) -> tuple[float, ...]:
    """Return the least of every cell for a reader who knows that zeros are shown."""
    shown_zeros = whole and not zeros_are_secret
    return tuple(1.0 if shown_zeros and value >= 1 else 0.0 for value in values)


@dataclass(frozen=True)
class United:
    """All tables as unknowns and sums.

    Attributes:
        sums: One row per sum, one column per unknown.
        numbers: Per table, the number of the unknown of every cell.
        values: Every unknown as it is, or a value that fits where that is not known.
        low: The least it can be by what is shown; the number itself when that is shown.
        high: The most; infinite when it is not shown.
    """

    sums: sparse.csr_matrix
    numbers: tuple[Ints, ...]
    values: Floats
    low: Floats
    high: Floats

    @property
    def known(self) -> Mask:
        """Which unknowns are shown exactly."""
        known: Mask = self.low == self.high
        return known


class Contradiction(ValueError):  # noqa: N818 - an answer, not a mistake
    """No figures at all fit everything that was published."""

    def __init__(self) -> None:
        super().__init__("er zijn geen cijfers die bij alle publicaties passen")


class Unlinked(ValueError):  # noqa: N818 - an answer, not a mistake
    """It is not said how tables of the same things hang together; the message says which."""


def unite(tables: Sequence[Table]) -> United:
    """Return several tables as one set of unknowns and sums.

    Where a hidden figure is taken for the same one in two tables and nothing fits, it was
    corrected: as few figures as possible, by as little as possible.

    Raises:
        Contradiction: No figures fit them all.
        Unlinked: Two tables have different totals of one dimension, or are slices of a dimension
            that no table has in full, so that one could be taken from the other unseen.
    """
    _check_linked(tables)
    numbering = _number(tables, frozenset())
    values = _completed(numbering)
    if values is None:
        numbering = _number(tables, _corrected(tables))
        values = _completed(numbering)
    if values is None:
        raise Contradiction
    low, high = np.array(numbering.low), np.array(numbering.high)
    return United(numbering.sums, tuple(numbering.numbers), values, low, high)


@dataclass
class _Numbering:
    """The unknowns while they are being numbered.

    Attributes:
        assumed: Cells taken for an earlier unknown without knowing that they are equal.
        corrected: Cells that were not, with the earlier unknown and their own.
    """

    tables: Sequence[Table]
    numbers: list[Ints] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    latest: dict[_Key, int] = field(default_factory=dict)
    assumed: list[_Cell] = field(default_factory=list)
    corrected: list[tuple[_Cell, int, int]] = field(default_factory=list)

    @property
    def sums(self) -> sparse.csr_matrix:
        """The sums of all tables, each once."""
        rows: set[tuple[int, tuple[int, ...]]] = set()
        for table, numbers in zip(self.tables, self.numbers, strict=True):
            for cell, parts in sums_of(table.dimensions):
                rows.add((int(numbers[cell]), tuple(sorted(numbers[parts].tolist()))))
        ordered = sorted(row for row in rows if row[1] != (row[0],))
        columns = [column for whole, below in ordered for column in (whole, *below)]
        weights = [weight for _, below in ordered for weight in (-1.0, *[1.0] * len(below))]
        ends = np.cumsum([0, *(1 + len(below) for _, below in ordered)])
        return sparse.csr_matrix((weights, columns, ends), (len(ordered), len(self.values)))

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """The least and the most that every unknown can be for who knows the figures."""
        return [
            (low, high) if value is None else (value, value)
            for value, low, high in zip(self.values, self.low, self.high, strict=True)
        ]


def _number(tables: Sequence[Table], corrected: frozenset[_Cell]) -> _Numbering:
    made = _Numbering(tables)
    totals = {
        (table.measure, one.column): one.total for table in tables for one in table.dimensions
    }
    for number, table in enumerate(tables):
        cells = np.empty(len(table.places), dtype=np.int64)
        for cell, place in enumerate(table.places):
            cells[cell] = _unknown(made, _key(table, place, totals), (number, cell), corrected)
            _show(made, int(cells[cell]), table.shown[cell], table.floor[cell])
        made.numbers.append(cells)
    return made


def _check_linked(tables: Sequence[Table]) -> None:
    faults = []
    for measure in sorted({table.measure for table in tables}):
        same = [table for table in tables if table.measure == measure]
        for column in sorted({name for table in same for name in _columns(table)}):
            whole = [one for table in same for one in table.dimensions if one.column == column]
            if len(totals := sorted({one.total for one in whole})) > 1:
                faults.append(f"{column} heeft verschillende totalen: {', '.join(totals)}")
            apart = [table for table in same if not _has(table, column)]
            codes = {dict(table.fixed).get(column) for table in apart}
            if len(codes) > 1 or whole:
                loose = [one for one in apart if not _is_in_full(one, column, same)]
                faults += [
                    f"{column} {dict(one.fixed)[column]} staat in geen tabel naast de andere; "
                    "maak een tabel met alle codes samen"
                    for one in loose
                ]
    if faults:
        raise Unlinked("; ".join(faults))


def _is_in_full(table: Table, column: str, same: Sequence[Table]) -> bool:
    """Whether some table has a slice beside the others, with all the columns of the slice."""
    code = dict(table.fixed).get(column)
    return code is None or any(
        code in one.codes and _columns(table) <= _columns(whole)
        for whole in same
        for one in whole.dimensions
        if one.column == column
    )


def _columns(table: Table) -> set[str]:
    return {one.column for one in table.dimensions} | {column for column, _ in table.fixed}


def _has(table: Table, column: str) -> bool:
    return any(one.column == column for one in table.dimensions)


def _key(table: Table, place: tuple[str, ...], totals: Mapping[tuple[str, str], str]) -> _Key:
    """Return which thing a cell is: what is counted, and every code that is no total."""
    where = [(one.column, code) for one, code in zip(table.dimensions, place, strict=True)]
    codes = {*where, *table.fixed}
    return table.measure, frozenset(
        (column, code) for column, code in codes if totals.get((table.measure, column)) != code
    )


def _unknown(made: _Numbering, key: _Key, cell: _Cell, corrected: frozenset[_Cell]) -> int:
    value = made.tables[cell[0]].values[cell[1]]
    earlier = made.latest.get(key)
    if earlier is not None and cell not in corrected:
        before = made.values[earlier]
        if value is None or before is None:
            made.assumed.append(cell)
            made.values[earlier] = before if value is None else value
            return earlier
        if abs(value - before) < _MOVED:
            return earlier
    made.values.append(value)
    made.low.append(0.0)
    made.high.append(np.inf)
    made.latest[key] = len(made.values) - 1
    if earlier is not None and cell in corrected:
        made.corrected.append((cell, earlier, made.latest[key]))
    return made.latest[key]


def _show(made: _Numbering, number: int, shown: Shown, floor: float) -> None:
    if shown is None:
        made.low[number] = max(made.low[number], floor)
        return
    low, high = shown if isinstance(shown, tuple) else (shown, shown)
    made.low[number] = max(made.low[number], low)
    made.high[number] = min(made.high[number], high)


def _completed(made: _Numbering) -> Floats | None:
    """Return every unknown as it is, with fitting values where that is not known."""
    sums, bounds = made.sums, made.bounds
    nothing = np.zeros(len(bounds))
    found = linprog(nothing, A_eq=sums, b_eq=np.zeros(sums.shape[0]), bounds=bounds)
    return np.array(found.x) if found.success else None


def _corrected(tables: Sequence[Table]) -> frozenset[_Cell]:
    """Return the hidden cells that must have been corrected."""
    apart = _number(tables, frozenset(_number(tables, frozenset()).assumed))
    sums, n_pairs = apart.sums, len(apart.corrected)
    differences = sparse.lil_matrix((n_pairs, len(apart.values)))
    for row, (_, before, now) in enumerate(apart.corrected):
        differences[row, before], differences[row, now] = 1.0, -1.0
    far = sparse.identity(n_pairs)
    found = linprog(
        np.concatenate([np.zeros(len(apart.values)), np.ones(n_pairs)]),
        A_ub=sparse.bmat([[differences, -far], [-differences, -far]]),
        b_ub=np.zeros(2 * n_pairs),
        A_eq=sparse.hstack([sums, sparse.csr_matrix((sums.shape[0], n_pairs))]),
        b_eq=np.zeros(sums.shape[0]),
        bounds=[*apart.bounds, *[(0.0, np.inf)] * n_pairs],
    )
    if not found.success:
        raise Contradiction
    moved = np.array(found.x)[len(apart.values) :] > _MOVED
    return frozenset(
        cell for (cell, _, _), is_far in zip(apart.corrected, moved, strict=True) if is_far
    )
