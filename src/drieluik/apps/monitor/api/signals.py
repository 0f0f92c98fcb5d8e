"""Signals: read them with all that was said, explain one, close it or open it again."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.monitor import services
from drieluik.apps.monitor.selectors.signal_rows import SignalRow
from drieluik.apps.monitor.selectors.signals import Chosen, find_signal, list_signals
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.signal_forms import LONGEST
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_words import PlainWords

router = Router()
SignalWords = Annotated[str, PlainWords(LONGEST)]


class FactOut(Schema):
    """What the light said over a half-year."""

    periode: str
    licht: str
    zin: str
    genoteerd_op: datetime


class ExplanationOut(Schema):
    """How a party explains it."""

    partij: str
    tekst: str
    door: str
    op: datetime


class ActOut(Schema):
    """That it was closed or opened again."""

    wat: str = Field(description="closed or reopened")
    reden: str = Field(description="Empty for who does not read explanations")
    op: datetime
    gesprek: UUID | None


class SignalAgendaOut(Schema):
    """On which agenda it stands, and what was decided there."""

    overleg: UUID
    naam: str
    punt: int
    besluiten: list[str]


class SignalOut(Schema):
    """A signal with everything said and done about it."""

    id: UUID
    afspraak: str
    soort: str = Field(description="breach (off course) or missing (figures)")
    open: bool
    eerste_periode: str
    laatste_periode: str = Field(description="The last half-year over which it was still so")
    licht: str = Field(description="The light as it was noted last")
    sinds: str = Field(description="How it is now when the light has changed; else empty")
    gevraagd_aan: list[str] = Field(description="Codes of parties")
    feiten: list[FactOut]
    toelichtingen: list[ExplanationOut]
    handelingen: list[ActOut]
    agenda: list[SignalAgendaOut]


@router.get("/gemeenten/{gemeente}/signalen", response=list[SignalOut], summary="Alle signalen")
def signals(
    request: HttpRequest,
    gemeente: str,
    stand: str = "",
    soort: str = "",
    thema: str = "",
    partij: str = "",
) -> list[dict[str, Any]]:
    """Return the signals, open ones first; explanations only to the parties."""
    place = municipality_or_404(request, gemeente)
    chosen = Chosen(stand, soort, thema, partij)
    rows = list_signals(Sight(actor_of(request), place.id))
    return [_told(row) for row in rows if chosen.holds(row)]


@router.post(
    "/gemeenten/{gemeente}/signalen/{signaal}/toelichtingen",
    response={201: SignalOut},
    summary="Een signaal toelichten",
)
def explain_signal(
    request: HttpRequest,
    gemeente: str,
    signaal: UUID,
    partij: Form[str],
    tekst: Form[SignalWords],
) -> Status[dict[str, Any]]:
    """Explain an open signal for one's own party; earlier explanations stay."""
    sight = _sight_of(request, gemeente, signaal)
    services.explain_signal(
        signal_id=signaal,
        party_id=find_party_id(code=partij) or 0,
        text=tekst,
        actor=sight.actor,
        now=timezone.now(),
    )
    return Status(201, _told(_found(sight, signaal)))


@router.post(
    "/gemeenten/{gemeente}/signalen/{signaal}/sluiting",
    response=SignalOut,
    summary="Een signaal sluiten",
)
def close_signal(
    request: HttpRequest, gemeente: str, signaal: UUID, reden: Form[SignalWords]
) -> dict[str, Any]:
    """Close an open signal with a conclusion; an editor or steward of the municipality can."""
    sight = _sight_of(request, gemeente, signaal)
    services.close_signal(signal_id=signaal, reason=reden, actor=sight.actor, now=timezone.now())
    return _told(_found(sight, signaal))


@router.post(
    "/gemeenten/{gemeente}/signalen/{signaal}/heropening",
    response=SignalOut,
    summary="Een signaal heropenen",
)
def reopen_signal(
    request: HttpRequest, gemeente: str, signaal: UUID, reden: Form[SignalWords]
) -> dict[str, Any]:
    """Open a closed signal again, with a reason."""
    sight = _sight_of(request, gemeente, signaal)
    services.reopen_signal(signal_id=signaal, reason=reden, actor=sight.actor, now=timezone.now())
    return _told(_found(sight, signaal))


def _sight_of(request: HttpRequest, slug: str, signal_id: UUID) -> Sight:
    """Return who looks where, once it is certain that the signal is of this municipality."""
    place = municipality_or_404(request, slug)
    sight = Sight(actor_of(request), place.id)
    _found(sight, signal_id)
    return sight


def _found(sight: Sight, signal_id: UUID) -> SignalRow:
    row = find_signal(sight, signal_id)
    if row is None:
        raise Http404
    return row


def _told(row: SignalRow) -> dict[str, Any]:
    return {
        "id": row.signal_id,
        "afspraak": row.clause.number,
        "soort": row.kind,
        "open": row.is_open,
        "eerste_periode": row.first_period,
        "laatste_periode": row.last_period,
        "licht": row.now.light,
        "sinds": row.since,
        "gevraagd_aan": [code for _id, code, _name in row.asked],
        "feiten": [
            {
                "periode": fact.period,
                "licht": fact.light,
                "zin": fact.told,
                "genoteerd_op": fact.noted_at,
            }
            for fact in row.facts
        ],
        "toelichtingen": [
            {
                "partij": answer.party_code,
                "tekst": answer.text,
                "door": answer.by,
                "op": answer.at,
            }
            for answer in row.answers
        ],
        "handelingen": [
            {
                "wat": act.act,
                "reden": act.reason,
                "op": act.at,
                "gesprek": act.talk_id,
            }
            for act in row.acts
        ],
        "agenda": [
            {
                "overleg": place.meeting.meeting_id,
                "naam": place.meeting.name,
                "punt": place.position,
                "besluiten": [f"{one.label}. {one.text}" for one in place.decisions],
            }
            for place in row.places
        ],
    }
