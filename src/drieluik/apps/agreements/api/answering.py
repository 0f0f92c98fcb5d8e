"""What the parties say about a proposal: positions, positions on paper, approvals inside a party."""

from dataclasses import replace
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema
from pydantic import Field

from drieluik.apps.agreements import services
from drieluik.apps.agreements.api.finding import proposal_or_404
from drieluik.apps.agreements.api.proposals import StandingOut, get_consent
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.services import Said
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_days import Day
from drieluik.apps.sent_words import PlainWords

router = Router()


class SaidIn(Schema):
    """What a party says about one or more agreements of a proposal."""

    partij: str = Field(description="Code of the party")
    onderwerpen: list[UUID] = Field(description="Ids as they stand under instemming")
    oordeel: Literal["agree", "reservation", "object", "none"]
    reden: Annotated[str, PlainWords(4000)] = Field(
        "", description="Needed for a reservation or objection"
    )


class SpokenIn(SaidIn):
    """What a delegate says."""

    vervanging: int | None = Field(
        None, description="Id of the stand-in by which you speak in another's place"
    )


class WrittenIn(SaidIn):
    """What stands in a paper."""

    stuk: Annotated[str, PlainWords(300)] = Field(description="Name of the paper")
    stuk_van: Day = Field(description="The day on the paper")


@router.post("/gemeenten/{gemeente}/voorstellen/{voorstel}/standpunten", response=StandingOut)
def take_position(
    request: HttpRequest, gemeente: str, voorstel: UUID, said: Form[SpokenIn]
) -> dict[str, Any]:
    """Take the position of one's own party; an earlier one stays visible."""
    row = proposal_or_404(request, gemeente, voorstel)
    services.take_position(
        proposal_id=row.proposal_id,
        said=replace(_said(said), delegation_id=said.vervanging),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return get_consent(request, gemeente, voorstel)


@router.post("/gemeenten/{gemeente}/voorstellen/{voorstel}/op-papier", response=StandingOut)
def record_written(
    request: HttpRequest, gemeente: str, voorstel: UUID, said: Form[WrittenIn]
) -> dict[str, Any]:
    """Enter the position of a party on a separate track from the paper in which it stands."""
    row = proposal_or_404(request, gemeente, voorstel)
    services.record_written_position(
        proposal_id=row.proposal_id,
        said=replace(_said(said), paper=said.stuk, paper_on=said.stuk_van),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return get_consent(request, gemeente, voorstel)


@router.post("/gemeenten/{gemeente}/voorstellen/{voorstel}/akkoorden", response=StandingOut)
def give_approval(
    request: HttpRequest,
    gemeente: str,
    voorstel: UUID,
    standpunten: Form[list[int]],
    orgaan: Form[str],
) -> dict[str, Any]:
    """Approve positions of one's own party for one of its bodies."""
    row = proposal_or_404(request, gemeente, voorstel)
    here = {
        said.position_id
        for one in get_standing(row.proposal_id).subjects
        for rows in one.positions.values()
        for said in rows
    }
    if not standpunten or not set(standpunten) <= here:
        raise Http404
    services.give_approval(
        position_ids=standpunten, body=orgaan, actor=actor_of(request), now=timezone.now()
    )
    return get_consent(request, gemeente, voorstel)


def _said(said: SaidIn) -> Said:
    party_id = find_party_id(code=said.partij) or 0
    subjects = tuple(str(one) for one in said.onderwerpen)
    return Said(party_id, subjects, said.oordeel, said.reden)
