"""Freezing a report: everything as known at its moment, made into Word and PDF, kept in one go.

May run any number of times for the same report: what was killed half-way kept nothing and begins
again; what was finished is not done twice.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.reporting import services


@task()
def freeze_report(report_id: str, known_at: str) -> bool:
    """Freeze one report as asked for a moment; returns whether there was anything to freeze."""
    which, moment = UUID(report_id), datetime.fromisoformat(known_at)
    try:
        return services.freeze(report_id=which, known_at=moment, now=timezone.now())
    except Exception:
        # people must see that it broke off; the fault itself goes on to the record of tasks
        services.interrupt_freezing(report_id=which, known_at=moment, now=timezone.now())
        raise


def enqueue_freezing(event: AuditEvent) -> None:
    """Put the freezing in the queue in the very transaction of the event."""
    freeze_report.enqueue(event.subject_id, event.facts["known_at"])


def listen() -> None:
    """Have every report frozen that is asked for."""
    subscribe("report.freezing-asked", enqueue_freezing)
