"""Taking borders in use that were read, and taking them back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.areas import policies
from drieluik.apps.areas.models import Area, BorderSet
from drieluik.apps.areas.services.importing import record
from drieluik.apps.areas.services.using import buurten_in_use, put_in_use, set_in_use
from drieluik.apps.areas.stored import areas_of, store_areas
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.core.geography import Area as CoreArea


@transaction.atomic
def confirm_borders(*, set_id: UUID, explanation: str, actor: Actor, now: datetime) -> None:
    """Take the areas of a year in use; what was in use for that year is replaced.

    Where the file has no borders, those in use stay for codes that stay.

    Args:
        set_id: The set.
        explanation: Why the points to confirm are no fault; may be empty when there are none.
        actor: Who confirms.
        now: When.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The set is not read, has faults that block, has unanswered doubts, would take
            the buurten away, or says nothing that is not in use already.

    Changes:
        ``BorderSet`` to in use, the one before to replaced; one event ``borders.confirmed``.
    """
    row = _locked(set_id)
    policies.check_may_read_in(actor, municipality_id=row.municipality_id)
    policies.check_can_be_confirmed(row)
    policies.check_doubts_are_answered(row, explanation=explanation)
    before = buurten_in_use(row.municipality_id, row.year)
    codes = frozenset(row.areas.filter(level=Area.Level.BUURT).values_list("code", flat=True))
    policies.check_keeps_buurten(n_buurten=len(codes), n_buurten_in_use=len(before))
    row.confirmation = explanation.strip()[:500]
    areas = areas_of(row.areas.all(), year=row.year or 0)
    if not put_in_use(row, areas, store=_store_anew, actor=actor, now=now):
        raise WrongState(_("The very same areas are in use already."))
    facts = {"added": sorted(codes - before), "removed": sorted(before - codes)}
    record("borders.confirmed", row, actor, now, n_buurten=len(codes), **facts)


@transaction.atomic
def withdraw_borders(*, set_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Take borders back: out of use, or before they ever were.

    What was in use before comes back; figures are calculated anew where codes differ.

    Raises:
        NotAllowed: The actor is no data steward of the municipality.
        WrongState: The set is neither read nor in use, or no reason is given.

    Changes:
        ``BorderSet`` to withdrawn, the one it replaced to in use; one event
        ``borders.withdrawn``.
    """
    row = _locked(set_id)
    policies.check_may_read_in(actor, municipality_id=row.municipality_id)
    policies.check_can_be_withdrawn(row)
    policies.check_has_reason(reason)
    was_in_use = row.state == BorderSet.State.IN_USE
    row.state, row.reason = BorderSet.State.WITHDRAWN, reason.strip()[:500]
    row.closed_by_id, row.closed_at = person(actor), now
    row.save(update_fields=["state", "reason", "closed_by", "closed_at"])
    back = _before(row) if was_in_use else None
    if back is not None:
        back.state = BorderSet.State.IN_USE
        back.save(update_fields=["state"])
    facts = {"reason": row.reason, "was_in_use": was_in_use, "back": str(back.id) if back else ""}
    record("borders.withdrawn", row, actor, now, **facts)


def _locked(set_id: UUID) -> BorderSet:
    place = BorderSet.objects.values_list("municipality_id", flat=True).get(id=set_id)
    lock_municipality(place)
    found: BorderSet = BorderSet.objects.select_for_update().get(id=set_id)
    return found


def _before(row: BorderSet) -> BorderSet | None:
    """Return the last set before this one that was not taken back itself."""
    before = row.replaces
    while before is not None and before.state != BorderSet.State.REPLACED:
        before = before.replaces
    return before if set_in_use(row.municipality_id, row.year) is None else None


def _store_anew(row: BorderSet, areas: Sequence[CoreArea]) -> None:
    """Write the areas with the borders and names that came from the set before."""
    row.areas.all().delete()
    store_areas(row, areas)
