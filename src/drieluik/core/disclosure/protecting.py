"""From a table to what may be published of it: the only way to a publishable table.

Comes in: all cells, the rules, and everything that was published of the same things before. Goes
out: a release with what is kept of it, after an audit of all releases together. Nothing comes out
when the audit finds a leak.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from drieluik.core.disclosure.auditing import Audit, Interval, audit
from drieluik.core.disclosure.case import Case, Earlier, case_of
from drieluik.core.disclosure.choosing.suppressing import Pattern, suppress
from drieluik.core.disclosure.choosing.task import CannotProtect
from drieluik.core.disclosure.figures import Figures
from drieluik.core.disclosure.releases import Certificate, Kept, Release
from drieluik.core.disclosure.rules import RuleSet
from drieluik.core.disclosure.sensitive import Mask, Need
from drieluik.core.disclosure.uniting import Contradiction

Places = tuple[tuple[str, ...], ...]
_MOST_TRIES = 6
MOST_NODES = 200_000


class Refused(ValueError):  # noqa: N818 - an answer, not a mistake
    """The table cannot be published in this form.

    Attributes:
        places: The codes of the cells that would be given away; several together are one figure.
    """

    def __init__(self, places: Sequence[Places]) -> None:
        self.places = tuple(places)
        told = (" + ".join(" / ".join(place) for place in together) for together in places)
        super().__init__("; ".join(told))


@dataclass(frozen=True, slots=True)
class Protected:
    """A table that may be published.

    Attributes:
        release: What the public sees.
        kept: What stays with the stewards.
        already_out: Figures that can be read, or calculated more closely than the rules allow, from
            what was published before. What was left of their secret is still protected.
        audit: What can be calculated from this release and all earlier ones.
    """

    release: Release
    kept: Kept
    already_out: tuple[Places, ...]
    audit: Audit


def protect(
    figures: Figures,
    rules: RuleSet,
    earlier: Sequence[Earlier] = (),
    most_nodes: int = MOST_NODES,
) -> Protected:
    """Return what may be published of a table, with the least possible loss.

    Args:
        figures: All cells.
        rules: The rules for this kind of figure.
        earlier: Every release of the same things, in the order of publication. Where nothing was
            kept of one, every cell that it does not show stays as uncertain as the rules ask, or
            as it is.
        most_nodes: See ``suppress``.

    Raises:
        Refused: Some figure cannot be protected, whatever is hidden.
        Contradiction: What was published before contradicts itself.
        Unlinked: See ``unite``.
    """
    case = case_of(figures, rules, earlier)
    needs, given_away = reachable(case)
    for _ in range(_MOST_TRIES):
        try:
            pattern = suppress(case.task(needs), most_nodes)
        except CannotProtect as fault:
            raise Refused([case.places(fault.cells)]) from fault
        made = _made(case, needs, pattern, given_away)
        if made.audit.contradiction:
            raise Contradiction
        leaks = leaks_of(case, made.audit, needs, given_away)
        if not leaks:
            return made
        needs = _stronger(needs, leaks)
    raise Refused([case.places(cells) for cells in sorted(leaks)])


def reachable(case: Case) -> tuple[list[Need], set[Need]]:
    """Return the needs as far as they can still be met, and those of which something is lost.

    What earlier releases gave away cannot be taken back, but what they left is still protected.

    Raises:
        Refused: A need cannot be met by the table itself.
    """
    left = case.possible(case.needs)
    less = {need for need, possible in left.items() if possible != need}
    if less:
        alone = case_of(case.figures, case.rules, ()) if case.earlier else case
        by_itself = alone.possible(alone.needs)
        impossible = [need for need, possible in by_itself.items() if possible != need]
        if impossible:
            raise Refused([alone.places(need.cells) for need in impossible])
    asked = [one for one in left.values() if max(one.up, one.down, one.width) > 0]
    return asked, less


def _made(case: Case, needs: Sequence[Need], pattern: Pattern, out: set[Need]) -> Protected:
    """Return the release of a choice with its audit; what can be calculated anyway is shown."""
    hidden = pattern.hidden
    while True:
        made = audited(case, _release(case, hidden, pattern), needs, pattern, out)
        plain = _calculable(case, made.audit, hidden)
        if not plain.any():
            return made
        hidden = hidden & ~plain


def audited(
    case: Case, release: Release, needs: Sequence[Need], pattern: Pattern, out: set[Need]
) -> Protected:
    """Return a release with what is kept of it and the audit over all releases."""
    kept = case.kept(release.id, needs, pattern)
    releases = [*(one for one, _ in case.earlier), release]
    outcome = audit(releases, [*(one for _, one in case.earlier), kept])
    already_out = tuple(case.places(cells) for cells in sorted(need.cells for need in out))
    return Protected(release, kept, already_out, outcome)


def _calculable(case: Case, outcome: Audit, hidden: Mask) -> Mask:
    """Return hidden figures of this table that are exact and nobody's secret."""
    plain = np.zeros(len(hidden), dtype=bool)
    n_earlier = len(case.earlier)
    for one in outcome.intervals:
        if one.release == n_earlier and one.exact and one.enough is None:
            plain[case.unknown(one.places[0])] = True
    return plain & ~case.secret


def leaks_of(
    case: Case, outcome: Audit, needs: Sequence[Need], given_away: set[Need]
) -> dict[tuple[int, ...], int]:
    """Return what is not uncertain enough, with the width it must have.

    What is hidden beside must have some width too: a reader cannot tell it from a secret.
    """
    left = {one.cells: one for one in needs}
    settled = {need.cells for need in given_away} - left.keys()
    least = case.rules.least_width
    found = {}
    for one in outcome.intervals:
        cells = _cells(case, one)
        if cells in settled:
            continue
        # of a need that cannot be met any more, what is left of it counts
        lowered = cells in left and any(need.cells == cells for need in given_away)
        ours = one.release == len(case.earlier) and one.enough is None
        if lowered:
            narrow = _width(one) < left[cells].width
        else:
            narrow = one.enough is False or (ours and _width(one) < least)
        if narrow:
            found[cells] = least
    return found


def _width(interval: Interval) -> float:
    return float("inf") if interval.high is None else interval.high - interval.low


def _stronger(needs: Sequence[Need], leaks: dict[tuple[int, ...], int]) -> list[Need]:
    """Return the needs with a little more asked where whole numbers left too little."""
    asked = {need.cells for need in needs}
    more = [replace(one, width=one.width + (one.cells in leaks)) for one in needs]
    beside = [Need(cells, width=width) for cells, width in leaks.items() if cells not in asked]
    return more + beside


def _cells(case: Case, interval: Interval) -> tuple[int, ...]:
    numbers = case.united.numbers[interval.release]
    tables = [*(one.places for one, _ in case.earlier), case.figures.places]
    return tuple(int(numbers[tables[interval.release].index(one)]) for one in interval.places)


def _release(case: Case, hidden: Mask, pattern: Pattern) -> Release:
    flat = case.figures.values.reshape(-1)
    shown = tuple(
        None if hidden[unknown] else float(value)
        for unknown, value in zip(case.numbers.tolist(), flat, strict=True)
    )
    return case.release(shown, certificate("suppressed", pattern))


def certificate(method: str, pattern: Pattern) -> Certificate:
    """Return how good a choice is, without telling what it costs."""
    distance = pattern.cost - pattern.bound
    gap = 0 if pattern.proven else ceil(100 * distance / max(pattern.cost, 1.0))
    return Certificate(method, pattern.proven, gap)
