"""The check of a delivery: begun, under way, finished, or broken off. Done by the system itself."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import polars as pl
from django.db import connection, transaction
from django.utils import timezone

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.check_outcome import CheckOutcome, KeptPart, finding_rows
from drieluik.apps.deliveries.models import Acceptance, Delivery, DeliveryFinding, Waiver
from drieluik.apps.deliveries.selectors.asking import municipalities_of
from drieluik.apps.deliveries.selectors.comparing import find_before
from drieluik.apps.deliveries.selectors.waivers import WaiverLookup, waivers_by_finding
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.deliveries.services.placing import take_place
from drieluik.apps.organisations.actors import SYSTEM, Actor

_STORED = (
    "delivery",
    "number",
    "rule",
    "severity",
    "sheet",
    "cell",
    "column",
    "row",
    "value",
    "facts",
    "municipality_code",
    "identity",
    "says",
    "since",
    "reason",
    "confirmed_by",
    "confirmed_at",
    "waiver",
)


@transaction.atomic
def begin_check(*, delivery_id: UUID) -> Delivery | None:
    """Say that the check begins; returns None when there is nothing (any more) to check.

    A check that was cut off by a killed worker begins again from the start.

    Changes:
        ``Delivery`` to checking.
    """
    delivery, _siblings = lock_delivery(delivery_id)
    if delivery.state not in (Delivery.State.UPLOADED, Delivery.State.CHECKING):
        return None
    delivery.state, delivery.check_phase, delivery.check_share = Delivery.State.CHECKING, "", 0
    delivery.save(update_fields=["state", "check_phase", "check_share"])
    return delivery


def note_progress(*, delivery_id: UUID, phase: str, share: float) -> None:
    """Say how far the check is; nothing happens when it is no longer being checked.

    Changes:
        Phase and share of the ``Delivery``; no event, for nothing was decided.
    """
    Delivery.objects.filter(id=delivery_id, state=Delivery.State.CHECKING).update(
        check_phase=phase[:60], check_share=min(max(share, 0.0), 1.0)
    )


@transaction.atomic
def record_check_result(*, delivery_id: UUID, outcome: CheckOutcome, now: datetime) -> bool:
    """Store what the check found, all of it or nothing.

    Args:
        delivery_id: The delivery.
        outcome: Findings and tables of the check.
        now: When the check ended.

    Returns:
        Whether it was stored; not when the delivery was withdrawn or replaced meanwhile.

    Changes:
        ``Delivery`` to checked, its findings (those of a rule that is waived today confirmed by
        that waiver), one part per municipality, earlier unsigned ones to replaced; one event
        ``delivery.checked``. A file that is not the workbook asked for: only ``Delivery`` to set
        aside and its findings; one event ``delivery.set_aside``.
    """
    delivery, siblings = lock_delivery(delivery_id)
    if delivery.state != Delivery.State.CHECKING:
        return False
    delivery.findings.all().delete()
    delivery.parts.all().delete()
    counts = outcome.counts()
    replaced = take_place(delivery, siblings, is_wrong_file=outcome.is_wrong_file)
    delivery.checked_at = now
    delivery.check_share, delivery.version = 1.0, delivery.version + 1
    delivery.template_version = outcome.template_version
    delivery.content_fingerprint = outcome.fingerprint
    delivery.tables_hash = outcome.tables_hash
    rows = _rows_to_store(delivery, find_before(delivery, siblings), outcome.found, now)
    n_waived = sum(row["waiver"] is not None for row in rows)
    delivery.n_blocking, delivery.n_remarks = counts[0], counts[2]
    delivery.n_to_confirm = counts[1] - n_waived
    delivery.save()
    _store_findings(delivery.id, rows)
    if not outcome.is_wrong_file:
        _store_parts(delivery, outcome.parts)
    audit.record(
        name="delivery.set_aside" if outcome.is_wrong_file else "delivery.checked",
        subject=("delivery", delivery.id),
        actor=SYSTEM,
        now=now,
        party_code=delivery.party.code,
        facts={
            "blocking": counts[0],
            "to_confirm": counts[1],
            "waived": n_waived,
            "remarks": counts[2],
            "tables": outcome.tables_hash,
            "replaces": [str(one.id) for one in replaced],
        },
    )
    return True


def _rows_to_store(
    delivery: Delivery, before: Delivery | None, found: pl.DataFrame, now: datetime
) -> list[dict[str, Any]]:
    """Return the findings, each with the file since which it is there and what waived it."""
    known = before.findings.exclude(since=None) if before else DeliveryFinding.objects.none()
    since = dict(known.values_list("identity", "since"))
    waivers = waivers_by_finding(party_id=delivery.party_id, on=timezone.localdate(now))
    moment = DeliveryFinding._meta.get_field("confirmed_at").get_db_prep_save(now, connection)
    return [
        row
        | {"since": since.get(row["identity"], delivery.number)}
        | _confirmation(_waiver_of(row, waivers), moment)
        for row in finding_rows(found)
    ]


def _waiver_of(row: Mapping[str, Any], waivers: WaiverLookup) -> Waiver | None:
    if not waivers or row["severity"] != DeliveryFinding.Severity.CONFIRM:
        return None
    return waivers.of(row["sheet"], json.loads(row["facts"]))


def _confirmation(waiver: Waiver | None, moment: object) -> dict[str, object]:
    """Return who confirmed a finding, when and why: the waiver of its rule, or nobody yet."""
    if waiver is None:
        return {"reason": "", "confirmed_by": None, "confirmed_at": None, "waiver": None}
    return {
        "reason": waiver.reason,
        "confirmed_by": waiver.granted_by_id,
        "confirmed_at": moment,
        "waiver": waiver.id,
    }


def _store_findings(delivery_id: UUID, found: Sequence[Mapping[str, Any]]) -> None:
    """Write all findings in one go.

    A hundred thousand rows through model objects would hold the write lock of SQLite for a
    minute, so they go to the database as plain rows; its constraints hold for them as well.
    """
    concrete = {field.name: field for field in DeliveryFinding._meta.concrete_fields}
    fields = [concrete[name] for name in _STORED]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(DeliveryFinding._meta.db_table)
    prepared_id = fields[0].get_db_prep_save(delivery_id, connection)
    rows = [(prepared_id, *(row[name] for name in _STORED[1:])) for row in found]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _store_parts(delivery: Delivery, parts: Mapping[str, KeptPart]) -> None:
    known = municipalities_of(delivery.party, delivery.period)
    Acceptance.objects.bulk_create(
        Acceptance(
            delivery=delivery,
            municipality=municipality,
            party_id=delivery.party_id,
            year=delivery.year,
            half=delivery.half,
            tables_hash=parts[municipality.code].tables_hash,
            n_rows=dict(parts[municipality.code].n_rows),
        )
        for municipality in known
        if municipality.code in parts
    )


@transaction.atomic
def interrupt_check(*, delivery_id: UUID, now: datetime) -> None:
    """Say that the check broke off by a fault of ours, so that people can start it again.

    Changes:
        ``Delivery`` to interrupted; one event ``delivery.check_interrupted``.
    """
    delivery, _siblings = lock_delivery(delivery_id)
    if delivery.state != Delivery.State.CHECKING:
        return
    delivery.state, delivery.version = Delivery.State.INTERRUPTED, delivery.version + 1
    delivery.save(update_fields=["state", "version"])
    audit.record(
        name="delivery.check_interrupted",
        subject=("delivery", delivery.id),
        actor=SYSTEM,
        now=now,
        party_code=delivery.party.code,
    )


@transaction.atomic
def restart_check(
    *, delivery_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """Have a delivery checked again after its check broke off.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The check did not break off, or somebody else was just ahead.

    Changes:
        ``Delivery`` to uploaded; one event ``delivery.check_restarted``.
    """
    delivery, _siblings = lock_delivery(delivery_id)
    policies.check_may_deliver(actor, party_id=delivery.party_id)
    check_unchanged(delivery, expected_version)
    policies.check_can_be_rechecked(delivery)
    delivery.state, delivery.version = Delivery.State.UPLOADED, delivery.version + 1
    delivery.save(update_fields=["state", "version"])
    audit.record(
        name="delivery.check_restarted",
        subject=("delivery", delivery.id),
        actor=actor,
        now=now,
        party_code=delivery.party.code,
    )
