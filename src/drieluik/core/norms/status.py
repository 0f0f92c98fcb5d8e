"""How a norm stands: a light, the reason for it, and who is still missing.

Missing or unknown is never green: a light is only given when every figure that is still possible
would give the same one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from drieluik.core.norms.combining import worst
from drieluik.core.norms.dutch import day_nl
from drieluik.core.norms.judging import CONSENTED, Judge, Who, without_own_norm
from drieluik.core.norms.measured import a_year_before, last_over, measured
from drieluik.core.norms.norm import Kind, Light, Norm, Rhythm, Scope, Target
from drieluik.core.norms.outcomes import NormStatus, PartyStatus

NOT_APPLICABLE = "not_applicable"
"""Reason code of a corporation of which the figure is not expected."""

_EVERYTHING_APPLIES: Mapping[str, Mapping[str, str]] = {}


def status(
    norm: Norm,
    values: pl.DataFrame,
    expected_parties: Collection[str] | Mapping[str, str],
    on: date,
    not_applicable: Mapping[str, Mapping[str, str]] = _EVERYTHING_APPLIES,
    by_chance: bool = False,
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
        by_chance: Whether chance has a say in the figure (``Measurable.by_chance``); then the
            reason says so when chance alone may have made the light.

    Returns:
        The light with its reason; see ``docs/method/normen.md``.

    Examples:
        >>> from drieluik.core.norms import Comparison, ForWhom, Measure, Scope, Target
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
        who = Who(expected, names, not_before)
        found = _of_expected(norm, norm.target, values, who, (due, on), by_chance)
    return replace(found, parties=(*found.parties, *aside))


def _of_expected(
    norm: Norm,
    target: Target,
    values: pl.DataFrame,
    who: Who,
    when: tuple[str, date],
    by_chance: bool,
) -> NormStatus:
    figures, (due, on) = measured(norm, values), when
    period = figures.latest(on)
    if period is None:
        return _nothing_yet(norm, values)
    if period < due:
        return _not_reported(norm, who.expected, period, due)
    judge = Judge(norm, target, figures, period, on, who, by_chance)
    if judge.lacks_last_year():
        return judge.first_year(who.expected)
    parties = tuple(judge.party(code) for code in who.expected)
    missing = tuple(party.party_code for party in parties if party.reason_code == "party_missing")
    if norm.for_whom.scope in (Scope.EACH, Scope.NAMED):
        combined = _each(norm, parties, who.names, period)
    else:
        combined = judge.together(who.expected, who.called(missing))
        parties = tuple(without_own_norm(party) for party in parties)
    return replace(combined, parties=parties, missing_parties=missing)


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
        gravest = [party for party in gravest if party.reason_code in CONSENTED]
    if not gravest:
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
