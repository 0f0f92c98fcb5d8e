"""The reading of a file with figures per area: in a process of its own, stored in one go.

May run any number of times for the same file: a reading that was killed half-way stored nothing
and begins again; one that was finished is not done twice.
"""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.layers import services
from drieluik.core.layers import read_layer_isolated
from drieluik.jobs.progress import now_and_then


@task()
def read_layer_file(version_id: str) -> bool:
    """Read one file; returns whether there was anything to store."""
    which = UUID(version_id)
    try:
        waiting = services.find_waiting(version_id=which)
        if waiting is None:
            return False
        note = now_and_then(
            lambda phase, share: services.note_reading(version_id=which, phase=phase, share=share)
        )
        reading = read_layer_isolated(waiting.content, waiting.file_name, waiting.question, note)
        return services.record_reading(version_id=which, reading=reading, now=timezone.now())
    except Exception:
        # people must see that it broke off; the fault itself goes on to the record of tasks
        services.interrupt_reading(version_id=which, now=timezone.now())
        raise


def enqueue_reading(event: AuditEvent) -> None:
    """Put the reading in the queue in the very transaction of the event."""
    read_layer_file.enqueue(event.facts["version"])


def listen() -> None:
    """Have every file with figures read that is handed in."""
    subscribe("layer.uploaded", enqueue_reading)
