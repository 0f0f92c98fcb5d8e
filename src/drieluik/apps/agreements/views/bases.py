"""The legal basis of the agreements: what it is and was, recording a change, correcting a mistake."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements import policies, selectors, services
from drieluik.apps.agreements.bases import BasisRow, bases_on, list_bases
from drieluik.apps.agreements.basis_forms import BasisForm
from drieluik.apps.agreements.moments import day_in, end_of
from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest, in_municipality


@in_municipality
def bases(request: ActorRequest) -> HttpResponse:
    """Show on what the agreements rest on a day, and everything that was recorded about it."""
    place = request.municipality.id
    if selectors.find_version(place) is None:
        return render(request, "agreements/no_register.html", rights(request))
    on, known = day_in(request.GET.get("op", "")), day_in(request.GET.get("bekend", ""))
    names = _names(place)
    now = bases_on(place, on or timezone.localdate(), end_of(known) if known else None)
    context = {
        "now": [(names.get(clause_id), row) for clause_id, row in _whole_set_first(now)],
        "rows": [(names.get(row.clause_id), row) for row in reversed(list_bases(place))],
        "on": on,
        "known": known,
    }
    return render(request, "agreements/bases.html", context | rights(request))


@in_municipality
def record(request: ActorRequest) -> HttpResponse:
    """Record another basis for the whole set or for one agreement."""
    place = request.municipality.id
    policies.check_may_record(request.actor, municipality_id=place)
    clauses = [(str(one.clause_id), one.name) for one in selectors.list_clauses(place)]
    number = request.GET.get("afspraak", "")
    chosen = selectors.find_clause(place, number) if number else None
    initial = {"clause": str(chosen.clause_id) if chosen else ""}
    form = BasisForm(request.POST or None, clauses=clauses, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_basis(
                municipality_id=place,
                basis=form.basis(),
                actor=request.actor,
                now=timezone.now(),
            )
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The basis has been recorded."))
            return redirect("agreements:bases", request.municipality.slug)
    context = {"form": form} | rights(request)
    return render(request, "agreements/basis.html", context)


@in_municipality
def correct(request: ActorRequest, basis_id: int) -> HttpResponse:
    """Put a mistake in a recorded basis right."""
    place = request.municipality.id
    policies.check_may_record(request.actor, municipality_id=place)
    row = next((one for one in list_bases(place) if one.basis_id == basis_id), None)
    if row is None:
        raise Http404
    initial = {"name": row.name, "source": row.source, "in_force_from": row.in_force_from}
    initial["lapses"] = not row.name
    form = BasisForm(request.POST or None, corrects=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_basis(
                municipality_id=place,
                basis_id=basis_id,
                basis=form.basis(),
                actor=request.actor,
                now=timezone.now(),
            )
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The correction has been recorded."))
            return redirect("agreements:bases", request.municipality.slug)
    context = {"form": form, "wrong": row} | rights(request)
    return render(request, "agreements/basis.html", context)


def _names(municipality_id: int) -> dict[UUID | None, Any]:
    """Return the agreements by id, as they were last, those that left included."""
    ids = {row.clause_id for row in list_bases(municipality_id) if row.clause_id}
    return {one: selectors.find_clause_by_id(municipality_id, one) for one in ids}


def _whole_set_first(
    now: dict[UUID | None, BasisRow],
) -> list[tuple[UUID | None, BasisRow]]:
    return sorted(now.items(), key=lambda pair: (pair[0] is not None, pair[1].basis_id))
