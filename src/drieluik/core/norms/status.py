"""How a norm stands: a light, the reason for it, and who is still missing.

Missing or unknown is never green: a light is only given when every figure that is still possible
would give the same one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from drieluik.core.norms.dutch import day_nl
from drieluik.core.norms.interval import Interval, possible_lights, unbounded
from drieluik.core.norms.measured import Figure, Measured, a_year_before, last_over, measured
from drieluik.core.norms.norm import Comparison, Kind, Light, Norm, Rhythm, Scope, Target
from drieluik.core.norms.sentences import figure_sentence, names_nl

_WORST_FIRST = (
    Light.OFF_COURSE,
    Light.UNKNOWN,
    Light.ATTENTION,
    Light.NOT_MEASURABLE_YET,
    Light.ON_COURSE,
)
_CODES = {
    Light.ON_COURSE: "reached",
    Light.ATTENTION: "within_margin",
    Light.OFF_COURSE: "missed",
}
NOT_APPLICABLE = "not_applicable"
"""Reason code of a corporation of which the figure is not expected."""

_EVERYTHING_APPLIES: Mapping[str, Mapping[str, str]] = {}
_LAST_YEAR = (Comparison.HIGHER_THAN_LAST_YEAR, Comparison.LOWER_THAN_LAST_YEAR)


@dataclass(frozen=True, slots=True)
class PartyStatus:
    """How one corporation stands.

    Attributes:
        party_code: The corporation.
        light: Its own light; None when only the total has a norm and its figure is there, or when
            the figure does not apply to it.
        reason_code: Machine code of the reason.
        reason_nl: The reason in Dutch.
        interval: Its figure; None when there is none.
    """

    party_code: str
    light: Light | None
    reason_code: str
    reason_nl: str
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class NormStatus:
    """How a norm stands.

    Attributes:
        norm: The norm.
        light: The light.
        reason_code: Machine code of the reason.
        reason_nl: The reason in Dutch, with the figures.
        period: Period of the figure; None when people judged or nothing was measured.
        interval: The figure of the total; None when there is none or each party has its own.
        parties: How each expected corporation stands.
        missing_parties: Codes of corporations whose figure is missing.
    """

    norm: Norm
    light: Light
    reason_code: str
    reason_nl: str
    period: str | None = None
    interval: Interval | None = None
    parties: tuple[PartyStatus, ...] = ()
    missing_parties: tuple[str, ...] = ()


def worst(lights: Iterable[Light]) -> Light:
    """Return the gravest light; without lights nothing can be measured yet.

    Examples:
        >>> worst([Light.ON_COURSE, Light.UNKNOWN, Light.ATTENTION])
        <Light.UNKNOWN: 'unknown'>
    """
    present = set(lights)
    return next((light for light in _WORST_FIRST if light in present), Light.NOT_MEASURABLE_YET)


def clause_light(statuses: Iterable[NormStatus]) -> Light:
    """Return the light of an agreement: the gravest of its norms."""
    return worst(entry.light for entry in statuses)


def status(
    norm: Norm,
    values: pl.DataFrame,
    expected_parties: Collection[str] | Mapping[str, str],
    on: date,
    not_applicable: Mapping[str, Mapping[str, str]] = _EVERYTHING_APPLIES,
) -> NormStatus:
    """Return how a norm stands on a day.

    Args:
        norm: The norm.
        values: Figures of any indicators and periods (``indicators.VALUES_SCHEMA``).
        expected_parties: Codes of the corporations that should have delivered, or code -> name.
        on: The first day after the period of which figures should be there; only the last
            period that was over on that day counts, so an old figure never passes for a new one.
        not_applicable: Period -> code -> reason, of corporations to which a table behind the
            figure does not apply. They are not missing and have no light.

    Returns:
        The light with its reason; see ``docs/method/normen.md``.

    Examples:
        >>> from drieluik.core.norms import ForWhom, Measure
        >>> norm = Norm("3.8", "huisuitzettingen", Kind.RESULT, ForWhom(Scope.TOTAL),
        ...     indicator_id="evictions", target=Target(Comparison.AT_MOST, (10.0,)))
        >>> figures = pl.DataFrame({
        ...     "indicator_id": ["evictions"] * 2, "period": ["2020"] * 2,
        ...     "breakdown": ["all"] * 2, "level": ["total", "corporation"],
        ...     "party_code": [None, "A"], "value": [8.0, 8.0], "value_low": [8.0, 8.0],
        ...     "value_high": [8.0, 8.0], "denominator": [None, None], "n_unknown": [0, 0]})
        >>> print(status(norm, figures, ["A"], date(2021, 3, 1)).reason_nl)
        In 2020 was het 8; de norm is hoogstens 10. Dat is gehaald.
        >>> status(norm, figures, ["A", "B"], date(2021, 3, 1)).light
        <Light.UNKNOWN: 'unknown'>
    """
    if norm.target is None or (norm.kind is not Kind.RESULT and norm.judgement is not None):
        return _judged(norm, on)
    names = dict(expected_parties) if isinstance(expected_parties, Mapping) else {}
    asked = norm.for_whom.parties or tuple(expected_parties)
    due = last_over(norm.rhythm, on)
    reasons = not_applicable.get(due, {})
    aside = tuple(_set_aside(code, reasons[code]) for code in asked if code in reasons)
    expected = tuple(code for code in asked if code not in reasons)
    if aside and not expected:
        found = _nobody_expected(norm, due)
    else:
        not_before = frozenset(not_applicable.get(a_year_before(due), {}))
        who = _Who(expected, names, not_before)
        found = _of_expected(norm, norm.target, values, who, (due, on))
    return replace(found, parties=(*found.parties, *aside))


@dataclass(frozen=True, slots=True)
class _Who:
    """Whose figures are expected.

    Attributes:
        expected: Codes of the corporations.
        names: Their names by code, as far as known.
        not_before: Codes of corporations to which the figure did not apply a year before.
    """

    expected: tuple[str, ...]
    names: Mapping[str, str]
    not_before: frozenset[str]

    def called(self, codes: Iterable[str]) -> list[str]:
        """Return what these corporations are called."""
        return [self.names.get(code, code) for code in codes]


def _of_expected(
    norm: Norm, target: Target, values: pl.DataFrame, who: _Who, when: tuple[str, date]
) -> NormStatus:
    figures, (due, on) = measured(norm, values), when
    period = figures.latest(on)
    if period is None:
        return _nothing_yet(norm, values)
    if period < due:
        return _not_reported(norm, who.expected, period, due)
    judge = _Judge(norm, target, figures, period, on, who)
    if judge.lacks_last_year():
        return judge.first_year(who.expected)
    parties = tuple(judge.party(code) for code in who.expected)
    missing = tuple(party.party_code for party in parties if party.reason_code == "party_missing")
    if norm.for_whom.scope in (Scope.EACH, Scope.NAMED):
        combined = _each(norm, parties, who.names, period)
    else:
        combined = judge.together(who.expected, who.called(missing))
        parties = tuple(_without_own_norm(party) for party in parties)
    return replace(combined, parties=parties, missing_parties=missing)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges figures of one period against one target."""

    norm: Norm
    target: Target
    figures: Measured
    period: str
    on: date
    who: _Who

    def lacks_last_year(self) -> bool:
        needs = self.target.comparison in _LAST_YEAR
        return needs and self.figures.total(a_year_before(self.period)) is None

    def first_year(self, expected: tuple[str, ...]) -> NormStatus:
        """Give the figure, which is there; only what it should be compared with is not."""
        text = f"Van een jaar voor {self.period} zijn er geen cijfers om mee te vergelijken."
        parties = tuple(self._in_first_year(code) for code in expected)
        missing = tuple(one.party_code for one in parties if one.reason_code == "party_missing")
        now = None
        if self.norm.for_whom.scope not in (Scope.EACH, Scope.NAMED):
            parties = tuple(_without_own_norm(one) for one in parties)
            now, _ = self._totals(expected)
        found = NormStatus(
            self.norm, Light.NOT_MEASURABLE_YET, "no_last_year", text, self.period,
            now.interval if now is not None else None,
        )  # fmt: skip
        return replace(found, parties=parties, missing_parties=missing)

    def _in_first_year(self, code: str) -> PartyStatus:
        now = self.figures.of_party(self.period, code)
        if now is None:
            text = f"Het cijfer over {self.period} ontbreekt."
            return PartyStatus(code, Light.UNKNOWN, "party_missing", text)
        return _without_last_year(code, now)

    def party(self, code: str) -> PartyStatus:
        now = self.figures.of_party(self.period, code)
        before = self._before(self.figures.of_party, code)
        if now is None:
            text = f"Het cijfer over {self.period} ontbreekt."
            return PartyStatus(code, Light.UNKNOWN, "party_missing", text)
        if before is None and self.target.comparison in _LAST_YEAR:
            if code in self.who.not_before:
                return _without_last_year(code, now)
            text = f"Het cijfer over {a_year_before(self.period)} ontbreekt om mee te vergelijken."
            return PartyStatus(code, Light.UNKNOWN, "party_missing", text, now.interval)
        light, reason_code, text = self._judge(now, before)
        return PartyStatus(code, light, reason_code, text, now.interval)

    def together(self, expected: tuple[str, ...], missing: list[str]) -> NormStatus:
        now, before = self._totals(expected)
        if now is None:
            text = f"Er zijn geen cijfers over {self.period}."
            return NormStatus(self.norm, Light.UNKNOWN, "party_missing", text, self.period)
        if missing:
            return self._incomplete(now, before, missing)
        if before is None and self.target.comparison in _LAST_YEAR:
            return self.first_year(expected)
        light, code, text = self._judge(now, before)
        if self.norm.for_whom.scope is Scope.JOINT:
            # the city's own figure stands nearby and is another one
            text = f"{names_nl(self.who.called(expected))} samen: {text}"
        return NormStatus(self.norm, light, code, text, self.period, now.interval)

    def _totals(self, expected: tuple[str, ...]) -> tuple[Figure | None, Figure | None]:
        if self.norm.for_whom.scope is Scope.TOTAL:
            return self.figures.total(self.period), self._before(self.figures.total)
        return self.figures.joint(self.period, expected), self._before(self.figures.joint, expected)

    def _before(self, of: Callable[..., Figure | None], *key: object) -> Figure | None:
        if self.target.comparison not in _LAST_YEAR:
            return None
        return of(a_year_before(self.period), *key)

    def _incomplete(self, now: Figure, before: Figure | None, missing: list[str]) -> NormStatus:
        names = names_nl(missing)
        if not now.is_ratio and now.interval is not None and before is None:
            light, _, text = self._judge(Figure(unbounded(now.interval), is_ratio=False), None)
            if light is Light.OFF_COURSE:
                text = f"{text} Ook zonder de cijfers van {names} staat dat al vast."
                return NormStatus(self.norm, light, "missed", text, self.period, now.interval)
        text = f"Van {names} ontbreekt het cijfer over {self.period}; het totaal is onbekend."
        if self.target.comparison in _LAST_YEAR:
            either = f"{self.period} of {a_year_before(self.period)}"
            text = f"Van {names} ontbreekt het cijfer over {either}; het verschil is onbekend."
        return NormStatus(
            self.norm, Light.UNKNOWN, "party_missing", text, self.period, now.interval
        )

    def _judge(self, now: Figure, before: Figure | None) -> tuple[Light, str, str]:
        last_year = before.interval if before is not None else None
        if now.interval is None or (before is not None and last_year is None):
            text = f"In {self.period} viel er niets te meten."
            return Light.NOT_MEASURABLE_YET, "nothing_to_measure", text
        compared = now.interval.minus(last_year) if last_year is not None else now.interval
        light, code = self._light(compared)
        sentence = figure_sentence(self.target, self.period, now.interval, last_year, code)
        return light, code, sentence

    def _light(self, compared: Interval) -> tuple[Light, str]:
        lights = possible_lights(self.target, compared)
        if len(lights) > 1:
            return Light.UNKNOWN, "rows_unknown"
        light = next(iter(lights))
        deadline = self.norm.deadline
        if light is Light.OFF_COURSE and deadline is not None and self.on <= deadline:
            return Light.ATTENTION, "before_deadline"
        return light, _CODES[light]


def _judged(norm: Norm, on: date) -> NormStatus:
    verdict = norm.judgement
    if verdict is None:
        text = "Hierover heeft nog niemand een oordeel vastgelegd."
        return NormStatus(norm, Light.UNKNOWN, "not_judged", text)
    text = f"Oordeel van {verdict.by} op {day_nl(verdict.on)}: {verdict.reason_nl}"
    if on >= verdict.holds_until:
        text = f"Opnieuw beoordelen: het oordeel gold tot {day_nl(verdict.holds_until)}. {text}"
        return NormStatus(norm, Light.UNKNOWN, "judge_again", text)
    return NormStatus(norm, verdict.light, "judged", text)


def _not_reported(norm: Norm, expected: Iterable[str], latest: str, due: str) -> NormStatus:
    """An old figure says nothing about the period that should be known by now."""
    text = f"Over {due} is er geen cijfer; het laatste cijfer is van {latest}."
    parties = tuple(
        PartyStatus(code, Light.UNKNOWN, "party_missing", f"Het cijfer over {due} ontbreekt.")
        for code in expected
    )
    missing = tuple(party.party_code for party in parties)
    return NormStatus(norm, Light.UNKNOWN, "period_missing", text, due, None, parties, missing)


def _nothing_yet(norm: Norm, values: pl.DataFrame) -> NormStatus:
    if values.filter(indicator_id=norm.indicator_id).is_empty():
        text = "Er is nog geen levering aangenomen waaruit dit cijfer volgt."
        return NormStatus(norm, Light.UNKNOWN, "no_figures", text)
    rhythm = "jaar" if norm.rhythm is Rhythm.YEAR else "halfjaar"
    text = f"Er is nog geen volledig {rhythm} om te beoordelen."
    return NormStatus(norm, Light.NOT_MEASURABLE_YET, "period_not_over", text)


def _each(
    norm: Norm, parties: tuple[PartyStatus, ...], names: Mapping[str, str], period: str
) -> NormStatus:
    light = worst(party.light for party in parties if party.light is not None)
    gravest = [party for party in parties if party.light is light]
    if not gravest:
        return _nobody_expected(norm, period)
    if light is Light.ON_COURSE:
        text = f"In {period} halen alle corporaties de norm."
        return NormStatus(norm, light, "reached", text, period)
    who = [names.get(party.party_code, party.party_code) for party in gravest]
    text = " ".join(f"{name}: {party.reason_nl}" for name, party in zip(who, gravest, strict=True))
    return NormStatus(norm, light, gravest[0].reason_code, text, period)


def _nobody_expected(norm: Norm, period: str) -> NormStatus:
    text = "Van geen enkele corporatie wordt dit cijfer verwacht."
    return NormStatus(norm, Light.NOT_MEASURABLE_YET, "nobody_expected", text, period)


def _set_aside(code: str, reason: str) -> PartyStatus:
    return PartyStatus(code, None, NOT_APPLICABLE, f"Niet van toepassing: {reason}")


def _without_last_year(code: str, now: Figure) -> PartyStatus:
    text = "Er is nog geen eerder jaar om mee te vergelijken."
    return PartyStatus(code, Light.NOT_MEASURABLE_YET, "no_last_year", text, now.interval)


def _without_own_norm(party: PartyStatus) -> PartyStatus:
    if party.reason_code == "party_missing":
        return party
    text = "Telt mee in het totaal."
    return PartyStatus(party.party_code, None, "counts_in_total", text, party.interval)
