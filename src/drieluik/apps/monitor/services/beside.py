"""Figures by the other versions of a definition, beside the series that counts.

A version that parties adopt is also counted over the half-years before, from what their newest
calculations were made from; and over the half-years after, the version before it. Nothing in those
calculations changes and no light follows from these figures, so last year stays what it was.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import polars as pl
from django.db import transaction

from drieluik import __version__
from drieluik.apps.audit import services as audit
from drieluik.apps.monitor.measured import as_kept, measured_beside
from drieluik.apps.monitor.models import BesideSeries, BesideValue
from drieluik.apps.monitor.selectors.definitions import Definitions, get_definitions
from drieluik.apps.monitor.selectors.series import CalculationRow, list_calculations
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.indicators import Indicator, indicator

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


def calculate_beside(row: CalculationRow, municipality: "Municipality", now: datetime) -> int:
    """Calculate every version that still lacks in a calculation; returns how many.

    Runs inside the transaction of whoever calculates, who has locked the municipality.

    Changes:
        One ``BesideSeries`` with its ``BesideValue`` rows for each.
    """
    n_done = 0
    for card, figures in versions_beside(row, municipality):
        series = BesideSeries.objects.create(
            calculation_id=row.id,
            indicator_id=card.id,
            version=card.version,
            code_version=__version__,
            calculated_at=now,
        )
        kept = as_kept(figures.drop("indicator_id", "version"))
        BesideValue.objects.bulk_create(
            [BesideValue(series=series, **one) for one in kept], batch_size=1000
        )
        n_done += 1
    return n_done


def versions_beside(
    row: CalculationRow, municipality: "Municipality"
) -> Iterator[tuple[Indicator, pl.DataFrame]]:
    """Yield the figures by every version that lacks in a calculation, none of them stored.

    The calculation may be one that is not kept.
    """
    for card in _lacking(row, get_definitions(municipality_id=municipality.id)):
        yield card, measured_beside(row, municipality, card)


def series_made(calculation_ids: Collection[UUID]) -> list[tuple[str, str, int]]:
    """Return by which versions calculations were also made: calculation, indicator and version."""
    rows = BesideSeries.objects.filter(calculation_id__in=calculation_ids)
    made = rows.values_list("calculation_id", "indicator_id", "version")
    return sorted((str(calculation), each, version) for calculation, each, version in made)


def periods_lacking_series(*, municipality_id: int) -> list[str]:
    """Return the half-years whose newest calculation lacks a version, in order."""
    definitions = get_definitions(municipality_id=municipality_id)
    return [row.period for row in _newest(municipality_id) if any(_lacking(row, definitions))]


@transaction.atomic
def complete_series(*, municipality_id: int, period: str, actor: Actor, now: datetime) -> int:
    """Calculate the versions that lack in the newest calculation of a half-year.

    One half-year is one whole act: what a worker that was stopped had not finished is done by the
    next one, and what is there is left alone.

    Returns:
        How many were calculated.

    Changes:
        ``BesideSeries`` and ``BesideValue`` rows; one event ``series.calculated``, none when
        nothing lacked.
    """
    lock_municipality(municipality_id)
    row = next((one for one in _newest(municipality_id) if one.period == period), None)
    if row is None:
        return 0
    n_done = calculate_beside(row, get_municipality(municipality_id=municipality_id), now)
    if n_done:
        audit.record(
            name="series.calculated",
            subject=("municipality", municipality_id),
            actor=actor,
            now=now,
            facts={"period": period, "calculation": str(row.id), "series": n_done},
        )
    return n_done


def _newest(municipality_id: int) -> list[CalculationRow]:
    newest = {row.period: row for row in list_calculations(municipality_id=municipality_id)}
    return list(newest.values())


def _lacking(row: CalculationRow, definitions: Definitions) -> Iterator[Indicator]:
    """Yield the versions in use here by which a calculation was not made."""
    rows = BesideSeries.objects.filter(calculation_id=row.id)
    done = set(rows.values_list("indicator_id", "version")) | set(row.definition_versions.items())
    for indicator_id in dict.fromkeys(one.indicator_id for one in definitions.rows):
        for version in definitions.versions(indicator_id):
            if (indicator_id, version) not in done:
                yield indicator(indicator_id, version)
