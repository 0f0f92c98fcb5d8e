"""Approving a prepared publication for a party."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.releases import policies
from drieluik.apps.releases.models import Approval, Publication
from drieluik.apps.releases.selectors import fingerprint, parties_to_approve
from drieluik.apps.releases.services.checking import check_is_current
from drieluik.apps.releases.services.recording import record


@transaction.atomic
def approve(*, publication_id: UUID, party_id: int, seen: str, actor: Actor, now: datetime) -> None:
    """Approve for a party that the tables go out as they were seen.

    Args:
        publication_id: The publication.
        party_id: For which party.
        seen: Fingerprint of the tables on the page where somebody approved.
        actor: Who approves.
        now: When.

    Raises:
        NotAllowed: The actor does not approve for this party.
        WrongState: It is not ready, other tables were seen, figures were corrected since, or the
            party approved before.

    Changes:
        One ``Approval``; one event ``publication.approved``.
    """
    row = Publication.objects.select_for_update().get(id=publication_id)
    policies.check_may_approve(
        actor,
        municipality_id=row.municipality_id,
        party_id=party_id,
        owner_ids=[one.party_id for one in parties_to_approve(row)],
    )
    policies.check_is_prepared(row)
    if fingerprint(row) != seen:
        raise WrongState(_("These are other tables than the ones you saw. Look again."))
    check_is_current(row)
    if row.approvals.filter(party_id=party_id).exists():
        raise WrongState(_("Your organisation has approved already."))
    Approval.objects.create(
        publication=row,
        party_id=party_id,
        seen=seen,
        approved_by_id=person(actor),
        approved_at=now,
    )
    record("publication.approved", row, actor, now, {"party_id": party_id, "seen": seen})
