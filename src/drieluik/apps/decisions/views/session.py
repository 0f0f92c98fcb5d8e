"""In the meeting: who is there, one item at a time, decisions as they are taken."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions import choices, extensions, policies, selectors, services
from drieluik.apps.decisions.decision_form import Deciding, DecisionForm
from drieluik.apps.decisions.forms import (
    AdjournForm,
    ApprovalForm,
    AttendanceForm,
    CorrectionForm,
    DiscussionForm,
)
from drieluik.apps.decisions.rows import Agenda, ItemRow
from drieluik.apps.decisions.views.acting import by, carry_out, on_to, show
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
        meeting_id=meeting_id, expected_version=seen_version(request), **by(request)
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
    if carry_out(
        request,
        form,
        lambda: services.record_attendance(
            meeting_id=meeting_id,
            attendance=form.attendance(),
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        return on_to(request, _("It has been recorded who is there."), "session", meeting_id)
    context = {"form": form, "agenda": agenda, "meeting": agenda.meeting}
    return show(request, "decisions/attendance.html", context, form)


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


def _show(request: ActorRequest, agenda: Agenda, item: ItemRow, **sent: forms.Form) -> HttpResponse:
    at = agenda.items.index(item)
    may_record = policies.check_may_record.allows(
        request.actor, municipality_id=request.municipality.id
    )
    context = {
        "agenda": agenda,
        "meeting": agenda.meeting,
        "item": item,
        "previous": agenda.items[at - 1] if at else None,
        "next": agenda.items[at + 1] if at + 1 < len(agenda.items) else None,
        "way_back": _address(request, agenda.meeting.meeting_id, item),
        "discussion_form": DiscussionForm(
            initial={"version": item.version, "text": item.discussion}, prefix="besproken"
        ),
        "decision_form": _decision_form(request, agenda, item),
        "adjourn_form": _adjourn_form(agenda, item),
        "n_present": sum(one.presence == "present" for one in agenda.attendance),
        "n_open": sum(not one.is_done for one in agenda.items),
        "was_noted": any(one.presence for one in agenda.attendance),
        "to_approve": selectors.list_held_before(agenda.meeting) if may_record else [],
    }
    context |= rights(request) | sent
    return show(request, "decisions/session.html", context, *sent.values())


def _decision_form(
    request: ActorRequest, agenda: Agenda, item: ItemRow, given: Any = None
) -> DecisionForm:
    place, on = request.municipality.id, timezone.localdate(agenda.meeting.starts_at)
    about = Deciding(
        # what was sent is judged by the act: it says that somebody else was ahead
        kinds=choices.decision_kinds(
            meeting_kind=agenda.meeting.kind, decided=item.is_decided and given is None
        ),
        parties=choices.parties(municipality_id=place, on=on),
        parts=extensions.parts_of(
            item.source, item.source_id, municipality_id=place, actor=request.actor
        ),
        day=on if item.proposal else None,
        faults=lambda kind, day, left_out: extensions.faults_of(
            item.source, extensions.Intended(kind, item.source_id, place, day, left_out)
        ),
    )
    return DecisionForm(given, about=about, initial={"version": item.version}, prefix="besluit")


def _adjourn_form(agenda: Agenda, item: ItemRow, given: Any = None) -> AdjournForm:
    later = selectors.list_later_planned(agenda.meeting)
    meetings = [(str(one.meeting_id), one.name) for one in later]
    return AdjournForm(
        given, meetings=meetings, initial={"version": item.version}, prefix="aanhouden"
    )


def _address(request: ActorRequest, meeting_id: UUID, item: ItemRow) -> str:
    address = reverse("decisions:session", args=[request.municipality.slug, meeting_id])
    return f"{address}?punt={item.position}"


def _to_item(request: ActorRequest, meeting_id: UUID, item: ItemRow, words: str) -> HttpResponse:
    """Go back to the item and say what was recorded, and for the script by which form."""
    messages.success(request, words, extra_tags=request.path)
    return redirect(_address(request, meeting_id, item))


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
    if carry_out(
        request,
        form,
        lambda: services.record_discussion(
            item_id=item_id,
            text=form.cleaned_data["text"],
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        return _to_item(request, meeting_id, item, _("What was said has been kept."))
    return _show(request, agenda, item, discussion_form=form)


@require_POST
@in_municipality
def decide(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Record a decision as it is taken."""
    agenda, item = _recorded(request, meeting_id, item_id)
    form = _decision_form(request, agenda, item, request.POST)
    if carry_out(
        request,
        form,
        lambda: services.take_decision(
            item_id=item_id,
            decision=form.decision(),
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        return _to_item(request, meeting_id, item, _("The decision has been recorded."))
    return _show(request, agenda, item, decision_form=form)


@require_POST
@in_municipality
def adjourn(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Put an item off to a next meeting."""
    agenda, item = _recorded(request, meeting_id, item_id)
    form = _adjourn_form(agenda, item, request.POST)
    if carry_out(
        request,
        form,
        lambda: services.adjourn_item(
            item_id=item_id,
            to_meeting_id=form.meeting_id(),
            text=form.cleaned_data["text"],
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        return _to_item(request, meeting_id, item, _("The item has been adjourned."))
    return _show(request, agenda, item, adjourn_form=form)


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
    if carry_out(
        request,
        form,
        lambda: services.correct_decision(
            decision_id=decision_id, **form.cleaned_data, **by(request)
        ),
    ):
        words = _("The right words have been recorded; the first ones stay.")
        return _to_item(request, meeting_id, item, words)
    context = {"form": form, "decision": decision, "meeting": agenda.meeting, "item": item}
    return show(request, "decisions/correct.html", context, form)


@require_POST
@in_municipality
def close_meeting(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """End the meeting."""
    found_meeting(request, meeting_id)
    services.close_meeting(
        meeting_id=meeting_id, expected_version=seen_version(request), **by(request)
    )
    words = _("The meeting has been closed. The minutes are ready.")
    return on_to(request, words, "minutes", meeting_id)


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
        **by(request),
    )
    words = _("The minutes have been approved; their words no longer change.")
    return on_to(request, words, "meeting", meeting_id)
