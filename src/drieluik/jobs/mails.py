"""Sends the mails of the outbox, and once a day looks at the year: what moved, what is near.

A mail that did not go is tried again later by a job of its own; the daily job looks after mails
whose job was lost. The same job twice does no harm: what was sent is not sent again.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.calendar import editions, reminding, round_reminding
from drieluik.apps.mailing import services
from drieluik.apps.mailing.selectors import list_left_lying
from drieluik.apps.monitor.services import notice_signals, tell_who_is_asked
from drieluik.apps.organisations.selectors import list_all_municipalities
from drieluik.jobs.exports import look_at_exports
from drieluik.jobs.monitor import enqueue_open_corrections

_LOG = logging.getLogger(__name__)
AT = time(7)
"""Local time at which reminders are written."""


@task(takes_context=True)
def send_mail(context: TaskContext, mail_id: str) -> bool:
    """Send one mail; returns whether it went. Begun anew, a job goes on with its own mail."""
    claim = str(context.task_result.id)
    return services.send_mail(mail_id=UUID(mail_id), claim=claim, now=timezone.now())


@task()
def write_reminders() -> int:
    """Look at signals, and write what changed and the reminders of today, in every municipality.

    Returns:
        How many mails were asked for.
    """
    now = timezone.now()
    plan_next(now)
    for mail_id in list_left_lying(now=now):
        send_mail.enqueue(str(mail_id))
    n_mails, failed = 0, []
    for place in list_all_municipalities():
        for name, write in _KINDS.items():
            try:
                n_mails += write(place.id, now)
            except Exception:
                # everything else is written all the same; the job fails visibly after it
                _LOG.exception("%s of %s could not be written", name, place.slug)
                failed.append(f"{place.slug} ({name})")
    if failed:
        raise RuntimeError(f"not written today: {', '.join(failed)}")
    return n_mails


def _look_at_signals(municipality_id: int, now: datetime) -> int:
    """A day of delivery that went by tells of itself in no event; looking writes no mail."""
    notice_signals(municipality_id=municipality_id, now=now)
    return 0


def _tell_who_is_asked(municipality_id: int, now: datetime) -> int:
    return tell_who_is_asked(municipality_id=municipality_id, now=now)


def _remind_of_the_year(municipality_id: int, now: datetime) -> int:
    """What moved is seen by the editions, so without them nobody is reminded of the year."""
    editions.keep_editions(municipality_id=municipality_id, now=now)
    return reminding.remind(municipality_id=municipality_id, now=now)


def _remind_of_rounds(municipality_id: int, now: datetime) -> int:
    return round_reminding.remind_of_rounds(municipality_id=municipality_id, now=now)


def _tell_round_news(municipality_id: int, now: datetime) -> int:
    return round_reminding.tell_round_news(municipality_id=municipality_id, now=now)


def _foresee_anew(municipality_id: int, _now: datetime) -> int:
    """The last day of a light set by hand goes by without an event, and with it what was foreseen."""
    enqueue_open_corrections(municipality_id)
    return 0


_KINDS: Mapping[str, Callable[[int, datetime], int]] = {
    "signals": _look_at_signals,
    "consequences of corrections": _foresee_anew,
    "questions about signals": _tell_who_is_asked,
    "reminders of the year": _remind_of_the_year,
    "reminders of half-years": _remind_of_rounds,
    "news of half-years": _tell_round_news,
    "regular files": look_at_exports,
}
"""What is done each morning, in this order; one that fails holds up no other."""


@task()
def write_round_news(municipality_id: int) -> int:
    """Tell the corporations what happened to a half-year; returns how many mails were asked for."""
    return round_reminding.tell_round_news(municipality_id=municipality_id, now=timezone.now())


def enqueue_round_news(event: AuditEvent) -> None:
    """Put the telling in the queue in the very transaction of the act."""
    write_round_news.enqueue(event.facts["municipality_id"])


def plan_next(now: datetime) -> None:
    """See to it that the reminders are written at the next morning, if that is not planned yet."""
    ready = DBTaskResult.objects.filter(
        task_path=write_reminders.module_path, status=TaskResultStatus.READY
    )
    if not ready.exists():
        write_reminders.using(run_after=_next_morning(now)).enqueue()


def _next_morning(now: datetime) -> datetime:
    today = timezone.localdate(now)
    this_morning = timezone.make_aware(datetime.combine(today, AT))
    if now < this_morning:
        return this_morning
    return timezone.make_aware(datetime.combine(today + timedelta(days=1), AT))


def enqueue_mail(event: AuditEvent) -> None:
    """Put the sending in the queue in the very transaction of the act, or of the failed attempt."""
    next_at = datetime.fromisoformat(event.facts["next_at"])
    when = next_at if event.name == "mail.delayed" else None
    send_mail.using(run_after=when).enqueue(event.subject_id)


def listen() -> None:
    """Send whatever is asked for, and try again what was delayed."""
    subscribe("mail.asked", enqueue_mail)
    subscribe("mail.delayed", enqueue_mail)
    subscribe("delivery_round.moved", enqueue_round_news)
    subscribe("delivery_round.reopened", enqueue_round_news)
