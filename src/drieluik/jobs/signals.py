"""Raises and follows signals when lights can have changed; once a day also when only time went by.

What is accepted one after another counts together: a look waits an hour, so that half a set
of deliveries raises no signal. The same job twice does no harm: what was noted
already is not noted again.
"""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.norms import municipality_of_norm
from drieluik.jobs.monitor import enqueue_once

QUIET = timedelta(hours=1)
"""How long a look at the lights waits after what can have changed them."""


@task()
def notice_signals(municipality_id: int) -> int:
    """Look at the lights of a municipality and mail who is asked; returns how many are new."""
    now = timezone.now()
    n_new = services.notice_signals(municipality_id=municipality_id, now=now)
    services.tell_who_is_asked(municipality_id=municipality_id, now=now)
    return n_new


def enqueue_after_figures(event: AuditEvent) -> None:
    """Put a look at the lights in the queue in the very transaction of the calculation."""
    _enqueue(int(event.subject_id))


def enqueue_after_norm(event: AuditEvent) -> None:
    """Put a look at the lights in the queue when a norm counts, ends, or was judged."""
    norm_id = event.facts.get("norm", event.subject_id)
    _enqueue(municipality_of_norm(norm_id))


def _enqueue(municipality_id: int) -> None:
    later = notice_signals.using(run_after=timezone.now() + QUIET)
    enqueue_once(later, [municipality_id])


def listen() -> None:
    """Look after every calculation, and after what people do with norms."""
    subscribe("figures.calculated", enqueue_after_figures)
    subscribe("norm.confirmed", enqueue_after_norm)
    subscribe("norm.retired", enqueue_after_norm)
    subscribe("norm.decided", enqueue_after_norm)
    subscribe("norm.confirmed_again", enqueue_after_norm)
    subscribe("judgement.recorded", enqueue_after_norm)
