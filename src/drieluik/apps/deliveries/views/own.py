"""Pages on which a corporation sees what is asked of it and hands in its workbook."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.deliveries import policies, selectors, services, workbooks
from drieluik.apps.deliveries.forms import UploadForm
from drieluik.apps.deliveries.selectors import Task
from drieluik.apps.deliveries.states import describe_state
from drieluik.apps.organisations.access import ActorRequest, signed_in
from drieluik.apps.organisations.actors import Actor, Standing
from drieluik.apps.organisations.selectors import find_own_party
from drieluik.core.findings import Finding, action_nl, message_nl
from drieluik.core.tables import Period
from drieluik.ui.downloads import as_download
from drieluik.ui.templatetags.drieluik import at_moment


@signed_in
def tasks(request: ActorRequest) -> HttpResponse:
    """Show what is asked of one's own corporation, with its state and what to do next."""
    today = timezone.localdate()
    found = selectors.list_tasks(request.actor)
    rows = [
        (
            task,
            describe_state(task.newest) if task.newest else None,
            task.is_late(today),
            policies.check_is_taken_in.objection(task.taking_in(today)),
        )
        for task in found
    ]
    context = {
        "rows": rows,
        "fictitious": any(
            selectors.shows_made_up_figures(one) for one in {t.party_id for t in found}
        ),
        "several": len({task.party_id for task in found}) > 1,
        "corporations": _own_tables(request.actor),
        "always": services.ALWAYS_APPLIES,
        "has_corporation": any(
            standing.party_kind == "corporation" for standing in request.actor.standings
        ),
    }
    return render(request, "deliveries/tasks.html", context)


def _own_tables(actor: Actor) -> list[tuple[Standing, list[selectors.OwnTable], str]]:
    """Return per own corporation its tables, and why its reader may not say what applies."""
    own = {one.party_id: one for one in actor.standings if one.party_kind == "corporation"}
    return [
        (
            standing,
            selectors.list_own_tables(party_id=party_id),
            policies.check_may_deliver.objection(actor, party_id=party_id),
        )
        for party_id, standing in own.items()
    ]


@signed_in
def period(request: ActorRequest, party: str, period: Period) -> HttpResponse:
    """Show one half-year: the workbook to fill, where to hand it in, and what was handed in."""
    task, today = _task_or_404(request, party, period), timezone.localdate()
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        initial={"seen": task.newest.id if task.newest else None},
    )
    refusals: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        outcome = _take_in(request, task, form)
        if outcome.delivery_id is not None:
            _say_what_happened(request, outcome)
            return redirect("deliveries:delivery", outcome.delivery_id)
        refusals = outcome.refusals
    deliveries = selectors.list_deliveries(party_id=task.party_id, period=period)
    context = {
        "task": task,
        "fictitious": selectors.shows_made_up_figures(task.party_id),
        "late": task.is_late(today),
        "form": form,
        "refusals": [(message_nl(one), action_nl(one)) for one in refusals],
        "objection": policies.check_may_deliver.objection(request.actor, party_id=task.party_id)
        or policies.check_is_taken_in.objection(task.taking_in(today)),
        "open_again": [one for one in task.asking if one.is_open_again(today)],
        "others": [
            one
            for one in selectors.list_tasks(request.actor)
            if one.party_id == task.party_id
            and one.period != period
            and not one.taking_in(today).is_closed
            and one.counting is None
        ],
        "sent_back": selectors.list_sent_back(party_id=task.party_id, period=period),
        "deliveries": [(delivery, describe_state(delivery)) for delivery in deliveries],
    }
    failed = request.method == "POST"
    return render(request, "deliveries/period.html", context, status=400 if failed else 200)


def _take_in(request: ActorRequest, task: Task, form: UploadForm) -> services.UploadOutcome:
    file = form.cleaned_data["file"]
    return services.upload_delivery(
        party_id=task.party_id,
        period=task.period,
        file=services.HandedIn(file.name, file.read()),
        actor=request.actor,
        now=timezone.now(),
        seen=form.cleaned_data["seen"],
    )


def _say_what_happened(request: ActorRequest, outcome: services.UploadOutcome) -> None:
    if outcome.known_since is None:
        messages.success(request, _("The workbook has been received and is being checked."))
        return
    sentence = _(
        "This very file was already handed in on %(moment)s. Nothing was stored twice; "
        "this is that delivery."
    )
    messages.info(request, sentence % {"moment": at_moment(outcome.known_since)})


@signed_in
def template(request: ActorRequest, party: str, period: Period) -> HttpResponse:
    """Download the workbook to fill for one half-year; or with only the sheets that were sent back."""
    task = _task_or_404(request, party, period)
    own = find_own_party(code=party, actor=request.actor)
    if own is None:
        raise Http404
    made_on = timezone.localdate()
    if request.GET.get("alleen") == "teruggestuurd":
        content = workbooks.template_of_sent_back(own, period, made_on=made_on)
        if content is None:
            raise Http404
        return as_download(content, f"werkmap-{task.party_code}-{period}-teruggestuurd.xlsx")
    content = workbooks.template_for(own, period, made_on=made_on)
    return as_download(content, f"werkmap-{task.party_code}-{period}.xlsx")


def _task_or_404(request: ActorRequest, party: str, period: Period) -> Task:
    task = selectors.find_task(party_code=party, period=period, actor=request.actor)
    if task is None:
        raise Http404
    return task
