"""Whether a light tells more beside what went out before: earlier openings, and public tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from drieluik.apps.monitor.selectors.to_show import NormToShow
from drieluik.apps.publication.lights.rows import BY_HAND, CASES, MEASURED, FrozenNorm, Weighed
from drieluik.core.flows import FigureBehind, LightRules, NotShown, moved_enough

_BY_FIGURE = (MEASURED, CASES, BY_HAND)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier opening showed, and what that was weighed by."""

    norms: Mapping[UUID, FrozenNorm]
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Beside:
    """Looks at a light beside everything that ever went out.

    Attributes:
        earlier: Every opening, also those that were replaced or withdrawn.
        hidden: Figure and half-year of which a public table hides all together.
        rules: What must hold.
    """

    earlier: Sequence[Earlier]
    hidden: frozenset[tuple[str, str]]
    rules: LightRules

    def found(self, one: NormToShow) -> tuple[str, tuple[FigureBehind, ...]]:
        """Return why a light is not shown (empty when it is), and the figures that decided so.

        A correction by a few households changes nothing: who knows of it would otherwise learn the
        figure from what changed. So the figures of the opening that decided are kept, and count until
        the figure moved enough from those of every opening.
        """
        if one.not_shown not in (None, NotShown.FEW):
            return str(one.not_shown), one.weighed
        if not one.weighed:
            return "", ()
        if self._is_hidden(one):
            return NotShown.FEW.value, one.weighed
        near = [
            (self._as_before(then, one), decided)
            for then, decided in self._told(one)
            if not moved_enough(decided, one.weighed, self.rules)
        ]
        if not near:
            return str(one.not_shown or ""), one.weighed
        answers = {answer for answer, _decided in near}
        return (answers.pop() if len(answers) == 1 else NotShown.FEW.value), near[0][1]

    def _told(self, one: NormToShow) -> Iterator[tuple[FrozenNorm, tuple[FigureBehind, ...]]]:
        """Return what was ever told of the same figure and by what it was weighed, the last first.

        Not the last opening alone: a figure that went away and came back would else be told beside
        what it was at first.
        """
        for was in reversed(self.earlier):
            then, decided = was.norms.get(one.norm_id), was.weighed.get(one.norm_id, ())
            if then is not None and decided and _is_of_the_same(then, one):
                yield then, decided

    @staticmethod
    def _as_before(then: FrozenNorm, one: NormToShow) -> str:
        # a light that people set says nothing of the one that was worked out
        is_same = one.by_hand or then.rests_on == BY_HAND or then.light == one.light
        return "" if not then.not_shown and is_same else NotShown.FEW.value

    def _is_hidden(self, one: NormToShow) -> bool:
        """Whether a public table over this time, or part of it, hides all together."""
        return any(
            indicator_id == one.indicator_id and half.startswith(one.period)
            for indicator_id, half in self.hidden
        )


def _is_of_the_same(then: FrozenNorm, one: NormToShow) -> bool:
    """Whether something was told of the same figure by the same words of the norm."""
    told = then.rests_on in _BY_FIGURE or then.not_shown == NotShown.FEW
    return told and (then.wording, then.period) == (one.wording, one.period)
