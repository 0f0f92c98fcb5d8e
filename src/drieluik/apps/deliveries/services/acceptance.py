"""The municipality's decision on its own part of a signed delivery."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.extensions import foresee
from drieluik.apps.deliveries.models import Acceptance, Delivery
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality

Verdict = Acceptance.Verdict


@transaction.atomic
def accept_delivery(
    *,
    delivery_id: UUID,
    municipality_id: int,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
    seen: str | None = None,
) -> None:
    """Accept the part of one municipality, so that indicators may be built on it.

    What was accepted before for the same corporation and half-year is replaced, and kept.
    Building the indicators is not done here; the job that listens to ``delivery.accepted`` does.
    The municipality is locked before the deliveries: two corrections of two corporations change
    the same totals, so who comes second must see what the first one did.

    Args:
        delivery_id: The delivery.
        municipality_id: The municipality.
        actor: Who accepts.
        now: When.
        expected_version: The version that was shown; None when no page was.
        seen: Fingerprint of what a correction changes, as it was shown; None when no page was.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The delivery is not signed, the part was decided on already, something newer
            took its place, somebody else was just ahead, or a correction changes something else
            than was shown.

    Changes:
        One part to accepted, possibly an older one to superseded; one event
        ``delivery.accepted``.
    """
    lock_municipality(municipality_id)
    delivery, siblings = lock_delivery(delivery_id)
    part = _part_to_decide(delivery, municipality_id, actor, expected_version)
    if seen is not None:
        foresight = foresee(delivery_id=delivery_id, municipality_id=municipality_id, actor=actor)
        policies.check_change_was_seen(foresight, seen)
    superseded = _supersede(delivery, siblings, municipality_id)
    _decide(part, Verdict.ACCEPTED, "", (actor, now))
    delivery.version += 1
    delivery.save(update_fields=["version"])
    audit.record(
        name="delivery.accepted",
        subject=("delivery", delivery.id),
        actor=actor,
        now=now,
        party_code=_own_code(actor, municipality_id),
        facts={
            "municipality_code": part.municipality.code,
            "municipality_id": municipality_id,
            "party_code": delivery.party.code,
            "period": str(delivery.period),
            "tables": part.tables_hash,
            "supersedes": superseded,
            "seen": seen or "",
        },
    )


@transaction.atomic
def refuse_delivery(
    *,
    delivery_id: UUID,
    municipality_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> None:
    """Send the part of one municipality back with a reason; the corporation delivers anew.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: As for accepting, or there is no reason.

    Changes:
        One part to refused; one event ``delivery.refused``.
    """
    delivery, _siblings = lock_delivery(delivery_id)
    part = _part_to_decide(delivery, municipality_id, actor, expected_version)
    if not reason.strip():
        raise WrongState(_("Sending back wants a reason: the corporation has to work with it."))
    _decide(part, Verdict.REFUSED, reason.strip(), (actor, now))
    delivery.version += 1
    delivery.save(update_fields=["version"])
    audit.record(
        name="delivery.refused",
        subject=("delivery", delivery.id),
        actor=actor,
        now=now,
        party_code=_own_code(actor, municipality_id),
        facts={
            "municipality_code": part.municipality.code,
            "municipality_id": municipality_id,
            "party_code": delivery.party.code,
            "period": str(delivery.period),
        },
    )


def _part_to_decide(
    delivery: Delivery, municipality_id: int, actor: Actor, expected_version: int | None
) -> Acceptance:
    policies.check_may_decide(actor, municipality_id=municipality_id)
    part = delivery.parts.select_related("municipality", "decided_by").get(
        municipality_id=municipality_id
    )
    part.delivery = delivery
    policies.check_can_be_decided(part)
    check_unchanged(delivery, expected_version)
    return part


def _supersede(delivery: Delivery, siblings: list[Delivery], municipality_id: int) -> str:
    """Close the part that counted until now; returns the id of its delivery, or nothing."""
    current = Acceptance.objects.filter(
        delivery__in=siblings, municipality_id=municipality_id, verdict=Verdict.ACCEPTED
    ).first()
    if current is None:
        return ""
    current.verdict = Verdict.SUPERSEDED
    current.save(update_fields=["verdict"])
    old = next(one for one in siblings if one.id == current.delivery_id)
    old.replaced_by, old.version = delivery, old.version + 1
    if not old.parts.filter(verdict__in=(Verdict.ACCEPTED, Verdict.PENDING)).exists():
        old.state = Delivery.State.REPLACED
    old.save(update_fields=["replaced_by", "version", "state"])
    return str(old.id)


def _decide(
    part: Acceptance, verdict: Acceptance.Verdict, reason: str, by: tuple[Actor, datetime]
) -> None:
    actor, now = by
    part.verdict, part.reason = verdict, reason
    part.decided_by_id, part.decided_at = actor.user_id, now
    part.save(update_fields=["verdict", "reason", "decided_by", "decided_at"])


def _own_code(actor: Actor, municipality_id: int) -> str:
    return next(
        one.party_code
        for one in actor.standings
        if one.role == "steward"
        and one.party_kind == "municipality"
        and municipality_id in one.municipality_ids
    )
