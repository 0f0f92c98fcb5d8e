"""Writing, answering, settling and withdrawing comments on words."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import selectors, services
from drieluik.apps.agreements.commenting import policies
from drieluik.apps.agreements.commenting.forms import AnswerForm, CommentForm
from drieluik.apps.agreements.commenting.reading import find_thread, list_threads
from drieluik.apps.agreements.commenting.texts import text_now
from drieluik.apps.agreements.proposals.reading import get_standing
from drieluik.apps.agreements.services import Remark
from drieluik.apps.agreements.views.proposals.finding import found_proposal, own_parties
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality

_KINDS = {"afhandelen": "resolved", "heropenen": "reopened", "intrekken": "withdrawn"}


@in_municipality
def on_clause(request: ActorRequest, clause_id: UUID) -> HttpResponse:
    """Write a comment on words of an agreement."""
    row = selectors.find_clause_by_id(request.municipality.id, clause_id)
    if row is None:
        raise Http404
    remark = Remark(0, "", row.clause_id, None, row.text)
    return _write(request, remark, row.name, _clause_page(request, row.clause_id))


@in_municipality
def on_proposal(request: ActorRequest, proposal_id: UUID, subject: UUID) -> HttpResponse:
    """Write a comment on words of a proposal, as they would become."""
    row = found_proposal(request, proposal_id)
    names = {one.subject.key: one.subject.label for one in get_standing(row.proposal_id).subjects}
    if str(subject) not in names:
        raise Http404
    policies.check_can_be_commented(state=row.state)
    seen = text_now(request.municipality.id, subject, row.proposal_id)
    remark = Remark(0, "", subject, row.proposal_id, seen)
    return _write(request, remark, names[str(subject)], _proposal_page(request, proposal_id))


@in_municipality
def answer(request: ActorRequest, comment_id: UUID) -> HttpResponse:
    """Answer a comment."""
    proposal_id, subject, first = _found(request, comment_id)
    parties = _own_parties(request)
    form = AnswerForm(request.POST or None, parties=parties)
    if request.method == "POST" and form.is_valid():
        services.answer_comment(
            comment_id=first,
            party_id=form.cleaned_data["party"],
            text=form.cleaned_data["text"],
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Your answer is there; all three sides can read it."))
        return redirect(_thread_at(_page_of(request, proposal_id, subject), first))
    texts = {str(subject): text_now(request.municipality.id, subject, proposal_id)}
    threads = list_threads(request.municipality.id, request.actor, texts, proposal_id)
    context = {
        "form": form,
        "thread": next(one for one in threads[str(subject)] if one.first.comment_id == first),
        "back": _page_of(request, proposal_id, subject),
    }
    return render(request, "agreements/comments/answer.html", context | rights(request))


@require_POST
@in_municipality
def mark(request: ActorRequest, comment_id: UUID, act: str) -> HttpResponse:
    """Settle a thread, open it again, or withdraw a comment of one's own."""
    proposal_id, subject, first = _found(request, comment_id)
    if act not in _KINDS:
        raise Http404
    services.mark_comment(
        comment_id=comment_id, kind=_KINDS[act], actor=request.actor, now=timezone.now()
    )
    messages.success(request, _("This has been recorded; the comment stays readable in its place."))
    return redirect(_thread_at(_page_of(request, proposal_id, subject), first))


def _write(request: ActorRequest, remark: Remark, name: str, back: str) -> HttpResponse:
    parties = _own_parties(request)
    form = CommentForm(request.POST or None, parties=parties, seen=remark.seen)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        first = services.write_comment(
            municipality_id=request.municipality.id,
            remark=Remark(
                given["party"],
                given["text"],
                remark.subject,
                remark.proposal_id,
                remark.seen,
                given["words"],
            ),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Your comment is there; all three sides can read it."))
        return redirect(_thread_at(back, first))
    context: dict[str, Any] = {"form": form, "name": name, "seen": remark.seen, "back": back}
    return render(request, "agreements/comments/write.html", context | rights(request))


def _own_parties(request: ActorRequest) -> list[tuple[str, str]]:
    parties = own_parties(request, "editor", "delegate")
    if not parties:
        policies.check_may_comment(
            request.actor, party_id=0, municipality_id=request.municipality.id
        )
    return parties


def _found(request: ActorRequest, comment_id: UUID) -> tuple[UUID | None, UUID, UUID]:
    found = find_thread(request.municipality.id, comment_id, request.actor)
    if found is None:
        raise Http404
    if found[0] is not None:
        found_proposal(request, found[0])
    return found


def _thread_at(page: str, first: UUID) -> str:
    """Return the address of a thread on a page: the browser unfolds what it stands in."""
    return f"{page}#opmerking-{first}"


def _page_of(request: ActorRequest, proposal_id: UUID | None, subject: UUID) -> str:
    if proposal_id is not None:
        return _proposal_page(request, proposal_id)
    return _clause_page(request, subject)


def _proposal_page(request: ActorRequest, proposal_id: UUID) -> str:
    return reverse("agreements:proposal", args=[request.municipality.slug, proposal_id])


def _clause_page(request: ActorRequest, clause_id: UUID) -> str:
    return reverse("agreements:permalink", args=[request.municipality.slug, clause_id])
