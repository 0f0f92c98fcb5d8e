"""Calculating the figures and lights of a municipality over a period."""

from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl
from django.db import transaction

from drieluik import __version__
from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries.selectors import list_accepted
from drieluik.apps.monitor.measured import as_kept, measured
from drieluik.apps.monitor.models import Calculation, Value
from drieluik.apps.monitor.selectors.changes import changed_parts
from drieluik.apps.monitor.selectors.series import (
    CalculationRow,
    calculation_row,
    list_calculations,
)
from drieluik.apps.monitor.services.basis import Basis, current_basis, first_compared, last_compared
from drieluik.apps.monitor.services.beside import calculate_beside
from drieluik.apps.monitor.services.standings import record_standings_in
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality


@transaction.atomic
def recalculate(
    *, municipality_id: int, period: str, actor: Actor, now: datetime, cause: str = ""
) -> CalculationRow:
    """Calculate every figure and light of a half-year from what counts now.

    Deliveries, definitions, values of law, buurten and corporations as they were in the newest
    calculation give that one: nothing new is stored. An earlier calculation of the period stays
    readable for ever.

    Returns:
        The new calculation, or the one that was there.

    Changes:
        One ``Calculation`` with its ``Value`` and ``Standing`` rows, and the figures by other
        versions that counted or will count here, also of the half-years it is compared with; one event ``figures.calculated``. Nothing when it was there.
    """
    lock_municipality(municipality_id)
    municipality = get_municipality(municipality_id=municipality_id)
    basis = current_basis(municipality, Period.parse(period))
    newest = _newest(municipality_id, basis.when)
    if newest is not None and newest.input_hash == basis.hash:
        return calculation_row(newest)
    # nothing is ever deleted and the municipality is locked, so this is the next one
    number = newest.number + 1 if newest is not None else 1
    row = calculation_row(_kept(municipality_id, basis, number, cause, now))
    _store(row, measured(row, municipality))
    calculate_beside(row, municipality, now)
    _complete_years_before(row, municipality, now)
    n_lights = record_standings_in(row, municipality_id)
    audit.record(
        name="figures.calculated",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={
            "period": row.period,
            "number": number,
            "input_hash": row.input_hash,
            "lights": n_lights,
            "cause": cause,
            "changed": changed_parts(calculation_row(newest), row) if newest else [],
        },
    )
    return row


def periods_to_recalculate(*, municipality_id: int, period: str) -> list[str]:
    """Return which half-years a delivery of a half-year touches, in order.

    Its own, and the later ones in whose figure of the year or comparison it counts; only where
    there are accepted deliveries.
    """
    first = Period.parse(period)
    last = last_compared(first)
    found = {delivery.period for delivery in list_accepted(municipality_id=municipality_id)}
    return [str(one) for one in sorted(found | {first}) if first <= one <= last]


def outdated_periods(*, municipality_id: int) -> list[str]:
    """Return the half-years of which the figures follow from something else than now, in order.

    So after a correction of a legal value, of the buurten, of a definition, or of who takes part;
    and of what was accepted until it is calculated.
    """
    return _outdated(municipality_id, "")


def is_outdated(*, municipality_id: int, period: str) -> bool:
    """Tell whether one half-year is among ``outdated_periods``, without looking at the others."""
    return bool(_outdated(municipality_id, period))


def _outdated(municipality_id: int, only: str) -> list[str]:
    municipality = get_municipality(municipality_id=municipality_id)
    newest = {
        row.period: row.input_hash for row in list_calculations(municipality_id=municipality_id)
    }
    accepted = {str(one.period) for one in list_accepted(municipality_id=municipality_id)}
    return [
        period
        for period in sorted(accepted | newest.keys())
        if only in ("", period)
        and current_basis(municipality, Period.parse(period)).hash != newest.get(period)
    ]


def _complete_years_before(
    row: CalculationRow, municipality: "Municipality", now: datetime
) -> None:
    """See to it that what a light compares with was counted by this version, whatever job is behind."""
    first = str(first_compared(Period.parse(row.period)))
    kept = list_calculations(municipality_id=municipality.id)
    newest = {one.period: one for one in kept if first <= one.period < row.period}
    for earlier in newest.values():
        calculate_beside(earlier, municipality, now)


def _newest(municipality_id: int, when: Period) -> Calculation | None:
    rows = Calculation.objects.filter(municipality_id=municipality_id, period=str(when))
    return rows.order_by("number").last()


def _kept(
    municipality_id: int, basis: Basis, number: int, cause: str, now: datetime
) -> Calculation:
    calculation: Calculation = Calculation.objects.create(
        municipality_id=municipality_id,
        period=str(basis.when),
        number=number,
        input_hash=basis.hash,
        inputs=basis.inputs,
        missing_parties=basis.missing_parties,
        definition_versions=basis.definition_versions,
        law_values=basis.law_values,
        buurten=list(basis.buurten),
        expected_parties=basis.expected_parties,
        not_applicable=basis.not_applicable or None,
        parameters_on=basis.when.last_day,
        code_version=__version__,
        cause=cause,
        calculated_at=now,
    )
    return calculation


def _store(calculation: CalculationRow, figures: pl.DataFrame) -> None:
    Value.objects.bulk_create(
        [Value(calculation_id=calculation.id, **row) for row in as_kept(figures)],
        batch_size=1000,
    )
