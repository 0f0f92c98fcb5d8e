"""Calculates the figures anew when a delivery is accepted.

One job per half-year that the delivery touches. The same job twice does no harm: the same
deliveries give the calculation that is already there.
"""

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.monitor import services
from drieluik.apps.organisations.actors import SYSTEM


@task()
def recalculate_figures(municipality_id: int, period: str, cause: str) -> str:
    """Calculate one half-year of a municipality ; returns the calculation."""
    calculation = services.recalculate(
        municipality_id=municipality_id,
        period=period,
        actor=SYSTEM,
        now=timezone.now(),
        cause=cause,
    )
    return str(calculation.id)


def enqueue_recalculation(event: AuditEvent) -> None:
    """Put the touched half-years in the queue, in the very transaction of the acceptance."""
    municipality_id, period = event.facts["municipality_id"], event.facts["period"]
    for touched in services.periods_to_recalculate(municipality_id=municipality_id, period=period):
        arguments = [municipality_id, touched, event.name]
        if not _waits(arguments):
            recalculate_figures.enqueue(*arguments)


def _waits(arguments: list[int | str]) -> bool:
    """Tell whether the same job is in the queue and has not begun."""
    ready = DBTaskResult.objects.filter(
        task_path=recalculate_figures.module_path, status=TaskResultStatus.READY
    )
    return any(row.args_kwargs["args"] == arguments for row in ready)


def listen() -> None:
    """Calculate after every acceptance."""
    subscribe("delivery.accepted", enqueue_recalculation)
