"""What a focus project delivered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.projects import policies, services
from drieluik.apps.projects.documents import list_choosable
from drieluik.apps.projects.forms import ResultForm
from drieluik.apps.projects.results import list_results
from drieluik.apps.projects.views.finding import found_board


@in_municipality
def results(request: ActorRequest, year: int, position: int) -> HttpResponse:
    """Show what was delivered, and record more."""
    place = request.municipality
    board = found_board(request, year, position)
    leads = [lead.party_id for lead in board.leads]
    documents = list_choosable(municipality_id=place.id, actor=request.actor)
    form = ResultForm(request.POST or None, documents=documents)
    if request.method == "POST":
        policies.check_may_report(request.actor, municipality_id=place.id, leads=leads)
        if form.is_valid():
            services.record_result(
                municipality_id=place.id,
                project_id=board.project.project_id,
                told=form.told(),
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("The result has been recorded."))
            return redirect(request.path)
    context = {
        "project": board.project,
        "results": list_results(
            municipality_id=place.id, project_id=board.project.project_id, actor=request.actor
        ),
        "form": form,
        "objection": policies.check_may_report.objection(
            request.actor, municipality_id=place.id, leads=leads
        ),
    }
    return render(request, "projects/results.html", context)


@require_POST
@in_municipality
def withdraw(request: ActorRequest, year: int, position: int, result_id: int) -> HttpResponse:
    """Withdraw a result that was recorded by mistake."""
    services.withdraw_result(
        municipality_id=request.municipality.id,
        result_id=result_id,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The result has been withdrawn."))
    return redirect("projects:results", request.municipality.slug, year, position)
