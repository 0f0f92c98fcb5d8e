"""A meeting in session: who is there, what is said and decided, the end, and its minutes."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Form, Schema, Status
from ninja.errors import ValidationError
from pydantic import Field

from drieluik.apps.decisions import policies, services
from drieluik.apps.decisions.api.finding import (
    by,
    item_or_404,
    municipality_id_of,
    party_ids,
    to_record,
)
from drieluik.apps.decisions.api.reading import AgendaOut, TaskOut, as_task, router, told
from drieluik.apps.decisions.selectors.tasks import get_task, is_task_of
from drieluik.apps.decisions.services import NewDecision, NewTask, Presence
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords, Words

_ONE = "/gemeenten/{gemeente}/overleggen/{overleg}"
_ITEM = f"{_ONE}/punten/{{punt}}"


class AttendanceIn(Schema):
    """Codes of parties; every party in one list."""

    aanwezig: list[str] = []
    afgemeld: list[str] = []
    afwezig: list[str] = []


class AdjournIn(Schema):
    """Why an item is put off, and to which meeting."""

    tekst: Annotated[str, PlainWords(1000)]
    naar: UUID | None = None


class DecisionIn(Schema):
    """A decision; the three lists of tasks go together, task by task."""

    soort: str = Field(
        description="adopt, adopt_in_part, reject, ask_advice, appoint or note; the first three "
        "only in a bo"
    )
    tekst: Words
    geldt_vanaf: Day | None = None
    weggelaten: list[str] = Field([], description="Ids of changes that stay out, in part")
    taak_partij: list[str] = Field([], description="Code of the party of each task")
    taak_tekst: list[Words] = Field([], description="What each task is")
    taak_uiterlijk: list[Day] = Field([], description="Last day of each task, or empty")


class DiscussionIn(Schema):
    """What was said about an item, in short."""

    tekst: Annotated[str, PlainWords(20_000)] = Field("")


class ApprovalIn(Schema):
    """Of which meeting the minutes are approved, and what was remarked."""

    van: UUID
    opmerkingen: Annotated[str, PlainWords(2000)] = Field("")


class OutcomeIn(Schema):
    """What came of a task."""

    uitkomst: Annotated[str, PlainWords(500)] = Field("")


@router.post(f"{_ONE}/opening", response=AgendaOut)
def open_meeting(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int]
) -> dict[str, Any]:
    """Begin a meeting; it needs a chair, an agenda and its own day."""
    to_record(request, gemeente, overleg)
    services.open_meeting(meeting_id=overleg, expected_version=versie, **by(request))
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/aanwezigheid", response=AgendaOut)
def record_attendance(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int], wie: Form[AttendanceIn]
) -> dict[str, Any]:
    """Record of parties whether they are there."""
    to_record(request, gemeente, overleg)
    said = {"present": wie.aanwezig, "excused": wie.afgemeld, "absent": wie.afwezig}
    attendance = [
        Presence(int(party_id), presence)
        for presence, codes in said.items()
        for party_id in party_ids(codes)
    ]
    services.record_attendance(
        meeting_id=overleg, attendance=attendance, expected_version=versie, **by(request)
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ITEM}/bespreking", response=AgendaOut)
def record_discussion(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    versie: Form[int],
    besproken: Form[DiscussionIn],
) -> dict[str, Any]:
    """Keep in short what was said about an item."""
    item_or_404(to_record(request, gemeente, overleg), punt)
    services.record_discussion(
        item_id=punt, text=besproken.tekst, expected_version=versie, **by(request)
    )
    return told(request, gemeente, overleg)


@router.post(f"{_ITEM}/besluiten", response={201: AgendaOut})
def take_decision(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    versie: Form[int],
    besluit: Form[DecisionIn],
) -> Status[dict[str, Any]]:
    """Record a decision as it is taken; adopting a proposal writes the register at once."""
    item_or_404(to_record(request, gemeente, overleg), punt)
    decision = NewDecision(
        besluit.soort,
        besluit.tekst,
        besluit.geldt_vanaf,
        _tasks(besluit),
        tuple(besluit.weggelaten),
    )
    services.take_decision(item_id=punt, decision=decision, expected_version=versie, **by(request))
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ITEM}/aanhouding", response={201: AgendaOut})
def adjourn_item(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    versie: Form[int],
    waarheen: Form[AdjournIn],
) -> Status[dict[str, Any]]:
    """Put an item off to a later meeting; without one it waits to be put on an agenda."""
    item_or_404(to_record(request, gemeente, overleg), punt)
    services.adjourn_item(
        item_id=punt,
        to_meeting_id=waarheen.naar,
        text=waarheen.tekst,
        expected_version=versie,
        **by(request),
    )
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ONE}/besluiten/{{besluit}}/verbetering", response={201: AgendaOut})
def correct_decision(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    besluit: UUID,
    tekst: Form[Words],
    reden: Form[Annotated[str, PlainWords(300)]],
) -> Status[dict[str, Any]]:
    """Put the words of a decision right while the meeting is in session."""
    agenda = to_record(request, gemeente, overleg)
    if besluit not in {one.decision_id for item in agenda.items for one in item.decisions}:
        raise Http404
    services.correct_decision(decision_id=besluit, text=tekst, reason=reden, **by(request))
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ONE}/sluiting", response=AgendaOut)
def close_meeting(
    request: HttpRequest, gemeente: str, overleg: UUID, versie: Form[int]
) -> dict[str, Any]:
    """End a meeting; what was recorded in it no longer changes."""
    to_record(request, gemeente, overleg)
    services.close_meeting(meeting_id=overleg, expected_version=versie, **by(request))
    return told(request, gemeente, overleg)


@router.post(f"{_ONE}/vaststelling", response=AgendaOut)
def approve_minutes(
    request: HttpRequest, gemeente: str, overleg: UUID, verslag: Form[ApprovalIn]
) -> dict[str, Any]:
    """Approve, in this meeting, the minutes of the earlier meeting ``van``."""
    to_record(request, gemeente, overleg)
    to_record(request, gemeente, verslag.van)
    services.approve_minutes(
        meeting_id=verslag.van, in_meeting_id=overleg, remarks=verslag.opmerkingen, **by(request)
    )
    return told(request, gemeente, verslag.van)


@router.post("/gemeenten/{gemeente}/taken/{taak}/afronding", response=TaskOut)
def finish_task(
    request: HttpRequest, gemeente: str, taak: UUID, klaar: Form[OutcomeIn]
) -> dict[str, Any]:
    """Say that a task is done; the party that has it, or the secretary."""
    place, actor = municipality_id_of(request, gemeente), actor_of(request)
    policies.check_may_read(actor, municipality_id=place)
    if not is_task_of(task_id=taak, municipality_id=place):
        raise Http404
    services.finish_task(task_id=taak, outcome=klaar.uitkomst, actor=actor, now=timezone.now())
    return as_task(get_task(task_id=taak))


def _tasks(given: DecisionIn) -> tuple[NewTask, ...]:
    parties, days = party_ids(given.taak_partij), given.taak_uiterlijk
    if len(parties) != len(given.taak_tekst) or len(days) not in (0, len(parties)):
        raise ValidationError(
            [{"loc": ["form", "taak_tekst"], "msg": _("A task says who does what.")}]
        )
    dated: list[date | None] = [*days] or [None] * len(parties)
    return tuple(
        NewTask(int(party_id), text, due_on)
        for party_id, text, due_on in zip(parties, given.taak_tekst, dated, strict=True)
    )
