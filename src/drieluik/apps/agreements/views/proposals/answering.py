"""What parties say about a proposal, from the forms on its page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieluik.apps.agreements import policies, services
from drieluik.apps.agreements.proposals.forms import PositionForm
from drieluik.apps.agreements.proposals.policies import (
    check_is_submitted,
    check_may_take_position,
)
from drieluik.apps.agreements.proposals.reading import ProposalRow, get_standing
from drieluik.apps.agreements.services import Said
from drieluik.apps.agreements.views.proposals.detail import show
from drieluik.apps.agreements.views.proposals.finding import (
    found_proposal,
    given_step,
    own_parties,
)
from drieluik.apps.agreements.views.proposals.speaking import (
    separate_parties,
    spoken_form,
    written_form,
)
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@require_POST
@in_municipality
def take_position(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Take the position of one's own party."""
    row = found_proposal(request, proposal_id)
    parties = own_parties(request, "delegate")
    if not parties:
        check_may_take_position(request.actor, party_id=0, municipality_id=row.municipality_id)
    check_is_submitted(row)
    standing = get_standing(row.proposal_id)
    form = spoken_form(request, row.proposal_id, standing, parties, request.POST)
    return _said(request, row, form, services.take_position, "position_form")


@require_POST
@in_municipality
def record_written(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Enter a position that came on paper."""
    row = found_proposal(request, proposal_id)
    policies.check_may_record(request.actor, municipality_id=row.municipality_id)
    check_is_submitted(row)
    standing = get_standing(row.proposal_id)
    form = written_form(standing, separate_parties(standing), request.POST)
    return _said(request, row, form, services.record_written_position, "written_form")


@require_POST
@in_municipality
def approve(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Approve positions of one's own party for one of its bodies."""
    row = found_proposal(request, proposal_id)
    check_is_submitted(row)
    ids = [
        int(one) for one in request.POST.getlist("position") if one.isdecimal() and len(one) < 18
    ]
    if not ids:
        raise Http404
    services.give_approval(
        position_ids=ids,
        body=request.POST.get("body", ""),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("The approval has been recorded."))
    return redirect("agreements:proposal", request.municipality.slug, proposal_id)


def _said(
    request: ActorRequest,
    row: ProposalRow,
    form: PositionForm,
    act: Callable[..., None],
    name: str,
) -> HttpResponse:
    if not form.is_valid():
        return show(request, row, {name: form})
    given = form.cleaned_data
    said = Said(
        given["party"],
        tuple(given["subjects"]),
        given["verdict"],
        given["reason"],
        given.get("paper", ""),
        given.get("paper_on"),
        given.get("speaks_as"),
        given_step(request),
    )
    try:
        act(proposal_id=row.proposal_id, said=said, actor=request.actor, now=timezone.now())
    except WrongState as error:
        form.add_error(None, str(error))
        return show(request, row, {name: form})
    messages.success(request, _said_sentence(row, said))
    address = reverse("agreements:proposal", args=[request.municipality.slug, row.proposal_id])
    return redirect(f"{address}#inhoud")  # or the browser goes on to the form, past what was done


def _said_sentence(row: ProposalRow, said: Said) -> str:
    """Say what the position does: one from an older letter stands beside a newer one."""
    newest = [
        rows[0]
        for one in get_standing(row.proposal_id).subjects
        if one.subject.key in said.subjects and (rows := one.positions.get(said.party_id))
    ]
    if said.paper and any(not one.paper for one in newest):
        return _(
            "The written position has been recorded. It does not count where the delegate of the "
            "party spoke on that day or later; both stay visible."
        )
    return _("The position has been recorded. You can still change it.")
