"""One table that is to be published, among everything that was published before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from drieluik.core.disclosure.auditing import audit, knows_all
from drieluik.core.disclosure.choosing.cutting import Cutter
from drieluik.core.disclosure.choosing.suppressing import Pattern
from drieluik.core.disclosure.choosing.task import CannotProtect, Task, View
from drieluik.core.disclosure.figures import Figures, Floats, Ints
from drieluik.core.disclosure.releases import Certificate, Kept, Release, Shown
from drieluik.core.disclosure.rules import Cost, RuleSet
from drieluik.core.disclosure.sensitive import Mask, Need, find_sensitive
from drieluik.core.disclosure.uniting import Table, United, unite

Earlier = tuple[Release, Kept | None]


@dataclass(frozen=True)
class Case:
    """What is known and asked before anything is chosen; needs are of unknowns, not of cells.

    Attributes:
        figures: The table.
        rules: Its rules.
        earlier: Every earlier release, and what was kept of it.
        united: All of them as unknowns and sums; the table is the last.
        secret: Unknowns that the rules do not allow to be shown, and nobody showed before.
        may_hide: Unknowns that may be hidden now.
        needs: What must stay uncertain, of the table and of the earlier releases.
    """

    figures: Figures
    rules: RuleSet
    earlier: tuple[Earlier, ...]
    united: United
    secret: Mask
    may_hide: Mask
    needs: tuple[Need, ...]

    @property
    def numbers(self) -> Ints:
        """The number of the unknown of every cell of the table."""
        return self.united.numbers[-1]

    def unknown(self, place: tuple[str, ...]) -> int:
        """Return the number of the unknown of a cell of the table."""
        return int(self.numbers[self.figures.places.index(place)])

    def places(self, unknowns: Iterable[int]) -> tuple[tuple[str, ...], ...]:
        """Return the codes of some unknowns, in the latest table that has them."""
        found = []
        all_places = [*(one.places for one, _ in self.earlier), self.figures.places]
        for unknown in unknowns:
            for numbers, places in zip(
                reversed(self.united.numbers), reversed(all_places), strict=True
            ):
                if len(cells := np.flatnonzero(numbers == unknown)):
                    found.append(places[int(cells[0])])
                    break
        return tuple(found)

    def task(self, needs: Sequence[Need]) -> Task:
        """Return what is asked of the choice of cells to hide."""
        united = self.united
        ours = np.zeros(len(united.values), dtype=bool)
        ours[self.numbers] = True
        hidden = (~ours & ~united.known) | self.secret
        return Task(united.sums, hidden, self.may_hide, self._cost(), self._views(needs))

    def hopeless(self, needs: Sequence[Need]) -> tuple[Need, ...]:
        """Return the needs that are not met with everything hidden that may be."""
        task = self.task(needs)
        cutter = Cutter(task)
        everything = (task.hidden | task.may_hide).astype(float)
        found = []
        for view in task.views:
            for need in view.needs:
                try:
                    met = cutter.meets(view, need, everything)
                except CannotProtect:
                    met = False
                if not met and need not in found:
                    found.append(need)
        return tuple(found)

    def release(self, shown: tuple[Shown, ...], certificate: Certificate) -> Release:
        """Return the table as the public will see it."""
        return Release(
            measure=self.figures.measure,
            fixed=self.figures.fixed,
            dimensions=self.figures.dimensions,
            shown=shown,
            whole=self.figures.whole,
            rules=self.rules.id,
            rules_from=self.rules.from_on.isoformat(),
            least_width=self.rules.least_width,
            certificate=certificate,
        )

    def kept(self, release_id: str, needs: Sequence[Need], pattern: Pattern) -> Kept:
        """Return what must be kept of the release of a choice."""
        cell_of = {int(unknown): cell for cell, unknown in enumerate(self.numbers)}
        own = [need for need in needs if set(need.cells) <= cell_of.keys()]
        parts = self.figures.parts if self.rules.contributors_calculate else {}
        return Kept(
            release_id=release_id,
            values=tuple(map(float, self.figures.values.reshape(-1))),
            needs=tuple(replace(n, cells=tuple(cell_of[c] for c in n.cells)) for n in own),
            parts={name: tuple(map(float, part.reshape(-1))) for name, part in parts.items()},
            cost=pattern.cost,
            bound=pattern.bound,
        )

    def _cost(self) -> Floats:
        match self.rules.cost:
            case Cost.VALUE:
                # a zero that may be hidden is information too
                return np.maximum(self.united.values, 1.0)
            case Cost.LOG:
                return np.log1p(self.united.values) + 1.0
            case Cost.CELLS:
                return np.ones(len(self.united.values))

    def _views(self, needs: Sequence[Need]) -> tuple[View, ...]:
        united = self.united
        values = united.values
        endless = 10.0 * (1.0 + values.max(initial=0.0))
        below, above = values - united.low, np.minimum(united.high, endless) - values
        views = [View("", np.maximum(below, 0.0), np.maximum(above, 0.0), tuple(needs))]
        parts = self.figures.parts if self.rules.contributors_calculate else {}
        for name, part in parts.items():
            own = np.zeros(len(values))
            own[self.numbers] = part.reshape(-1)
            alone = np.isclose(own, values) & (own > 0)
            views.append(
                View(
                    name,
                    np.maximum(np.minimum(below, values - own), 0.0),
                    np.where(alone, 0.0, np.maximum(above, 0.0)),
                    tuple(n for n in needs if not _is_known_to(n, own, values)),
                )
            )
        return tuple(views)


def _is_known_to(need: Need, own: Floats, values: Floats) -> bool:
    """Whether a need is no question for a contributor: its own figure, or the outsider's rule."""
    return need.rule == "percent" or knows_all({"": own.tolist()}, values.tolist(), "", need)


def case_of(figures: Figures, rules: RuleSet, earlier: Sequence[Earlier]) -> Case:
    """Return what is known and asked of a table that is to be published.

    Raises:
        Contradiction: What was published before contradicts itself.
    """
    united = unite([*(Table.of_release(*one) for one in earlier), Table.of_figures(figures)])
    numbers, n = united.numbers[-1], len(united.values)
    asked = find_sensitive(figures, rules.rules)
    ours, secret, zeros = (np.zeros(n, dtype=bool) for _ in range(3))
    ours[numbers] = True
    secret[numbers[asked.secret]] = True
    zeros[numbers[asked.may_hide]] = True
    hidden_before = np.zeros(n, dtype=bool)
    for before in united.numbers[:-1]:
        hidden_before[before] = True
    may_hide = ours & ~united.known & ((united.values > 0) | zeros | hidden_before)
    needs = [_of_unknowns(need, numbers) for need in asked.needs]
    return Case(
        figures=figures,
        rules=rules,
        earlier=tuple(earlier),
        united=united,
        secret=secret & ~united.known,
        may_hide=may_hide,
        needs=tuple(dict.fromkeys([*needs, *_needs_of_earlier(earlier, united)])),
    )


def _needs_of_earlier(earlier: Sequence[Earlier], united: United) -> list[Need]:
    needs = []
    for number, (_, kept) in enumerate(earlier):
        if kept is not None:
            needs += [_of_unknowns(need, united.numbers[number]) for need in kept.needs]
    if all(kept is not None for _, kept in earlier):
        return needs
    releases = [release for release, _ in earlier]
    for one in audit(releases, [kept for _, kept in earlier]).intervals:
        release, kept = earlier[one.release]
        if kept is None and not one.exact:
            width = np.inf if one.high is None else one.high - one.low
            cell = int(united.numbers[one.release][release.places.index(one.places[0])])
            needs.append(Need((cell,), width=min(width, release.least_width), rule="earlier"))
    return needs


def _of_unknowns(need: Need, numbers: Ints) -> Need:
    return replace(need, cells=tuple(numbers[list(need.cells)].tolist()))
