"""The corporation's own acts on a checked delivery: sign it, or withdraw it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.models import Acceptance, Delivery, Restatement
from drieluik.apps.deliveries.selectors.applying import contradicted_sheets, unread_sheets
from drieluik.apps.deliveries.selectors.counting import does_not_fit_what_counts
from drieluik.apps.deliveries.selectors.reading import newer_under_check
from drieluik.apps.deliveries.selectors.recorded import corrects
from drieluik.apps.deliveries.selectors.taking_in import taking_in
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.organisations.actors import Actor, person

State, Verdict = Delivery.State, Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class Because:
    """Why accepted figures change: one of ``Restatement.Cause``, and what happened."""

    cause: str
    explanation: str


def signed_hash(delivery: Delivery) -> str:
    """The one hash a controller signs: of the file as handed in and of what was read from it."""
    text = f"{delivery.original_hash} {delivery.tables_hash}"
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def sign_delivery(
    *,
    delivery_id: UUID,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
    because: Because | None = None,
) -> None:
    """Sign a checked delivery for the corporation; from here its figures never change.

    An earlier signed delivery of the same half-year that waits for a decision gives way to this
    one. What was accepted of it keeps counting until this one is accepted. Who signs a correction
    of accepted figures says why they change.

    Raises:
        NotAllowed: The actor is not the controller of the corporation.
        WrongState: The check is not finished, something blocks or is not confirmed, a newer file
            is being checked, a filled sheet does not apply since, somebody else was just ahead, a
            correction has no cause, there is a cause and nothing is corrected, the file lacks
            sheets and does not fit what was accepted of them, or the last day has gone by.

    Changes:
        ``Delivery`` to signed, undecided parts of earlier ones lapse, one ``Restatement`` for a
        correction; one event ``delivery.signed``.
    """
    delivery, siblings = lock_delivery(delivery_id)
    policies.check_may_sign(delivery, actor)
    check_unchanged(delivery, expected_version)
    open_until = taking_in(
        party_id=delivery.party_id, period=delivery.period, today=timezone.localdate(now)
    )
    policies.check_is_taken_in(open_until)
    policies.check_can_be_signed(
        delivery,
        newer_under_check(delivery, siblings),
        contradicted_sheets(delivery),
        unread_sheets(delivery),
    )
    policies.check_fits_what_counts(does_not_fit_what_counts(delivery))
    corrected = corrects(delivery)
    policies.check_cause_fits(
        corrected=bool(corrected),
        cause=because.cause if because else None,
        explanation=because.explanation.strip() if because else "",
    )
    delivery.state, delivery.version = State.SIGNED, delivery.version + 1
    delivery.signed_by_id, delivery.signed_at = actor.user_id, now
    delivery.save(update_fields=["state", "version", "signed_by", "signed_at"])
    for earlier in siblings:
        if earlier.state == State.SIGNED:
            _give_way(earlier, delivery)
    if because is not None:
        Restatement.objects.create(
            delivery=delivery,
            cause=because.cause,
            explanation=because.explanation.strip(),
            stated_by_id=person(actor),
            stated_at=now,
        )
    audit.record(
        name="delivery.signed",
        subject=("delivery", delivery.id),
        actor=actor,
        now=now,
        party_code=delivery.party.code,
        facts={
            "period": str(delivery.period),
            "hash": signed_hash(delivery),
            "corrects": [str(one) for one in corrected],
            "cause": because.cause if because else "",
        },
    )


def _give_way(earlier: Delivery, newer: Delivery) -> None:
    earlier.parts.filter(verdict=Verdict.PENDING).update(verdict=Verdict.LAPSED)
    earlier.replaced_by, earlier.version = newer, earlier.version + 1
    if not earlier.parts.filter(verdict=Verdict.ACCEPTED).exists():
        earlier.state = State.REPLACED
    earlier.save(update_fields=["replaced_by", "version", "state"])


@transaction.atomic
def withdraw_delivery(
    *, delivery_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> None:
    """Take a delivery back before it is signed; file and findings are kept for the record.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The delivery was signed, replaced or withdrawn, or somebody else was ahead.

    Changes:
        ``Delivery`` to withdrawn; one event ``delivery.withdrawn``.
    """
    delivery, _siblings = lock_delivery(delivery_id)
    policies.check_may_deliver(actor, party_id=delivery.party_id)
    check_unchanged(delivery, expected_version)
    policies.check_can_be_withdrawn(delivery)
    delivery.state, delivery.version = State.WITHDRAWN, delivery.version + 1
    delivery.withdrawn_by_id, delivery.withdrawn_at = actor.user_id, now
    delivery.save(update_fields=["state", "version", "withdrawn_by", "withdrawn_at"])
    audit.record(
        name="delivery.withdrawn",
        subject=("delivery", delivery.id),
        actor=actor,
        now=now,
        party_code=delivery.party.code,
        facts={"period": str(delivery.period)},
    )
