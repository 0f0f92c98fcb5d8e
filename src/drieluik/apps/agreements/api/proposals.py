"""Reading proposals: the list, one with its edits, its redline, and how consent to it stands."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.pagination import PageNumberPagination, paginate
from pydantic import Field

from drieluik.apps.agreements.api.finding import proposal_or_404
from drieluik.apps.agreements.proposals.consent import SideConsent
from drieluik.apps.agreements.proposals.editing import to_json
from drieluik.apps.agreements.proposals.reading import (
    EditRow,
    ProposalRow,
    get_base_set,
    get_outcome,
    get_standing,
    list_proposals,
)
from drieluik.apps.agreements.proposals.redlines import edit_label
from drieluik.apps.agreements.proposals.standing import PositionRow, SubjectStanding
from drieluik.apps.agreements.proposals.wording import (
    rule_sentences,
    standing_label,
    verdict_sentence,
    why_asked,
)
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.core.amendments.sets.exchange import redline_to_json
from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import redline

router = Router()


class ProposalOut(Schema):
    """One proposal in a list."""

    id: UUID
    nummer: int
    titel: str
    partij: str = Field(description="Code of the party that proposes it")
    partij_naam: str
    stand: str = Field(
        description="draft, submitted, withdrawn, adopted, adopted_in_part or rejected"
    )
    stand_uitleg: str
    aanleiding: str = Field(
        description="theme_session, decision, law, national, council, evaluation or signal"
    )
    versie: int = Field(description="Version of the register it was made on")
    verouderd: bool = Field(description="Whether it is open and there is a newer version")
    stap: int = Field(description="Raised by every change; an act names the one last seen")
    ingediend: datetime | None
    gesloten: datetime | None
    besluit: str
    besloten_op: date | None
    geeft_versie: int | None = Field(description="The version that its adoption gave")
    gemaakt_uit: UUID | None = Field(description="The proposal it was made from")
    pagina: str


class EditOut(Schema):
    """One change that a proposal holds."""

    id: UUID
    soort: str = Field(description="Such as change_words, add_clause or set_parties")
    soort_uitleg: str
    inhoud: dict[str, Any] = Field(description="What it changes, with the words it was made on")
    partijen: dict[str, Any] = Field(description="Codes of the parties, where it names them")
    uitkomst: str = Field(description="pending, applied or left_out")
    uitkomst_reden: str


class FaultOut(Schema):
    """What is wrong with the changes, or has to be read."""

    wijziging: str = Field(description="Id of the change; empty for the proposal as a whole")
    ernst: str = Field(description="blocks or confirm")
    melding: str
    actie: str


class ProposalWithEditsOut(ProposalOut):
    """One proposal with all its changes and their faults."""

    toelichting: str
    sluiting_reden: str
    wijzigingen: list[EditOut]
    bevindingen: list[FaultOut]


class PositionOut(Schema):
    """One position as it was taken; an earlier one stays."""

    id: int
    oordeel: str = Field(description="agree, reservation, object or none")
    reden: str
    stuk: str = Field(description="Name of the paper, of a position on paper")
    stuk_van: date | None = Field(description="The day on that paper; it counts as of that day")
    door: str
    in_plaats_van: str = Field(
        description="The delegate in whose place it was given; empty when for himself or herself"
    )
    op: datetime
    op_deze_woorden: bool = Field(description="False when the words changed since")
    akkoord_van: list[str] = Field(description="Bodies of the party that have approved")
    akkoord_nodig_van: list[str] = Field(description="Bodies that still have to approve")


class PartyStandingOut(Schema):
    """One party: whether it is asked, why, and every position it took, newest first."""

    partij: str
    partij_naam: str
    gevraagd: bool
    waarom: str
    stand: str | None = Field(
        description="agrees, reservation, objects, abstains, silent, awaits_approval or "
        "other_words; null when it is not asked"
    )
    stand_uitleg: str
    standpunten: list[PositionOut]


class SideOut(Schema):
    """One of the three sides: how many of its parties consent and are needed."""

    kant: str = Field(description="municipality, corporation or tenants")
    gevraagd: int
    akkoord: int
    nodig: int
    genoeg: bool


class SubjectOut(Schema):
    """Consent to the change of one agreement or section."""

    onderwerp: UUID = Field(description="Id of the agreement or section; a position names it")
    naam: str
    rond: bool
    kanten: list[SideOut]
    partijen: list[PartyStandingOut]


class StandingOut(Schema):
    """How consent to a proposal stands."""

    rond: bool
    uitleg: str
    regel: list[str]
    onderwerpen: list[SubjectOut]


class WhichProposals(Schema):
    """Which proposals."""

    stand: str = Field("", max_length=20, description="Only in this state")


@router.get("/gemeenten/{gemeente}/voorstellen", response=list[ProposalOut])
@paginate(PageNumberPagination, page_size=50)
def list_all_proposals(
    request: HttpRequest, gemeente: str, choice: Query[WhichProposals]
) -> list[dict[str, Any]]:
    """Give the proposals of a municipality, newest first; drafts of one's own parties only."""
    place = municipality_or_404(request, gemeente)
    rows = list_proposals(place.id, actor_of(request))
    return [told(request, gemeente, row) for row in rows if choice.stand in ("", row.state)]


@router.get("/gemeenten/{gemeente}/voorstellen/{voorstel}", response=ProposalWithEditsOut)
def get_proposal(request: HttpRequest, gemeente: str, voorstel: UUID) -> dict[str, Any]:
    """Give one proposal with its changes, and what is wrong with them."""
    return told_whole(request, gemeente, proposal_or_404(request, gemeente, voorstel))


@router.get("/gemeenten/{gemeente}/voorstellen/{voorstel}/verschil", response=dict[str, Any])
def get_proposal_redline(request: HttpRequest, gemeente: str, voorstel: UUID) -> dict[str, Any]:
    """Give the whole set word by word: what stays, goes and comes; nothing while a fault blocks."""
    row = proposal_or_404(request, gemeente, voorstel)
    before, outcome = get_base_set(row.proposal_id), get_outcome(row.proposal_id)
    after = outcome.after or before
    return redline_to_json(redline(before, after, paired_by_id(before, after)))


@router.get("/gemeenten/{gemeente}/voorstellen/{voorstel}/instemming", response=StandingOut)
def get_consent(request: HttpRequest, gemeente: str, voorstel: UUID) -> dict[str, Any]:
    """Give who is asked and why, who consents, and what is still needed."""
    row = proposal_or_404(request, gemeente, voorstel)
    standing = get_standing(row.proposal_id)
    everybody = {**standing.left, **standing.partners}
    codes = {one.party_id: code for code, one in everybody.items()}
    return {
        "rond": standing.settled,
        "uitleg": verdict_sentence(standing),
        "regel": rule_sentences(standing.rules),
        "onderwerpen": [_subject(one, codes) for one in standing.subjects],
    }


def told(request: HttpRequest, gemeente: str, row: ProposalRow) -> dict[str, Any]:
    """Return a proposal as a line of the list."""
    page = reverse("agreements:proposal", args=[gemeente, row.proposal_id])
    return {
        "id": row.proposal_id,
        "nummer": row.number,
        "titel": row.title,
        "partij": row.party_code,
        "partij_naam": row.party_name,
        "stand": row.state,
        "stand_uitleg": row.state_label,
        "aanleiding": row.reason,
        "versie": row.base_number,
        "verouderd": row.is_outdated,
        "stap": row.step,
        "ingediend": row.submitted_at,
        "gesloten": row.closed_at,
        "besluit": row.decision_name,
        "besloten_op": row.decided_on,
        "geeft_versie": row.result_number,
        "gemaakt_uit": row.copied_from,
        "pagina": request.build_absolute_uri(page),
    }


def told_whole(request: HttpRequest, gemeente: str, row: ProposalRow) -> dict[str, Any]:
    """Return a proposal with its changes and their faults."""
    faults = get_outcome(row.proposal_id).faults if row.is_open else ()
    return told(request, gemeente, row) | {
        "toelichting": row.motive,
        "sluiting_reden": row.closing_reason,
        "wijzigingen": [_edit(edit) for edit in row.edits],
        "bevindingen": [
            {
                "wijziging": one.edit_id,
                "ernst": one.severity,
                "melding": one.message,
                "actie": one.action,
            }
            for one in faults
        ],
    }


def _edit(row: EditRow) -> dict[str, Any]:
    payload, parties = to_json(row.proposed)
    return {
        "id": row.proposed.id,
        "soort": row.proposed.kind,
        "soort_uitleg": edit_label(row.proposed),
        "inhoud": {name: value for name, value in payload.items() if name not in ("kind", "id")},
        "partijen": parties,
        "uitkomst": row.outcome,
        "uitkomst_reden": row.outcome_reason,
    }


def _subject(one: SubjectStanding, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "onderwerp": one.subject.key,
        "naam": one.subject.label,
        "rond": one.consent.settled,
        "kanten": [_side(side) for side in one.consent.sides],
        "partijen": [
            {
                "partij": codes[row.partner.party_id],
                "partij_naam": row.partner.name,
                "gevraagd": row.asked,
                "waarom": why_asked(row),
                "stand": row.standing.value if row.standing else None,
                "stand_uitleg": standing_label(row),
                "standpunten": [
                    _position(said) for said in one.positions.get(row.partner.party_id, ())
                ],
            }
            for row in one.consent.parties
        ],
    }


def _side(side: SideConsent) -> dict[str, Any]:
    return {
        "kant": side.kind,
        "gevraagd": side.n_asked,
        "akkoord": side.n_consenting,
        "nodig": side.n_needed,
        "genoeg": side.met,
    }


def _position(row: PositionRow) -> dict[str, Any]:
    return {
        "id": row.position_id,
        "oordeel": row.verdict,
        "reden": row.reason,
        "stuk": row.paper,
        "stuk_van": row.paper_on,
        "door": row.taken_by,
        "in_plaats_van": row.in_place_of,
        "op": row.taken_at,
        "op_deze_woorden": row.on_these_words,
        "akkoord_van": [body for body, _name, _at in row.approvals],
        "akkoord_nodig_van": list(row.missing),
    }
