"""The list of proposals, and the open ones beside each other."""

from django.http import HttpResponse
from django.shortcuts import render

from drieluik.apps.agreements.proposals.reading import get_standing, list_proposals
from drieluik.apps.agreements.proposals.rivals import rivals
from drieluik.apps.agreements.proposals.wording import short_verdict
from drieluik.apps.agreements.selectors import find_version
from drieluik.apps.agreements.views.proposals.finding import may_propose
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def proposals(request: ActorRequest) -> HttpResponse:
    """Show what is open, with what is still needed, and what has been decided."""
    place = request.municipality.id
    rows = list_proposals(place, request.actor)
    submitted = [
        (row, short_verdict(get_standing(row.proposal_id))) for row in rows if row.is_submitted
    ]
    context = {
        "drafts": [row for row in rows if row.is_draft],
        "submitted": submitted,
        "closed": [row for row in rows if not row.is_open],
        "has_register": find_version(place) is not None,
        "may_propose": may_propose(request),
    } | rights(request)
    return render(request, "agreements/proposals/list.html", context)


@in_municipality
def side_by_side(request: ActorRequest) -> HttpResponse:
    """Show which submitted proposals touch the same words, with both readings."""
    context = {"rivals": rivals(request.municipality.id, request.actor)} | rights(request)
    return render(request, "agreements/proposals/rivals.html", context)
