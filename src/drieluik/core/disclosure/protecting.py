"""From a table to what may be published of it: the only way to a publishable table.

Comes in: all cells, the rules, and everything that was published of the same things before. Goes
out: a release with what is kept of it, after an audit of all releases together. Nothing comes out
when the audit finds a leak.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from drieluik.core.disclosure.auditing import Audit, Interval, audit, is_enough
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
_NEAR = 1e-6
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
    stronger = needs
    for _ in range(_MOST_TRIES):
        try:
            pattern = suppress(case.task(stronger), most_nodes)
        except CannotProtect as fault:
            raise Refused([case.places(fault.cells)]) from fault
        made = _made(case, needs, pattern, given_away)
        if made.audit.contradiction:
            raise Contradiction
        leaks = leaks_of(case, made.audit, needs, given_away)
        if not leaks:
            return made
        stronger = _stronger(stronger, leaks)
    raise Refused([case.places(cells) for cells in sorted(leaks)])


def reachable(case: Case) -> tuple[list[Need], set[Need]]:
    """Return the needs as far as they can still be met, and those of which something is lost.

    What earlier releases gave away cannot be taken back, but what they left is still protected.

    Raises:
        Refused: The table itself would take away more, whatever of it is hidden.
    """
    left = case.possible(case.needs)
    less = {need for need, rest in left.items() if rest != (need,)}
    if less:
        before = case.before.possible(case.needs)
        taken = [need for need in case.needs if need in less and _less(left[need], before[need])]
        if taken:
            raise Refused([case.places(need.cells) for need in taken])
    rests = dict.fromkeys(one for rest in left.values() for one in rest)
    return [one for one in rests if max(one.up, one.down, one.width) > 0], less


def _less(now: Sequence[Need], before: Sequence[Need]) -> bool:
    """Whether less is left of a need for some attacker than there was."""
    of = {one.of: one for one in before}
    pairs = [(one, of.get(one.of, before[0])) for one in now]
    return any(
        one.up < old.up - _NEAR or one.down < old.down - _NEAR or one.width < old.width - _NEAR
        for one, old in pairs
    )


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
    """Return what is not uncertain enough, with the width that any hidden figure must have.

    What is hidden beside must have some width too: a reader cannot tell it from a secret.

    Args:
        case: What was asked.
        outcome: The audit of all releases together.
        needs: What can still be asked; of what was given away before, what is left.
        given_away: The needs of which something was given away.
    """
    asked: dict[tuple[str, tuple[int, ...]], list[Need]] = {}
    for name in {one.attacker for one in outcome.intervals}:
        for need in case.asked_of(name, needs):
            asked.setdefault((name, need.cells), []).append(need)
    least = case.rules.least_width
    settled = {need.cells for need in (*needs, *given_away)}
    found = {}
    for one in outcome.intervals:
        cells = _cells(case, one)
        value = float(case.united.values[list(cells)].sum())
        hidden_beside = one.release == len(case.earlier) and cells not in settled
        enough = (
            is_enough(need, value, one.low, one.high)
            for need in asked.get((one.attacker, cells), ())
        )
        if not all(enough) or (hidden_beside and _width(one) < least):
            found[cells] = least
    return found


def _width(interval: Interval) -> float:
    return float("inf") if interval.high is None else interval.high - interval.low


def _stronger(needs: Sequence[Need], leaks: dict[tuple[int, ...], int]) -> list[Need]:
    """Return the needs with a little more asked where whole numbers left too little."""
    asked = {need.cells for need in needs}
    more = [_more(one) if one.cells in leaks else one for one in needs]
    beside = [Need(cells, width=width) for cells, width in leaks.items() if cells not in asked]
    return more + beside


def _more(need: Need) -> Need:
    return replace(
        need,
        up=need.up + (need.up > 0),
        down=need.down + (need.down > 0),
        width=need.width + (need.width > 0),
    )


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
