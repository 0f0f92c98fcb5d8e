"""The page of one proposal, and what its own party does with it as a whole."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import extensions, services
from drieluik.apps.agreements.commenting.policies import check_may_read_comments
from drieluik.apps.agreements.commenting.reading import list_threads
from drieluik.apps.agreements.commenting.texts import texts_of
from drieluik.apps.agreements.proposals.beside import beside_the_words
from drieluik.apps.agreements.proposals.editing import Subject
from drieluik.apps.agreements.proposals.faults import Outcome
from drieluik.apps.agreements.proposals.overview import consent_groups
from drieluik.apps.agreements.proposals.policies import check_can_be_copied
from drieluik.apps.agreements.proposals.reading import (
    ProposalRow,
    get_base_set,
    get_outcome,
    get_standing,
    made_from,
)
from drieluik.apps.agreements.proposals.redlines import shown_subjects
from drieluik.apps.agreements.proposals.rivals import rivals_of
from drieluik.apps.agreements.proposals.standing import ProposalStanding
from drieluik.apps.agreements.proposals.wording import (
    needed_sentences,
    rule_sentences,
    verdict_sentence,
)
from drieluik.apps.agreements.proposals.writing import KINDS, slug_of
from drieluik.apps.agreements.views.proposals.finding import (
    found_proposal,
    given_step,
    may_propose,
    rights_on,
)
from drieluik.apps.agreements.views.proposals.speaking import forms_on
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.audit.selectors import list_events
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.core.amendments.sets.pairing import paired_by_id
from drieluik.core.amendments.sets.redline import Redline, redline
from drieluik.core.documents.pasted import plain_words
from drieluik.reports.redline_docx import redline_docx
from drieluik.reports.redline_paragraphs import BesideText
from drieluik.reports.redline_pdf import redline_pdf
from drieluik.ui.downloads import as_download


@in_municipality
def proposal(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Show what is proposed word by word, who says what about it, and what is still needed."""
    return show(request, found_proposal(request, proposal_id))


def show(
    request: ActorRequest, row: ProposalRow, wrong: dict[str, Form] | None = None
) -> HttpResponse:
    """Show a proposal; ``wrong`` holds forms as they were filled in, with their errors."""
    standing, outcome = get_standing(row.proposal_id), get_outcome(row.proposal_id)
    base = get_base_set(row.proposal_id)
    subjects = [one.subject for one in standing.subjects]
    shown = shown_subjects(base, subjects, outcome)
    origin, copies = made_from(row, request.actor)
    outcomes = {edit.proposed.id: edit for edit in row.edits}
    context: dict[str, Any] = {
        "proposal": row,
        "subjects": shown,
        "consent_groups": consent_groups(standing, is_open=row.is_open),
        "outcomes": outcomes,
        "party_names": {code: one.name for code, one in standing.partners.items()},
        "slugs": {one.id: slug_of(one) for one in row.proposed},
        "general_faults": [fault for fault in outcome.faults if not fault.edit_id],
        "objection_to_submit": _objection(outcome),
        "verdict": verdict_sentence(standing),
        "needed": needed_sentences(standing.subjects),
        "settled": standing.settled,
        "rule": rule_sentences(standing.rules),
        "kinds": list(KINDS.values()),
        "rivalries": rivals_of(row, request.actor),
        "norms": extensions.clause_quotations(row.municipality_id, _clause_keys(standing)),
        "origin": origin,
        "copies": copies,
        "may_copy": may_propose(request) and check_can_be_copied.allows(row),
        "events": list_events("proposal", row.proposal_id),
        **_comments(request, row, texts_of(base) | texts_of(outcome.after or base), subjects),
        **rights_on(request, row),
        **forms_on(request, row, standing),
        **(wrong or {}),
    }
    status = 400 if wrong else 200
    return render(
        request, "agreements/proposals/proposal.html", context | rights(request), status=status
    )


@in_municipality
def word(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Give the proposal as a Word file with tracked changes on the whole set."""
    row = found_proposal(request, proposal_id)
    name = f"voorstel-{row.number}-{slugify(row.title)[:60]}.docx"
    content = redline_docx(
        _redline(row.proposal_id),
        author=row.party_name,
        at=row.submitted_at or row.drafted_at,
        beside=_beside(row.proposal_id),
    )
    return as_download(content, name)


@in_municipality
def pdf(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Give the proposal as a PDF: what changes in which agreement, and the whole set."""
    row = found_proposal(request, proposal_id)
    title = _("Proposal %(number)s: %(title)s") % {"number": row.number, "title": row.title}
    content = redline_pdf(
        _redline(row.proposal_id),
        title=title,
        author=row.party_name,
        at=timezone.now(),
        beside=_beside(row.proposal_id),
    )
    return as_download(content, f"voorstel-{row.number}-{slugify(row.title)[:60]}.pdf")


@require_POST
@in_municipality
def submit(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Put the proposal before all parties."""
    row = found_proposal(request, proposal_id)
    services.submit_proposal(
        proposal_id=row.proposal_id,
        step=given_step(request),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The proposal has been submitted; the parties can read it."))
    return redirect("agreements:proposal", request.municipality.slug, proposal_id)


@require_POST
@in_municipality
def withdraw(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Take the proposal back."""
    row = found_proposal(request, proposal_id)
    services.withdraw_proposal(
        proposal_id=row.proposal_id,
        reason=plain_words(request.POST.get("reason", "")),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The proposal has been withdrawn. It stays readable."))
    return redirect("agreements:proposal", request.municipality.slug, proposal_id)


def _comments(
    request: ActorRequest, row: ProposalRow, texts: dict[str, str], subjects: list[Subject]
) -> dict[str, Any]:
    """Return the threads per subject, and whether this person can write one.

    With those on the agreement itself that are not settled: who changes words knows the questions.
    """
    place = row.municipality_id
    seen = {one.key: texts.get(one.key, "") for one in subjects}
    stands = {one.key: one.stands for one in subjects if one.stands}
    return {
        "comments": list_threads(place, request.actor, seen, row.proposal_id),
        "clause_comments": {
            key: [one for one in threads if not one.settled and not one.first.withdrawn]
            for key, threads in list_threads(place, request.actor, stands).items()
        },
        "may_read_comments": check_may_read_comments.allows(request.actor, municipality_id=place),
        "may_comment": row.is_submitted and may_propose(request),
    }


def _objection(outcome: Outcome) -> str:
    if not outcome.blocking:
        return ""
    return _("First put right what is wrong with the changes.")


def _clause_keys(standing: ProposalStanding) -> list[UUID]:
    return [UUID(one.subject.key) for one in standing.subjects]


def _redline(proposal_id: UUID) -> Redline:
    before, outcome = get_base_set(proposal_id), get_outcome(proposal_id)
    after = outcome.after or before
    return redline(before, after, paired_by_id(before, after))


def _beside(proposal_id: UUID) -> tuple[BesideText, ...]:
    standing = get_standing(proposal_id)
    names = {code: one.name for code, one in standing.partners.items()}
    return beside_the_words([one.subject for one in standing.subjects], names)
