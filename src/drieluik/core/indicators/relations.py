"""Which figures follow from others by their definitions: who knows all but one knows the last one.

Goes out: sets of figures, and what follows from figures that are known. How to calculate does not
matter here, and no number is looked at: this tells only what can be calculated. A relation that
holds nearly always (the dwellings of two tables, what left the stock) counts as one that holds, for what is told too
little can be told later. Only these: no chains of estimates, and no stock that changes by flows.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from drieluik.core.indicators.card import Aggregation, Indicator
from drieluik.core.indicators.catalogue import INDICATORS
from drieluik.core.indicators.roll_up import ALL, UNKNOWN_PART

Known = TypeVar("Known", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of an indicator.

    Attributes:
        indicator_id: The indicator.
        part: Class of its breakdown; ``ALL`` for all together.
        above: Whether it is the number above the line of a share, and not the share.
    """

    indicator_id: str
    part: str = ALL
    above: bool = False


def _above(indicator_id: str, part: str = ALL) -> Quantity:
    return Quantity(indicator_id, part, above=True)


_AFFORDABLE = "affordable-dwellings-share"
_CLASSES = ("GOE", "BETL", "BETH")
_OF_DEFINITIONS: tuple[tuple[Quantity, ...], ...] = (
    (
        Quantity("liveability-spending-per-daeb-dwelling"),
        Quantity("liveability-spending"),
        Quantity("daeb-dwellings"),
    ),
    (
        Quantity("vacancy-share"),
        _above("vacancy-share"),
        Quantity("dwellings-by-rent-class"),
    ),
    # by its second version only regulated dwellings count
    (Quantity("vacancy-share"), _above("vacancy-share"), Quantity("daeb-dwellings")),
    (Quantity(_AFFORDABLE), _above(_AFFORDABLE), Quantity("daeb-dwellings")),
    (_above(_AFFORDABLE), *(Quantity("dwellings-by-rent-class", one) for one in _CLASSES)),
    (
        Quantity("dwellings-by-rent-class"),
        Quantity("dwellings-by-rent-class-fixed-limits"),
    ),
    (
        Quantity("new-build-meeting-energy-norm-share"),
        Quantity("new-build-energy-exceptions"),
        Quantity("new-build-delivered"),
    ),
    (
        Quantity("sales-meeting-requirements-share"),
        Quantity("sales-exceptions"),
        Quantity("sales"),
    ),
    # what left was demolished or sold, and what came was built, unless something else happened
    (
        Quantity("dwellings-removed"),
        Quantity("dwellings-demolished"),
        Quantity("sales"),
    ),
    (Quantity("dwellings-added"), Quantity("new-build-delivered")),
    (Quantity("lettings"), _above("lettings-by-income-group")),
    (
        Quantity("urgent-lettings-share"),
        _above("urgent-lettings-share"),
        Quantity("lettings"),
    ),
)


def relations() -> tuple[frozenset[Quantity], ...]:
    """Return the quantities that follow from each other, by definition and by adding up classes.

    Examples:
        >>> per_dwelling = Quantity("liveability-spending-per-daeb-dwelling")
        >>> [sorted(q.indicator_id for q in one) for one in relations() if per_dwelling in one]
        [['daeb-dwellings', 'liveability-spending', 'liveability-spending-per-daeb-dwelling']]
    """
    of_classes = (each for card in INDICATORS for each in _of_classes(card))
    return (*map(frozenset, _OF_DEFINITIONS), *of_classes)


def what_follows(
    known: Iterable[Known], related: Iterable[frozenset[Known]]
) -> dict[Known, frozenset[Known]]:
    """Return all that follows from what is known, each with the set that it follows from.

    Args:
        known: What is known.
        related: Sets of which the last one is known as soon as all others are.

    Returns:
        What was not known yet -> the others of the set; those may follow from others themselves.

    Examples:
        >>> found = what_follows("ab", [frozenset("abc"), frozenset("cd"), frozenset("xyz")])
        >>> sorted(found), sorted(found["d"])
        (['c', 'd'], ['c'])
    """
    had = set(known)
    found: dict[Known, frozenset[Known]] = {}
    sets_with: dict[Known, list[frozenset[Known]]] = {}
    waiting = list(related)
    for one in waiting:
        for member in one:
            sets_with.setdefault(member, []).append(one)
    while waiting:
        one = waiting.pop()
        lacking = [member for member in one if member not in had]
        if len(lacking) == 1:
            had.add(lacking[0])
            found[lacking[0]] = one - {lacking[0]}
            waiting += sets_with[lacking[0]]
    return found


def roots(of: Known, follows: Mapping[Known, frozenset[Known]]) -> frozenset[Known]:
    """Return what was known at first from which one thing follows.

    Examples:
        >>> sorted(roots("d", {"c": frozenset("ab"), "d": frozenset("c")}))
        ['a', 'b']
    """
    found: set[Known] = set()
    waiting, seen = [of], {of}
    while waiting:
        one = waiting.pop()
        if one not in follows:
            found.add(one)
            continue
        new = follows[one] - seen
        seen |= new
        waiting += new
    return frozenset(found)


def _of_classes(card: Indicator) -> list[frozenset[Quantity]]:
    if card.breakdown is None:
        return []
    codes = [one.code for one in card.breakdown.codes]
    # where everything has a class nobody waits for those without
    sums = ((ALL, *codes), (ALL, UNKNOWN_PART, *codes))
    if card.aggregation is not Aggregation.RATIO:
        return [frozenset(Quantity(card.id, code) for code in each) for each in sums]
    if not card.breakdown.parts_of_whole:
        return []
    return [
        frozenset(Quantity(card.id, code) for code in codes),
        *(frozenset(_above(card.id, code) for code in each) for each in sums),
        *(
            frozenset({Quantity(card.id, code), _above(card.id, code), _above(card.id)})
            for code in codes
        ),
    ]
