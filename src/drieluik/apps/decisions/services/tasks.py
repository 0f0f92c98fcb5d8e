"""Tasks that follow from decisions."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.models import DecisionTask, Meeting
from drieluik.apps.decisions.services.locking import record
from drieluik.apps.organisations.actors import Actor, person


@transaction.atomic
def finish_task(*, task_id: UUID, outcome: str, actor: Actor, now: datetime) -> None:
    """Say that a task is done, with what came of it.

    Raises:
        NotAllowed: The actor is not of the party that has the task, nor the secretary.
        WrongState: It was finished already.

    Changes:
        ``DecisionTask`` to done; one event ``task.finished``.
    """
    task = DecisionTask.objects.select_for_update().get(id=task_id)
    meeting = Meeting.objects.get(decisions__tasks=task)
    policies.check_may_finish_task(
        actor, municipality_id=meeting.municipality_id, party_id=task.party_id
    )
    policies.check_can_be_finished(task)
    task.done_by_id, task.done_at, task.outcome = person(actor), now, outcome.strip()[:500]
    task.save(update_fields=["done_by", "done_at", "outcome"])
    code = next((one.party_code for one in actor.standings if one.party_id == task.party_id), "")
    record("task.finished", ("task", task.id), meeting, (actor, now), party_code=code)
