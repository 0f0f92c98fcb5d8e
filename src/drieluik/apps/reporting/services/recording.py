"""What every act with a report shares: a person who acts, and a line in the log."""

from datetime import datetime

from drieluik.apps.audit import services as audit
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.reporting.models import Report


def record(
    name: str, report: Report, actor: Actor, now: datetime, facts: dict[str, object] | None = None
) -> None:
    """Add an event about a report."""
    audit.record(
        name=name,
        subject=("report", report.id),
        actor=actor,
        now=now,
        facts={
            "municipality_id": report.municipality_id,
            "kind": report.kind,
            "period": report.period,
            "edition": report.edition,
        }
        | (facts or {}),
    )
