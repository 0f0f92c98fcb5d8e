"""The municipality's decision on its own part of a signed delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.deliveries import policies
from drieluik.apps.deliveries.extensions import foresee
from drieluik.apps.deliveries.models import Acceptance, Delivery, SentBackTable
from drieluik.apps.deliveries.selectors.counting import (
    Counting,
    what_does_not_fit,
    what_would_count,
)
from drieluik.apps.deliveries.services.locking import check_unchanged, lock_delivery
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.services import lock_municipality

Verdict = Acceptance.Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    """What a steward decided to do with a part, and on which page.

    Attributes:
        sent_back: Reason by table of what is sent back; empty to accept all of it.
        expected_version: The version that was shown; None when no page was.
        seen: Fingerprint of what a correction changes, as it was shown; None when no page was.
    """

    sent_back: Mapping[str, str] = field(default_factory=dict)
    expected_version: int | None = None
    seen: str | None = None


def accept_delivery(
    *,
    delivery_id: UUID,
    municipality_id: int,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
    seen: str | None = None,
) -> None:
    """Accept the whole part of one municipality; as ``accept_tables``, with nothing sent back."""
    accept_tables(
        delivery_id=delivery_id,
        municipality_id=municipality_id,
        choice=Choice(expected_version=expected_version, seen=seen),
        actor=actor,
        now=now,
    )


@transaction.atomic
def accept_tables(
    *, delivery_id: UUID, municipality_id: int, choice: Choice, actor: Actor, now: datetime
) -> None:
    """Accept the part of one municipality, without the tables that are sent back with a reason.

    What was accepted before for the same corporation and half-year is replaced, and kept; of a
    table that is sent back, or is not in the file, it keeps counting. All of it is one act.
    Building the indicators is not done here; the job that listens to ``delivery.accepted`` does.
    The municipality is locked before the deliveries: two corrections of two corporations change
    the same totals, so who comes second must see what the first one did.

    Args:
        delivery_id: The delivery.
        municipality_id: The municipality.
        choice: Which tables are sent back and why, and what was shown.
        actor: Who accepts.
        now: When.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The delivery is not signed, the part was decided on already, something newer
            took its place, somebody else was just ahead, a table that is sent back is not in the
            file or has no reason, nothing is left to accept, tables that belong together would
            come from different files, or a correction changes something else than was shown.

    Changes:
        One part to accepted, its sent-back tables, possibly an older part to superseded; one
        event ``delivery.accepted``.
    """
    lock_municipality(municipality_id)
    delivery, siblings = lock_delivery(delivery_id)
    part = _part_to_decide(delivery, municipality_id, actor, choice.expected_version)
    reasons = {table_id: why.strip() for table_id, why in choice.sent_back.items()}
    policies.check_can_be_split(part, reasons)
    counting = what_would_count(part, reasons)
    policies.check_fits(what_does_not_fit(counting))
    if choice.seen is not None:
        foresight = foresee(
            delivery_id=delivery_id,
            municipality_id=municipality_id,
            actor=actor,
            sent_back=tuple(sorted(reasons)),
        )
        policies.check_change_was_seen(foresight, choice.seen)
    superseded = _supersede(delivery, siblings, municipality_id)
    _send_back(part, {**counting.still_back, **reasons})
    _count(part, counting)
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
            "tables": part.counting_hash,
            "sent_back": sorted(reasons),
            "kept_from": part.kept_from or {},
            "supersedes": superseded,
            "seen": choice.seen or "",
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


def _send_back(part: Acceptance, reasons: Mapping[str, str]) -> None:
    SentBackTable.objects.bulk_create(
        SentBackTable(part=part, table_id=table_id, reason=why)
        for table_id, why in sorted(reasons.items())
    )


def _count(part: Acceptance, counting: Counting) -> None:
    """Note what counts, where that is not this part as it was delivered."""
    if counting.is_mixed:
        part.mixed_hash, part.kept_from = counting.keep(), dict(counting.kept_from)


def _decide(
    part: Acceptance, verdict: Acceptance.Verdict, reason: str, by: tuple[Actor, datetime]
) -> None:
    actor, now = by
    part.verdict, part.reason = verdict, reason
    part.decided_by_id, part.decided_at = actor.user_id, now
    decided = ["verdict", "reason", "decided_by", "decided_at"]
    part.save(update_fields=[*decided, "mixed_hash", "kept_from"])


def _own_code(actor: Actor, municipality_id: int) -> str:
    return next(
        one.party_code
        for one in actor.standings
        if one.role == "steward"
        and one.party_kind == "municipality"
        and municipality_id in one.municipality_ids
    )
