"""Planning, changing and moving a meeting, and the term for papers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions import choices, extensions, policies, selectors, services
from drieluik.apps.decisions.forms import ChangeForm, MeetingForm, MoveForm, TermForm
from drieluik.apps.decisions.views.finding import found_meeting, rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def plan(request: ActorRequest) -> HttpResponse:
    """Ask for a new meeting and put it on the calendar."""
    place = request.municipality
    policies.check_may_plan(request.actor, municipality_id=place.id)
    form = MeetingForm(request.POST or None, **_offered(request))
    if request.method == "POST" and form.is_valid():
        made = services.plan_meeting(
            municipality_id=place.id,
            facts=form.facts(),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The meeting has been planned. Now make its agenda."))
        return redirect("decisions:agenda", place.slug, made.id)
    return render(request, "decisions/plan.html", {"form": form})


@in_municipality
def change(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Change kind, place or chair of a meeting."""
    row = found_meeting(request, meeting_id)
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    initial = {
        "kind": row.kind,
        "place": row.place,
        "chair": str(row.chair_party_id or ""),
        "chair_name": row.chair_name,
        "version": row.version,
    }
    form = ChangeForm(request.POST or None, initial=initial, **_offered(request))
    if request.method == "POST" and form.is_valid():
        services.change_meeting(
            meeting_id=meeting_id,
            facts=form.facts(row.starts_at),
            actor=request.actor,
            now=timezone.now(),
            expected_version=form.cleaned_data["version"],
        )
        messages.success(request, _("The meeting has been changed."))
        return redirect("decisions:meeting", request.municipality.slug, meeting_id)
    return render(request, "decisions/change.html", {"form": form, "meeting": row})


@in_municipality
def move(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Ask for another moment, show what moves with it, and move after that."""
    row = found_meeting(request, meeting_id)
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    local = timezone.localtime(row.starts_at)
    initial = {"on": local.date(), "at": local.time(), "version": row.version}
    form = MoveForm(request.POST or None, initial=initial)
    preview, effects = None, []
    if request.method == "POST" and form.is_valid():
        moment = form.moment()
        if form.cleaned_data["confirmed"]:
            services.move_meeting(
                meeting_id=meeting_id,
                starts_at=moment,
                actor=request.actor,
                now=timezone.now(),
                expected_version=form.cleaned_data["version"],
            )
            messages.success(request, _("The meeting has been moved."))
            return redirect("decisions:meeting", request.municipality.slug, meeting_id)
        preview = selectors.preview_move(meeting_id, moment, on=timezone.localdate())
        effects = extensions.effects_of_move(row, moment, on=timezone.localdate())
    context = {
        "form": form,
        "meeting": row,
        "preview": preview,
        "effects": effects,
        "objection": ""
        if row.is_planned
        else _("This can only be done before the meeting begins."),
    }
    return render(request, "decisions/move.html", context)


@in_municipality
def term(request: ActorRequest) -> HttpResponse:
    """Show the agreed terms for papers and record a new one."""
    place = request.municipality
    policies.check_may_read(request.actor, municipality_id=place.id)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_paper_term(
            municipality_id=place.id,
            **form.cleaned_data,
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The term for papers has been recorded."))
        return redirect("decisions:term", place.slug)
    context = {"form": form, "terms": selectors.list_terms(municipality_id=place.id)}
    return render(request, "decisions/term.html", context | rights(request))


def _offered(request: ActorRequest) -> dict[str, list[tuple[str, str]]]:
    return {
        "kinds": choices.meeting_kinds(),
        "parties": choices.parties(
            municipality_id=request.municipality.id, on=timezone.localdate()
        ),
    }
