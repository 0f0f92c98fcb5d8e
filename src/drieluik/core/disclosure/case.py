"""One table that is to be published, among everything that was published before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from drieluik.core.disclosure.auditing import audit
from drieluik.core.disclosure.choosing.attacker import Attacker, FarthestSeen
from drieluik.core.disclosure.choosing.suppressing import Pattern
from drieluik.core.disclosure.choosing.task import Task, View
from drieluik.core.disclosure.figures import Figures, FiguresError, Floats, Ints
from drieluik.core.disclosure.insiders import Contributions, asks, bounds_of, names_of
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
        zeros_are_secret: Whether a hidden cell of the table may be 0.
    """

    figures: Figures
    rules: RuleSet
    earlier: tuple[Earlier, ...]
    united: United
    secret: Mask
    may_hide: Mask
    needs: tuple[Need, ...]
    zeros_are_secret: bool

    @property
    def hidden_from(self) -> int:
        """The least that any reader knows of a hidden figure of the table."""
        shown_zeros = self.figures.whole and not self.zeros_are_secret
        return self.rules.hidden_from(_columns(self.figures)) if shown_zeros else 0

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

    def asked_of(self, name: str, needs: Iterable[Need]) -> list[Need]:
        """Return the needs that are a question for an attacker."""
        if not name:
            return [need for need in needs if need.of in (None, "")]
        return [need for need in needs if self._is_asked(name, need)]

    def task(self, needs: Sequence[Need]) -> Task:
        """Return what is asked of the choice of cells to hide."""
        united = self.united
        ours = np.zeros(len(united.values), dtype=bool)
        ours[self.numbers] = True
        hidden = (~ours & ~united.known) | self.secret
        return Task(united.sums, hidden, self.may_hide, self._cost(), self._views(needs))

    def possible(self, needs: Sequence[Need]) -> dict[Need, tuple[Need, ...]]:
        """Return for every need what is left of it with everything hidden that may be.

        Mostly the need itself; less where earlier releases, or the table, leave too little. What
        one attacker knows takes nothing from what is asked of another.
        """
        task = self.task(needs)
        everything = (task.hidden | task.may_hide).astype(float)
        far = FarthestSeen(Attacker(task.sums), whole=self.figures.whole)
        left: dict[Need, list[Need]] = {need: [] for need in needs}
        for view in task.views:
            far.limit(-view.below * everything, view.above * everything)
            for need in view.needs:
                left[need].append(far.left(need, of=view.name))
        return {
            need: (need,) if all(replace(one, of=need.of) == need for one in rest) else tuple(rest)
            for need, rest in left.items()
        }

    @property
    def before(self) -> "Case":
        """The same with nothing of the table shown: what only the earlier releases tell."""
        releases = [Table.of_release(*one) for one in self.earlier]
        untold = Table.of_figures(self.figures, zeros_are_secret=True)
        united = unite([*releases, untold])
        ours = np.zeros(len(united.values), dtype=bool)
        ours[united.numbers[-1]] = True
        return replace(self, united=united, may_hide=ours & ~united.known)

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
            hidden_from=self.hidden_from,
            certificate=certificate,
        )

    def kept(self, release_id: str, needs: Sequence[Need], pattern: Pattern) -> Kept:
        """Return what must be kept of the release of a choice."""
        cell_of = {int(unknown): cell for cell, unknown in enumerate(self.numbers)}
        own = [need for need in needs if set(need.cells) <= cell_of.keys()]
        parts = self._parts()
        return Kept(
            release_id=release_id,
            values=tuple(map(float, self.figures.values.reshape(-1))),
            zeros_are_secret=self.zeros_are_secret,
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
        views = [self._view("", united.low, united.high, self.asked_of("", needs))]
        tables = self._contributions
        for name in names_of(tables):
            low, high = bounds_of(name, united.low, united.high, tables)
            views.append(self._view(name, low, high, self.asked_of(name, needs)))
        return tuple(views)

    def _view(self, name: str, low: Floats, high: Floats, needs: Sequence[Need]) -> View:
        values = self.united.values
        endless = 10.0 * (1.0 + values.max(initial=0.0))
        below, above = values - low, np.minimum(high, endless) - values
        return View(name, np.maximum(below, 0.0), np.maximum(above, 0.0), tuple(needs))

    @cached_property
    def _contributions(self) -> list[Contributions]:
        numbers = self.united.numbers
        found = [
            Contributions(numbers[number], kept.values, kept.parts)
            for number, (_, kept) in enumerate(self.earlier)
            if kept is not None
        ]
        parts = {name: part.reshape(-1).tolist() for name, part in self._parts().items()}
        values = self.figures.values.reshape(-1).tolist()
        return [*found, Contributions(self.numbers, values, parts)]

    def _parts(self) -> Mapping[str, Floats]:
        return self.figures.parts if self.rules.contributors_calculate else {}

    @cached_property
    def _cells_of(self) -> list[dict[int, int]]:
        return [
            {int(unknown): cell for cell, unknown in enumerate(table.numbers)}
            for table in self._contributions
        ]

    def _is_asked(self, name: str, need: Need) -> bool:
        """Whether a need is a question for a contributor by every table that has its cells."""
        if need.of is not None:
            return need.of == name
        for table, cell_of in zip(self._contributions, self._cells_of, strict=True):
            if set(need.cells) <= cell_of.keys():
                own = replace(need, cells=tuple(cell_of[one] for one in need.cells))
                if not asks(name, own, table):
                    return False
        return True


def case_of(figures: Figures, rules: RuleSet, earlier: Sequence[Earlier]) -> Case:
    """Return what is known and asked of a table that is to be published.

    Raises:
        Contradiction: What was published before contradicts itself.
        Unlinked: See ``unite``.
        FiguresError: The rules would protect nothing of the table.
    """
    columns = _columns(figures)
    if faults := rules.not_applying(columns, contributors=bool(figures.parts)):
        raise FiguresError(faults)
    before = [Table.of_release(*one) for one in earlier]
    zeros_are_secret = _zeros_are_secret(figures, rules, earlier)
    ours_now = Table.of_figures(figures, zeros_are_secret=zeros_are_secret)
    united = unite([*before, ours_now])
    numbers, n = united.numbers[-1], len(united.values)
    calculate = rules.contributors_calculate
    asked = find_sensitive(figures, rules.rules, contributors_calculate=calculate)
    ours, secret, zeros = (np.zeros(n, dtype=bool) for _ in range(3))
    ours[numbers] = True
    secret[numbers[asked.secret]] = True
    zeros[numbers[asked.may_hide]] = True
    hidden_before = np.zeros(n, dtype=bool)
    for numbers_before in united.numbers[:-1]:
        hidden_before[numbers_before] = True
    may_hide = ours & ~united.known & ((united.values > 0) | zeros | hidden_before)
    if zeros_are_secret or rules.hidden_from(columns) == 0:
        # no reader takes it that every 0 is shown, so one may hide a small class of another line
        may_hide = ours & ~united.known
    needs = [_of_unknowns(need, numbers) for need in _asked(asked.needs, rules)]
    return Case(
        figures=figures,
        rules=rules,
        earlier=tuple(earlier),
        united=united,
        secret=secret & ~united.known,
        may_hide=may_hide,
        needs=tuple(dict.fromkeys([*needs, *_needs_of_earlier(earlier, united)])),
        zeros_are_secret=zeros_are_secret,
    )


def _columns(figures: Figures) -> list[str]:
    return [one.column for one in figures.dimensions]


def _asked(needs: Sequence[Need], rules: RuleSet) -> list[Need]:
    """Return the needs without those of contributors who are not reckoned with."""
    return [need for need in needs if rules.contributors_calculate or not need.of]


def _zeros_are_secret(figures: Figures, rules: RuleSet, earlier: Sequence[Earlier]) -> bool:
    """Whether a hidden cell may be 0, by these rules or because earlier ones hid zeros.

    Rules that show every 0 would tell of each figure that earlier rules hid whether it is 0.
    """
    hidden_from = rules.hidden_from(_columns(figures))
    return rules.zeros_are_secret or any(
        kept.zeros_are_secret or hidden_from > release.hidden_from
        if kept is not None
        else release.hidden_from == 0
        for release, kept in earlier
        if release.measure == figures.measure and release.whole
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
            now = np.inf if one.high is None else one.high - one.low
            # an endless figure without a rule's width: far is far enough
            width = min(now, release.least_width or max(1.0, one.low))
            cell = int(united.numbers[one.release][release.places.index(one.places[0])])
            needs.append(Need((cell,), width=width, rule="earlier"))
    return needs


def _of_unknowns(need: Need, numbers: Ints) -> Need:
    return replace(need, cells=tuple(numbers[list(need.cells)].tolist()))
