"""What parties say about a proposal, from the forms on its page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
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
from drieluik.apps.agreements.views.proposals.detail import (
    position_form,
    separate_parties,
    show,
)
from drieluik.apps.agreements.views.proposals.finding import (
    found_proposal,
    given_step,
    own_parties,
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
    form = position_form(get_standing(row.proposal_id), parties, given=request.POST)
    return _said(request, row, form, services.take_position, "position_form")


@require_POST
@in_municipality
def record_written(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Enter a position that came on paper."""
    row = found_proposal(request, proposal_id)
    policies.check_may_record(request.actor, municipality_id=row.municipality_id)
    check_is_submitted(row)
    standing = get_standing(row.proposal_id)
    form = position_form(standing, separate_parties(standing), written=True, given=request.POST)
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
        given_step(request),
    )
    try:
        act(proposal_id=row.proposal_id, said=said, actor=request.actor, now=timezone.now())
    except WrongState as error:
        form.add_error(None, str(error))
        return show(request, row, {name: form})
    messages.success(request, _("The position has been recorded. You can still change it."))
    return redirect("agreements:proposal", request.municipality.slug, row.proposal_id)
