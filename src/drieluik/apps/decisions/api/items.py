"""What hangs on an item: papers and their receipts, what parties say, what landlords answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Schema, Status, UploadedFile
from pydantic import Field

from drieluik.apps.decisions import choices, policies, services
from drieluik.apps.decisions.api.finding import (
    agenda_of,
    as_sent,
    by,
    item_or_404,
    party_ids,
    to_prepare,
    valid,
)
from drieluik.apps.decisions.api.preparing import NAMES, MomentIn, moment_of
from drieluik.apps.decisions.api.reading import AgendaOut, router, told
from drieluik.apps.decisions.forms import InputForm, PaperForm, ReceiptForm
from drieluik.apps.organisations.access import actor_of
from drieluik.apps.sent_words import Words

_ITEM = "/gemeenten/{gemeente}/overleggen/{overleg}/punten/{punt}"


class PaperIn(Schema):
    """A paper beside its file."""

    titel: Words = Field(description="The same title as before makes a next version")
    link: str = Field("", description="A page of Drieluik, instead of a file")


class ReceiptIn(MomentIn):
    """Who received a version of a paper, and how."""

    partijen: list[str] = Field(description="Codes of parties")
    hoe: str = Field(description="mail, here, post or hand")
    reden: Words = Field("", description="Why an earlier record was wrong")


class InputIn(Schema):
    """What a party says beforehand."""

    partij: str = Field(description="Code of a party")
    soort: str = Field("input", description="input, question or, for tenants, advice")
    tekst: Words


class AnswerIn(Schema):
    """What a party answers to a question."""

    partij: str = Field(description="Code of a party, another than the one that asks")
    tekst: Words


class ReplyIn(Schema):
    """What a landlord answers to advice."""

    partij: str = Field(description="Code of the corporation")
    gevolgd: str = Field(description="wholly, partly or not")
    redenen: Words = Field("", description="Needed unless it is wholly followed")


@router.post(f"{_ITEM}/stukken", response={201: AgendaOut})
def add_paper(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    stuk: Form[PaperIn],
    bestand: File[UploadedFile | None] = None,
) -> Status[dict[str, Any]]:
    """Add a paper, or a next version of one with the same title."""
    item_or_404(to_prepare(request, gemeente, overleg), punt)
    form = PaperForm(as_sent({"title": stuk.titel, "link": stuk.link}), as_sent({"file": bestand}))
    valid(form, NAMES)
    services.add_paper(item_id=punt, paper=form.paper(), **by(request))
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ITEM}/stukken/{{stuk}}/ontvangst", response={201: AgendaOut})
def record_receipt(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    stuk: int,
    ontvangst: Form[ReceiptIn],
) -> Status[dict[str, Any]]:
    """Record who received a version of a paper; the secretary for all, a party for itself."""
    agenda = agenda_of(request, gemeente, overleg)
    place, on = agenda.meeting.municipality_id, timezone.localdate(agenda.meeting.starts_at)
    if stuk not in {one.version_id for one in item_or_404(agenda, punt).papers}:
        raise Http404
    codes = party_ids(ontvangst.partijen)
    for party_id in codes:
        policies.check_may_record_delivery(
            actor_of(request), municipality_id=place, party_id=int(party_id)
        )
    given = {"parties": codes, "how": ontvangst.hoe, "reason": ontvangst.reden}
    form = ReceiptForm(
        as_sent(given | moment_of(ontvangst)),
        parties=choices.parties(municipality_id=place, on=on),
        ways=choices.delivery_ways(),
    )
    valid(form, NAMES)
    services.record_paper_delivery(version_id=stuk, arrival=form.arrival(), **by(request))
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ITEM}/inbreng", response={201: AgendaOut})
def give_input(
    request: HttpRequest, gemeente: str, overleg: UUID, punt: UUID, inbreng: Form[InputIn]
) -> Status[dict[str, Any]]:
    """Say for one's own party what it thinks of an item."""
    agenda, actor = agenda_of(request, gemeente, overleg), actor_of(request)
    item_or_404(agenda, punt)
    place, (party_id,) = agenda.meeting.municipality_id, party_ids([inbreng.partij])
    policies.check_may_give_input(actor, municipality_id=place, party_id=int(party_id))
    form = InputForm(
        as_sent({"party": party_id, "kind": inbreng.soort, "text": inbreng.tekst}),
        parties=choices.speaking_parties(actor, municipality_id=place),
        kinds=choices.input_kinds(with_advice=True),
    )
    valid(form, NAMES)
    services.give_input(
        item_id=punt,
        party_id=int(party_id),
        kind=inbreng.soort,
        text=inbreng.tekst,
        **by(request),
    )
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ITEM}/inbreng/{{inbreng}}/antwoord", response={201: AgendaOut})
def answer_advice(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    inbreng: int,
    antwoord: Form[ReplyIn],
) -> Status[dict[str, Any]]:
    """Say for a corporation whether it follows advice, with the reasons where it does not."""
    item = item_or_404(agenda_of(request, gemeente, overleg), punt)
    if inbreng not in {one.input_id for one in item.inputs}:
        raise Http404
    services.answer_advice(
        advice_id=inbreng,
        party_id=int(party_ids([antwoord.partij])[0]),
        follows=antwoord.gevolgd,
        reasons=antwoord.redenen,
        **by(request),
    )
    return Status(201, told(request, gemeente, overleg))


@router.post(f"{_ITEM}/inbreng/{{inbreng}}/beantwoording", response={201: AgendaOut})
def answer_question(
    request: HttpRequest,
    gemeente: str,
    overleg: UUID,
    punt: UUID,
    inbreng: int,
    antwoord: Form[AnswerIn],
) -> Status[dict[str, Any]]:
    """Answer for one's own party a question of another."""
    agenda, actor = agenda_of(request, gemeente, overleg), actor_of(request)
    if inbreng not in {one.input_id for one in item_or_404(agenda, punt).inputs}:
        raise Http404
    place, (party_id,) = agenda.meeting.municipality_id, party_ids([antwoord.partij])
    policies.check_may_give_input(actor, municipality_id=place, party_id=int(party_id))
    services.answer_question(
        question_id=inbreng, party_id=int(party_id), text=antwoord.tekst, **by(request)
    )
    return Status(201, told(request, gemeente, overleg))
