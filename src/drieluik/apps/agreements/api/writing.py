"""Writing a proposal: draft, change, submit, withdraw. A change is checked like one from a page."""

from typing import Annotated, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from ninja.errors import ValidationError
from pydantic import Field

from drieluik.apps.agreements import services
from drieluik.apps.agreements.api.finding import proposal_or_404
from drieluik.apps.agreements.api.proposals import ProposalWithEditsOut, told_whole
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.desks import desk_for
from drieluik.apps.agreements.proposals.forms import ProposalForm
from drieluik.apps.agreements.proposals.reading import ProposalRow, find_newest_set, get_base_set
from drieluik.apps.agreements.proposals.writing import KINDS, with_edits
from drieluik.apps.agreements.services import ProposalWords
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import PlainWords, Words

router = Router()
_OF_PROPOSAL = {"titel": "title", "toelichting": "motive", "aanleiding": "reason"}
_OF_CHANGE = {
    "kop": "heading",
    "tekst": "text",
    "nummer": "number",
    "plaats": "place",
    "doel": "goal",
    "hoe": "how",
    "opvolger": "successor",
    "bindt": "bound",
    "instemming": "consent",
    "geen_partij": "not_party",
    "reden": "reason",
    "jaar": "year",
    "kwartalen": "quarters",
    "acties": "actions",
    "nieuwe_kop": "new_heading",
    "nieuwe_tekst": "new_text",
    "themanummer": "theme_number",
    "thematitel": "theme_title",
    "letter": "letter",
    "onderdeel": "section_title",
    "richting": "comparison",
    "waarde": "value",
    "tot": "upper",
    "marge": "margin",
    "uitsplitsing": "breakdown",
    "periode": "rhythm",
    "voor": "for_whom",
    "corporaties": "corporations",
    "mits": "condition",
    "mits_cijfer": "condition_figure",
    "mits_richting": "condition_comparison",
    "mits_waarde": "condition_value",
    "tenzij": "exception",
    "anders": "fallback",
    "vooraf_akkoord": "consent",
    "een_van": "one_of",
    "uiterlijk": "deadline",
    "citaat": "quotation",
    "uitleg": "explanation",
    "versie": "version",
    "betekenis": "meaning",
    "zegt_niet": "limits",
    "eigenaar": "owner",
    "openbaarheid": "audience",
}
"""What this API calls a field, and what the form of the page calls it: of each page its own."""


class DraftIn(Schema):
    """What a proposal is, and why it is made."""

    titel: Words
    toelichting: Words = Field(description="Why this is proposed")
    aanleiding: str = Field(
        description="theme_session, decision, law, national, council, evaluation or signal"
    )


class ChangeIn(Schema):
    """One change; a field that is left out stays as it is in the agreement or section.

    A list is emptied by sending its name once with nothing, such as ``instemming=``.

    Which fields count depends on the kind: ``woorden`` kop and tekst; ``nieuw`` nummer, plaats,
    kop, tekst, bindt and instemming; ``vervallen`` opvolger; ``verplaatsen`` nummer and plaats;
    ``partijen`` bindt, instemming, geen_partij and reden; ``doel`` doel and hoe; ``actie`` jaar,
    kwartalen and reden; ``speerpunt`` acties and reden; ``splitsen`` met (number of the sentence
    with which the new agreement begins, such as 2) or tekst and nieuwe_tekst, and nummer, kop and
    nieuwe_kop; ``samenvoegen`` met (the agreements that are taken up), nummer, kop and tekst;
    ``onderdeel`` plaats (``in/`` or ``nieuw/`` with the id of the section before), themanummer,
    thematitel, letter, onderdeel, doel and hoe; ``norm`` (over is the id of a norm) and
    ``nieuwe-norm`` (met is the id of an indicator, or effort or process) richting, waarde, tot,
    marge, uitsplitsing, periode, voor, corporaties, uiterlijk, citaat, mits, mits_cijfer,
    mits_richting, mits_waarde, tenzij, anders, vooraf_akkoord, een_van and uitleg;
    ``norm-vervalt`` and ``cijfer-vervalt`` reden; ``definitie`` (over is the id of a definition)
    versie, betekenis, zegt_niet, eigenaar, openbaarheid and reden.
    """

    stap: int = Field(description="The step of the proposal last seen")
    over: str = Field("", description="Id of what it is about, or number of the agreement")
    met: list[str] = Field(
        [], description="What to merge with, the sentence to split at, or an indicator"
    )
    kop: Words | None = None
    tekst: Words | None = None
    nummer: Words | None = None
    plaats: str | None = Field(None, description="Id of a section, a slash, id of the one before")
    doel: Words | None = None
    hoe: Words | None = None
    opvolger: str | None = Field(None, description="Id of the agreement that replaces it")
    bindt: list[str] | None = Field(None, description="Codes of parties")
    instemming: list[str] | None = Field(None, description="Codes of parties")
    geen_partij: list[str] | None = Field(None, description="Codes of parties")
    reden: Words | None = None
    jaar: int | None = None
    kwartalen: list[str] | None = Field(None, description="Such as Q1")
    acties: list[str] | None = Field(None, description="Numbers of actions that come along")
    nieuwe_kop: Words | None = None
    nieuwe_tekst: Words | None = None
    themanummer: Words | None = None
    thematitel: Words | None = None
    letter: Words | None = None
    onderdeel: Words | None = Field(None, description="Title of a new section")
    richting: str | None = Field(
        None,
        description="at_least, at_most, equals, between, higher_than_last_year or "
        "lower_than_last_year",
    )
    waarde: str | None = Field(None, description="Such as 90%, EUR 125,50 or 12")
    tot: str | None = Field(None, description="The highest value, with between")
    marge: str | None = Field(None, description="Such as 5 procentpunt, EUR 10 or 3")
    uitsplitsing: str | None = Field(None, description="Code of the part of the figure")
    periode: str | None = Field(None, description="year or half_year")
    voor: Words | None = Field(
        None,
        description="alle corporaties samen, elke corporatie, or with ``corporaties`` elk van: or "
        "samen:",
    )
    corporaties: list[str] | None = Field(None, description="Codes of the corporations by name")
    uiterlijk: str | None = Field(None, description="Last day to reach it, such as 2021-12-31")
    citaat: Words | None = Field(None, description="Words of the agreement, copied literally")
    mits: Words | None = Field(None, description="The condition that the agreement makes")
    mits_cijfer: str | None = Field(
        None, description="Id of an indicator; only while it is as follows the norm holds"
    )
    mits_richting: str | None = Field(None, description="at_least, at_most or equals")
    mits_waarde: str | None = Field(None, description="Such as 90%, EUR 125,50 or 12")
    tenzij: Words | None = Field(None, description="The exception that the agreement makes")
    anders: Words | None = Field(None, description="What is done when the norm is not reached")
    vooraf_akkoord: Words | None = Field(
        None, description="Words by which the parties agree beforehand that it may be missed"
    )
    een_van: Words | None = Field(
        None, description="Name that norms share of which one reached is enough"
    )
    uitleg: Words | None = Field(None, description="What the norm means, in plain words")
    versie: int | None = Field(None, description="Version of a definition")
    betekenis: Words | None = Field(None, description="What a figure tells")
    zegt_niet: Words | None = Field(None, description="What it does not tell, a line for each")
    eigenaar: Words | None = Field(None, description="Who keeps the definition")
    openbaarheid: str | None = Field(None, description="open, partners or owner")


class WithdrawalIn(Schema):
    """Why a proposal is taken back."""

    reden: Annotated[str, PlainWords(500)] = Field("")


@router.post(
    "/gemeenten/{gemeente}/partijen/{partij}/voorstellen", response={201: ProposalWithEditsOut}
)
def draft(
    request: HttpRequest, gemeente: str, partij: str, draft_in: Form[DraftIn]
) -> Status[dict[str, Any]]:
    """Begin a proposal for one's own party; only that party sees it until it is submitted."""
    place = municipality_or_404(request, gemeente)
    party_id = find_party_id(code=partij) or 0
    policies.check_may_propose(actor_of(request), party_id=party_id, municipality_id=place.id)
    words = _words(draft_in)
    if find_newest_set(place.id) is None:
        raise Http404
    proposal_id = services.draft_proposal(
        municipality_id=place.id,
        party_id=party_id,
        words=words,
        actor=actor_of(request),
        now=timezone.now(),
    )
    row = proposal_or_404(request, gemeente, proposal_id)
    return Status(201, told_whole(request, gemeente, row))


@router.post(
    "/gemeenten/{gemeente}/partijen/{partij}/voorstellen/uit/{voorstel}",
    response={201: ProposalWithEditsOut},
)
def copy(
    request: HttpRequest, gemeente: str, partij: str, voorstel: UUID, draft_in: Form[DraftIn]
) -> Status[dict[str, Any]]:
    """Begin a proposal with the changes of one that was not adopted whole."""
    origin = proposal_or_404(request, gemeente, voorstel)
    proposal_id = services.copy_proposal(
        proposal_id=origin.proposal_id,
        party_id=find_party_id(code=partij) or 0,
        words=_words(draft_in),
        actor=actor_of(request),
        now=timezone.now(),
    )
    row = proposal_or_404(request, gemeente, proposal_id)
    return Status(201, told_whole(request, gemeente, row))


@router.post("/gemeenten/{gemeente}/voorstellen/{voorstel}/woorden", response=ProposalWithEditsOut)
def change_words(
    request: HttpRequest, gemeente: str, voorstel: UUID, stap: Form[int], draft_in: Form[DraftIn]
) -> dict[str, Any]:
    """Give a draft another title, explanation or origin."""
    row = _own_draft(request, gemeente, voorstel)
    return _changed(request, gemeente, row, stap, words=_words(draft_in))


@router.post(
    "/gemeenten/{gemeente}/voorstellen/{voorstel}/wijzigingen/{soort}",
    response=ProposalWithEditsOut,
)
def change(
    request: HttpRequest, gemeente: str, voorstel: UUID, soort: str, change_in: Form[ChangeIn]
) -> dict[str, Any]:
    """Put a change in a draft, or write an earlier one of this kind and subject anew."""
    row = _own_draft(request, gemeente, voorstel)
    kind = KINDS.get(soort)
    if kind is None:
        raise Http404
    base = get_base_set(row.proposal_id)
    desk = desk_for(row.municipality_id, base, row.proposed, change_in.over, change_in.met)
    if kind.about and desk.subject not in dict(desk.subjects(kind.about)):
        raise Http404
    question = kind.question(desk) if change_in.nieuwe_tekst is None else None
    if question:
        raise ValidationError([{"loc": ("form", "met"), "msg": question.label}])
    filled = kind.form(desk, _given(kind.form(desk, None), change_in))
    form = valid_form(filled, _OF_CHANGE)
    edits = with_edits(desk, kind, form.cleaned_data)
    return _changed(request, gemeente, row, change_in.stap, edits=edits)


@router.post(
    "/gemeenten/{gemeente}/voorstellen/{voorstel}/wijzigingen/{wijziging}/weg",
    response=ProposalWithEditsOut,
)
def take_out(
    request: HttpRequest, gemeente: str, voorstel: UUID, wijziging: UUID, stap: Form[int]
) -> dict[str, Any]:
    """Take one change out of a draft."""
    row = _own_draft(request, gemeente, voorstel)
    left = [one for one in row.proposed if one.id != str(wijziging)]
    if len(left) == len(row.proposed):
        raise Http404
    return _changed(request, gemeente, row, stap, edits=left)


@router.post(
    "/gemeenten/{gemeente}/voorstellen/{voorstel}/indiening", response=ProposalWithEditsOut
)
def submit(request: HttpRequest, gemeente: str, voorstel: UUID, stap: Form[int]) -> dict[str, Any]:
    """Put a draft before all parties; from then on it does not change."""
    row = proposal_or_404(request, gemeente, voorstel)
    services.submit_proposal(
        proposal_id=row.proposal_id, step=stap, actor=actor_of(request), now=timezone.now()
    )
    return told_whole(request, gemeente, proposal_or_404(request, gemeente, voorstel))


@router.post(
    "/gemeenten/{gemeente}/voorstellen/{voorstel}/intrekking", response=ProposalWithEditsOut
)
def withdraw_proposal(
    request: HttpRequest, gemeente: str, voorstel: UUID, waarom: Form[WithdrawalIn]
) -> dict[str, Any]:
    """Take a proposal back; it stays readable."""
    row = proposal_or_404(request, gemeente, voorstel)
    services.withdraw_proposal(
        proposal_id=row.proposal_id,
        reason=waarom.reden,
        actor=actor_of(request),
        now=timezone.now(),
    )
    return told_whole(request, gemeente, proposal_or_404(request, gemeente, voorstel))


def _own_draft(request: HttpRequest, gemeente: str, voorstel: UUID) -> ProposalRow:
    row = proposal_or_404(request, gemeente, voorstel)
    policies.check_may_propose(
        actor_of(request), party_id=row.party_id, municipality_id=row.municipality_id
    )
    policies.check_is_draft(row)
    return row


def _changed(
    request: HttpRequest, gemeente: str, row: ProposalRow, step: int, **new: Any
) -> dict[str, Any]:
    services.change_draft(
        proposal_id=row.proposal_id,
        step=step,
        words=new.get("words") or ProposalWords(row.title, row.motive, row.reason),
        edits=new.get("edits", row.proposed),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return told_whole(request, gemeente, proposal_or_404(request, gemeente, row.proposal_id))


def _words(draft_in: DraftIn) -> ProposalWords:
    given = {_OF_PROPOSAL[name]: value for name, value in draft_in.dict().items()}
    cleaned = valid_form(ProposalForm(given), _OF_PROPOSAL).cleaned_data
    return ProposalWords(cleaned["title"], cleaned["motive"], cleaned["reason"])


def _given(empty: forms.Form, change_in: ChangeIn) -> dict[str, Any]:
    """Return what the form of the page would send, with what was left out as it is now."""
    given = {name: empty.get_initial_for_field(field, name) for name, field in empty.fields.items()}
    said = change_in.dict(exclude={"stap", "over", "met"}, exclude_none=True)
    return given | {_OF_CHANGE[name]: _without_empty(value) for name, value in said.items()}


def _without_empty(value: Any) -> Any:
    """Let a list that holds one empty value be empty: a form cannot send a list of nothing."""
    return [one for one in value if one] if isinstance(value, list) else value
