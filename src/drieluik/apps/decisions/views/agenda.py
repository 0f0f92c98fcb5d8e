"""Making an agenda."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions import choices, policies, selectors, services
from drieluik.apps.decisions.forms import ItemForm, ReasonForm
from drieluik.apps.decisions.rows import Agenda
from drieluik.apps.decisions.views.acting import by, carry_out, on_to, show
from drieluik.apps.decisions.views.finding import (
    found_agenda,
    found_item,
    found_meeting,
    rights,
    seen_version,
)
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def agenda(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Show the agenda as it is made: order, what others offer, and a new item of one's own."""
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    found = found_agenda(request, meeting_id)
    form = ItemForm(request.POST or None, asks=choices.asks())
    if carry_out(
        request,
        form,
        lambda: services.add_item(meeting_id=meeting_id, item=form.item(), **by(request)),
    ):
        return on_to(request, _("The item is on the agenda."), "agenda", meeting_id)
    context = {
        "agenda": found,
        "meeting": found.meeting,
        "form": form,
        "offers": selectors.list_offers(found.meeting, request.actor),
    } | rights(request)
    return show(request, "decisions/agenda.html", context, form)


@require_POST
@in_municipality
def take_up(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Put a subject on the agenda that another room offers."""
    found_meeting(request, meeting_id)
    services.add_suggestion(
        meeting_id=meeting_id,
        source=request.POST.get("source", ""),
        source_id=request.POST.get("source_id", ""),
        **by(request),
    )
    return on_to(request, _("The item is on the agenda."), "agenda", meeting_id)


@require_POST
@in_municipality
def reorder(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Move one item a place up or down."""
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    found = found_agenda(request, meeting_id)
    services.reorder_items(
        meeting_id=meeting_id,
        item_ids=_moved(found, request.POST),
        expected_version=seen_version(request),
        **by(request),
    )
    return redirect("decisions:agenda", request.municipality.slug, meeting_id)


def _moved(found: Agenda, given: Any) -> list[UUID]:
    ids = [item.item_id for item in found.items]
    at = next((n for n, one in enumerate(ids) if str(one) == given.get("item")), None)
    if at is None:
        raise Http404
    to = at - 1 if given.get("direction") == "up" else at + 1
    if 0 <= to < len(ids):
        ids[at], ids[to] = ids[to], ids[at]
    return ids


@require_POST
@in_municipality
def publish(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Say that the agenda is no concept any more; next it can be sent."""
    found_meeting(request, meeting_id)
    services.publish_agenda(
        meeting_id=meeting_id, expected_version=seen_version(request), **by(request)
    )
    words = _("The agenda is final; all parties see it. Now send it with its papers.")
    return on_to(request, words, "send", meeting_id)


@in_municipality
def change_item(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Change the words of an item."""
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    found = found_agenda(request, meeting_id)
    item = found_item(found, item_id)
    names = ("title", "asks", "digest", "text", "needs_advice")
    initial = {name: getattr(item, name) for name in names}
    form = ItemForm(request.POST or None, asks=choices.asks(), initial=initial)
    if carry_out(
        request,
        form,
        lambda: services.change_item(
            item_id=item_id,
            item=form.item(),
            expected_version=seen_version(request),
            **by(request),
        ),
    ):
        return on_to(request, _("The item has been changed."), "item", meeting_id, item_id)
    context = {
        "form": form,
        "item": item,
        "meeting": found.meeting,
        "remove_form": ReasonForm(initial={"version": item.version}),
    }
    return show(request, "decisions/change_item.html", context, form)


@require_POST
@in_municipality
def remove_item(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take an item off the agenda, with the reason."""
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    found_item(found_agenda(request, meeting_id), item_id)
    form = ReasonForm(request.POST)
    if carry_out(
        request,
        form,
        lambda: services.remove_item(
            item_id=item_id,
            reason=form.cleaned_data["reason"],
            expected_version=form.cleaned_data["version"],
            **by(request),
        ),
    ):
        return on_to(request, _("The item is off the agenda."), "agenda", meeting_id)
    messages.error(request, _("Say why the item is taken off: others may have prepared it."))
    return redirect("decisions:change_item", request.municipality.slug, meeting_id, item_id)
