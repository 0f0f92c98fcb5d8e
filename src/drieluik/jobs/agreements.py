"""The reading of a document: in a process of its own, stored in one go.

May run any number of times for the same document: a reading that was killed half-way stored
nothing and begins again; one that was finished is not done twice.
"""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from drieluik.apps.agreements import services
from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.core.documents import read_document_isolated
from drieluik.jobs.progress import now_and_then


@task()
def read_import(import_id: str) -> bool:
    """Read one document; returns whether there was anything to store."""
    which = UUID(import_id)
    try:
        waiting = services.find_waiting(import_id=which)
        if waiting is None:
            return False
        note = now_and_then(
            lambda phase, share: services.note_reading(import_id=which, phase=phase, share=share)
        )
        document = read_document_isolated(waiting.content, waiting.file_name, note)
        return services.record_reading(import_id=which, document=document, now=timezone.now())
    except Exception:
        # people must see that it broke off; the fault itself goes on to the record of tasks
        services.interrupt_reading(import_id=which, now=timezone.now())
        raise


def enqueue_reading(event: AuditEvent) -> None:
    """Put the reading in the queue in the very transaction of the event."""
    read_import.enqueue(event.subject_id)


def listen() -> None:
    """Have every document read that is handed in."""
    subscribe("import.uploaded", enqueue_reading)
