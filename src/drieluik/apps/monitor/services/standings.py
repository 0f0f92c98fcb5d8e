"""From figures and a norm to the lights that are kept: as a whole and per corporation."""

from collections.abc import Mapping, Sequence
from math import isinf
from typing import Any
from uuid import UUID

import polars as pl
from django.db import transaction

from drieluik.apps.monitor.measured import VALUE_FIELDS
from drieluik.apps.monitor.models import BesideValue, NormText, Standing, Value
from drieluik.apps.monitor.reading_norms import stored
from drieluik.apps.monitor.selectors.norms import WordingRow, list_norms
from drieluik.apps.monitor.selectors.series import CalculationRow, leading, list_calculations
from drieluik.apps.organisations.selectors import list_parties
from drieluik.core.indicators import VALUES_SCHEMA, does_not_apply_to, indicator
from drieluik.core.norms import Norm, NormStatus, as_norm, status, under_condition
from drieluik.core.norms.interval import Interval
from drieluik.core.tables import Period

Proposed = Mapping[UUID, Sequence[Mapping[str, Any]]]
"""Figures of calculations that are not kept, as rows of ``Value``, by id of the calculation."""

_JUDGED_LEVELS = ("total", "corporation")
_OF_SERIES = ("indicator_id", "version")
_CODES = [VALUE_FIELDS.index("party_code"), VALUE_FIELDS.index("buurt_code")]


def expected_parties(municipality_id: int, period: Period) -> dict[str, str]:
    """Return code and name of the corporations that are asked for figures over a period."""
    parties = list_parties(municipality_id=municipality_id, on=period.last_day, kind="corporation")
    return dict(parties.values_list("code", "name"))


@transaction.atomic
def record_standings_of(norm_text: NormText) -> int:
    """Record the lights of a newly confirmed wording for every period it counts for.

    Periods before its first period keep the light of the earlier wording.
    """
    if not norm_text.indicator_id:
        return 0
    municipality_id = norm_text.norm.municipality_id
    calculations = list_calculations(municipality_id=municipality_id)
    own = [
        row
        for row in list_norms(
            municipality_id=municipality_id, clause_ids=[norm_text.norm.clause_id]
        )
        if row.norm_id == norm_text.norm_id
    ]
    counted = leading(calculations, norm_text.indicator_id)
    n = 0
    for period, calculation in counted.items():
        wording = own[0].counting_in(period)
        if wording is not None and wording.id == norm_text.id:
            n += _record(calculation, [wording], calculations, municipality_id)
    return n


def record_standings_in(calculation: CalculationRow, municipality_id: int) -> int:
    """Record the lights that a new calculation gives, for every norm that counts in its period.

    Of an indicator that left the catalogue there is no light.
    """
    calculations = list_calculations(municipality_id=municipality_id)
    wordings = _counting(calculation, calculations, municipality_id)
    return _record(calculation, wordings, calculations, municipality_id)


def standings_as_if(
    calculation: CalculationRow,
    calculations: Sequence[CalculationRow],
    proposed: Proposed,
    municipality_id: int,
) -> list[Standing]:
    """Return the lights that a calculation that is not kept would give, none of them stored.

    Args:
        calculation: What would be calculated.
        calculations: All that is kept with all that would be, by period, oldest first.
        proposed: The figures of every calculation that is not kept, as they would be.
        municipality_id: Where.
    """
    wordings = _counting(calculation, calculations, municipality_id)
    return _judged(calculation, wordings, calculations, municipality_id, proposed)


def _counting(
    calculation: CalculationRow, calculations: Sequence[CalculationRow], municipality_id: int
) -> list[WordingRow]:
    counting = (
        norm.counting_in(calculation.period) for norm in list_norms(municipality_id=municipality_id)
    )
    return [
        wording
        for wording in counting
        if wording is not None
        and wording.indicator_id
        and wording.indicator_id in calculation.definition_versions
    ]


def preview(
    text_indicator_id: str, norm_text: str, municipality_id: int, period: str
) -> NormStatus | None:
    """Return the light that a norm would give, without recording it.

    None when people judge it, or when nothing was calculated for the period.
    """
    calculations = list_calculations(municipality_id=municipality_id)
    counted = leading(calculations, text_indicator_id)
    if not text_indicator_id or period not in counted:
        return None
    expected = expected_parties(municipality_id, Period.parse(period))
    return _outcome(stored(norm_text), counted[period], calculations, expected, {})


def _record(
    calculation: CalculationRow,
    wordings: Sequence[WordingRow],
    calculations: Sequence[CalculationRow],
    municipality_id: int,
) -> int:
    standings = _judged(calculation, wordings, calculations, municipality_id, {})
    Standing.objects.bulk_create(standings)
    return len(standings)


def _judged(
    calculation: CalculationRow,
    wordings: Sequence[WordingRow],
    calculations: Sequence[CalculationRow],
    municipality_id: int,
    proposed: Proposed,
) -> list[Standing]:
    expected = calculation.expected_parties
    if expected is None:
        expected = expected_parties(municipality_id, Period.parse(calculation.period))
    standings: list[Standing] = []
    for wording in wordings:
        norm = stored(wording.text)
        outcome = _outcome(norm, calculation, calculations, expected, proposed)
        standings += _standings(calculation.id, wording.id, outcome)
    return standings


def _outcome(
    norm: Norm,
    calculation: CalculationRow,
    calculations: Sequence[CalculationRow],
    expected: Mapping[str, str],
    proposed: Proposed,
) -> NormStatus:
    """Return how a norm stands in a calculation; with a condition in a figure, as far as it holds."""
    found = _by_itself(norm, calculation, calculations, expected, proposed)
    if norm.condition is None:
        return found
    condition = as_norm(norm, norm.condition)
    name = indicator(norm.condition.indicator_id).name_nl
    met = _by_itself(condition, calculation, calculations, expected, proposed)
    return under_condition(found, met, name)


def _by_itself(
    norm: Norm,
    calculation: CalculationRow,
    calculations: Sequence[CalculationRow],
    expected: Mapping[str, str],
    proposed: Proposed,
) -> NormStatus:
    indicator_id, when = norm.indicator_id or "", Period.parse(calculation.period)
    counted = leading(calculations, indicator_id)
    if calculation.period not in counted:
        # a calculation of before the catalogue had the figure of a condition
        return status(norm, pl.DataFrame(schema=VALUES_SCHEMA), expected, when.ends_before)
    return status(
        norm,
        _figures(indicator_id, counted, calculation.period, proposed),
        expected,
        when.ends_before,
        _not_applicable(counted[calculation.period], indicator_id),
        indicator(indicator_id).by_chance,
    )


def _not_applicable(calculation: CalculationRow, indicator_id: str) -> dict[str, dict[str, str]]:
    """Return per half-year and year to which corporations a figure does not apply, and why."""
    card = indicator(indicator_id, calculation.definition_versions[indicator_id])
    halves = calculation.not_applicable
    periods = {*halves, *(half.partition("-")[0] for half in halves)}
    return {each: does_not_apply_to(card, each, halves) for each in periods}


def _figures(
    indicator_id: str, counted: Mapping[str, CalculationRow], until: str, proposed: Proposed
) -> pl.DataFrame:
    """Return the figures of one indicator from the calculations that count, as core knows them.

    All by the version of the last half-year: figures that were counted otherwise are not compared.
    """
    version = counted[until].definition_versions[indicator_id]
    speaking = [row.id for period, row in counted.items() if period <= until]
    foreseen = [
        tuple(figure[name] for name in VALUE_FIELDS)
        for each in speaking
        for figure in proposed.get(each, ())
        if (figure["indicator_id"], figure["version"]) == (indicator_id, version)
        and figure["level"] in _JUDGED_LEVELS
    ]
    kept = Value.objects.filter(
        calculation_id__in=speaking,
        indicator_id=indicator_id,
        version=version,
        level__in=_JUDGED_LEVELS,
    )
    beside = BesideValue.objects.filter(
        series__calculation_id__in=speaking,
        series__indicator_id=indicator_id,
        series__version=version,
        level__in=_JUDGED_LEVELS,
    )
    own = [name for name in VALUE_FIELDS if name not in _OF_SERIES]
    rows = [
        *kept.values_list(*VALUE_FIELDS),
        *(_as_value(row, indicator_id, version) for row in beside.values(*own)),
    ]
    cleaned = [
        tuple(None if at in _CODES and cell == "" else cell for at, cell in enumerate(row))
        for row in (*rows, *foreseen)
    ]
    return pl.DataFrame(cleaned, schema=VALUES_SCHEMA, orient="row")


def _as_value(row: dict[str, Any], indicator_id: str, version: int) -> tuple[Any, ...]:
    named = row | {"indicator_id": indicator_id, "version": version}
    return tuple(named[name] for name in VALUE_FIELDS)


def _standings(calculation_id: UUID, norm_text_id: int, outcome: NormStatus) -> list[Standing]:
    whole = Standing(
        calculation_id=calculation_id,
        norm_text_id=norm_text_id,
        light=outcome.light.value,
        reason_code=outcome.reason_code,
        reason=outcome.reason_nl,
        period=outcome.period or "",
        **_bounds(outcome.interval),
    )
    parties = [
        Standing(
            calculation_id=calculation_id,
            norm_text_id=norm_text_id,
            party_code=party.party_code,
            light=party.light.value if party.light else "",
            reason_code=party.reason_code,
            reason=party.reason_nl,
            period=outcome.period or "",
            **_bounds(party.interval),
        )
        for party in outcome.parties
    ]
    return [whole, *parties]


def _bounds(interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {"value": None, "low": None, "high": None}
    high = None if isinf(interval.high) else interval.high
    return {"value": interval.value, "low": interval.low, "high": high}
