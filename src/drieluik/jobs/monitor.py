"""Calculates the figures anew when a delivery is accepted, and when what they follow from changed.

And, before a correction is accepted, what it would change.
One job per half-year that a delivery touches. The same job twice does no harm: the same deliveries
give the calculation that is already there. Corrected buurten and a new party are events; legal
values and definitions come with a new version of the product, so a worker that starts looks.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from drieluik.apps.audit.models import AuditEvent
from drieluik.apps.audit.services import subscribe
from drieluik.apps.deliveries.selectors import open_corrections
from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.norms import municipality_of_norm
from drieluik.apps.organisations.actors import SYSTEM
from drieluik.apps.organisations.selectors import list_all_municipalities

_CHANGES_CONSEQUENCES = (
    "figures.calculated",
    "series.calculated",
    "norm.confirmed",
    "norm.confirmed_again",
    "norm.retired",
    "norm.decided",
    "definition.adopted",
    "judgement.recorded",
    "light.set_by_hand",
    "light.taken_back",
    "register.recorded",
    "register.corrected",
    "proposal.adopted",
    "bindings.set",
    "party.set-up",
    "party.merged",
    "party.merger-withdrawn",
    "delivery_round.opened",
    "delivery_round.moved",
    "table_not_applicable.recorded",
    "table_not_applicable.ended",
)
"""What the consequences of a correction follow from, beside the correction itself."""
_CHANGES_BASIS = (
    "buurten.loaded",
    "borders.confirmed",
    "borders.withdrawn",
    "party.set-up",
    "party.merged",
    "party.merger-withdrawn",
)
"""What figures follow from beside deliveries, in one municipality."""


@task()
def recalculate_figures(municipality_id: int, period: str, cause: str) -> str:
    """Calculate one half-year of a municipality; returns the calculation."""
    calculation = services.recalculate(
        municipality_id=municipality_id,
        period=period,
        actor=SYSTEM,
        now=timezone.now(),
        cause=cause,
    )
    return str(calculation.id)


@task()
def refresh_figures(municipality_id: int, cause: str) -> list[str]:
    """Calculate every half-year whose figures follow from something else now; returns which.

    In order of time, because a later half-year may be compared with an earlier one.
    """
    periods = services.outdated_periods(municipality_id=municipality_id)
    for period in periods:
        services.recalculate(
            municipality_id=municipality_id,
            period=period,
            actor=SYSTEM,
            now=timezone.now(),
            cause=cause,
        )
    return periods


@task()
def foresee_correction(delivery_id: str, municipality_id: int, *sent_back: str) -> bool:
    """Calculate what a correction would change; returns whether there was anything to calculate."""
    return services.foresee(
        delivery_id=UUID(delivery_id),
        municipality_id=municipality_id,
        now=timezone.now(),
        sent_back=sent_back,
    )


def enqueue_foreseeing(event: AuditEvent) -> None:
    """Put a delivery that was checked, signed or asked about in the queue, for every municipality.

    What one steward would send back is calculated for that municipality alone.
    """
    sent_back = event.facts.get("sent_back", [])
    for place in list_all_municipalities():
        if sent_back and place.id != event.facts["municipality_id"]:
            continue
        if UUID(event.subject_id) in open_corrections(municipality_id=place.id):
            enqueue_once(foresee_correction, [event.subject_id, place.id, *sent_back])


def enqueue_foreseeing_anew(event: AuditEvent) -> None:
    """Put every open correction of a municipality in the queue: what it changes is other now.

    Where an event does not name its municipality all are looked at: what is as it was, is not
    calculated again.
    """
    for municipality_id in _municipalities_of(event):
        enqueue_open_corrections(municipality_id)


def enqueue_open_corrections(municipality_id: int) -> None:
    """Put every correction that waits for a decision in a municipality in the queue."""
    for delivery_id in open_corrections(municipality_id=municipality_id):
        enqueue_once(foresee_correction, [str(delivery_id), municipality_id])


def _municipalities_of(event: AuditEvent) -> list[int]:
    if "municipality_id" in event.facts:
        return [int(event.facts["municipality_id"])]
    if event.subject_type == "municipality":
        return [int(event.subject_id)]
    if event.subject_type == "norm":
        return [municipality_of_norm(event.subject_id)]
    return [place.id for place in list_all_municipalities()]


@task()
def complete_series(municipality_id: int) -> list[str]:
    """Count every half-year by the versions that lack there; returns which half-years.

    Each half-year is kept as a whole, so after a worker that was stopped only the rest is done.
    """
    periods = services.periods_lacking_series(municipality_id=municipality_id)
    for period in periods:
        services.complete_series(
            municipality_id=municipality_id, period=period, actor=SYSTEM, now=timezone.now()
        )
    return periods


def enqueue_series(event: AuditEvent) -> None:
    """Put the back series in the queue, in the very transaction of the decision."""
    enqueue_once(complete_series, [event.facts["municipality_id"]])


def enqueue_recalculation(event: AuditEvent) -> None:
    """Put the touched half-years in the queue, in the very transaction of the acceptance."""
    municipality_id, period = event.facts["municipality_id"], event.facts["period"]
    for touched in services.periods_to_recalculate(municipality_id=municipality_id, period=period):
        enqueue_once(recalculate_figures, [municipality_id, touched, event.name])


def enqueue_refreshing(event: AuditEvent) -> None:
    """Put the municipality in the queue when something its figures follow from has changed."""
    municipality_id = event.facts["municipality_id"]
    if services.outdated_periods(municipality_id=municipality_id):
        enqueue_once(refresh_figures, [municipality_id, event.name])


def enqueue_after_tables(event: AuditEvent) -> None:
    """Put every municipality in the queue whose figures follow from which tables apply."""
    for municipality_id in event.facts["municipality_ids"]:
        if services.outdated_periods(municipality_id=municipality_id):
            enqueue_once(refresh_figures, [municipality_id, event.name])


def enqueue_outdated() -> int:
    """Put every municipality in the queue whose figures follow from something else now.

    What open corrections change is looked at as well: it follows from the version and the day.

    Returns:
        How many municipalities.
    """
    places = list_all_municipalities()
    outdated = [place.id for place in places if services.outdated_periods(municipality_id=place.id)]
    for place in places:
        enqueue_open_corrections(place.id)
    for municipality_id in outdated:
        enqueue_once(refresh_figures, [municipality_id, "product.updated"])
    for place in places:
        if services.periods_lacking_series(municipality_id=place.id):
            enqueue_once(complete_series, [place.id])
    return len(outdated)


@transaction.atomic
def enqueue_once(job: Task[..., Any], arguments: list[int | str]) -> None:
    """Put a job in the queue, unless the same one waits there and has not begun.

    What waits is held until the act has been kept: a worker that began it now would not see what
    it must calculate with, and nothing would begin it again.
    """
    ready = DBTaskResult.objects.filter(task_path=job.module_path, status=TaskResultStatus.READY)
    held = ready.order_by("id").select_for_update()
    if not any(row.args_kwargs["args"] == arguments for row in held):
        job.enqueue(*arguments)


def listen() -> None:
    """Calculate after every acceptance and every change of buurten, parties or tables."""
    subscribe("delivery.accepted", enqueue_recalculation)
    subscribe("delivery.checked", enqueue_foreseeing)
    subscribe("delivery.signed", enqueue_foreseeing)
    subscribe("consequences.asked", enqueue_foreseeing)
    for name in _CHANGES_CONSEQUENCES:
        subscribe(name, enqueue_foreseeing_anew)
    subscribe("definition.adopted", enqueue_series)
    for name in _CHANGES_BASIS:
        subscribe(name, enqueue_refreshing)
    subscribe("table_not_applicable.recorded", enqueue_after_tables)
    subscribe("table_not_applicable.ended", enqueue_after_tables)
