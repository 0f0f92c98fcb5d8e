"""Measures what a calculation was made from: the same tables, law and buurten, so the same figures."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from django.conf import settings

from drieluik.apps.areas.selectors import buurt_codes
from drieluik.apps.deliveries.selectors import kept_tables
from drieluik.apps.monitor.selectors.series import CalculationRow
from drieluik.core.flows import (
    AcceptedTables,
    LawValues,
    Picture,
    measure,
    parameters_of,
    values_from_record,
)
from drieluik.core.indicators import (
    VALUES_SCHEMA,
    VERSIONS,
    Area,
    Indicator,
    Level,
    PeriodParameters,
    engine_named,
)
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

KEPT_LEVELS = (Level.TOTAL, Level.CORPORATION, Level.BUURT)
"""Figures per corporation and buurt together are looked up in the deliveries when asked for."""

_SHORT = {"value_low": "low", "value_high": "high"}
VALUE_FIELDS = tuple(_SHORT.get(name, name) for name in VALUES_SCHEMA)
"""Fields of a kept figure, in the order of ``indicators.VALUES_SCHEMA``."""


def measured(row: CalculationRow, municipality: "Municipality") -> pl.DataFrame:
    """Return the figures of a calculation, and of its year when both halves are there.

    Returns:
        The columns ``indicators.VALUES_SCHEMA``.

    Indicators are measured by the version that the calculation names; of a version that this product
    does not have there are no figures.

    Raises:
        OSError: Kept tables are gone or are not what was kept.
    """
    cards = tuple(one for one in VERSIONS if row.definition_versions.get(one.id) == one.version)
    return _measured(row, municipality, cards)


def measured_beside(
    row: CalculationRow, municipality: "Municipality", card: Indicator
) -> pl.DataFrame:
    """Return the figures that another version of an indicator gives in a calculation.

    Returns:
        The columns ``indicators.VALUES_SCHEMA``.

    Raises:
        OSError: Kept tables are gone or are not what was kept.
    """
    return _measured(row, municipality, (card,))


def measured_per_buurt(
    row: CalculationRow, municipality: "Municipality", card: Indicator, party_code: str
) -> pl.DataFrame:
    """Return the figures of one corporation per buurt, which are not kept.

    Returns:
        The columns ``indicators.VALUES_SCHEMA``, of the half-year of the calculation.

    Raises:
        OSError: Kept tables are gone or are not what was kept.
    """
    figures = _measured(row, municipality, (card,), (Level.CORPORATION_BUURT,), party_code)
    return figures.filter(pl.col("period") == row.period, pl.col("party_code") == party_code)


def measured_at_lowest(
    row: CalculationRow, municipality: "Municipality", cards: tuple[Indicator, ...]
) -> pl.DataFrame:
    """Return figures per corporation, and per corporation and buurt, which are not kept.

    Returns:
        The columns ``indicators.VALUES_SCHEMA``, of the half-year of the calculation.

    Raises:
        OSError: Kept tables are gone or are not what was kept.
    """
    levels = (Level.CORPORATION, Level.CORPORATION_BUURT)
    return _measured(row, municipality, cards, levels).filter(pl.col("period") == row.period)


def _measured(
    row: CalculationRow,
    municipality: "Municipality",
    cards: tuple[Indicator, ...],
    levels: tuple[Level, ...] = KEPT_LEVELS,
    party_code: str = "",
) -> pl.DataFrame:
    when = Period.parse(row.period)
    entries = [one for one in row.inputs if party_code in ("", one["party_code"])]
    used = [tables for entry in entries for tables in tables_of(entry)]
    of_year = [tables for tables in used if tables.period.year == when.year]
    picture = replace(picture_in(row, municipality), indicators=cards, levels=levels)
    return measure(of_year, when, picture).values


def tables_of(entry: Mapping[str, Any]) -> list[AcceptedTables]:
    """Return the kept tables that a calculation was made from, by the delivery they came in."""
    by_delivery: dict[str, dict[str, Path]] = {}
    for table_id, path in kept_tables(entry["tables_hash"]).items():
        by_delivery.setdefault(source_of(entry, table_id), {})[table_id] = path
    return [
        AcceptedTables(
            party_code=entry["party_code"],
            delivery_id=delivery_id,
            period=Period.parse(entry["period"]),
            tables=paths,
            # the hash of the set stands for each of its tables: they were kept together
            content_hashes=dict.fromkeys(paths, entry["tables_hash"]),
        )
        for delivery_id, paths in by_delivery.items()
    ]


def source_of(entry: Mapping[str, Any], table_id: str) -> str:
    """Return the id of the delivery in which a table came that a calculation was made from."""
    return str(entry.get("kept_from", {}).get(table_id, entry["delivery_id"]))


def picture_in(row: CalculationRow, municipality: "Municipality") -> Picture:
    """Return what a calculation measured: rows of the municipality, with its buurten and law.

    A calculation that did not record its buurten or law is read with those of now.
    """
    codes = row.buurten
    if codes is None:
        codes = tuple(buurt_codes(municipality_ids=frozenset({municipality.id})))
    resolver = parameters_of if row.law_values is None else partial(_recorded, row.law_values)
    area = Area(municipality.code, frozenset(codes) or None)
    return Picture(
        area=area,
        levels=KEPT_LEVELS,
        parameters=resolver,
        not_applicable=row.not_applicable,
        engine=engine_named(settings.ENGINE, settings.SPARK_MASTER),
    )


def _recorded(law_values: Mapping[str, LawValues], half: Period) -> PeriodParameters:
    return values_from_record(half, law_values[str(half)])


def as_kept(figures: pl.DataFrame) -> list[dict[str, Any]]:
    """Return figures as the rows that are kept: bounds by their short names, no code is empty."""
    rows = figures.rename(_SHORT).with_columns(pl.col("party_code", "buurt_code").fill_null(""))
    return rows.to_dicts()
