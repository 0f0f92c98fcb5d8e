"""Taking figures in use that were read, and taking them back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from drieluik.apps.layers import policies
from drieluik.apps.layers.models import Card, Layer, Version
from drieluik.apps.layers.selectors.layers import kept_versions
from drieluik.apps.layers.services.cards import check_may_change, record
from drieluik.apps.layers.services.importing import locked_version
from drieluik.apps.organisations.actors import Actor, person


@transaction.atomic
def accept_version(*, version_id: UUID, explanation: str, actor: Actor, now: datetime) -> None:
    """Take figures in use; what was in use stays as an earlier version.

    Args:
        version_id: The version.
        explanation: Why the points to confirm are no fault; may be empty when there are none.
        actor: Who accepts.
        now: When.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: It is not read, has faults that block, or has unanswered doubts.

    Changes:
        ``Version`` to in use, the one before to replaced; one event ``layer.version_accepted``.
    """
    row = locked_version(version_id)
    check_may_change(row.layer, actor)
    policies.check_can_be_accepted(row)
    policies.check_doubts_are_answered(row, explanation=explanation)
    row.explanation = explanation.strip()[:500]
    put_in_use(row, user_id=person(actor), now=now)
    facts = {"version": str(row.id), "number": row.number, "n_areas": len(row.figures)}
    record("layer.version_accepted", row.layer, actor, now, **facts)


@transaction.atomic
def withdraw_version(*, version_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Take figures back: out of use, or before they ever were; what was in use before comes back.

    Not when the layer was opened to more people since: nobody looked at those figures for them.

    Raises:
        NotAllowed: The actor makes no layers for this organisation.
        WrongState: The version is neither read nor in use, or no reason is given.

    Changes:
        ``Version`` to withdrawn, the one it replaced to in use unless it was for fewer; one event
        ``layer.version_withdrawn``.
    """
    row = locked_version(version_id)
    check_may_change(row.layer, actor)
    policies.check_can_be_withdrawn(row)
    policies.check_has_reason(reason)
    was_in_use = row.state == Version.State.IN_USE
    row.state, row.reason = Version.State.WITHDRAWN, reason.strip()[:500]
    row.closed_by_id, row.closed_at = person(actor), now
    row.save()
    back = _before(row) if was_in_use else None
    if back is not None and not _was_for_all_who_look_now(back):
        back = None
    if back is not None:
        back.state = Version.State.IN_USE
        back.save(update_fields=["state"])
    facts = {"version": str(row.id), "reason": row.reason, "back": str(back.id) if back else ""}
    record("layer.version_withdrawn", row.layer, actor, now, **facts)


def put_in_use(row: Version, *, user_id: int | None, now: datetime) -> None:
    """Let a version take the place of the one in use; the layer is locked."""
    before = in_use(row.layer)
    if before is not None:
        before.state = Version.State.REPLACED
        before.save(update_fields=["state"])
    last = Version.objects.filter(layer=row.layer).aggregate(last=Max("number"))["last"] or 0
    row.state, row.number, row.replaces = Version.State.IN_USE, last + 1, before
    row.accepted_by_id, row.accepted_at = user_id, now
    row.save()


def in_use(layer: Layer) -> Version | None:
    """Return the version in use."""
    return Version.objects.filter(layer=layer, state=Version.State.IN_USE).first()


def _before(row: Version) -> Version | None:
    """Return the last version before this one that was not taken back itself."""
    before = row.replaces
    while before is not None and before.state != Version.State.REPLACED:
        before = before.replaces
    return before


def _was_for_all_who_look_now(row: Version) -> bool:
    """Tell whether figures that were replaced were for at least as many as the card is now."""
    kept = kept_versions().get(pk=row.pk).kept_for or Card.Publicness.OWNER  # type: ignore[attr-defined]  # by the annotation
    now = row.layer.cards.latest("number").publicness
    from_wide_to_narrow = list(Card.Publicness.values)
    return from_wide_to_narrow.index(kept) <= from_wide_to_narrow.index(now)
