"""Recording whom an agreement binds."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements import policies, selectors, services
from drieluik.apps.agreements.forms import BindingsForm
from drieluik.apps.agreements.proposals.kept_parties import (
    proposals_that_hold,
    settled_bindings,
)
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.agreements.services.bindings import told_held
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_parties

_KINDS = ("bound", "consent", "not_party")


@in_municipality
def bindings(request: ActorRequest, number: str) -> HttpResponse:
    """Ask for the parties of one agreement, or of all agreements of its theme."""
    place = request.municipality
    policies.check_may_record(request.actor, municipality_id=place.id)
    clause = selectors.find_clause(place.id, number, timezone.localdate())
    clause = clause or selectors.find_clause(place.id, number)
    if clause is None:
        raise Http404
    parties = [
        (party.code, party.name)
        for party in list_parties(municipality_id=place.id, on=timezone.localdate())
    ]
    form = BindingsForm(request.POST or None, parties=parties, initial=_initial(clause.clause_id))
    held = proposals_that_hold(place.id, [clause.clause_id])
    if request.method == "POST" and form.is_valid() and _recorded(request, clause, form):
        messages.success(request, _("The parties have been recorded."))
        return redirect("agreements:clause", place.slug, number)
    context = {
        "form": form,
        "clause": clause,
        "held": held,
        "told_held": told_held(held),
        "is_settled": str(clause.clause_id) in settled_bindings(place.id, timezone.now()),
    }
    return render(request, "agreements/bindings.html", context)


def _recorded(request: ActorRequest, clause: ClauseRow, form: BindingsForm) -> bool:
    """Record what was chosen; when that is refused the form says why and keeps what was chosen."""
    place, chosen = request.municipality, form.cleaned_data
    try:
        services.set_bindings(
            municipality_id=place.id,
            clause_ids=_clause_ids(place.id, clause, whole_theme=chosen["whole_theme"]),
            parties={kind: chosen[kind] for kind in _KINDS},
            reason=chosen["reason"],
            actor=request.actor,
            now=timezone.now(),
        )
    except WrongState as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _initial(clause_id: UUID) -> dict[str, object]:
    rows = selectors.list_bindings(clause_id)
    initial: dict[str, object] = {
        kind: [row.party_code for row in rows if row.kind == kind] for kind in _KINDS
    }
    initial["reason"] = next((row.reason for row in rows if row.kind == "not_party"), "")
    return initial


def _clause_ids(municipality_id: int, clause: ClauseRow, *, whole_theme: bool) -> list[UUID]:
    if not whole_theme:
        return [clause.clause_id]
    return [
        row.clause_id
        for row in selectors.list_clauses(municipality_id, timezone.localdate())
        or selectors.list_clauses(municipality_id)
        if row.theme_number == clause.theme_number
    ]
