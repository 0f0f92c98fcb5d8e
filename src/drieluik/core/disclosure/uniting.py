"""Everything that is or was published of the same things, as one set of sums.

A cell is the same unknown in every table that has it, whatever the table is called: the codes of
its dimensions say which, and a dimension that a table lacks is at its total. A figure that was
corrected is another unknown from then on; what was not corrected stays the same one. That is what
an attacker who knows which delivery was corrected can assume, so it is assumed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy import sparse

from drieluik.core.disclosure.dimensions import Dimension
from drieluik.core.disclosure.figures import Figures, Floats, Ints, sums_of
from drieluik.core.disclosure.releases import Kept, Release, ReleaseError, Shown
from drieluik.core.disclosure.sensitive import Mask

_Key = tuple[str, frozenset[tuple[str, str]]]
_MOVED = 1e-6
_UNCLEAR = (
    "er is een cijfer verbeterd na een publicatie waarvan het bewaarde deel ontbreekt; "
    "zonder dat deel is niet te zeggen welk"
)


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

    A hidden figure of which nothing was kept is taken for the same one in two tables: that is the
    most an attacker can know. When it cannot be, something was corrected that nobody can name.

    Raises:
        Contradiction: No figures fit them all.
        Unlinked: Two tables have different totals or lowest codes of one dimension, are slices of
            a dimension that no table has in full, so that one could be taken from the other
            unseen, or a figure was corrected after a release of which nothing was kept.
    """
    _check_linked(tables)
    numbering = _number(tables)
    values = None if numbering.unclear else _completed(numbering)
    if values is None:
        if numbering.assumed:
            raise Unlinked(_UNCLEAR)
        raise Contradiction
    low, high = np.array(numbering.low), np.array(numbering.high)
    return United(numbering.sums, tuple(numbering.numbers), values, low, high)


@dataclass
class _Numbering:
    """The unknowns while they are being numbered.

    Attributes:
        assumed: Unknowns that two tables are taken to share without knowing that they do.
        unclear: Whether one of those was corrected, nobody knows in which table.
    """

    tables: Sequence[Table]
    numbers: list[Ints] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    latest: dict[_Key, int] = field(default_factory=dict)
    assumed: set[int] = field(default_factory=set)
    unclear: bool = False

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

    @property
    def fits(self) -> bool:
        """Whether every figure lies where what is shown of it says."""
        return all(
            low <= high + _MOVED and (value is None or low - _MOVED <= value <= high + _MOVED)
            for value, low, high in zip(self.values, self.low, self.high, strict=True)
        )


def _number(tables: Sequence[Table]) -> _Numbering:
    made = _Numbering(tables)
    totals = {
        (table.measure, one.column): one.total for table in tables for one in table.dimensions
    }
    for table in tables:
        cells = np.empty(len(table.places), dtype=np.int64)
        for cell, place in enumerate(table.places):
            unknown = _unknown(made, _key(table, place, totals), table.values[cell])
            _show(made, unknown, table.shown[cell], table.floor[cell])
            cells[cell] = unknown
        made.numbers.append(cells)
    return made


def _check_linked(tables: Sequence[Table]) -> None:
    faults = []
    for measure in sorted({table.measure for table in tables}):
        same = [table for table in tables if table.measure == measure]
        columns = sorted({name for table in same for name in _codes(table)})
        for column in columns:
            faults += _faults_of_column(column, same)
        faults += _faults_of_names(columns, same)
    if faults:
        raise Unlinked("; ".join(faults))


def _faults_of_column(column: str, same: Sequence[Table]) -> list[str]:
    whole = [one for table in same for one in table.dimensions if one.column == column]
    faults = []
    if len(totals := sorted({one.total for one in whole})) > 1:
        faults.append(f"{column} heeft verschillende totalen: {', '.join(totals)}")
    elif strange := _apart(whole):
        faults.append(
            f"{column} heeft niet in elke tabel dezelfde laagste codes "
            f"({', '.join(strange[:4])}); maak een indeling met alle codes"
        )
    apart = [table for table in same if not _has(table, column)]
    codes = {dict(table.fixed).get(column) for table in apart}
    if len(codes) > 1 or whole:
        faults += [
            f"{column} {dict(one.fixed)[column]} staat in geen tabel naast de andere; "
            "maak een tabel met alle codes samen"
            for one in apart
            if not _is_in_full(one, column, same)
        ]
    return faults


def _apart(whole: Sequence[Dimension]) -> list[str]:
    """Return lowest codes that the tables with most of them lack.

    Two divisions of one thing whose parts are nowhere told can be taken from each other.
    """
    parts = {code: below for one in whole for code, below in one.sums if code != one.total}
    held = [_lowest(one.lowest, parts) for one in whole]
    most = max(held, key=len, default=set())
    return sorted({code for one in held for code in one - most})


def _lowest(codes: Sequence[str], parts: Mapping[str, Sequence[str]]) -> set[str]:
    """Return what some codes hold at the lowest level that any table knows."""
    found, waiting, seen = set(), [*codes], {*codes}
    while waiting:
        code = waiting.pop()
        below = parts.get(code, ())
        if not below:
            found.add(code)
        waiting += [one for one in below if one not in seen]
        seen |= {*below}
    return found


def _faults_of_names(columns: Sequence[str], same: Sequence[Table]) -> list[str]:
    """Return what seems one division under two names, in tables that have one of them each."""
    lowest: dict[str, set[str]] = {column: set() for column in columns}
    codes: dict[str, set[str]] = {column: set() for column in columns}
    for one in (one for table in same for one in table.dimensions):
        lowest[one.column] |= {*one.lowest}
        codes[one.column] |= {*one.codes} - {one.total}
    faults = []
    for first, second in combinations(columns, 2):
        both = codes[first] & codes[second]
        fewest = min(len(lowest[first]), len(lowest[second]))
        apart = not any({first, second} <= _codes(table).keys() for table in same)
        if apart and len(both) > 1 and 2 * len(both) >= fewest:
            faults.append(
                f"{first} en {second} hebben dezelfde codes ({', '.join(sorted(both)[:4])}); "
                "geef een indeling in elke tabel dezelfde naam, en een andere andere codes"
            )
    return faults


def _is_in_full(table: Table, column: str, same: Sequence[Table]) -> bool:
    """Whether some table has a slice beside the others, at least as detailed as the slice."""
    code = dict(table.fixed).get(column)
    totals = {one.column: one.total for each in same for one in each.dimensions}
    columns = {name for each in same for name in _codes(each)}
    return code is None or any(
        _has(whole, column)
        and all(
            _codes_or_total(table, one, totals) <= _codes_or_total(whole, one, totals)
            for one in columns
        )
        for whole in same
    )


def _codes_or_total(table: Table, column: str, totals: Mapping[str, str]) -> set[str | None]:
    """Return the codes of a column, None for its total; a table without it is at its total."""
    codes = _codes(table).get(column, set())
    return {None if code == totals.get(column) else code for code in codes} or {None}


def _codes(table: Table) -> dict[str, set[str]]:
    """Return the codes that a table has of every column."""
    codes = {column: {code} for column, code in table.fixed}
    return codes | {one.column: {*one.codes} for one in table.dimensions}


def _has(table: Table, column: str) -> bool:
    return any(one.column == column for one in table.dimensions)


def _key(table: Table, place: tuple[str, ...], totals: Mapping[tuple[str, str], str]) -> _Key:
    """Return which thing a cell is: what is counted, and every code that is no total."""
    where = [(one.column, code) for one, code in zip(table.dimensions, place, strict=True)]
    codes = {*where, *table.fixed}
    return table.measure, frozenset(
        (column, code) for column, code in codes if totals.get((table.measure, column)) != code
    )


def _unknown(made: _Numbering, key: _Key, value: float | None) -> int:
    """Return the number of a thing: the one it had, or a new one when it was corrected."""
    earlier = made.latest.get(key)
    if earlier is not None:
        before = made.values[earlier]
        if value is None or before is None:
            made.assumed.add(earlier)
            made.values[earlier] = before if value is None else value
            return earlier
        if abs(value - before) < _MOVED:
            return earlier
        made.unclear |= earlier in made.assumed
    made.values.append(value)
    made.low.append(0.0)
    made.high.append(np.inf)
    made.latest[key] = len(made.values) - 1
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
    # a tenth of the time that every process of the product takes to start
    from scipy.optimize import linprog

    if not made.fits:
        return None
    sums, bounds = made.sums, made.bounds
    nothing = np.zeros(len(bounds))
    found = linprog(nothing, A_eq=sums, b_eq=np.zeros(sums.shape[0]), bounds=bounds)
    return np.array(found.x) if found.success else None
