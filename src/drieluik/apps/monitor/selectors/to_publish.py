"""Figures at their lowest level, for who makes tables of them that everybody may see.

Whoever reads these sees what is nobody's to see but the parties'; only a job that protects tables
asks for them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

import polars as pl

from drieluik.apps.monitor.measured import measured_at_lowest
from drieluik.apps.monitor.selectors.definitions import get_definitions
from drieluik.apps.monitor.selectors.series import leading, list_calculations
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.core.indicators import VERSIONS, Audience, Level, does_not_apply_to, indicator


@dataclass(frozen=True, slots=True)
class LowestFigures:
    """Figures of one calculation per corporation, and per corporation and buurt.

    Attributes:
        values: The columns ``indicators.VALUES_SCHEMA``.
        audiences: Indicator -> who may see it per corporation, by what was decided last.
        missing: Indicator -> names of the corporations that did not deliver what it needs.
        corporations: Code -> name of those that were asked for figures.
        buurten: Codes of the buurten that were known.
    """

    values: pl.DataFrame
    audiences: Mapping[str, Audience]
    missing: Mapping[str, tuple[str, ...]]
    corporations: Mapping[str, str]
    buurten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leading:
    """The calculation whose figure counts: its fingerprint, and the codes of who was asked."""

    calculation_id: UUID
    input_hash: str
    corporations: tuple[str, ...]


def leading_calculation(*, municipality_id: int, period: str, indicator_id: str) -> Leading | None:
    """Return the calculation whose figure of an indicator counts; None when there is none."""
    calculations = list_calculations(municipality_id=municipality_id)
    found = leading(calculations, indicator_id).get(period)
    if found is None:
        return None
    return Leading(found.id, found.input_hash, tuple(found.expected_parties or {}))


def corporations_counted(
    *, municipality_id: int, indicator_ids: Collection[str], periods: Collection[str]
) -> dict[tuple[str, str], frozenset[str]]:
    """Return by figure and half-year the codes of the corporations that it is added up of."""
    calculations = list_calculations(municipality_id=municipality_id)
    counted: dict[tuple[str, str], frozenset[str]] = {}
    for one in indicator_ids:
        found = leading(calculations, one)
        for period in periods:
            row = found.get(period)
            aside = does_not_apply_to(indicator(one), period, row.not_applicable) if row else {}
            asked = (row.expected_parties or {}) if row else {}
            counted[one, period] = frozenset(asked) - set(aside)
    return counted


def calculated_periods(*, municipality_id: int) -> list[str]:
    """Return the half-years of which there are figures, newest first."""
    rows = list_calculations(municipality_id=municipality_id)
    return sorted({row.period for row in rows}, reverse=True)


def definition_version(
    *, municipality_id: int, calculation_id: UUID | None, indicator_id: str
) -> int | None:
    """Return the version of the definition by which a calculation counted; None when not known."""
    calculations = list_calculations(municipality_id=municipality_id)
    found = next((one for one in calculations if one.id == calculation_id), None)
    return None if found is None else found.definition_versions.get(indicator_id)


def lowest_figures(
    *, municipality_id: int, calculation_id: UUID, indicator_ids: Collection[str]
) -> LowestFigures:
    """Return some figures of a calculation at their lowest level; takes seconds.

    Raises:
        OSError: Kept tables are gone or are not what was kept.
    """
    calculations = list_calculations(municipality_id=municipality_id)
    row = next(one for one in calculations if one.id == calculation_id)
    municipality = get_municipality(municipality_id=municipality_id)
    wanted = {one: row.definition_versions.get(one) for one in indicator_ids}
    cards = tuple(card for card in VERSIONS if wanted.get(card.id) == card.version)
    values = measured_at_lowest(row, municipality, cards)
    expected = row.expected_parties or {}
    definitions = get_definitions(municipality_id=municipality_id)
    missing = {}
    for one in indicator_ids:
        of_parties = pl.col("indicator_id") == one, pl.col("level") == Level.CORPORATION.value
        delivered = set(values.filter(*of_parties)["party_code"])
        aside = does_not_apply_to(indicator(one), row.period, row.not_applicable)
        missing[one] = tuple(
            name for code, name in expected.items() if code not in delivered and code not in aside
        )
    return LowestFigures(
        values=values,
        audiences={one: definitions.last_card(one).audience for one in indicator_ids},
        missing=missing,
        corporations=expected,
        buurten=row.buurten or (),
    )
