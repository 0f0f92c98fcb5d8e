"""Offering to carry a proposal over to a newer version."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from drieluik.apps.agreements import services
from drieluik.apps.agreements.proposals import policies
from drieluik.apps.agreements.proposals.editing import subjects_of
from drieluik.apps.agreements.proposals.minuting import change_label
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
        return redirect(_way_back(request, proposal_id))
    newest = find_newest_set(row.municipality_id)
    if newest is None:
        raise Http404
    now = register_now(row.municipality_id, row.proposed)
    base = get_base_set(proposal_id)
    rows = carried(row.proposed, base, newest, now)
    labels = {
        edit.id: change_label(subject, edit)
        for subject in subjects_of(row.proposed, base)
        for edit in subject.edits
    }
    context = {
        "proposal": row,
        "rows": [(one, labels.get(one.proposed.id, edit_label(one.proposed))) for one in rows],
        "way_back": _way_back(request, proposal_id),
        "conflicts": any(one.outcome.value == "conflict" for one in rows),
    }
    return render(request, "agreements/proposals/rebase.html", context | rights(request))


def _way_back(request: ActorRequest, proposal_id: UUID) -> str:
    """Return the page one came from, such as a meeting in session; else that of the proposal."""
    asked = request.POST.get("terug", request.GET.get("terug", ""))
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("agreements:proposal", args=[request.municipality.slug, proposal_id])
