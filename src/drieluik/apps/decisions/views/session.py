"""In the meeting: who is there, one item at a time, decisions as they are taken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions import choices, extensions, policies, selectors, services
from drieluik.apps.decisions.forms import (
    AdjournForm,
    ApprovalForm,
    AttendanceForm,
    CorrectionForm,
    DecisionForm,
    DiscussionForm,
)
from drieluik.apps.decisions.rows import Agenda, ItemRow
from drieluik.apps.decisions.views.finding import (
    found_agenda,
    found_item,
    found_meeting,
    rights,
    seen_version,
)
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@require_POST
@in_municipality
def open_meeting(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Begin the meeting; first it is noted who is there."""
    found_meeting(request, meeting_id)
    services.open_meeting(
        meeting_id=meeting_id,
        actor=request.actor,
        now=timezone.now(),
        expected_version=seen_version(request),
    )
    return redirect("decisions:attendance", request.municipality.slug, meeting_id)


@in_municipality
def attendance(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Note for every party whether it is there."""
    policies.check_may_record(request.actor, municipality_id=request.municipality.id)
    agenda = found_agenda(request, meeting_id)
    form = AttendanceForm(
        request.POST or None,
        rows=agenda.attendance,
        presences=choices.presences(),
        initial={"version": agenda.meeting.version},
    )
    if request.method == "POST" and form.is_valid():
        services.record_attendance(
            meeting_id=meeting_id,
            attendance=form.attendance(),
            actor=request.actor,
            now=timezone.now(),
            expected_version=form.cleaned_data["version"],
        )
        messages.success(request, _("It has been recorded who is there."))
        return redirect("decisions:session", request.municipality.slug, meeting_id)
    context = {"form": form, "agenda": agenda, "meeting": agenda.meeting}
    return render(request, "decisions/attendance.html", context)


@in_municipality
def session(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Show one item at a time, the first without an outcome unless one is asked for."""
    agenda = found_agenda(request, meeting_id)
    if not agenda.items:
        raise Http404
    return _show(request, agenda, _asked_item(agenda, request.GET.get("punt", "")))


def _asked_item(agenda: Agenda, asked: str) -> ItemRow:
    by_place = next((one for one in agenda.items if str(one.position) == asked), None)
    still = next((one for one in agenda.items if not one.is_done), None)
    return by_place or still or agenda.items[0]


def _show(
    request: ActorRequest, agenda: Agenda, item: ItemRow, wrong: dict[str, Any] | None = None
) -> HttpResponse:
    at = agenda.items.index(item)
    context = {
        "agenda": agenda,
        "meeting": agenda.meeting,
        "item": item,
        "previous": agenda.items[at - 1] if at else None,
        "next": agenda.items[at + 1] if at + 1 < len(agenda.items) else None,
        "discussion_form": DiscussionForm(
            initial={"version": item.version, "text": item.discussion}, prefix="besproken"
        ),
        "decision_form": _decision_form(request, agenda, item),
        "adjourn_form": _adjourn_form(agenda, item),
        "n_present": sum(one.presence == "present" for one in agenda.attendance),
        "n_open": sum(not one.is_done for one in agenda.items),
    }
    context |= rights(request) | (wrong or {})
    return render(request, "decisions/session.html", context, status=400 if wrong else 200)


def _decision_form(
    request: ActorRequest, agenda: Agenda, item: ItemRow, given: Any = None
) -> DecisionForm:
    on = timezone.localdate(agenda.meeting.starts_at)
    return DecisionForm(
        given,
        kinds=choices.decision_kinds(meeting_kind=agenda.meeting.kind, decided=item.is_decided),
        parties=choices.parties(municipality_id=request.municipality.id, on=on),
        parts=extensions.parts_of(
            item.source,
            item.source_id,
            municipality_id=request.municipality.id,
            actor=request.actor,
        ),
        initial={"version": item.version},
        prefix="besluit",
    )


def _adjourn_form(agenda: Agenda, item: ItemRow, given: Any = None) -> AdjournForm:
    later = selectors.list_later_planned(agenda.meeting)
    meetings = [(str(one.meeting_id), one.name) for one in later]
    return AdjournForm(
        given, meetings=meetings, initial={"version": item.version}, prefix="aanhouden"
    )


def _to_item(request: ActorRequest, meeting_id: UUID, item: ItemRow) -> HttpResponse:
    address = reverse("decisions:session", args=[request.municipality.slug, meeting_id])
    return redirect(f"{address}?punt={item.position}")


def _recorded(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> tuple[Agenda, ItemRow]:
    policies.check_may_record(request.actor, municipality_id=request.municipality.id)
    agenda = found_agenda(request, meeting_id)
    return agenda, found_item(agenda, item_id)


@require_POST
@in_municipality
def discuss(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Keep what was said, in short."""
    agenda, item = _recorded(request, meeting_id, item_id)
    form = DiscussionForm(request.POST, prefix="besproken")
    if not form.is_valid():
        return _show(request, agenda, item, {"discussion_form": form})
    services.record_discussion(
        item_id=item_id,
        text=form.cleaned_data["text"],
        actor=request.actor,
        now=timezone.now(),
        expected_version=form.cleaned_data["version"],
    )
    messages.success(request, _("What was said has been kept."))
    return _to_item(request, meeting_id, item)


@require_POST
@in_municipality
def decide(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Record a decision as it is taken."""
    agenda, item = _recorded(request, meeting_id, item_id)
    form = _decision_form(request, agenda, item, request.POST)
    if not form.is_valid():
        return _show(request, agenda, item, {"decision_form": form})
    services.take_decision(
        item_id=item_id,
        decision=form.decision(),
        actor=request.actor,
        now=timezone.now(),
        expected_version=form.cleaned_data["version"],
    )
    messages.success(request, _("The decision has been recorded."))
    return _to_item(request, meeting_id, item)


@require_POST
@in_municipality
def adjourn(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Put an item off to a next meeting."""
    agenda, item = _recorded(request, meeting_id, item_id)
    form = _adjourn_form(agenda, item, request.POST)
    if not form.is_valid():
        return _show(request, agenda, item, {"adjourn_form": form})
    given = form.cleaned_data
    services.adjourn_item(
        item_id=item_id,
        to_meeting_id=UUID(given["to"]) if given["to"] else None,
        text=given["text"],
        actor=request.actor,
        now=timezone.now(),
        expected_version=given["version"],
    )
    messages.success(request, _("The item has been adjourned."))
    return _to_item(request, meeting_id, item)


@in_municipality
def correct(request: ActorRequest, meeting_id: UUID, decision_id: UUID) -> HttpResponse:
    """Put the words of a decision right while the meeting is in session."""
    policies.check_may_record(request.actor, municipality_id=request.municipality.id)
    agenda = found_agenda(request, meeting_id)
    pairs = ((item, one) for item in agenda.items for one in item.decisions)
    item, decision = next(
        (pair for pair in pairs if pair[1].decision_id == decision_id), (None, None)
    )
    if item is None or decision is None:
        raise Http404
    form = CorrectionForm(request.POST or None, initial={"text": decision.text})
    if request.method == "POST" and form.is_valid():
        services.correct_decision(
            decision_id=decision_id,
            **form.cleaned_data,
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The right words have been recorded; the first ones stay."))
        return _to_item(request, meeting_id, item)
    context = {"form": form, "decision": decision, "meeting": agenda.meeting, "item": item}
    return render(request, "decisions/correct.html", context)


@require_POST
@in_municipality
def close_meeting(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """End the meeting."""
    found_meeting(request, meeting_id)
    services.close_meeting(
        meeting_id=meeting_id,
        actor=request.actor,
        now=timezone.now(),
        expected_version=seen_version(request),
    )
    messages.success(request, _("The meeting has been closed. The minutes are ready."))
    return redirect("decisions:minutes", request.municipality.slug, meeting_id)


@require_POST
@in_municipality
def approve(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Approve, in this meeting, the minutes of an earlier one."""
    found_meeting(request, meeting_id)
    form = ApprovalForm(request.POST, prefix=request.POST.get("which", ""))
    if not form.is_valid():
        raise Http404
    earlier = found_meeting(request, form.cleaned_data["meeting"])
    services.approve_minutes(
        meeting_id=earlier.meeting_id,
        in_meeting_id=meeting_id,
        remarks=form.cleaned_data["remarks"],
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The minutes have been approved; their words no longer change."))
    return redirect("decisions:meeting", request.municipality.slug, meeting_id)
