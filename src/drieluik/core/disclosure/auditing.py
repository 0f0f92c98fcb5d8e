"""The attacker in the house: what can be calculated from everything that was ever published.

Comes in: releases, and of ours what was kept. Goes out: for every cell that is not shown the least
and the largest number it can be. Builds its own sums from the releases, and trusts no choice that
was made before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy import sparse

from drieluik.core.disclosure.choosing.attacker import Attacker, NoSolution
from drieluik.core.disclosure.figures import Floats
from drieluik.core.disclosure.insiders import Contributions, asks, bounds_of, names_of
from drieluik.core.disclosure.releases import Kept, Release
from drieluik.core.disclosure.sensitive import Mask, Need
from drieluik.core.disclosure.uniting import Contradiction, Table, United, unite
from drieluik.core.solving import quiet_solver

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Interval:
    """What can be found about one figure that is not shown.

    Attributes:
        release: Number of the release in the order given.
        places: The codes of the cells that together are the figure; mostly one.
        low: The least it can be.
        high: The most; None when there is no end to it.
        attacker: Who calculated: empty for an outsider, otherwise the contributor.
        enough: Whether it is uncertain enough; None when it need not be, and is only hidden to
            protect another.
    """

    release: int
    places: tuple[tuple[str, ...], ...]
    low: float
    high: float | None
    attacker: str
    enough: bool | None

    @property
    def exact(self) -> bool:
        """Whether the figure can be calculated exactly."""
        return self.high is not None and self.high - self.low < _NEAR


@dataclass(frozen=True, slots=True)
class Audit:
    """The outcome over all releases together.

    Attributes:
        intervals: Every hidden cell as an outsider can calculate it, and every figure that must
            stay uncertain as every attacker can; each figure once per release and attacker.
        contradiction: Whether no figures at all fit what was published.
    """

    intervals: tuple[Interval, ...]
    contradiction: bool

    @property
    def leaks(self) -> tuple[Interval, ...]:
        """What is exact, or less uncertain than it must stay."""
        return tuple(one for one in self.intervals if one.enough is False)

    @property
    def safe(self) -> bool:
        """Whether nothing leaks."""
        return not self.leaks and not self.contradiction


def audit(releases: Sequence[Release], kept: Sequence[Kept | None] = ()) -> Audit:
    """Return what can be calculated from all releases together.

    Where no rule of a release names a width, a cell is only judged on being exact.

    Args:
        releases: Everything that was published, in the order in which it was.
        kept: For each what was kept of it, or None. Without it nobody knows which cells are
            secret themselves, so that every hidden cell must stay as uncertain as the rules ask.

    Raises:
        ReleaseError: What was kept is of another release.
        Unlinked: See ``unite``.
    """
    kept = kept or [None] * len(releases)
    tables = [Table.of_release(*one) for one in zip(releases, kept, strict=True)]
    whole = all(release.whole for release in releases)
    try:
        united = unite(tables)
        outsider = _Calculation(united, united.low, united.high, whole)
        contributions = [
            Contributions(united.numbers[number], one.values, one.parts)
            for number, one in enumerate(kept)
            if one is not None
        ]
        asked = _hidden(releases, united, kept) + _needed(tables, united, kept, "")
        intervals = outsider.answer(asked)
        for name in names_of(contributions):
            bounds = bounds_of(name, united.low, united.high, contributions)
            insider = _Calculation(united, *bounds, whole)
            intervals += insider.answer(_needed(tables, united, kept, name))
    except (Contradiction, NoSolution):
        return Audit((), contradiction=True)
    return Audit(_each_once(intervals), contradiction=False)


def _each_once(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return one interval per figure: within all that were found, enough when it is for all."""
    found: dict[tuple[object, ...], Interval] = {}
    for one in intervals:
        key = one.release, one.places, one.attacker
        found[key] = _both(found[key], one) if key in found else one
    return tuple(found.values())


def _both(one: Interval, other: Interval) -> Interval:
    highs = [each.high for each in (one, other) if each.high is not None]
    judged = [each.enough for each in (one, other) if each.enough is not None]
    return replace(
        one,
        low=max(one.low, other.low),
        high=min(highs, default=None),
        enough=all(judged) if judged else None,
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """A figure to calculate; ``need`` is None when it is hidden only to protect another."""

    release: int
    places: tuple[tuple[str, ...], ...]
    unknowns: tuple[int, ...]
    attacker: str
    need: Need | None
    value: float

    def interval(self, low: float, high: float | None) -> Interval:
        """Return the answer."""
        enough = None if self.need is None else is_enough(self.need, self.value, low, high)
        return Interval(self.release, self.places, low, high, self.attacker, enough)


def _hidden(
    releases: Sequence[Release], united: United, kept: Sequence[Kept | None]
) -> list[_Question]:
    found = []
    for number, release in enumerate(releases):
        any_secret = Need((), width=release.least_width or 2 * _NEAR)
        need = any_secret if kept[number] is None else None
        for cell, unknown in enumerate(united.numbers[number].tolist()):
            if release.shown[cell] is None:
                places = (release.places[cell],)
                found.append(_Question(number, places, (unknown,), "", need, 0.0))
    return found


def _needed(
    tables: Sequence[Table], united: United, kept: Sequence[Kept | None], name: str
) -> list[_Question]:
    found = []
    for number, one in enumerate(kept):
        if one is None:
            continue
        table = Contributions(united.numbers[number], one.values, one.parts)
        for need in one.needs:
            if not (asks(name, need, table) if name else need.of in (None, "")):
                continue
            unknowns = tuple(united.numbers[number][list(need.cells)].tolist())
            places = tuple(tables[number].places[cell] for cell in need.cells)
            value = sum(one.values[cell] for cell in need.cells)
            found.append(_Question(number, places, unknowns, name, need, value))
    return found


def is_enough(need: Need, value: float, low: float, high: float | None) -> bool:
    """Return whether a figure that can be from one number to another is uncertain enough."""
    high = np.inf if high is None else high
    far_up = not need.up or high >= value + need.up - _NEAR
    far_down = not need.down or low <= value - need.down + _NEAR
    return bool(far_up and far_down and high - low >= need.width - _NEAR)


class _Calculation:
    """The hidden unknowns of one attacker, with everything shown filled in."""

    def __init__(self, united: United, low: Floats, high: Floats, whole: bool) -> None:
        if np.any(low > high + _NEAR):
            raise Contradiction
        free: Mask = low < high
        touched = np.diff(united.sums[:, free].indptr) > 0
        right = -(united.sums[:, ~free] @ low[~free])
        if np.abs(right[~touched]).max(initial=0.0) > _NEAR:
            raise Contradiction
        self._sums = sparse.csr_matrix(united.sums[touched][:, free])
        self._right = right[touched]
        self._column = {int(n): column for column, n in enumerate(np.flatnonzero(free))}
        self._fixed = low
        self._whole = whole
        self._endless = 10.0 * (1.0 + low[~free].max(initial=0.0) + united.values.max(initial=0.0))
        self._low = low[free]
        self._high = np.minimum(high[free], self._endless)
        self._attacker = Attacker(self._sums, self._right)
        self._attacker.limit(self._low, self._high)
        n_free = int(free.sum())
        # the least and the most of every figure in the whole solutions that were met
        self._least, self._most = np.full(n_free, np.inf), np.full(n_free, -np.inf)

    def answer(self, asked: Sequence[_Question]) -> list[Interval]:
        """Return the answers, with whole numbers wherever these could make too little of it."""
        loose = {unknowns: self._range(unknowns) for unknowns in {one.unknowns for one in asked}}
        found = []
        for one in asked:
            interval = one.interval(*loose[one.unknowns])
            if self._whole and interval.enough is not False and not self._seen(one):
                interval = one.interval(*self._whole_range(one.unknowns))
            found.append(interval)
        return found

    def _columns(self, unknowns: tuple[int, ...]) -> tuple[tuple[int, ...], float]:
        """Return the columns of some unknowns, and what the shown ones among them add up to."""
        columns = tuple(self._column[one] for one in unknowns if one in self._column)
        shown = sum(float(self._fixed[one]) for one in unknowns if one not in self._column)
        return columns, shown

    def _range(self, unknowns: tuple[int, ...]) -> tuple[float, float | None]:
        """Return the least and the most that some unknowns together can be."""
        columns, shown = self._columns(unknowns)
        if not columns:
            return shown, shown
        low, high = (self._extreme(columns, sign) for sign in (-1, 1))
        if self._whole:
            low, high = float(np.ceil(low - _NEAR)), float(np.floor(high + _NEAR))
        return shown + low, None if high >= self._endless - _NEAR else shown + high

    def _extreme(self, columns: tuple[int, ...], sign: int) -> float:
        reach = self._attacker.reach(columns, sign)
        if self._whole and np.abs(reach.point - np.round(reach.point)).max() < _NEAR:
            np.minimum(self._least, reach.point, out=self._least)
            np.maximum(self._most, reach.point, out=self._most)
        return sign * reach.value

    def _seen(self, one: _Question) -> bool:
        """Whether whole solutions that were met on the way are far enough apart."""
        columns, _ = self._columns(one.unknowns)
        if len(columns) != 1 or (one.need and (one.need.up or one.need.down)):
            return False
        apart = self._most[columns[0]] - self._least[columns[0]]
        return bool(apart >= (one.need.width if one.need else 1) - _NEAR)

    def _whole_range(self, unknowns: tuple[int, ...]) -> tuple[float, float | None]:
        columns, shown = self._columns(unknowns)
        if not columns:
            return shown, shown
        low, high = -self._in_wholes(columns, -1), self._in_wholes(columns, 1)
        return shown + low, None if high >= self._endless - _NEAR else shown + high

    def _in_wholes(self, columns: tuple[int, ...], sign: int) -> float:
        """Return the largest value in whole numbers only, or minus the least."""
        n_rows, n = self._sums.shape
        solver = quiet_solver()
        solver.addVars(n, self._low, self._high)
        at = np.arange(n, dtype=np.int32)
        solver.changeColsIntegrality(n, at, np.full(n, highspy.HighsVarType.kInteger))
        cost = np.zeros(n)
        cost[list(columns)] = -sign
        solver.changeColsCost(n, at, cost)
        for row in range(n_rows):
            start, end = self._sums.indptr[row], self._sums.indptr[row + 1]
            terms = self._sums.indices[start:end].astype(np.int32), self._sums.data[start:end]
            solver.addRow(self._right[row], self._right[row], end - start, *terms)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoSolution
        return float(np.round(-solver.getInfo().objective_function_value))
