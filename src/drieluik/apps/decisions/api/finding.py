"""What every question begins with: who asks, where, about which meeting; and what was sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from ninja.errors import ValidationError

from drieluik.apps.decisions import policies, selectors
from drieluik.apps.decisions.rows import Agenda, ItemRow, MeetingRow
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id


def by(request: HttpRequest) -> dict[str, Any]:
    """Return who acts, and when, as every act wants it."""
    return {"actor": actor_of(request), "now": timezone.now()}


def municipality_id_of(request: HttpRequest, gemeente: str) -> int:
    """Return the municipality, or answer as if it did not exist."""
    return municipality_or_404(request, gemeente).id


def meeting_or_404(request: HttpRequest, gemeente: str, overleg: UUID) -> MeetingRow:
    """Return a meeting this person may know of, or answer as if it did not exist."""
    found = selectors.find_meeting(
        meeting_id=overleg,
        municipality_id=municipality_id_of(request, gemeente),
        actor=actor_of(request),
    )
    if found is None:
        raise Http404
    return found


def agenda_of(request: HttpRequest, gemeente: str, overleg: UUID) -> Agenda:
    """Return a meeting with all that belongs to it; for the parties."""
    row = meeting_or_404(request, gemeente, overleg)
    policies.check_may_read(actor_of(request), municipality_id=row.municipality_id)
    return selectors.get_agenda(overleg, on=timezone.localdate())


def to_prepare(request: HttpRequest, gemeente: str, overleg: UUID) -> Agenda:
    """Return a meeting for whoever makes its agenda."""
    agenda = agenda_of(request, gemeente, overleg)
    place = agenda.meeting.municipality_id
    policies.check_may_plan(actor_of(request), municipality_id=place)
    return agenda


def to_record(request: HttpRequest, gemeente: str, overleg: UUID) -> Agenda:
    """Return a meeting for its secretary."""
    agenda = agenda_of(request, gemeente, overleg)
    place = agenda.meeting.municipality_id
    policies.check_may_record(actor_of(request), municipality_id=place)
    return agenda


def item_or_404(agenda: Agenda, punt: UUID) -> ItemRow:
    """Return an item of an agenda, or answer as if it did not exist."""
    found = next((item for item in agenda.items if item.item_id == punt), None)
    if found is None:
        raise Http404
    return found


def party_ids(codes: list[str]) -> list[str]:
    """Return the ids of parties as forms know them; 0 for a code nobody has."""
    return [str(find_party_id(code=code) or 0) for code in codes]


def valid(form: forms.Form, names: Mapping[str, str]) -> None:
    """Say all that is wrong at once, in the words of the page.

    Args:
        form: The form of the page, with what was sent.
        names: What the form calls a field, and what this API calls it.

    Raises:
        ValidationError: Something is wrong.
    """
    if form.is_valid():
        return
    raise ValidationError(
        [
            {"loc": ["form", names.get(name, name)], "msg": said}
            for name, sentences in form.errors.items()
            for said in sentences
        ]
    )


def as_sent(given: Mapping[str, Any], prefix: str = "") -> MultiValueDict[str, Any]:
    """Return values as a browser would send them."""
    start = f"{prefix}-" if prefix else ""
    listed = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return MultiValueDict(
        {
            f"{start}{name}": [
                one for one in values if one is not None and one is not False and one != ""
            ]
            for name, values in listed.items()
        }
    )
