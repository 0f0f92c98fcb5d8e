"""What two sequences have in common: the longest common subsequence, within a bound of work.

Two exact methods and one way out. Few changes: the greedy method of Myers, whose work grows with
the number of changes only. Many changes: rows of bits as in Hyyrö, halved as in Hirschberg when
the rows would not fit in memory. What is too large for both is cut at tokens that occur once; a
part that still does not fit counts as replaced as a whole: longer than needed, never wrong.

Source:
    Myers (1986), An O(ND) difference algorithm and its variations; Hirschberg (1975), A linear
    space algorithm for computing maximal common subsequences; Hyyrö (2004), Bit-parallel
    LCS-length computation revisited.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

MOST_WORK = 1 << 28
_KEPT_BITS = 1 << 28
_FEW_CHANGES = 64
_FREQUENT = 8
_MOST_CUTS_DEEP = 12
_WORD_BITS = 64

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Matching:
    """The common parts, and what it took to find them.

    Attributes:
        runs: Start in the old sequence, start in the new one, length; in order, none touching.
        work: Steps taken; bounded by ``most_work`` plus a multiple of the lengths.
        exact: Whether the runs are certainly as long as can be, taken together.
    """

    runs: tuple[Run, ...]
    work: int
    exact: bool


def matching(
    old: Sequence[Hashable], new: Sequence[Hashable], most_work: int = MOST_WORK
) -> Matching:
    """The longest common subsequence of two sequences, as runs.

    Args:
        old: The old sequence.
        new: The new sequence.
        most_work: How many steps the exact methods may take together.

    Examples:
        >>> matching("de oude woning".split(), "de nieuwe woning".split()).runs
        ((0, 0, 1), (2, 2, 1))
    """
    numbers: dict[Hashable, int] = {}
    first = [numbers.setdefault(one, len(numbers)) for one in old]
    second = [numbers.setdefault(one, len(numbers)) for one in new]
    search = _Search(first, second, most_work)
    search.compare(0, len(first), 0, len(second))
    return Matching(_joined(search.runs), search.work, search.exact)


class _Search:
    def __init__(self, old: list[int], new: list[int], most_work: int) -> None:
        self.old, self.new = old, new
        self.runs: list[Run] = []
        self.work = 0
        self.exact = True
        self._most_work = most_work
        self._cuts_deep = 0

    def compare(self, old_from: int, old_until: int, new_from: int, new_until: int) -> None:
        """Add the common runs of two parts; equal ends are taken off first."""
        head = self._equal_ahead(old_from, old_until, new_from, new_until)
        self._add(old_from, new_from, head)
        old_from, new_from = old_from + head, new_from + head
        tail = self._equal_behind(old_from, old_until, new_from, new_until)
        old_until, new_until = old_until - tail, new_until - tail
        if old_from < old_until and new_from < new_until:
            self._compare_middle(old_from, old_until, new_from, new_until)
        self._add(old_until, new_until, tail)

    def _compare_middle(self, old_from: int, old_until: int, new_from: int, new_until: int) -> None:
        old, new = self.old[old_from:old_until], self.new[new_from:new_until]
        few, work = few_changes(old, new, _FEW_CHANGES)
        self.work += work
        if few is not None:
            for at_old, at_new, length in few:
                self._add(old_from + at_old, new_from + at_new, length)
        elif self.work + _row_work(old, new) > self._most_work:
            self._cut_at_anchors(old_from, old_until, new_from, new_until)
        elif len(old) * len(new) <= _KEPT_BITS or len(new) == 1:
            self.work += _row_work(old, new)
            for at_old, at_new in common_by_rows(old, new):
                self._add(old_from + at_old, new_from + at_new, 1)
        else:
            self.work += _row_work(old, new)
            half = len(new) // 2
            cut = _best_cut(old, new, half)
            self.compare(old_from, old_from + cut, new_from, new_from + half)
            self.compare(old_from + cut, old_until, new_from + half, new_until)

    def _cut_at_anchors(self, old_from: int, old_until: int, new_from: int, new_until: int) -> None:
        self.exact = False
        if self._cuts_deep == _MOST_CUTS_DEEP:
            return
        anchors = _anchors(self.old[old_from:old_until], self.new[new_from:new_until])
        self.work += old_until - old_from + new_until - new_from
        if not anchors:
            return
        self._cuts_deep += 1
        at_old, at_new = old_from, new_from
        for one_old, one_new in anchors:
            self.compare(at_old, old_from + one_old, at_new, new_from + one_new)
            self._add(old_from + one_old, new_from + one_new, 1)
            at_old, at_new = old_from + one_old + 1, new_from + one_new + 1
        self.compare(at_old, old_until, at_new, new_until)
        self._cuts_deep -= 1

    def _add(self, at_old: int, at_new: int, length: int) -> None:
        if length:
            self.runs.append((at_old, at_new, length))

    def _equal_ahead(self, at: int, until: int, at_new: int, until_new: int) -> int:
        most, count = min(until - at, until_new - at_new), 0
        while count < most and self.old[at + count] == self.new[at_new + count]:
            count += 1
        self.work += count
        return count

    def _equal_behind(self, at: int, until: int, at_new: int, until_new: int) -> int:
        most, count = min(until - at, until_new - at_new), 0
        while count < most and self.old[until - 1 - count] == self.new[until_new - 1 - count]:
            count += 1
        self.work += count
        return count


def few_changes(old: Sequence[int], new: Sequence[int], most: int) -> tuple[list[Run] | None, int]:
    """The common runs when at most ``most`` tokens change, else None; and the steps taken.

    Gives up too when the steps grow beyond a few times the length, as in a text of one word.
    """
    n_old, n_new = len(old), len(new)
    if abs(n_old - n_new) > most:
        return None, 0
    reach = {1: 0}
    history: list[dict[int, int]] = []
    work, limit = 0, 8 * (n_old + n_new) + 1000
    for n_changes in range(most + 1):
        history.append(reach.copy())
        for diagonal in range(-n_changes, n_changes + 1, 2):
            down = diagonal == -n_changes or (
                diagonal != n_changes and reach[diagonal - 1] < reach[diagonal + 1]
            )
            at_old = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            start = at_old
            at_new = at_old - diagonal
            while at_old < n_old and at_new < n_new and old[at_old] == new[at_new]:
                at_old, at_new = at_old + 1, at_new + 1
            work += 1 + at_old - start
            reach[diagonal] = at_old
            if diagonal == n_old - n_new and at_old == n_old:
                return _walked_back(history, n_old, n_new), work
        if work > limit:
            break
    return None, work


def _walked_back(history: list[dict[int, int]], at_old: int, at_new: int) -> list[Run]:
    runs: list[Run] = []
    for n_changes in range(len(history) - 1, -1, -1):
        reach, diagonal = history[n_changes], at_old - at_new
        down = diagonal == -n_changes or (
            diagonal != n_changes and reach[diagonal - 1] < reach[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        from_old = reach[before] if n_changes else 0
        from_new = from_old - before if n_changes else 0
        start_old = from_old + (0 if down else 1) if n_changes else 0
        length = at_old - start_old
        if length:
            runs.append((start_old, at_new - length, length))
        at_old, at_new = from_old, from_new
    return runs[::-1]


def common_by_rows(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs of a longest common subsequence; memory grows with both lengths multiplied.

    One row of bits per new token; a bit is off where the common length grows at that old token.
    """
    n_bytes = (len(old) + 7) // 8
    rows = [row.to_bytes(n_bytes, "little") for row in _rows(old, new)]
    pairs: list[tuple[int, int]] = []
    at_old, at_new = len(old), len(new)
    while at_old and at_new:
        byte, bit = (at_old - 1) >> 3, 1 << ((at_old - 1) & 7)
        if rows[at_new][byte] & bit:
            at_old -= 1
        elif not rows[at_new - 1][byte] & bit:
            at_new -= 1
        else:
            at_old, at_new = at_old - 1, at_new - 1
            pairs.append((at_old, at_new))
    return pairs[::-1]


def _rows(old: Sequence[int], new: Sequence[int]) -> Iterator[int]:
    """The row before the first new token, and after each."""
    places: dict[int, list[int]] = {}
    for at, one in enumerate(old):
        places.setdefault(one, []).append(at)
    frequent: dict[int, int] = {}
    row = full = (1 << len(old)) - 1
    yield row
    for one in new:
        if one in places:
            bits = frequent.get(one) or _bits(places[one])
            if len(places[one]) >= _FREQUENT:
                # Rare tokens are made anew each time: keeping all of them would fill the memory.
                frequent[one] = bits
            grows = row & bits
            row = ((row + grows) | (row - grows)) & full
        yield row


def _bits(places: list[int]) -> int:
    bits = bytearray((places[-1] >> 3) + 1)
    for at in places:
        bits[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(bits, "little")


def _best_cut(old: Sequence[int], new: Sequence[int], half: int) -> int:
    """Where to cut the old sequence so that both halves keep a longest common part."""
    ahead = _lengths(_last(_rows(old, new[:half])), len(old))
    behind = _lengths(_last(_rows(old[::-1], new[half:][::-1])), len(old))
    return max(range(len(old) + 1), key=lambda at: ahead[at] + behind[len(old) - at])


def _last(rows: Iterator[int]) -> int:
    return deque(rows, maxlen=1)[0]


def _lengths(row: int, n_old: int) -> list[int]:
    bits = f"{row:0{n_old}b}"[::-1]
    return list(accumulate((bit == "0" for bit in bits), initial=0))


def _row_work(old: Sequence[int], new: Sequence[int]) -> int:
    return len(new) * (len(old) // _WORD_BITS + 1)


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Tokens that occur once in both, in the same order in both: as many as can be."""
    n_old, n_new = Counter(old), Counter(new)
    at_new = {one: at for at, one in enumerate(new) if n_new[one] == 1}
    pairs = [(at, at_new[one]) for at, one in enumerate(old) if n_old[one] == 1 and one in at_new]
    return [pairs[at] for at in longest_rise([at_new for _, at_new in pairs])]


def longest_rise(values: Sequence[int]) -> list[int]:
    """The indexes of a longest part of the values that only rises.

    Examples:
        >>> longest_rise([3, 1, 2, 5, 4])
        [1, 2, 4]
    """
    ends: list[int] = []
    ends_at: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(ends, value)
        before.append(ends_at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            ends_at.append(at)
        else:
            ends[place], ends_at[place] = value, at
    found: list[int] = []
    at = ends_at[-1] if ends_at else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for at_old, at_new, length in runs:
        if joined:
            last_old, last_new, last_length = joined[-1]
            if last_old + last_length == at_old and last_new + last_length == at_new:
                joined[-1] = (last_old, last_new, last_length + length)
                continue
        joined.append((at_old, at_new, length))
    return tuple(joined)
