"""Comments on words of agreements and proposals: read, write, answer, settle and withdraw them."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Form, Router, Schema, Status
from pydantic import Field

from drieluik.apps.agreements import services
from drieluik.apps.agreements.api.finding import proposal_or_404
from drieluik.apps.agreements.commenting import policies
from drieluik.apps.agreements.commenting.forms import AnswerForm, CommentForm
from drieluik.apps.agreements.commenting.reading import (
    CommentRow,
    ThreadRow,
    find_thread,
    list_threads,
)
from drieluik.apps.agreements.commenting.texts import proposal_texts, text_now
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.selectors import find_clause
from drieluik.apps.agreements.services import Remark
from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.sent_forms import valid_form
from drieluik.apps.sent_words import Words

router = Router()
_NAMES = {"tekst": "text", "woorden": "words", "partij": "party"}
"""What this API calls a field, and what the form of the page calls it."""
_KINDS = {"afhandeling": "resolved", "heropening": "reopened", "intrekking": "withdrawn"}


class CommentOut(Schema):
    """One comment, or an answer to one."""

    id: UUID
    partij: str = Field(description="Name of the party")
    door: str
    op: datetime
    tekst: str = Field(description="Empty when it was withdrawn")
    ingetrokken: bool


class ThreadOut(CommentOut):
    """A comment with its answers, and where its words stand now."""

    onderwerp: UUID = Field(description="Id of the agreement or section")
    woorden_toen: str = Field(description="The words it is about; empty for the whole text")
    woorden_nu: str
    woorden_stand: str = Field(description="whole, same, changed or gone")
    afgehandeld: bool
    afgehandeld_door: str
    afgehandeld_op: datetime | None
    antwoorden: list[CommentOut]


class CommentIn(Schema):
    """What is remarked for a party."""

    partij: str = Field(description="Code of one's own party")
    tekst: Words


class OnWordsIn(CommentIn):
    """What is remarked about which words."""

    woorden: str = Field("", description="As they stand in the text; leave out for the whole text")


class OnProposalIn(OnWordsIn):
    """What is remarked about which words of a proposal."""

    onderwerp: UUID = Field(description="Id as it stands under instemming")


@router.get("/gemeenten/{gemeente}/afspraken/{nummer}/opmerkingen", response=list[ThreadOut])
def list_clause_comments(request: HttpRequest, gemeente: str, nummer: str) -> list[dict[str, Any]]:
    """Give the comments on an agreement as it stands, open ones first."""
    place, clause_id, text = _clause(request, gemeente, nummer)
    return _threads(request, place, {str(clause_id): text})


@router.post("/gemeenten/{gemeente}/afspraken/{nummer}/opmerkingen", response={201: ThreadOut})
def comment_on_clause(
    request: HttpRequest, gemeente: str, nummer: str, said: Form[OnWordsIn]
) -> Status[dict[str, Any]]:
    """Comment on words of an agreement, for one's own party."""
    place, clause_id, text = _clause(request, gemeente, nummer)
    return _written(request, place, Remark(0, "", clause_id, None, text), said)


@router.get("/gemeenten/{gemeente}/voorstellen/{voorstel}/opmerkingen", response=list[ThreadOut])
def list_proposal_comments(
    request: HttpRequest, gemeente: str, voorstel: UUID
) -> list[dict[str, Any]]:
    """Give the comments on a proposal, per agreement with open ones first."""
    row = proposal_or_404(request, gemeente, voorstel)
    texts = _proposed(row.proposal_id)
    return _threads(request, row.municipality_id, texts, row.proposal_id)


@router.post("/gemeenten/{gemeente}/voorstellen/{voorstel}/opmerkingen", response={201: ThreadOut})
def comment_on_proposal(
    request: HttpRequest, gemeente: str, voorstel: UUID, said: Form[OnProposalIn]
) -> Status[dict[str, Any]]:
    """Comment on words of a submitted proposal as they would become, for one's own party."""
    row = proposal_or_404(request, gemeente, voorstel)
    texts = _proposed(row.proposal_id)
    if str(said.onderwerp) not in texts:
        raise Http404
    seen = texts[str(said.onderwerp)]
    remark = Remark(0, "", said.onderwerp, row.proposal_id, seen)
    return _written(request, row.municipality_id, remark, said)


@router.post("/gemeenten/{gemeente}/opmerkingen/{opmerking}/antwoorden", response={201: ThreadOut})
def answer_comment(
    request: HttpRequest, gemeente: str, opmerking: UUID, said: Form[CommentIn]
) -> Status[dict[str, Any]]:
    """Answer a comment, for one's own party."""
    place = municipality_or_404(request, gemeente).id
    _found(request, place, opmerking)
    party_id = _own_party(request, place, said)
    form = valid_form(AnswerForm(_given(said, party_id), parties=[(str(party_id), "")]), _NAMES)
    services.answer_comment(
        comment_id=opmerking,
        party_id=party_id,
        text=form.cleaned_data["text"],
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _thread_of(request, place, opmerking))


@router.post("/gemeenten/{gemeente}/opmerkingen/{opmerking}/{handeling}", response=ThreadOut)
def mark_comment(
    request: HttpRequest,
    gemeente: str,
    opmerking: UUID,
    handeling: Literal["afhandeling", "heropening", "intrekking"],
) -> dict[str, Any]:
    """Settle a comment, open it again, or withdraw one's own; it stays readable in its place."""
    place = municipality_or_404(request, gemeente).id
    _found(request, place, opmerking)
    services.mark_comment(
        comment_id=opmerking, kind=_KINDS[handeling], actor=actor_of(request), now=timezone.now()
    )
    return _thread_of(request, place, opmerking)


def _clause(request: HttpRequest, gemeente: str, nummer: str) -> tuple[int, UUID, str]:
    place = municipality_or_404(request, gemeente).id
    row = find_clause(place, nummer)
    if row is None:
        raise Http404
    return place, row.clause_id, row.text


def _proposed(proposal_id: UUID) -> dict[str, str]:
    """Return the text of every subject of a proposal; empty for what has none."""
    texts = proposal_texts(proposal_id)
    subjects = get_standing(proposal_id).subjects
    return {one.subject.key: texts.get(one.subject.key, "") for one in subjects}


def _own_party(request: HttpRequest, place: int, said: CommentIn) -> int:
    party_id = find_party_id(code=said.partij) or 0
    policies.check_may_comment(actor_of(request), party_id=party_id, municipality_id=place)
    return party_id


def _given(said: CommentIn, party_id: int) -> dict[str, Any]:
    given = {_NAMES[name]: value for name, value in said.dict().items() if name in _NAMES}
    return given | {"party": str(party_id)}


def _written(
    request: HttpRequest, place: int, remark: Remark, said: OnWordsIn
) -> Status[dict[str, Any]]:
    party_id = _own_party(request, place, said)
    form = CommentForm(_given(said, party_id), parties=[(str(party_id), "")], seen=remark.seen)
    given = valid_form(form, _NAMES).cleaned_data
    comment_id = services.write_comment(
        municipality_id=place,
        remark=Remark(
            party_id, given["text"], remark.subject, remark.proposal_id, remark.seen, given["words"]
        ),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return Status(201, _thread_of(request, place, comment_id))


def _found(request: HttpRequest, place: int, comment_id: UUID) -> tuple[UUID | None, UUID, UUID]:
    """Return proposal, subject and first comment of a thread that is there for this reader."""
    found = find_thread(place, comment_id, actor_of(request))
    if found is None:
        raise Http404
    return found


def _thread_of(request: HttpRequest, place: int, comment_id: UUID) -> dict[str, Any]:
    proposal_id, subject, first = _found(request, place, comment_id)
    texts = {str(subject): text_now(place, subject, proposal_id)}
    rows = _threads(request, place, texts, proposal_id)
    return next(row for row in rows if row["id"] == first)


def _threads(
    request: HttpRequest, place: int, texts: dict[str, str], proposal_id: UUID | None = None
) -> list[dict[str, Any]]:
    actor = actor_of(request)
    policies.check_may_read_comments(actor, municipality_id=place)
    found = list_threads(place, actor, texts, proposal_id)
    return [_told(key, thread) for key in texts for thread in found.get(key, ())]


def _told(subject: str, row: ThreadRow) -> dict[str, Any]:
    return _comment(row.first) | {
        "onderwerp": subject,
        "woorden_toen": row.anchor.then,
        "woorden_nu": row.anchor.words,
        "woorden_stand": row.anchor.hold.value,
        "afgehandeld": row.settled,
        "afgehandeld_door": row.settled_by,
        "afgehandeld_op": row.settled_at,
        "antwoorden": [_comment(one) for one in row.answers],
    }


def _comment(row: CommentRow) -> dict[str, Any]:
    return {
        "id": row.comment_id,
        "partij": row.party,
        "door": row.by,
        "op": row.at,
        "tekst": row.text,
        "ingetrokken": row.withdrawn,
    }
