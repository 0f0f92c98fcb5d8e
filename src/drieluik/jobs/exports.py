"""Makes the file of a recipient when its day has come or something came since, and tells of it.

Looked at each morning with the reminders, and when figures become public or are withdrawn. The same
job twice does no harm: of the same tables no second file is made.
"""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.exports import services
from drieluik.apps.exports.selectors import list_due
from drieluik.apps.exports.telling import tell_of_exports
from drieluik.jobs.monitor import enqueue_once

_CHANGES_FILES = (
    "export_plan.set",
    "export_plan.approved",
    "publication.published",
    "publication.withdrawn",
    "publication.dropped",
)
"""What changes what a recipient gets, beside the figures themselves."""


@task()
def make_export(municipality_id: int, recipient_id: int, period: str) -> str:
    """Make one file and tell of it; returns which, or nothing when nothing was to be made."""
    made = services.make_edition(
        municipality_id=municipality_id,
        recipient_id=recipient_id,
        period=period,
        now=timezone.now(),
    )
    if made is None:
        # somebody was just ahead, with something that makes this file another
        enqueue_due_over(municipality_id, timezone.now(), period)
        return ""
    tell_of_exports(municipality_id=municipality_id, now=timezone.now())
    return str(made)


def look_at_exports(municipality_id: int, now: datetime) -> int:
    """Put every file that is due in the queue, and write what is to be told today."""
    enqueue_due_over(municipality_id, now)
    return tell_of_exports(municipality_id=municipality_id, now=now)


def enqueue_due_over(municipality_id: int, now: datetime, period: str = "") -> None:
    """Put every file that is due in the queue, over one half-year or over all."""
    for recipient_id, one in list_due(municipality_id=municipality_id, now=now, period=period):
        enqueue_once(make_export, [municipality_id, recipient_id, one])


def enqueue_due(event: AuditEvent) -> None:
    """Put the files in the queue that are other since an act, in the transaction of that act."""
    enqueue_due_over(event.facts["municipality_id"], event.at)


def enqueue_calculated(event: AuditEvent) -> None:
    """Put the files in the queue that waited until the figures of a half-year were calculated."""
    enqueue_due_over(int(event.subject_id), event.at, event.facts["period"])


def listen() -> None:
    """Look anew when somebody did what changes a file, and when figures were calculated."""
    for name in _CHANGES_FILES:
        subscribe(name, enqueue_due)
    subscribe("figures.calculated", enqueue_calculated)
