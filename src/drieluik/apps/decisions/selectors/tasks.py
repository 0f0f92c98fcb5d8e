"""Tasks of parties."""

from uuid import UUID

from django.db.models import F

from drieluik.apps.decisions.models import DecisionTask
from drieluik.apps.decisions.naming import decision_name
from drieluik.apps.decisions.rows import TaskRow

_READ_ALONG = ("decision__meeting", "decision__replaced_by__meeting", "party", "done_by")


def list_tasks(
    *, municipality_id: int, party_ids: frozenset[int] | None = None
) -> tuple[list[TaskRow], list[TaskRow]]:
    """Return the open tasks (first due first) and the finished ones (last done first).

    Args:
        municipality_id: Where they were decided.
        party_ids: Only of these parties; None for all.
    """
    rows = DecisionTask.objects.filter(decision__meeting__municipality_id=municipality_id)
    if party_ids is not None:
        rows = rows.filter(party_id__in=party_ids)
    rows = rows.select_related(*_READ_ALONG)
    due_first = (F("due_on").asc(nulls_last=True), "party__name", "id")
    still = rows.filter(done_at=None).order_by(*due_first)
    done = rows.exclude(done_at=None).order_by("-done_at", "id")
    return [_row(one) for one in still], [_row(one) for one in done]


def is_task_of(*, task_id: UUID, municipality_id: int) -> bool:
    """Tell whether a task follows from a decision in this municipality."""
    return DecisionTask.objects.filter(
        id=task_id, decision__meeting__municipality_id=municipality_id
    ).exists()


def get_task(*, task_id: UUID) -> TaskRow:
    """Return one task.

    Raises:
        DecisionTask.DoesNotExist: There is no such task.
    """
    rows = DecisionTask.objects.select_related(*_READ_ALONG)
    return _row(rows.get(id=task_id))


def task_row(task: DecisionTask, decision: str, meeting_id: UUID) -> TaskRow:
    """Return a task without its database."""
    return TaskRow(
        task_id=task.id,
        party_id=task.party_id,
        party=task.party.name,
        text=task.text,
        due_on=task.due_on,
        done_at=task.done_at,
        done_by=task.done_by.name if task.done_by else "",
        outcome=task.outcome,
        decision=decision,
        meeting_id=meeting_id,
    )


def _row(task: DecisionTask) -> TaskRow:
    decision = task.decision
    while hasattr(decision, "replaced_by"):  # its words were put right: those count
        decision = decision.replaced_by
    return task_row(task, decision_name(decision.meeting, decision.number), decision.meeting_id)
