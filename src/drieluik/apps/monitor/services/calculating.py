"""Calculating the figures and lights of a municipality over a period."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl
from django.db import transaction

from drieluik import __version__
from drieluik.apps.areas.selectors import buurt_codes
from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries.selectors import AcceptedDelivery, list_accepted
from drieluik.apps.monitor.models import Calculation, Value
from drieluik.apps.monitor.selectors.series import CalculationRow, calculation_row
from drieluik.apps.monitor.services.defining import propose_definitions
from drieluik.apps.monitor.services.standings import expected_parties, record_standings_in
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.flows import AcceptedTables, Picture, measure
from drieluik.core.indicators import INDICATORS, Area, Level
from drieluik.core.tables import Period

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

KEPT_LEVELS = (Level.TOTAL, Level.CORPORATION, Level.BUURT)
"""Figures per corporation and buurt together are looked up in the deliveries when asked for."""


@transaction.atomic
def recalculate(
    *, municipality_id: int, period: str, actor: Actor, now: datetime, cause: str = ""
) -> CalculationRow:
    """Calculate every figure and light of a half-year from what is accepted now.

    The same deliveries and definitions give the calculation that is already there: nothing new is
    stored. An earlier calculation of the period stays readable for ever.

    Returns:
        The new calculation, or the one that was there.

    Changes:
        One ``Calculation`` with its ``Value`` and ``Standing`` rows; one event
        ``figures.calculated``. Nothing when it was there.
    """
    lock_municipality(municipality_id)
    municipality = get_municipality(municipality_id=municipality_id)
    when = Period.parse(period)
    accepted = _used(list_accepted(municipality_id=municipality_id), when)
    versions = {card.id: card.version for card in INDICATORS}
    inputs = [_input(delivery) for delivery in accepted]
    input_hash = _hash(str(when), inputs, versions)
    earlier = Calculation.objects.filter(municipality=municipality, period=str(when))
    calculation, is_new = Calculation.objects.get_or_create(
        municipality=municipality,
        period=str(when),
        input_hash=input_hash,
        defaults={
            # nothing is ever deleted and the municipality is locked, so this is the next one
            "number": earlier.count() + 1,
            "inputs": inputs,
            "missing_parties": _missing(municipality_id, when, accepted),
            "definition_versions": versions,
            "parameters_on": when.last_day,
            "code_version": __version__,
            "cause": cause,
            "calculated_at": now,
        },
    )
    if not is_new:
        return calculation_row(calculation)
    propose_definitions(municipality_id=municipality_id, now=now)
    _store(calculation, _measured(accepted, when, municipality))
    row = calculation_row(calculation)
    n_lights = record_standings_in(row, municipality_id)
    audit.record(
        name="figures.calculated",
        subject=("municipality", municipality_id),
        actor=actor,
        now=now,
        facts={"period": str(when), "input_hash": input_hash, "lights": n_lights},
    )
    return row


def periods_to_recalculate(*, municipality_id: int, period: str) -> list[str]:
    """Return which half-years a delivery of a half-year touches, in order.

    Its own, the later one of its year (which also has the figure of the year), and those of the
    next year, whose norms may compare with it; only where there are accepted deliveries.
    """
    first = Period.parse(period)
    last = Period(first.year + 1, 2)
    found = {delivery.period for delivery in list_accepted(municipality_id=municipality_id)}
    return [str(one) for one in sorted(found | {first}) if first <= one <= last]


def _used(accepted: Iterable[AcceptedDelivery], when: Period) -> list[AcceptedDelivery]:
    first = Period(when.year - 1, 1)
    chosen = (delivery for delivery in accepted if first <= delivery.period <= when)
    return sorted(chosen, key=lambda delivery: (delivery.period, delivery.party_code))


def _missing(municipality_id: int, when: Period, accepted: Iterable[AcceptedDelivery]) -> list[str]:
    delivered = {delivery.party_code for delivery in accepted if delivery.period == when}
    return sorted(set(expected_parties(municipality_id, when)) - delivered)


def _input(delivery: AcceptedDelivery) -> dict[str, Any]:
    return {
        "party_code": delivery.party_code,
        "party_name": delivery.party_name,
        "period": str(delivery.period),
        "delivery_id": str(delivery.delivery_id),
        "tables_hash": delivery.tables_hash,
        "accepted_at": delivery.accepted_at.isoformat(),
    }


def _hash(period: str, inputs: list[dict[str, Any]], versions: dict[str, int]) -> str:
    """Hash what the figures follow from; when it was accepted is no part of that."""
    used = [{k: v for k, v in entry.items() if k != "accepted_at"} for entry in inputs]
    text = json.dumps([period, used, versions], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _measured(
    accepted: Sequence[AcceptedDelivery], when: Period, municipality: "Municipality"
) -> pl.DataFrame:
    """Return the figures of the half-year, and of its year when both halves are there."""
    used = [
        AcceptedTables(
            party_code=delivery.party_code,
            delivery_id=str(delivery.delivery_id),
            period=delivery.period,
            tables=delivery.table_paths,
            # the hash of the set stands for each of its tables: they were kept together
            content_hashes=dict.fromkeys(delivery.table_paths, delivery.tables_hash),
        )
        for delivery in accepted
        if delivery.period.year == when.year
    ]
    return measure(used, when, picture_of(municipality)).values


def picture_of(municipality: "Municipality") -> Picture:
    """Return what is measured for a municipality: its own rows, its own buurten."""
    codes = buurt_codes(municipality_ids=frozenset({municipality.id}))
    return Picture(area=Area(municipality.code, codes or None), levels=KEPT_LEVELS)


def _store(calculation: Calculation, figures: pl.DataFrame) -> None:
    names = {"value_low": "low", "value_high": "high"}
    rows = figures.rename(names).with_columns(pl.col("party_code", "buurt_code").fill_null(""))
    Value.objects.bulk_create(
        [Value(calculation=calculation, **row) for row in rows.iter_rows(named=True)],
        batch_size=1000,
    )
