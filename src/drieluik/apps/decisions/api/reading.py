"""Meetings for other programmes: the list, an agenda, what was decided, and the minutes."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from drieluik.apps.decisions import policies, selectors
from drieluik.apps.decisions.api.finding import agenda_of, meeting_or_404, municipality_id_of
from drieluik.apps.decisions.minutes import get_minutes
from drieluik.apps.decisions.rows import DecisionRow, ItemRow, MeetingRow, TaskRow
from drieluik.apps.organisations.access import actor_of

router = Router(tags=["overleggen"])


class MeetingOut(Schema):
    """A meeting in a list."""

    id: UUID
    naam: str
    soort: str = Field(description="bo, or another kind of meeting")
    soort_uitleg: str
    begint: datetime
    plaats: str
    voorzitter: str
    stand: str = Field(description="planned, open, closed, approved or cancelled")
    stand_uitleg: str
    agenda_verstuurd: datetime | None
    verslag_vastgesteld: datetime | None
    gaat_niet_door: str = Field(description="Why it is not held; empty when it is")
    versie: int = Field(description="Rises with every act; an act names the version that was seen")
    pagina: str


class TaskOut(Schema):
    """What a party does because of a decision."""

    id: UUID
    partij: str
    tekst: str
    uiterlijk: date | None
    klaar: datetime | None
    uitkomst: str


class DecisionOut(Schema):
    """A decision; ``vervangen`` when its words were put right later."""

    id: UUID
    nummer: int
    soort: str
    soort_uitleg: str
    tekst: str
    geldt_vanaf: date | None
    genomen: datetime
    vervangen: bool
    taken: list[TaskOut]


class PaperOut(Schema):
    """The newest version of a paper, and when it reached each party."""

    id: int = Field(description="Id of this version")
    titel: str
    versie: int
    woorden: int | None = Field(description="Null when they cannot be counted")
    bereikt: dict[str, datetime] = Field(description="Party -> when it reached that party")


class WarningOut(Schema):
    """An organisation of tenants that was not informed in time."""

    partij: str
    uitleg: str


class AnswerOut(Schema):
    """What a party answered to a question."""

    partij: str
    tekst: str
    door: str
    op: datetime


class InputOut(Schema):
    """What a party asked or said beforehand."""

    id: int
    partij: str
    soort: str = Field(description="input, question or advice")
    tekst: str
    op: datetime
    antwoorden: list[AnswerOut] = Field(description="Of other parties, to a question")


class TakenUpOut(Schema):
    """A proposal on an agenda."""

    nummer: int
    partij: str
    ingediend: date = Field(description="From this day on every party could read it")
    wijzigingen: list[str] = Field(description="What it changes; empty once the meeting was held")
    in_de_weg: list[str] = Field(description="Why it cannot be adopted as a whole now; or empty")


class ItemOut(Schema):
    """One item of an agenda."""

    id: UUID
    versie: int = Field(description="Rises with every act on the item")
    plek: int
    titel: str
    vraagt: str
    in_het_kort: str = Field(description="What it is about, in plain words")
    tekst: str
    bron: str = Field(
        description="What it came from, such as proposal, signal or deadline; or empty"
    )
    bron_kenmerk: str = Field(description="Which one, in the words of its source")
    bron_pagina: str = Field(description="Path of the page that tells more; empty without")
    leestijd: int = Field(description="Minutes, at 200 words a minute")
    voorstel: TakenUpOut | None = Field(description="The proposal it takes up; null without")
    stukken: list[PaperOut]
    inbreng: list[InputOut]
    te_laat_bij_huurders: list[WarningOut]
    besluiten: list[DecisionOut]


class AgendaOut(MeetingOut):
    """A meeting with its agenda and who was there."""

    leestijd: int = Field(description="Minutes for everything, at 200 words a minute")
    termijn_dagen: int | None = Field(description="Days before the meeting for papers")
    punten: list[ItemOut]
    aanwezigheid: dict[str, str] = Field(description="Party -> presence in words")


class MinutesOut(Schema):
    """The minutes of a meeting that was held."""

    vastgesteld_in: str = Field(description="Name of the meeting; empty while not approved")
    opmerkingen: str
    controlegetal: str = Field(description="SHA-256 of approved minutes")
    verslag: dict[str, Any] = Field(description="All of it, as it is kept once approved")


@router.get("/gemeenten/{gemeente}/overleggen", response=list[MeetingOut])
def list_meetings(request: HttpRequest, gemeente: str) -> list[dict[str, Any]]:
    """Give the meetings to come, soonest first, then those that were held, newest first, then those not held."""
    place = municipality_id_of(request, gemeente)
    coming, held = selectors.list_meetings(municipality_id=place, actor=actor_of(request))
    cancelled = selectors.list_cancelled(municipality_id=place, actor=actor_of(request))
    return [_meeting(request, gemeente, row) for row in (*coming, *held, *cancelled)]


@router.get("/gemeenten/{gemeente}/overleggen/{overleg}", response=AgendaOut)
def get_meeting_agenda(request: HttpRequest, gemeente: str, overleg: UUID) -> dict[str, Any]:
    """Give one meeting with its agenda, papers, input and decisions; for the parties."""
    return told(request, gemeente, overleg)


def told(request: HttpRequest, gemeente: str, overleg: UUID) -> dict[str, Any]:
    """Return a meeting with its agenda as it is now; also the answer to every act."""
    agenda = agenda_of(request, gemeente, overleg)
    return _meeting(request, gemeente, agenda.meeting) | {
        "leestijd": agenda.reading_minutes,
        "termijn_dagen": agenda.term_days,
        "punten": [_item(item) for item in agenda.items],
        "aanwezigheid": {
            one.party: one.presence_label for one in agenda.attendance if one.presence
        },
    }


@router.get("/gemeenten/{gemeente}/overleggen/{overleg}/besluiten", response=list[DecisionOut])
def list_decisions(request: HttpRequest, gemeente: str, overleg: UUID) -> list[dict[str, Any]]:
    """Give what was decided in a meeting that was held; also for the council."""
    row = _held_or_404(request, gemeente, overleg)
    agenda = selectors.get_agenda(row.meeting_id, on=timezone.localdate())
    return [_decision(one) for item in agenda.items for one in item.decisions]


@router.get("/gemeenten/{gemeente}/overleggen/{overleg}/verslag", response=MinutesOut)
def get_meeting_minutes(request: HttpRequest, gemeente: str, overleg: UUID) -> dict[str, Any]:
    """Give the minutes of a meeting that was held; for the parties."""
    row = _held_or_404(request, gemeente, overleg)
    policies.check_may_read(actor_of(request), municipality_id=row.municipality_id)
    document, standing = get_minutes(row.meeting_id)
    return {
        "vastgesteld_in": standing.approved_in,
        "opmerkingen": standing.remarks,
        "controlegetal": standing.content_hash,
        "verslag": asdict(document),
    }


def _held_or_404(request: HttpRequest, gemeente: str, overleg: UUID) -> MeetingRow:
    row = meeting_or_404(request, gemeente, overleg)
    if not row.is_held:
        raise Http404
    return row


def _meeting(request: HttpRequest, gemeente: str, row: MeetingRow) -> dict[str, Any]:
    page = reverse("decisions:meeting", args=[gemeente, row.meeting_id])
    return {
        "id": row.meeting_id,
        "naam": row.name,
        "soort": row.kind,
        "soort_uitleg": row.kind_label,
        "begint": row.starts_at,
        "plaats": row.place,
        "voorzitter": ", ".join(part for part in (row.chair_name, row.chair) if part),
        "stand": row.state,
        "stand_uitleg": row.state_label,
        "agenda_verstuurd": row.published_at,
        "verslag_vastgesteld": row.approved_at,
        "gaat_niet_door": row.cancellation_reason,
        "versie": row.version,
        "pagina": request.build_absolute_uri(page),
    }


def _item(item: ItemRow) -> dict[str, Any]:
    return {
        "id": item.item_id,
        "versie": item.version,
        "plek": item.position,
        "titel": item.title,
        "vraagt": item.asks_label,
        "in_het_kort": item.digest,
        "tekst": item.text,
        "bron": item.source,
        "bron_kenmerk": item.source_id,
        "bron_pagina": item.source_page,
        "leestijd": item.reading_minutes,
        "voorstel": _taken_up(item),
        "stukken": [
            {
                "id": paper.version_id,
                "titel": paper.title,
                "versie": paper.number,
                "woorden": paper.n_words,
                "bereikt": {one.party: one.delivered_at for one in paper.deliveries},
            }
            for paper in item.papers
        ],
        "inbreng": [
            {
                "id": one.input_id,
                "partij": one.party,
                "soort": one.kind,
                "tekst": one.text,
                "op": one.at,
                "antwoorden": [
                    {"partij": row.party, "tekst": row.text, "door": row.by, "op": row.at}
                    for row in one.answers
                ],
            }
            for one in item.inputs
            if one.newest
        ],
        "te_laat_bij_huurders": [
            {
                "partij": one.listener.name,
                "uitleg": " ".join(part for part in (one.sentence, one.advice_sentence) if part),
            }
            for one in item.flags
        ],
        "besluiten": [_decision(one) for one in item.decisions],
    }


def _taken_up(item: ItemRow) -> dict[str, Any] | None:
    if item.proposal is None:
        return None
    return {
        "nummer": item.proposal.number,
        "partij": item.proposal.party,
        "ingediend": item.proposal.submitted_on,
        "wijzigingen": item.adoption.changes if item.adoption else [],
        "in_de_weg": item.adoption.hindrances if item.adoption else [],
    }


def _decision(row: DecisionRow) -> dict[str, Any]:
    return {
        "id": row.decision_id,
        "nummer": row.number,
        "soort": row.kind,
        "soort_uitleg": row.kind_label,
        "tekst": row.text,
        "geldt_vanaf": row.in_force_from,
        "genomen": row.taken_at,
        "vervangen": row.replaced,
        "taken": [as_task(one) for one in row.tasks],
    }


def as_task(row: TaskRow) -> dict[str, Any]:
    """Return a task as this API tells it."""
    return {
        "id": row.task_id,
        "partij": row.party,
        "tekst": row.text,
        "uiterlijk": row.due_on,
        "klaar": row.done_at,
        "uitkomst": row.outcome,
    }
