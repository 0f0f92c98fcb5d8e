"""Preparing a publication: every table protected against all that ever went out.

May run any number of times for the same publication: a table that was kept is not made again, so a
job that was killed goes on with the next one.
"""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.releases import services


@task()
def prepare_publication(publication_id: str) -> bool:
    """Prepare one publication; returns whether there was anything to prepare."""
    which = UUID(publication_id)
    try:
        return services.protect_tables(publication_id=which, now=timezone.now())
    except Exception:
        # people must see that it broke off; the fault itself goes on to the record of tasks
        services.interrupt_preparing(publication_id=which, now=timezone.now())
        raise


def enqueue_preparing(event: AuditEvent) -> None:
    """Put the preparing in the queue in the very transaction of the event."""
    prepare_publication.enqueue(event.subject_id)


def listen() -> None:
    """Have every publication prepared that is asked for."""
    subscribe("publication.asked", enqueue_preparing)
