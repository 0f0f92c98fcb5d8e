"""Planning a meeting and making its agenda, with the forms and the faults of the pages."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Form, Schema, Status
from pydantic import Field

from drieluik.apps.decisions import choices, policies, selectors, services
from drieluik.apps.decisions.api.finding import (
    as_sent,
    by,
    item_or_404,
    municipality_id_of,
    party_ids,
    to_prepare,
    valid,
)
from drieluik.apps.decisions.api.reading import AgendaOut, router, told
from drieluik.apps.decisions.forms import CancelForm, ItemForm, ReasonForm
from drieluik.apps.decisions.planning_forms import ChangeForm, MeetingForm, MoveForm
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.sent_days import Clock, Day
from drieluik.apps.sent_words import PlainWords, Words

_ONE = "/gemeenten/{gemeente}/overleggen/{overleg}"
_ITEM = f"{_ONE}/punten/{{punt}}"
NAMES = {
    "kind": "soort",
    "on": "dag",
    "at": "tijd",
    "place": "plaats",
    "chair": "voorzitter_partij",
    "chair_name": "voorzitter_naam",
    "version": "versie",
    "text": "tekst",
    "to": "naar",
    "title": "titel",
    "asks": "vraagt",
    "digest": "in_het_kort",
    "needs_advice": "adviestermijn",
    "reason": "reden",
    "file": "bestand",
    "parties": "partijen",
    "party": "partij",
    "how": "hoe",
}


class SeatIn(Schema):
    """Kind, place and chair of a meeting."""

    soort: str = Field(
        description="bo, vision, theme, project_alignment, council_debate or core_team"
    )
    plaats: Words = Field("")
    voorzitter_partij: str = Field("", description="Code of a party; may be told later")
    voorzitter_naam: Words = Field("")


class MomentIn(Schema):
    """A day and a local time."""

    dag: Day
    tijd: Clock


class ItemIn(Schema):
    """The words of an item."""

    titel: Words
    vraagt: str = Field("discuss", description="decide, discuss or inform")
    in_het_kort: Words = Field("")
    tekst: Words = Field("")
    adviestermijn: bool = Field(False, description="Whether the law gives tenants weeks to advise")


@router.post("/gemeenten/{gemeente}/overleggen", response={201: AgendaOut})
def plan_meeting(
    request: HttpRequest, gemeente: str, wat: Form[SeatIn], wanneer: Form[MomentIn]
) -> Status[dict[str, Any]]:
    """Put a meeting on the calendar."""
    place = municipality_id_of(request, gemeente)
    policies.check_may_plan(actor_of(request), municipality_id=place)
    given = _seat(wat) | moment_of(wanneer)
    form = MeetingForm(as_sent(given), **_offered(place))
    valid(form, NAMES)
    made = services.plan_meeting(municipality_id=place, facts=form.facts(), **by(request))
    return Status(201, told(request, gemeente, made.id))


@router.post(f"{_ONE}/wijziging", response=AgendaOut)
def change_meeting(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int], wat: Form[SeatIn]
) -> dict[str, Any]:
    """Change kind, place or chair of a meeting that has not begun."""
    row = to_prepare(request, gemeente, overleg).meeting
    form = ChangeForm(as_sent(_seat(wat) | {"version": versie}), **_offered(row.municipality_id))
    valid(form, NAMES)
    services.change_meeting(
        meeting_id=overleg, facts=form.facts(row.starts_at), expected_version=versie, **by(request)
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/verplaatsing", response=AgendaOut)
def move_meeting(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int], wanneer: Form[MomentIn]
) -> dict[str, Any]:
    """Move a meeting that has not begun; its agenda becomes a concept again."""
    to_prepare(request, gemeente, overleg)
    form = MoveForm(as_sent(moment_of(wanneer) | {"version": versie}))
    valid(form, NAMES)
    services.move_meeting(
        meeting_id=overleg, starts_at=form.moment(), expected_version=versie, **by(request)
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/afgelasting", response=AgendaOut)
def cancel_meeting(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    versie: Form[int],
    tekst: Form[Annotated[str, PlainWords(1000)]],
    naar: Form[UUID | None] = None,
) -> dict[str, Any]:
    """Say that a meeting is not held; ``naar`` is the meeting that takes its subjects over."""
    row = to_prepare(request, gemeente, overleg).meeting
    others = [(str(one.meeting_id), one.name) for one in selectors.list_other_planned(row)]
    given = {"version": versie, "text": tekst, "to": str(naar or "")}
    form = CancelForm(as_sent(given), meetings=others)
    valid(form, NAMES)
    services.cancel_meeting(
        meeting_id=overleg,
        reason=tekst,
        to_meeting_id=naar,
        expected_version=versie,
        **by(request),
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/hervatting", response=AgendaOut)
def reinstate_meeting(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int]
) -> dict[str, Any]:
    """Put a cancelled meeting back on the calendar."""
    to_prepare(request, gemeente, overleg)
    services.reinstate_meeting(meeting_id=overleg, expected_version=versie, **by(request))
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/punten", response={201: AgendaOut})
def add_agenda_item(
    request: HttpRequest, gemeente: str, overleg: UUID, punt: Form[ItemIn]
) -> Status[dict[str, Any]]:
    """Put an item of one's own at the end of the agenda."""
    to_prepare(request, gemeente, overleg)
    services.add_item(meeting_id=overleg, item=_item_form(punt).item(), **by(request))
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ONE}/aangeboden", response={201: AgendaOut})
def take_up_subject(
    request: HttpRequest, gemeente: str, overleg: UUID, bron: Form[str], kenmerk: Form[str]
) -> Status[dict[str, Any]]:
    """Put a subject on the agenda that another room offers, such as ``proposal`` and its id."""
    to_prepare(request, gemeente, overleg)
    services.add_suggestion(meeting_id=overleg, source=bron, source_id=kenmerk, **by(request))
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ONE}/volgorde", response=AgendaOut)
def order_agenda(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int], punten: Form[list[UUID]]
) -> dict[str, Any]:
    """Put all items of an agenda in another order."""
    to_prepare(request, gemeente, overleg)
    services.reorder_items(
        meeting_id=overleg, item_ids=punten, expected_version=versie, **by(request)
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/definitief", response=AgendaOut)
def finish_agenda(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int]
) -> dict[str, Any]:
    """Say that the agenda is no concept any more."""
    to_prepare(request, gemeente, overleg)
    services.publish_agenda(meeting_id=overleg, expected_version=versie, **by(request))
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/verzending", response=AgendaOut)
def send_agenda(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int]
) -> dict[str, Any]:
    """Mail agenda and papers; a paper has reached a party once the mail really went."""
    to_prepare(request, gemeente, overleg)
    services.send_agenda(meeting_id=overleg, expected_version=versie, **by(request))
    return told(request, gemeente, overleg)


@router.post(f"{_ITEM}/wijziging", response=AgendaOut)
def change_agenda_item(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    versie: Form[int],
    woorden: Form[ItemIn],
) -> dict[str, Any]:
    """Change the words of an item."""
    item_or_404(to_prepare(request, gemeente, overleg), punt)
    services.change_item(
        item_id=punt, item=_item_form(woorden).item(), expected_version=versie, **by(request)
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ITEM}/weghaling", response=AgendaOut)
def remove_agenda_item(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    versie: Form[int],
    reden: Form[Annotated[str, PlainWords(300)]],
) -> dict[str, Any]:
    """Take an item off the agenda; it is kept with the reason."""
    item_or_404(to_prepare(request, gemeente, overleg), punt)
    valid(ReasonForm(as_sent({"version": versie, "reason": reden})), NAMES)
    services.remove_item(item_id=punt, reason=reden, expected_version=versie, **by(request))
    return told(request, gemeente, overleg)


def _seat(given: SeatIn) -> dict[str, Any]:
    chair = party_ids([given.voorzitter_partij])[0] if given.voorzitter_partij else ""
    return {
        "kind": given.soort,
        "place": given.plaats,
        "chair": chair,
        "chair_name": given.voorzitter_naam,
    }


def moment_of(given: MomentIn) -> dict[str, Any]:
    return {"on": given.dag.isoformat(), "at": given.tijd.isoformat("minutes")}


def _offered(place: int) -> dict[str, Any]:
    parties = choices.parties(municipality_id=place, on=timezone.localdate())
    return {"kinds": choices.meeting_kinds(), "parties": parties}


def _item_form(given: ItemIn) -> ItemForm:
    form = ItemForm(
        as_sent(
            {
                "title": given.titel,
                "asks": given.vraagt,
                "digest": given.in_het_kort,
                "text": given.tekst,
                "needs_advice": given.adviestermijn,
            }
        ),
        asks=choices.asks(),
    )
    valid(form, NAMES)
    return form
