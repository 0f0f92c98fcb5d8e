"""Meetings to come and held, one meeting, and the tasks that follow from them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions import policies, selectors, services
from drieluik.apps.decisions.forms import ApprovalForm, OutcomeForm
from drieluik.apps.decisions.rows import TaskRow
from drieluik.apps.decisions.selectors.tasks import is_task_of
from drieluik.apps.decisions.views.finding import found_agenda, found_meeting, rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def meetings(request: ActorRequest) -> HttpResponse:
    """Show the meetings to come and the meetings that were held."""
    coming, held = selectors.list_meetings(
        municipality_id=request.municipality.id, actor=request.actor
    )
    cancelled = selectors.list_cancelled(
        municipality_id=request.municipality.id, actor=request.actor
    )
    context = {"coming": coming, "held": held, "cancelled": cancelled} | rights(request)
    return render(request, "decisions/meetings.html", context)


@in_municipality
def meeting(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Show one meeting with its agenda; whoever reads decisions only is led to their list."""
    row = found_meeting(request, meeting_id)
    if not rights(request)["may_read"]:
        return redirect("decisions:decisions", request.municipality.slug, meeting_id)
    agenda = found_agenda(request, meeting_id)
    to_approve = selectors.list_held_before(row) if row.is_open else []
    context = {
        "agenda": agenda,
        "meeting": agenda.meeting,
        "to_approve": [
            (one, ApprovalForm(initial={"meeting": one.meeting_id}, prefix=str(one.meeting_id)))
            for one in to_approve
        ],
        "day_gone": timezone.localdate(row.starts_at) < timezone.localdate(),
        "is_later": timezone.localdate(row.starts_at) > timezone.localdate(),
    } | rights(request)
    return render(request, "decisions/meeting.html", context)


@in_municipality
def tasks(request: ActorRequest) -> HttpResponse:
    """Show the tasks of all parties, one's own first."""
    policies.check_may_read(request.actor, municipality_id=request.municipality.id)
    still, done = selectors.list_tasks(municipality_id=request.municipality.id)
    on = timezone.localdate()
    own = request.actor.party_ids
    still.sort(key=lambda task: task.party_id not in own)
    context = {
        "tasks": [(task, task.is_late(on), _may_finish(request, task)) for task in still],
        "done": done,
    } | rights(request)
    return render(request, "decisions/tasks.html", context)


@require_POST
@in_municipality
def finish_task(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """Say that a task is done."""
    if not is_task_of(task_id=task_id, municipality_id=request.municipality.id):
        raise Http404
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Http404
    services.finish_task(
        task_id=task_id,
        outcome=form.cleaned_data["outcome"],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The task has been finished."))
    return redirect("decisions:tasks", request.municipality.slug)


def _may_finish(request: ActorRequest, task: TaskRow) -> bool:
    return policies.check_may_finish_task.allows(
        request.actor, municipality_id=request.municipality.id, party_id=task.party_id
    )
