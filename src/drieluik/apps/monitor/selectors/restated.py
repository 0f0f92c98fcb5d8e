"""What was said about a half-year beside what is known now: every difference and what caused it.

A difference follows from the calculations between the two moments. Each is held against the one
before it, so a figure that was corrected twice names both corrections, and no other.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.deliveries.selectors import ShownRestatement, restatements_of
from drieluik.apps.monitor.models import Standing, Value
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.by_hand import ByHand, list_by_hand
from drieluik.apps.monitor.selectors.changes import change_sentences
from drieluik.apps.monitor.selectors.light_rows import ClauseStanding, NormLight
from drieluik.apps.monitor.selectors.reported import (
    PLACE,
    TOLD,
    Place,
    Reported,
    Told,
    get_reported,
)
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.monitor.selectors.timeline import speaking_for
from drieluik.apps.monitor.sight import Sight
from drieluik.core.tables import Period

_LIGHT = ("light", "reason", "value", "low", "high")
_AllByHand = Mapping[UUID, tuple[ByHand, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One calculation that said something else than the one before it.

    Attributes:
        calculation: The later one.
        restatements: Causes of the corrections that came with it.
        sentences: What else it followed from, in words.
    """

    calculation: CalculationRow
    restatements: tuple[ShownRestatement, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure that is other than it was; None where there was or is none."""

    place: Place
    then: Told | None
    now: Told | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class LightDifference:
    """An agreement that stands otherwise than it did; ``others`` are causes that are no figures."""

    clause: ClauseRow
    then: ClauseStanding | None
    now: ClauseStanding | None
    steps: tuple[Step, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """What was said and what is known now, with every difference."""

    then: Reported
    now: Reported
    figures: tuple[FigureDifference, ...]
    lights: tuple[LightDifference, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing is other than it was."""
        return not (self.figures or self.lights or self.then.missing != self.now.missing)


def get_restated(*, period: str, sight: Sight, known_at: datetime) -> Restated:
    """Return what was said about a half-year at a moment beside what is known now.

    Args:
        period: The half-year.
        sight: Who looks.
        known_at: The moment.
    """
    then = get_reported(period=period, sight=sight, known_at=known_at)
    now = get_reported(period=period, sight=sight)
    chain = _Chain(sight.municipality_id, then, now)
    return Restated(then, now, chain.figures(), chain.lights())


class _Chain:
    """The calculations between two moments, and at which of them something changed."""

    def __init__(self, municipality_id: int, then: Reported, now: Reported) -> None:
        self._municipality_id, self._then, self._now = municipality_id, then, now
        self._all = list_calculations(municipality_id=municipality_id)
        self._since = then.known_at

    def figures(self) -> tuple[FigureDifference, ...]:
        """Return the figures that differ, each with the calculations at which it changed."""
        was, now = self._then.figures, self._now.figures
        places = [place for place in {**was, **now} if was.get(place) != now.get(place)]
        kept = self._kept_figures(places)
        return tuple(
            FigureDifference(
                place,
                was.get(place),
                now.get(place),
                self._steps(
                    self._line(place.indicator_id, self._now.period),
                    {row.id: kept.get((row.id, place)) for row in self._all},
                ),
            )
            for place in sorted(places)
        )

    def lights(self) -> tuple[LightDifference, ...]:
        """Return the agreements that stand otherwise."""
        was = {row.clause.clause_id: row for row in self._then.standings if row.norms}
        now = {row.clause.clause_id: row for row in self._now.standings if row.norms}
        found = []
        for clause_id in dict.fromkeys([*now, *was]):
            before, after = was.get(clause_id), now.get(clause_id)
            if _shown(before) == _shown(after):
                continue
            shown = after or before
            if shown is None:
                continue
            steps, others = self._why(before, after)
            found.append(LightDifference(shown.clause, before, after, steps, others))
        return tuple(found)

    def _why(
        self, before: ClauseStanding | None, after: ClauseStanding | None
    ) -> tuple[tuple[Step, ...], tuple[str, ...]]:
        was = {norm.wording.norm_id: norm for norm in (before.norms if before else ())}
        now = {norm.wording.norm_id: norm for norm in (after.norms if after else ())}
        steps: dict[UUID, Step] = {}
        others: list[str] = []
        for norm_id in dict.fromkeys([*now, *was]):
            then, current = was.get(norm_id), now.get(norm_id)
            if _norm(then) == _norm(current):
                continue
            found = self._light_steps(current or then)
            steps |= {step.calculation.id: step for step in found}
            others += _other_causes(
                then, current, bool(found), people_said_otherwise=self._said_otherwise(norm_id)
            )
        if before and after and before.clause.text != after.clause.text:
            others.append(_("The words of the agreement have changed."))
        return tuple(steps.values()), tuple(dict.fromkeys(others))

    def _said_otherwise(self, norm_id: UUID) -> bool:
        """Tell whether another light set by hand holds now than did then, or only at one time."""
        return _holding(self._by_hand[0], norm_id, self._now.period, self._since) != _holding(
            self._by_hand[1], norm_id, self._now.period, None
        )

    @cached_property
    def _by_hand(self) -> tuple[_AllByHand, _AllByHand]:
        standings = [*self._then.standings, *self._now.standings]
        ids = {norm.wording.norm_id for row in standings for norm in row.norms}
        return list_by_hand(ids, known_at=self._since), list_by_hand(ids)

    def _light_steps(self, norm: NormLight | None) -> tuple[Step, ...]:
        if norm is None or not norm.wording.indicator_id:
            return ()
        rows = self._kept_lights.get(norm.wording.id, {})
        counted = leading(self._all, norm.wording.indicator_id)
        told_by = speaking_for(stored(norm.wording.text), counted, self._now.period)
        line = self._line(norm.wording.indicator_id, told_by)
        return self._steps(line, {row.id: rows.get(row.id) for row in self._all})

    def _line(self, indicator_id: str, period: str) -> list[CalculationRow]:
        """Return the calculations of a half-year that counted in turn, from the moment on.

        The first is the one that counted at the moment itself, if there was one.
        """
        own = [row for row in self._all if row.period == period]
        versions = [row.definition_versions.get(indicator_id) for row in own]
        first = next((each for each in versions if each is not None), None)
        line = [row for row, version in zip(own, versions, strict=True) if version == first]
        known = [row for row in line if self._since is None or row.calculated_at <= self._since]
        return line[max(len(known) - 1, 0) :]

    def _steps(
        self, line: Sequence[CalculationRow], said: Mapping[UUID, object]
    ) -> tuple[Step, ...]:
        steps = []
        since = self._since
        if line and since is not None and line[0].calculated_at > since:
            steps.append(self._step(None, line[0]))
        for before, after in itertools.pairwise(line):
            if said.get(before.id) != said.get(after.id):
                steps.append(self._step(before, after))
        return tuple(steps)

    def _step(self, before: CalculationRow | None, after: CalculationRow) -> Step:
        if before is None:
            return Step(after, (), (_("These figures came later."),))
        known = before.delivery_ids
        new = [str(one["delivery_id"]) for one in after.inputs]
        stated = [self._restatements[one] for one in new if one not in known and self._has(one)]
        return Step(after, tuple(stated), tuple(change_sentences(before, after)))

    def _has(self, delivery_id: str) -> bool:
        return delivery_id in self._restatements

    @cached_property
    def _restatements(self) -> dict[str, ShownRestatement]:
        ids = {one for row in self._all for one in row.delivery_ids}
        return restatements_of(ids, municipality_id=self._municipality_id)

    def _kept_figures(
        self, places: Iterable[Place]
    ) -> dict[tuple[UUID, Place], tuple[object, ...]]:
        wanted = set(places)
        ids = [row.id for row in self._all if row.period == self._now.period]
        rows = Value.objects.filter(
            calculation_id__in=ids, indicator_id__in={place.indicator_id for place in wanted}
        )
        return {
            (row[0], place): row[7:]
            for row in rows.values_list("calculation_id", *PLACE, *TOLD)
            if (place := Place(*row[1:7])) in wanted
        }

    @cached_property
    def _kept_lights(self) -> dict[int, dict[UUID, tuple[object, ...]]]:
        """Return the kept lights of all together and of each party, by wording and calculation."""
        when = Period.parse(self._now.period)
        ids = [row.id for row in self._all if row.period in (str(when), str(when.previous()))]
        found: dict[int, dict[UUID, tuple[object, ...]]] = {}
        rows = Standing.objects.filter(calculation_id__in=ids).order_by("id")
        for row in rows.values_list("norm_text_id", "calculation_id", "party_code", *_LIGHT):
            own = found.setdefault(row[0], {})
            own[row[1]] = (*own.get(row[1], ()), row[2:])
        return found


def _shown(standing: ClauseStanding | None) -> object:
    if standing is None:
        return None
    return (standing.light, standing.reason, [_norm(norm) for norm in standing.norms])


def _norm(norm: NormLight | None) -> object:
    if norm is None:
        return None
    told = (norm.light, norm.reason, norm.period, norm.value, norm.low, norm.high)
    return (norm.wording.id, *told, norm.incomplete, norm.parties)


def _holding(by_hand: _AllByHand, norm_id: UUID, period: str, at: datetime | None) -> object:
    """Return who said what by hand and why, as it held on the day of a moment, or today."""
    day = timezone.localdate(at)
    held = [one for one in by_hand.get(norm_id, ()) if one.period == period and one.holds_on(day)]
    return (held[-1].set_on, held[-1].light, held[-1].reason, held[-1].by) if held else None


def _other_causes(
    then: NormLight | None, now: NormLight | None, has_steps: bool, *, people_said_otherwise: bool
) -> list[str]:
    if now is not None and (then is None or then.wording.id != now.wording.id):
        return [
            _("The norm was confirmed by %(who)s on %(day)s.")
            % {"who": now.wording.confirmed_by, "day": _day(now.wording.confirmed_at)}
        ]
    if now is None:
        return [_("The norm does not count for this half-year any more.")]
    if people_said_otherwise:
        return [_("A light was set by hand, or that has ended.")]
    if now.wording.is_judged:
        return [_("What parties say about their own effort was recorded later.")]
    if not has_steps:
        return [_("No figure was corrected; the light follows the day on which one looks.")]
    return []


def _day(at: datetime | None) -> str:
    return formats.date_format(timezone.localtime(at), "j F Y") if at else ""
