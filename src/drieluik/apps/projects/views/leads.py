"""Who leads a focus project."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.projects import policies, services
from drieluik.apps.projects.forms import LeadForm
from drieluik.apps.projects.views.finding import found_board


@in_municipality
def leads(request: ActorRequest, year: int, position: int) -> HttpResponse:
    """Show who leads, and let the municipality add an organisation."""
    place = request.municipality
    board = found_board(request, year, position)
    objection = policies.check_may_name_leads.objection(request.actor, municipality_id=place.id)
    parties = list_parties(municipality_id=place.id, on=timezone.localdate())
    form = LeadForm(
        request.POST or None, parties=[(str(party.pk), party.name) for party in parties]
    )
    if request.method == "POST":
        policies.check_may_name_leads(request.actor, municipality_id=place.id)
        if form.is_valid():
            services.name_lead(
                municipality_id=place.id,
                project_id=board.project.project_id,
                party_id=form.cleaned_data["party"],
                person_name=form.cleaned_data["person"],
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("It has been recorded who leads."))
            return redirect("projects:leads", place.slug, year, position)
    context = {"board": board, "project": board.project, "form": form, "objection": objection}
    return render(request, "projects/leads.html", context)


@require_POST
@in_municipality
def end(request: ActorRequest, year: int, position: int, lead_id: int) -> HttpResponse:
    """Record that an organisation no longer leads."""
    services.end_lead(
        municipality_id=request.municipality.id,
        lead_id=lead_id,
        actor=request.actor,
        now=timezone.now(),
    )
    return redirect("projects:leads", request.municipality.slug, year, position)
