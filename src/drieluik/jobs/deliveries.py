"""The check of a delivery: read in a process of its own, stored in one go.

May run any number of times for the same delivery: a check that was killed half-way stored nothing
and begins again; one that was finished is not done twice.
"""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.deliveries import services
from drieluik.apps.deliveries.workbooks import check_original
from drieluik.jobs.progress import Note, now_and_then


@task()
def check_delivery(delivery_id: str) -> bool:
    """Check one delivery; returns whether there was anything to store."""
    delivery = services.begin_check(delivery_id=UUID(delivery_id))
    if delivery is None:
        return False
    try:
        outcome = check_original(delivery, progress_of(delivery.id))
        return services.record_check_result(
            delivery_id=delivery.id, outcome=outcome, now=timezone.now()
        )
    except Exception:
        # people must see that it broke off; the fault itself goes on to the record of tasks
        services.interrupt_check(delivery_id=delivery.id, now=timezone.now())
        raise


def progress_of(delivery_id: UUID) -> Note:
    """Return a function that notes how far the check is."""
    return now_and_then(
        lambda phase, share: services.note_progress(
            delivery_id=delivery_id, phase=phase, share=share
        )
    )


def enqueue_check(event: AuditEvent) -> None:
    """Put the check in the queue in the very transaction of the event."""
    check_delivery.enqueue(event.subject_id)


def listen() -> None:
    """Have every delivery checked that is handed in or asks for its check again."""
    subscribe("delivery.uploaded", enqueue_check)
    subscribe("delivery.check_restarted", enqueue_check)
