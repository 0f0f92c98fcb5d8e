"""Confirming with a reason that a figure that stands out is right."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.models import Delivery, DeliveryFinding
from drieluik.apps.deliveries.selectors.comparing import with_reasons
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor


@transaction.atomic
def confirm_findings(
    *,
    delivery_id: UUID,
    numbers: Collection[int],
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> int:
    """Confirm soft findings with one reason; the municipality will read that reason.

    Args:
        delivery_id: The delivery.
        numbers: Numbers of the findings.
        reason: Why the figures are right.
        actor: Who confirms.
        now: When.
        expected_version: Version of the delivery on the page; None when there was no page.

    Returns:
        How many were confirmed.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The delivery is not between check and signature, a finding among them cannot
            be confirmed or was confirmed already, or there is no reason.

    Changes:
        The findings and ``Delivery.n_to_confirm``; one event ``delivery.findings_confirmed``.
    """
    delivery, _siblings = _lock(delivery_id, actor, expected_version)
    if not reason.strip():
        raise WrongState(_("A confirmation wants a reason."))
    open_ones = delivery.findings.filter(
        number__in=set(numbers), severity=DeliveryFinding.Severity.CONFIRM, confirmed_at=None
    )
    n_confirmed = open_ones.update(
        reason=reason.strip(), confirmed_by_id=actor.user_id, confirmed_at=now
    )
    if not numbers or n_confirmed != len(set(numbers)):
        raise WrongState(_("One of these findings cannot be confirmed, or has been already."))
    _record(delivery, n_confirmed, (actor, now), {})
    return n_confirmed


@transaction.atomic
def take_over_reasons(
    *, delivery_id: UUID, actor: Actor, now: datetime, expected_version: int | None = None
) -> int:
    """Confirm with the reasons given for an earlier file, where the very same stands there again.

    The reasons become those of whoever takes them over.

    Returns:
        How many were confirmed.

    Raises:
        NotAllowed: The actor may not deliver for this corporation.
        WrongState: The delivery is not between check and signature, or there is nothing to take over.

    Changes:
        The findings and ``Delivery.n_to_confirm``; one event ``delivery.findings_confirmed``.
    """
    delivery, siblings = _lock(delivery_id, actor, expected_version)
    n_confirmed = with_reasons(delivery, siblings).update(
        reason=F("given"), confirmed_by_id=actor.user_id, confirmed_at=now
    )
    if not n_confirmed:
        raise WrongState(_("There are no reasons to take over from an earlier file."))
    _record(delivery, n_confirmed, (actor, now), {"taken_over": n_confirmed})
    return n_confirmed


def _lock(
    delivery_id: UUID, actor: Actor, expected_version: int | None
) -> tuple[Delivery, list[Delivery]]:
    delivery, siblings = lock_delivery(delivery_id)
    policies.check_may_deliver(actor, party_id=delivery.party_id)
    check_unchanged(delivery, expected_version)
    policies.check_can_be_confirmed(delivery)
    return delivery, siblings


def _record(
    delivery: Delivery, n: int, by: tuple[Actor, datetime], facts: Mapping[str, int]
) -> None:
    delivery.n_to_confirm -= n
    delivery.version += 1
    delivery.save(update_fields=["n_to_confirm", "version"])
    audit.record(
        name="delivery.findings_confirmed",
        subject=("delivery", delivery.id),
        actor=by[0],
        now=by[1],
        party_code=delivery.party.code,
        facts={"count": n, "still_open": delivery.n_to_confirm, **facts},
    )
