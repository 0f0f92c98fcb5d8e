"""Planning, changing and moving a meeting, and the term for papers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions import choices, extensions, policies, selectors, services
from drieluik.apps.decisions.forms import CancelForm
from drieluik.apps.decisions.planning_forms import ChangeForm, MeetingForm, MoveForm, TermForm
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.decisions.views.acting import by, carry_out, on_to, show
from drieluik.apps.decisions.views.finding import found_meeting, rights, seen_version
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def plan(request: ActorRequest) -> HttpResponse:
    """Ask for a new meeting and put it on the calendar."""
    place = request.municipality
    policies.check_may_plan(request.actor, municipality_id=place.id)
    instead = _in_the_place_of(request)
    form = MeetingForm(request.POST or None, initial=_taken_over(instead), **_offered(request))
    made: list[UUID] = []
    if carry_out(
        request,
        form,
        lambda: made.append(
            services.plan_meeting(municipality_id=place.id, facts=form.facts(), **by(request)).id
        ),
    ):
        words = _("The meeting has been planned. Now make its agenda.")
        return on_to(request, words, "agenda", made[0])
    return show(request, "decisions/plan.html", {"form": form, "instead": instead}, form)


def _in_the_place_of(request: ActorRequest) -> selectors.Replacement | None:
    """Return what the cancelled meeting that the address names offers to a new one."""
    try:
        meeting_id = UUID(request.GET.get("in-plaats-van", ""))
    except ValueError:
        return None
    row = found_meeting(request, meeting_id)
    return selectors.propose_replacement(row.meeting_id, on=timezone.localdate())


def _taken_over(instead: selectors.Replacement | None) -> dict[str, Any]:
    if instead is None:
        return {}
    local = timezone.localtime(instead.starts_at)
    return {
        "kind": instead.kind,
        "on": local.date(),
        "at": local.time(),
        "place": instead.place,
        "chair": str(instead.chair_party_id or ""),
        "chair_name": instead.chair_name,
    }


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
    if carry_out(
        request,
        form,
        lambda: services.change_meeting(
            meeting_id=meeting_id,
            facts=form.facts(row.starts_at),
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        return on_to(request, _("The meeting has been changed."), "meeting", meeting_id)
    return show(request, "decisions/change.html", {"form": form, "meeting": row}, form)


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
                expected_version=form.cleaned_data["version"],
                **by(request),
            )
            return on_to(request, _("The meeting has been moved."), "meeting", meeting_id)
        preview = selectors.preview_move(meeting_id, moment, on=timezone.localdate())
        effects = extensions.effects_of_move(row, moment, on=timezone.localdate())
    context = {
        "form": form,
        "meeting": row,
        "preview": preview,
        "effects": effects,
        "objection": "" if row.is_planned else _not_planned(row),
    }
    return show(request, "decisions/move.html", context, form)


@in_municipality
def term(request: ActorRequest) -> HttpResponse:
    """Show the agreed terms for papers and record a new one."""
    place = request.municipality
    policies.check_may_read(request.actor, municipality_id=place.id)
    form = TermForm(request.POST or None)
    if carry_out(
        request,
        form,
        lambda: services.set_paper_term(
            municipality_id=place.id, **form.cleaned_data, **by(request)
        ),
        at="from_on",
    ):
        return on_to(request, _("The term for papers has been recorded."), "term")
    context = {"form": form, "terms": selectors.list_terms(municipality_id=place.id)}
    return show(request, "decisions/term.html", context | rights(request), form)


@in_municipality
def cancel(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Ask why a meeting is not held and where its subjects go, and cancel it."""
    row = found_meeting(request, meeting_id)
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    others = [(str(one.meeting_id), one.name) for one in selectors.list_other_planned(row)]
    form = CancelForm(request.POST or None, meetings=others, initial={"version": row.version})
    if carry_out(
        request,
        form,
        lambda: services.cancel_meeting(
            meeting_id=meeting_id,
            reason=form.cleaned_data["text"],
            to_meeting_id=form.meeting_id(),
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        words = _("The meeting has been cancelled; a mail to the parties is on its way.")
        return on_to(request, words, "meeting", meeting_id)
    objection = "" if row.is_planned else _not_planned(row)
    context = {"form": form, "meeting": row, "objection": objection}
    return show(request, "decisions/cancel.html", context, form)


@require_POST
@in_municipality
def reinstate(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Put a cancelled meeting back on the calendar."""
    found_meeting(request, meeting_id)
    services.reinstate_meeting(
        meeting_id=meeting_id, expected_version=seen_version(request), **by(request)
    )
    words = _("The meeting is on again; look through its agenda and make it final.")
    return on_to(request, words, "meeting", meeting_id)


def _not_planned(row: MeetingRow) -> str:
    if row.is_cancelled:
        return _("This meeting is not held; it was cancelled.")
    return _("This can only be done before the meeting begins.")


def _offered(request: ActorRequest) -> dict[str, list[tuple[str, str]]]:
    return {
        "kinds": choices.meeting_kinds(),
        "parties": choices.parties(
            municipality_id=request.municipality.id, on=timezone.localdate()
        ),
    }
