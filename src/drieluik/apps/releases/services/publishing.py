"""Making a publication public, withdrawing it, and dropping one that did not go out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.actors import Actor, person
from drieluik.apps.organisations.services import lock_municipality
from drieluik.apps.releases import policies
from drieluik.apps.releases.models import Publication
from drieluik.apps.releases.selectors import fingerprint, parties_to_approve, texts_that_tell
from drieluik.apps.releases.services.checking import check_is_current
from drieluik.apps.releases.services.recording import record

State = Publication.State


@transaction.atomic
def publish(*, publication_id: UUID, actor: Actor, now: datetime) -> None:
    """Make the tables public, once everybody approved them.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: It is not ready, somebody has not approved yet, figures were corrected since, or
            a public text tells what a table hides.

    Changes:
        ``Publication`` to published; one event ``publication.published``.
    """
    # nobody accepts or calculates between the check of the figures and their going out
    row = _locked(publication_id)
    policies.check_may_prepare(actor, municipality_id=row.municipality_id)
    policies.check_is_prepared(row)
    waiting = [one.name for one in parties_to_approve(row) if one.approved_at is None]
    if waiting:
        raise WrongState(_("Not approved yet by: %(names)s.") % {"names": ", ".join(waiting)})
    check_is_current(row)
    out = row.tables.exclude(release="").values_list("table_id", "release")
    if telling := texts_that_tell(row.municipality_id, row.period, out):
        raise WrongState(
            _(
                "A table hides what everybody could read in: %(texts)s. Whoever read that knows it. "
                "Drop this and prepare it without that figure, or in another shape."
            )
            % {"texts": "; ".join(telling)}
        )
    row.state, row.published_by_id, row.published_at = State.PUBLISHED, person(actor), now
    row.save(update_fields=["state", "published_by", "published_at"])
    record("publication.published", row, actor, now, {"tables": fingerprint(row)})


@transaction.atomic
def withdraw(*, publication_id: UUID, reason: str, told: str, actor: Actor, now: datetime) -> None:
    """Take a publication off the public pages; who saw it still knows it, so it still counts.

    Args:
        publication_id: The publication.
        reason: Why, for the parties.
        told: Why, in words that stand on the public pages.
        actor: Who withdraws.
        now: When.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: It is not public, or one of the reasons lacks.

    Changes:
        ``Publication`` to withdrawn; one event ``publication.withdrawn``.
    """
    row = _locked(publication_id)
    policies.check_may_prepare(actor, municipality_id=row.municipality_id)
    policies.check_can_be_withdrawn(row)
    if not told.strip():
        raise WrongState(_("Say in words for everybody why these figures are gone."))
    row.told_public = told.strip()[:500]
    _end(row, State.WITHDRAWN, reason, actor, now)
    record("publication.withdrawn", row, actor, now)


@transaction.atomic
def drop(*, publication_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """Give up a publication that did not go out.

    Raises:
        NotAllowed: The actor is no steward of the municipality.
        WrongState: It went out or ended already, or no reason was given.

    Changes:
        ``Publication`` to dropped; one event ``publication.dropped``.
    """
    row = _locked(publication_id)
    policies.check_may_prepare(actor, municipality_id=row.municipality_id)
    policies.check_can_be_dropped(row)
    _end(row, State.DROPPED, reason, actor, now)
    record("publication.dropped", row, actor, now)


def _locked(publication_id: UUID) -> Publication:
    rows = Publication.objects
    lock_municipality(rows.values_list("municipality_id", flat=True).get(id=publication_id))
    return rows.select_for_update().get(id=publication_id)


def _end(row: Publication, state: str, reason: str, actor: Actor, now: datetime) -> None:
    if not reason.strip():
        raise WrongState(_("Give a reason."))
    row.state, row.ended_because = state, reason.strip()
    row.ended_by_id, row.ended_at = person(actor), now
    row.save(update_fields=["state", "ended_because", "told_public", "ended_by", "ended_at"])
