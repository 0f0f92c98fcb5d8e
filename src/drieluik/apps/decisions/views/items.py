"""One item: its papers, who received them, and what parties say beforehand."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.decisions import choices, policies, selectors, services
from drieluik.apps.decisions.forms import AnswerForm, InputForm, PaperForm, ReceiptForm, ReplyForm
from drieluik.apps.decisions.rows import Agenda, ItemRow, PaperRow
from drieluik.apps.decisions.views.acting import by, carry_out, on_to, show
from drieluik.apps.decisions.views.finding import found_agenda, found_item, rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.ui.downloads import as_download


@in_municipality
def item(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Show one item with all that belongs to it."""
    agenda = found_agenda(request, meeting_id)
    return _show(request, agenda, found_item(agenda, item_id))


def _show(
    request: ActorRequest, agenda: Agenda, row: ItemRow, **sent: forms.Form | None
) -> HttpResponse:
    at = agenda.items.index(row)
    context = {
        "agenda": agenda,
        "meeting": agenda.meeting,
        "item": row,
        "previous": agenda.items[at - 1] if at else None,
        "next": agenda.items[at + 1] if at + 1 < len(agenda.items) else None,
        "way_back": reverse(
            "decisions:item",
            args=[request.municipality.slug, agenda.meeting.meeting_id, row.item_id],
        ),
        "paper_form": PaperForm(),
        "input_form": _input_form(request),
        "may_speak": bool(_recordable(request, agenda)),
        "may_ask": bool(
            choices.speaking_parties(request.actor, municipality_id=request.municipality.id)
        ),
        "own_parties": request.actor.party_ids,
        "may_answer": bool(
            choices.answering_parties(request.actor, municipality_id=request.municipality.id)
        ),
    }
    context |= rights(request) | sent
    return show(request, "decisions/item.html", context, *sent.values())


def _input_form(request: ActorRequest) -> InputForm | None:
    """Return the form of whoever speaks for a party here, filled in after a POST."""
    place = request.municipality.id
    speaking = choices.speaking_parties(request.actor, municipality_id=place)
    if not speaking:
        return None
    tenants = any(
        one.party_kind == "tenants" and place in one.municipality_ids
        for one in request.actor.standings
    )
    kinds = choices.input_kinds(with_advice=tenants)
    return InputForm(request.POST or None, parties=speaking, kinds=kinds)


@require_POST
@in_municipality
def add_paper(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Add a paper or a next version of one."""
    policies.check_may_plan(request.actor, municipality_id=request.municipality.id)
    agenda = found_agenda(request, meeting_id)
    row = found_item(agenda, item_id)
    form = PaperForm(request.POST, request.FILES)
    if carry_out(
        request,
        form,
        lambda: services.add_paper(item_id=item_id, paper=form.paper(), **by(request)),
        at="file",
    ):
        words = _("The paper has been added. Send it, or record who received it and when.")
        return on_to(request, words, "item", meeting_id, item_id)
    return _show(request, agenda, row, paper_form=form)


@require_POST
@in_municipality
def give_input(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Write down what a party says beforehand."""
    agenda = found_agenda(request, meeting_id)
    row = found_item(agenda, item_id)
    form = _input_form(request)
    if form is None:
        party_id = int(request.POST["party"]) if request.POST.get("party", "").isdecimal() else 0
        place = request.municipality.id
        policies.check_may_give_input(request.actor, municipality_id=place, party_id=party_id)
        raise Http404
    if carry_out(
        request,
        form,
        lambda: services.give_input(
            item_id=item_id,
            party_id=int(form.cleaned_data["party"]),
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            **by(request),
        ),
    ):
        words = _("Your words stand with the item; all parties read them.")
        return on_to(request, words, "item", meeting_id, item_id)
    return _show(request, agenda, row, input_form=form)


@in_municipality
def answer(request: ActorRequest, meeting_id: UUID, item_id: UUID, input_id: int) -> HttpResponse:
    """Say for a corporation whether it follows advice, and why not."""
    agenda = found_agenda(request, meeting_id)
    item_row = found_item(agenda, item_id)
    advice = next((one for one in item_row.inputs if one.input_id == input_id), None)
    if advice is None or advice.kind != "advice":
        raise Http404
    place = request.municipality.id
    parties = choices.answering_parties(request.actor, municipality_id=place)
    if not parties:
        policies.check_may_answer(request.actor, municipality_id=place, party_id=0)
    form = ReplyForm(request.POST or None, parties=parties, kinds=choices.reply_kinds())
    if carry_out(
        request,
        form,
        lambda: services.answer_advice(
            advice_id=input_id,
            party_id=int(form.cleaned_data["party"]),
            follows=form.cleaned_data["follows"],
            reasons=form.cleaned_data["reasons"],
            **by(request),
        ),
    ):
        return on_to(request, _("Your answer stands with the advice."), "item", meeting_id, item_id)
    context = {"form": form, "advice": advice, "item": item_row, "meeting": agenda.meeting}
    return show(request, "decisions/answer.html", context, form)


@in_municipality
def answer_question(
    request: ActorRequest, meeting_id: UUID, item_id: UUID, input_id: int
) -> HttpResponse:
    """Answer for one's party a question of another."""
    agenda = found_agenda(request, meeting_id)
    row = found_item(agenda, item_id)
    question = next((one for one in row.inputs if one.input_id == input_id), None)
    if question is None or not question.is_question:
        raise Http404
    place = request.municipality.id
    parties = choices.answering_others(
        request.actor, municipality_id=place, asked_by=question.party_id
    )
    if not parties:
        policies.check_may_give_input(request.actor, municipality_id=place, party_id=0)
    form = AnswerForm(request.POST or None, parties=parties)
    if carry_out(
        request,
        form,
        lambda: services.answer_question(
            question_id=input_id,
            party_id=int(form.cleaned_data["party"]),
            text=form.cleaned_data["text"],
            **by(request),
        ),
    ):
        words = _("Your answer stands with the question.")
        return on_to(request, words, "item", meeting_id, item_id)
    context = {"form": form, "question": question, "item": row, "meeting": agenda.meeting}
    return show(request, "decisions/answer_question.html", context, form)


@in_municipality
def receipt(
    request: ActorRequest, meeting_id: UUID, item_id: UUID, version_id: int
) -> HttpResponse:
    """Record who received a paper, and when."""
    agenda = found_agenda(request, meeting_id)
    row = found_item(agenda, item_id)
    paper = next((one for one in row.papers if one.version_id == version_id), None)
    if paper is None:
        raise Http404
    offered = _receiving(request, agenda)
    form = ReceiptForm(
        request.POST or None,
        parties=offered,
        ways=choices.delivery_ways(),
        initial=_first_receipt(offered, paper),
    )
    if carry_out(
        request,
        form,
        lambda: services.record_paper_delivery(
            version_id=version_id, arrival=form.arrival(), **by(request)
        ),
    ):
        words = _("It has been recorded who received the paper.")
        return on_to(request, words, "item", meeting_id, item_id)
    context = {"form": form, "paper": paper, "item": row, "meeting": agenda.meeting}
    return show(request, "decisions/receipt.html", context, form)


def _receiving(request: ActorRequest, agenda: Agenda) -> list[tuple[str, str]]:
    """Return the parties for which this person can record; refuse when there are none."""
    offered = _recordable(request, agenda)
    if not offered:
        place = request.municipality.id
        policies.check_may_record_delivery(request.actor, municipality_id=place, party_id=0)
    return offered


def _recordable(request: ActorRequest, agenda: Agenda) -> list[tuple[str, str]]:
    place, on = request.municipality.id, timezone.localdate(agenda.meeting.starts_at)
    return [
        (party_id, name)
        for party_id, name in choices.parties(municipality_id=place, on=on)
        if policies.check_may_record_delivery.allows(
            request.actor, municipality_id=place, party_id=int(party_id)
        )
    ]


def _first_receipt(offered: list[tuple[str, str]], paper: PaperRow) -> dict[str, object]:
    known = {str(one.party_id) for one in paper.deliveries}
    now = timezone.localtime()
    return {
        "parties": [party_id for party_id, _name in offered if party_id not in known],
        "on": now.date(),
        "at": now.time().replace(second=0, microsecond=0),
    }


@in_municipality
def paper(request: ActorRequest, meeting_id: UUID, version_id: int) -> HttpResponse:
    """Download a version of a paper exactly as it was added."""
    found_agenda(request, meeting_id)
    found = selectors.read_paper(version_id=version_id, meeting_id=meeting_id)
    if found is None:
        raise Http404
    return as_download(found.content, found.name)
