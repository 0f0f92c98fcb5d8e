"""Mails a person who was given a role; the mail is sent after the act, never during it.

The same job twice does no harm: a notice that no longer waits is not sent again.
"""

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.organisations import notices


@task()
def send_notice(membership_id: int, by: str) -> bool:
    """Send one notice; returns whether it went."""
    return notices.send_notice(membership_id=membership_id, by=by, now=timezone.now())


def enqueue_notice(event: AuditEvent) -> None:
    """Put the notice in the queue in the very transaction of the act of a person."""
    if event.actor_id is not None:
        send_notice.enqueue(event.facts["membership_id"], event.actor_name)


def listen() -> None:
    """Mail whoever is given a role, or for whom the mail is asked again."""
    subscribe("membership.added", enqueue_notice)
    subscribe("membership.notice-asked", enqueue_notice)
