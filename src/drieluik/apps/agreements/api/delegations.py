"""Who speaks in whose place: read it, arrange it for the own voice, end it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.agreements import services
from drieluik.apps.agreements.delegating import policies
from drieluik.apps.agreements.delegating.choosing import offered_form, stand_in_choices
from drieluik.apps.agreements.delegating.forms import wanted_of
from drieluik.apps.agreements.delegating.reading import list_delegates, list_delegations
from drieluik.apps.agreements.delegating.rows import Delegation
from drieluik.apps.agreements.delegating.wording import holds_label
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import Words

router = Router()
_NAMES = {
    "vervanger": "stand_in",
    "voorstel": "proposal",
    "vanaf": "from_on",
    "tot_en_met": "last_on",
    "reden": "reason",
}
"""What this API calls a field, and what the form of the page calls it."""


class DelegateOut(Schema):
    """Somebody who can speak for a party."""

    id: int
    naam: str


class DelegationOut(Schema):
    """One delegate who lets another speak."""

    id: int
    partij: str
    wie_spreekt: str
    in_plaats_van: str
    voorstel: UUID | None = Field(description="Null for all proposals")
    vanaf: date
    tot_en_met: date | None = Field(description="Null until the decision on the proposal")
    reden: str
    vastgelegd: datetime
    stand: str = Field(description="now, later, over, ended, decided or no_delegate")
    stand_uitleg: str
    beeindigd_door: str
    beeindigd: datetime | None


class DelegationIn(Schema):
    """Who is to speak, about what, how long and why."""

    vervanger: int = Field(description="Id of another delegate of the party, see afgevaardigden")
    voorstel: UUID | None = Field(None, description="Leave out for all proposals")
    vanaf: Day
    tot_en_met: Day | None = Field(None, description="May be left out for one proposal")
    reden: Words


@router.get("/gemeenten/{gemeente}/vervangingen", response=list[DelegationOut])
def list_all_delegations(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give who speaks or spoke in whose place, newest first; nothing is ever taken off this list."""
    place = municipality_or_404(request, gemeente)
    return [_told(row) for row in list_delegations(place.id, timezone.localdate())]


@router.get("/gemeenten/{gemeente}/partijen/{partij}/afgevaardigden", response=list[DelegateOut])
def list_own_delegates(request: HttpRequest, gemeente: str, partij: str) -> list[dict[str, Any]]:
    """Give the delegates of one's own party."""
    place, party_id = municipality_or_404(request, gemeente), find_party_id(code=partij) or 0
    policies.check_may_delegate(actor_of(request), party_id=party_id, municipality_id=place.id)
    people = list_delegates(place.id, party_id, timezone.localdate())
    return [{"id": user_id, "naam": name} for user_id, name in people]


@router.post("/gemeenten/{gemeente}/partijen/{partij}/vervangingen", response={201: DelegationOut})
def give_delegation(
    request: HttpRequest, gemeente: str, partij: str, asked: Form[DelegationIn]
) -> Status[dict[str, Any]]:
    """Let another delegate of one's own party speak in one's place."""
    place, actor = municipality_or_404(request, gemeente), actor_of(request)
    party_id = find_party_id(code=partij) or 0
    policies.check_may_delegate(actor, party_id=party_id, municipality_id=place.id)
    stand_ins = stand_in_choices(place.id, [(str(party_id), partij)], actor, timezone.localdate())
    given = {_NAMES[name]: value for name, value in asked.dict(exclude_none=True).items()}
    given["stand_in"] = f"{party_id}/{asked.vervanger}"
    form = valid_form(offered_form(place.id, actor, stand_ins, given), _NAMES)
    delegation_id = services.give_delegation(
        municipality_id=place.id,
        wanted=wanted_of(form.cleaned_data),
        actor=actor,
        now=timezone.now(),
    )
    return Status(201, _told(_found(place.id, delegation_id)))


@router.post("/gemeenten/{gemeente}/vervangingen/{vervanging}/einde", response=DelegationOut)
def end_delegation(request: HttpRequest, gemeente: str, vervanging: int) -> dict[str, Any]:
    """Take one's voice back, give it back, or end it for the party."""
    place = municipality_or_404(request, gemeente)
    _found(place.id, vervanging)
    services.end_delegation(
        municipality_id=place.id,
        delegation_id=vervanging,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _told(_found(place.id, vervanging))


def _found(municipality_id: int, delegation_id: int) -> Delegation:
    rows = list_delegations(municipality_id, timezone.localdate())
    found = next((one for one in rows if one.delegation_id == delegation_id), None)
    if found is None:
        raise Http404
    return found


def _told(row: Delegation) -> dict[str, Any]:
    return {
        "id": row.delegation_id,
        "partij": row.party_code,
        "wie_spreekt": row.stand_in,
        "in_plaats_van": row.giver,
        "voorstel": row.proposal_id,
        "vanaf": row.from_on,
        "tot_en_met": row.last_day,
        "reden": row.reason,
        "vastgelegd": row.given_at,
        "stand": row.holds.value,
        "stand_uitleg": holds_label(row),
        "beeindigd_door": row.ended_by,
        "beeindigd": row.ended_at,
    }
