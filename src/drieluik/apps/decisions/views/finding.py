"""What every page about meetings starts with: the meeting, and what this person may do."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from drieluik.apps.decisions import policies, selectors
from drieluik.apps.decisions.forms import VersionForm
from drieluik.apps.decisions.rows import Agenda, ItemRow, MeetingRow
from drieluik.apps.organisations.access import ActorRequest


def found_meeting(request: ActorRequest, meeting_id: UUID) -> MeetingRow:
    """Return a meeting this person may know of; a page as if it did not exist otherwise."""
    found = selectors.find_meeting(
        meeting_id=meeting_id, municipality_id=request.municipality.id, actor=request.actor
    )
    if found is None:
        raise Http404
    return found


def found_agenda(request: ActorRequest, meeting_id: UUID) -> Agenda:
    """Return an agenda with everything on it, for the parties only."""
    found_meeting(request, meeting_id)
    policies.check_may_read(request.actor, municipality_id=request.municipality.id)
    return selectors.get_agenda(meeting_id, on=timezone.localdate())


def found_item(agenda: Agenda, item_id: UUID) -> ItemRow:
    """Return an item of an agenda."""
    found = next((item for item in agenda.items if item.item_id == item_id), None)
    if found is None:
        raise Http404
    return found


def rights(request: ActorRequest) -> dict[str, Any]:
    """Return what this person may do with meetings here."""
    actor, place = request.actor, request.municipality.id
    return {
        "may_plan": policies.check_may_plan.allows(actor, municipality_id=place),
        "may_record": policies.check_may_record.allows(actor, municipality_id=place),
        "may_read": policies.check_may_read.allows(actor, municipality_id=place),
    }


def seen_version(request: ActorRequest) -> int:
    """Return the version that stood on the page of the form."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Http404
    version: int = form.cleaned_data["version"]
    return version
