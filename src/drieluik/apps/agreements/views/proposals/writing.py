"""Writing a proposal: begin it, change its words, add, change and take out edits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import services
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.desk import Desk
from drieluik.apps.agreements.proposals.desks import desk_for
from drieluik.apps.agreements.proposals.forms import ProposalForm
from drieluik.apps.agreements.proposals.previewing import previewed
from drieluik.apps.agreements.proposals.reading import (
    ProposalRow,
    find_newest_set,
    get_base_set,
)
from drieluik.apps.agreements.proposals.rebuilding import Question
from drieluik.apps.agreements.proposals.writing import (
    KINDS,
    Kind,
    with_edits,
)
from drieluik.apps.agreements.services import ProposalWords
from drieluik.apps.agreements.views.proposals.finding import (
    check_may_change,
    found_proposal,
    given_step,
    own_parties,
)
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.documents.pasted import has_markup


@in_municipality
def begin(request: ActorRequest) -> HttpResponse:
    """Begin a proposal, from the page of an agreement at once with its words."""
    place = request.municipality.id
    parties = own_parties(request, "editor", "delegate")
    if not parties:
        policies.check_may_propose(request.actor, party_id=0, municipality_id=place)
    current = find_newest_set(place)
    if current is None:
        return render(request, "agreements/no_register.html", rights(request))
    desk = desk_for(place, current, (), request.GET.get("afspraak", ""))
    initial = _from_signal(request, desk)
    form = ProposalForm(request.POST or None, parties=parties, initial=initial)
    is_known = desk.subject in dict(desk.subjects("clause"))
    words = KINDS["woorden"].form(desk, request.POST or None) if is_known else None
    if request.method == "POST" and form.is_valid() and (words is None or words.is_valid()):
        edits = KINDS["woorden"].build(desk, words.cleaned_data) if words else []
        proposal_id = services.draft_proposal(
            municipality_id=place,
            party_id=int(form.cleaned_data["party"]),
            words=_words(form),
            edits=edits,
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The draft has been saved. Only your own party sees it."))
        _tell_of_markup(request)
        return redirect(_after_beginning(request, proposal_id))
    context = {"form": form, "words": words, "clause": desk.clause if is_known else None}
    return render(request, "agreements/proposals/begin.html", context | rights(request))


@in_municipality
def copy(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Make a new proposal from one that was not adopted whole."""
    row = found_proposal(request, proposal_id)
    parties = own_parties(request, "editor", "delegate")
    if not parties:
        policies.check_may_propose(request.actor, party_id=0, municipality_id=row.municipality_id)
    policies.check_can_be_copied(row)
    initial = {"title": row.title, "motive": row.motive, "reason": row.reason}
    if str(row.party_id) in dict(parties):
        initial["party"] = str(row.party_id)
    form = ProposalForm(request.POST or None, initial=initial, parties=parties)
    if request.method == "POST" and form.is_valid():
        new_id = services.copy_proposal(
            proposal_id=row.proposal_id,
            party_id=int(form.cleaned_data["party"]),
            words=_words(form),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The draft has been saved. Only your own party sees it."))
        return redirect("agreements:proposal", request.municipality.slug, new_id)
    context = {"form": form, "proposal": row}
    return render(request, "agreements/proposals/copy.html", context | rights(request))


def _from_signal(request: ActorRequest, desk: Desk) -> dict[str, str]:
    """Return what a proposal about a norm or a definition begins with."""
    names = dict(desk.subjects("norm"))
    name = names.get(request.GET.get("norm", "") or request.GET.get("norm-vervalt", ""), "")
    definitions = dict(desk.subjects("any_definition"))
    asked = request.GET.get("definitie", "") or request.GET.get("cijfer-vervalt", "")
    if asked in definitions:
        return {"title": (_("Definition of %(name)s") % {"name": definitions[asked]})[:200]}
    if not name:
        return {}
    title = _("Another norm: %(name)s") % {"name": name}
    return {"title": title[:200], "reason": "signal"}


_STRAIGHT_TO = (
    "actie",
    "speerpunt",
    "norm",
    "norm-vervalt",
    "nieuwe-norm",
    "definitie",
    "cijfer-vervalt",
)
"""Kinds of changes with which a page elsewhere begins a proposal."""


def _after_beginning(request: ActorRequest, proposal_id: UUID) -> str:
    """Return where to go on: at once with what was asked for, such as an action or a norm."""
    slug = request.municipality.slug
    for kind in _STRAIGHT_TO:
        if subject := request.GET.get(kind, ""):
            page = reverse("agreements:edit", args=[slug, proposal_id, kind])
            return f"{page}?{urlencode({'over': subject})}"
    return reverse("agreements:proposal", args=[slug, proposal_id])


@in_municipality
def words(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Change title, motive and origin of a draft."""
    row = found_proposal(request, proposal_id)
    check_may_change(request, row)
    policies.check_is_draft(row)
    initial = {"title": row.title, "motive": row.motive, "reason": row.reason, "step": row.step}
    form = ProposalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        refused = _change(request, row, given_step(request), _words(form), row.proposed)
        if not refused:
            return redirect("agreements:proposal", request.municipality.slug, proposal_id)
        form.add_error(None, refused)
    context = {"form": form, "proposal": row} | rights(request)
    return render(request, "agreements/proposals/words.html", context)


@in_municipality
def edit(request: ActorRequest, proposal_id: UUID, kind: str) -> HttpResponse:
    """Write one change: first choose what it is about, then say what it becomes."""
    row = found_proposal(request, proposal_id)
    check_may_change(request, row)
    policies.check_is_draft(row)
    chosen = KINDS.get(kind)
    if chosen is None:
        raise Http404
    desk = _desk(request, row)
    if chosen.about and desk.subject not in dict(desk.subjects(chosen.about)):
        return _choose(request, row, chosen, desk)
    question = chosen.question(desk, again=bool({"kies", "gekozen"} & request.GET.keys()))
    if question is not None:
        return _ask(request, row, chosen, desk, question)
    form = chosen.form(desk, request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        edits = with_edits(desk, chosen, form.cleaned_data)
        if "voorbeeld" in request.POST:
            preview = previewed(row.municipality_id, desk, edits, chosen.replaces)
        else:
            refused = _change(request, row, given_step(request), _words_of(row), edits)
            if not refused:
                return redirect("agreements:proposal", request.municipality.slug, proposal_id)
            form.add_error(None, refused)
    context = {
        "form": form,
        "proposal": row,
        "kind": chosen,
        "subject": desk.subject_label(),
        "over": desk.subject,
        "can_ask_again": chosen.asks(desk) is not None,
        "preview": preview,
    }
    return render(request, "agreements/proposals/edit.html", context | rights(request))


@require_POST
@in_municipality
def take_out(request: ActorRequest, proposal_id: UUID, edit_id: UUID) -> HttpResponse:
    """Take one change out of a draft."""
    row = found_proposal(request, proposal_id)
    check_may_change(request, row)
    left = tuple(one for one in row.proposed if one.id != str(edit_id))
    refused = _change(request, row, given_step(request), _words_of(row), left)
    if refused:
        raise WrongState(refused)
    return redirect("agreements:proposal", request.municipality.slug, proposal_id)


def _change(
    request: ActorRequest,
    row: ProposalRow,
    step: int,
    new_words: ProposalWords,
    edits: Any,
) -> str:
    """Change the draft; return why it was refused, so that the form keeps what was typed."""
    try:
        services.change_draft(
            proposal_id=row.proposal_id,
            step=step,
            words=new_words,
            edits=edits,
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as error:
        return str(error)
    messages.success(request, _("The draft has been saved."))
    _tell_of_markup(request)
    return ""


def _tell_of_markup(request: ActorRequest) -> None:
    """Say that only the words of what was pasted were kept, so that somebody reads them."""
    if any(has_markup(given) for given in request.POST.values() if isinstance(given, str)):
        told = _("You pasted text with layout. Only the words were kept: read whether all is well.")
        messages.warning(request, told)


def _words(form: ProposalForm) -> ProposalWords:
    given = form.cleaned_data
    return ProposalWords(given["title"], given["motive"], given["reason"])


def _words_of(row: ProposalRow) -> ProposalWords:
    return ProposalWords(row.title, row.motive, row.reason)


def _desk(request: ActorRequest, row: ProposalRow) -> Desk:
    return desk_for(
        row.municipality_id,
        get_base_set(row.proposal_id),
        row.proposed,
        request.GET.get("over", ""),
        request.GET.getlist("met"),
    )


def _choose(request: ActorRequest, row: ProposalRow, kind: Kind, desk: Desk) -> HttpResponse:
    """Ask which agreement, section, action or project the change is about."""
    context = {"proposal": row, "kind": kind, "choices": desk.subjects(kind.about)}
    return render(request, "agreements/proposals/choose.html", context | rights(request))


def _ask(
    request: ActorRequest, row: ProposalRow, kind: Kind, desk: Desk, question: Question
) -> HttpResponse:
    """Ask what has to be known before the form can open, such as where to split."""
    context = {
        "proposal": row,
        "kind": kind,
        "subject": desk.subject_label(),
        "over": desk.subject,
        "question": question,
        "answers": desk.answers,
        "unanswered": "gekozen" in request.GET,
    }
    return render(request, "agreements/proposals/question.html", context | rights(request))
