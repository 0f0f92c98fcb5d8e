"""What every act with a publication shares: a person who acts, and a line in the log."""

from datetime import datetime

from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.releases.models import Publication


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
