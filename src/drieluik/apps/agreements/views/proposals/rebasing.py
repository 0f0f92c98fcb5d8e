"""Offering to carry a proposal over to a newer version."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements import services
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.reading import (
    find_newest_set,
    get_base_set,
    register_now,
)
from drieluik.apps.agreements.proposals.rebase import carried
from drieluik.apps.agreements.proposals.redlines import edit_label
from drieluik.apps.agreements.views.proposals.finding import found_proposal, given_step
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def rebase(request: ActorRequest, proposal_id: UUID) -> HttpResponse:
    """Show how every change comes over to the newest version, and carry it over on request."""
    row = found_proposal(request, proposal_id)
    policies.check_may_rebase(
        request.actor, party_id=row.party_id, municipality_id=row.municipality_id
    )
    policies.check_is_open(row)
    if request.method == "POST":
        services.rebase_proposal(
            proposal_id=proposal_id,
            step=given_step(request),
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The proposal stands on the newest version now."))
        return redirect("agreements:proposal", request.municipality.slug, proposal_id)
    newest = find_newest_set(row.municipality_id)
    if newest is None:
        raise Http404
    now = register_now(row.municipality_id, row.proposed)
    rows = carried(row.proposed, get_base_set(proposal_id), newest, now)
    context = {
        "proposal": row,
        "rows": [(one, edit_label(one.proposed)) for one in rows],
        "conflicts": any(one.outcome.value == "conflict" for one in rows),
    }
    return render(request, "agreements/proposals/rebase.html", context | rights(request))
