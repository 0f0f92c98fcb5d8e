"""What every act with a publication shares: a person who acts, and a line in the log."""

from datetime import datetime

from django.utils.translation import gettext as _

from drieluik.apps.audit import services as audit
from drieluik.apps.errors import NotAllowed
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.releases.models import Publication


def person(actor: Actor) -> int:
    """Return the id of who acts.

    Raises:
        NotAllowed: Nobody is signed in.
    """
    if actor.user_id is None:
        raise NotAllowed(_("Sign in first."))
    return actor.user_id


def record(
    name: str, row: Publication, actor: Actor, now: datetime, facts: dict[str, object] | None = None
) -> None:
    """Add an event about a publication."""
    audit.record(
        name=name,
        subject=("publication", row.id),
        actor=actor,
        now=now,
        facts={"municipality_id": row.municipality_id, "period": row.period, "number": row.number}
        | (facts or {}),
    )
