"""The dimensions of a table: its codes, and which code is the sum of which others.

A dimension may have several hierarchies over the same lowest codes (buurt < wijk < municipality,
and buurt < area of the district agreement): two geographies of one figure are one dimension here,
so that nobody can take the one from the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


class DimensionError(ValueError):
    """The codes of a dimension do not add up to a total; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Which code counts in which: every child once, with its one parent.

    Attributes:
        name: What the hierarchy is called, such as ``cbs``.
        parents: Child code -> the code of which it is a part.
    """

    name: str
    parents: Mapping[str, str]


@dataclass(frozen=True)
class Dimension:
    """One dimension with all its codes.

    Attributes:
        column: Name of its column in tables.
        total: The code of everything together; a figure without the dimension is at this code.
        hierarchies: The first reaches every lowest code from the total. Others are over the same
            lowest codes, and need not reach all of them.

    Raises:
        DimensionError: A hierarchy runs in a circle, the first does not end in the total, a later
            one has lowest codes that the first does not know or makes a sum of one, or a sum
            holds other codes in another hierarchy.

    Examples:
        >>> area = Dimension.over("area", "all", [])
        >>> area.codes
        ('all',)
        >>> city = Hierarchy("cbs", {"b1": "w1", "b2": "w1", "w1": "city"})
        >>> Dimension("area", "city", (city,)).sums
        (('city', ('w1',)), ('w1', ('b1', 'b2')))
    """

    column: str
    total: str
    hierarchies: tuple[Hierarchy, ...]

    @classmethod
    def over(cls, column: str, total: str, codes: Iterable[str]) -> "Dimension":
        """Return the dimension of some codes that together are the total."""
        flat = {code: total for code in sorted(set(codes)) if code != total}
        return cls(column, total, (Hierarchy(column, flat),))

    def __post_init__(self) -> None:
        if not self.hierarchies:
            raise DimensionError(f"dimensie {self.column}: er is geen indeling")
        faults = [fault for one in self.hierarchies for fault in _circles(one)]
        first = self.hierarchies[0]
        tops = {parent for parent in first.parents.values() if parent not in first.parents}
        if tops - {self.total}:
            faults.append(f"{', '.join(sorted(tops - {self.total}))} telt niet mee in {self.total}")
        for later in self.hierarchies[1:]:
            lowest = set(later.parents) - set(later.parents.values())
            if strange := sorted(lowest - self._lowest):
                faults.append(f"{later.name} heeft onbekende delen: {', '.join(strange)}")
            if split := sorted(set(later.parents.values()) & self._lowest):
                faults.append(f"{', '.join(split)} is in {later.name} een som, en hier een deel")
        if not faults:
            faults += self._torn()
        if faults:
            raise DimensionError(f"dimensie {self.column}: {'; '.join(faults)}")

    def _torn(self) -> list[str]:
        """Return the sums that hold other lowest codes in one hierarchy than in another."""
        held: dict[str, frozenset[str]] = {self.total: self._lowest or frozenset((self.total,))}
        torn = set()
        for one in self.hierarchies:
            for parent in set(one.parents.values()):
                below = frozenset(code for code in self._lowest if parent in _above(one, code))
                if held.setdefault(parent, below) != below:
                    torn.add(parent)
        return [
            f"{code} heeft in de ene indeling andere delen dan in de andere"
            for code in sorted(torn)
        ]

    @cached_property
    def _lowest(self) -> frozenset[str]:
        first = self.hierarchies[0]
        sums = set(first.parents.values())
        return frozenset(code for code in first.parents if code not in sums)

    @cached_property
    def lowest(self) -> tuple[str, ...]:
        """The codes that are no sum, in order; the total itself when there are no others."""
        return tuple(sorted(self._lowest)) or (self.total,)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes: the lowest in order, then the sums in order, the total last."""
        sums = {parent for one in self.hierarchies for parent in one.parents.values()}
        between = sorted(sums - {self.total})
        return (*(code for code in self.lowest if code != self.total), *between, self.total)

    @cached_property
    def sums(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every sum with its parts, in order; the same sum may be taken in more than one way."""
        found = {
            (parent, tuple(sorted(child for child, of in one.parents.items() if of == parent)))
            for one in self.hierarchies
            for parent in set(one.parents.values())
        }
        return tuple(sorted(found))

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """Every code with the lowest codes that it holds; a lowest code holds itself."""
        held = {code: frozenset((code,)) for code in self.lowest}
        waiting = [one for one in self.sums if one[0] not in held]
        while waiting:
            ready = [(parent, parts) for parent, parts in waiting if set(parts) <= held.keys()]
            for parent, parts in ready:
                held.setdefault(parent, frozenset().union(*(held[part] for part in parts)))
            waiting = [one for one in waiting if one not in ready]
        return held


def _above(hierarchy: Hierarchy, code: str) -> list[str]:
    """Return every sum in which a code counts."""
    found = []
    while (parent := hierarchy.parents.get(code)) is not None:
        found.append(parent)
        code = parent
    return found


def _circles(hierarchy: Hierarchy) -> list[str]:
    """Return what runs in a circle: a code that is a part of itself."""
    found = set()
    for start in hierarchy.parents:
        seen, code = [start], hierarchy.parents.get(start)
        while code is not None and code not in seen:
            seen.append(code)
            code = hierarchy.parents.get(code)
        if code is not None:
            found.add(tuple(sorted(seen[seen.index(code) :])))
    return [f"{' en '.join(circle)} tellen in elkaar mee" for circle in sorted(found)]
