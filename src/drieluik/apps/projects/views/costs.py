"""Costs and cover of an action, and the actions without cover of a year."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.agreements.views.rights import rights
from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.organisations.selectors import list_parties
from drieluik.apps.projects import policies, services
from drieluik.apps.projects.budgeting import FIRST_YEAR, LAST_YEAR
from drieluik.apps.projects.cost_rows import total_of
from drieluik.apps.projects.costs import costs_of, last_number, list_cost_years, list_uncovered
from drieluik.apps.projects.downloads import hidden_sentence, uncovered_table
from drieluik.apps.projects.forms import CostsForm
from drieluik.apps.projects.rows import BoardAction, BoardProject
from drieluik.apps.projects.views.finding import found_action, found_board
from drieluik.apps.projects.views.recording import place_of, recorded
from drieluik.reports.figure_tables import csv_file, xlsx_file
from drieluik.ui.downloads import as_download

_WRITERS = {"csv": csv_file, "xlsx": xlsx_file}


@in_municipality
def costs(request: ActorRequest, year: int, position: int, number: int) -> HttpResponse:
    """Show what an action costs each party, and record what a party tells."""
    board = found_board(request, year, position)
    one = found_action(board, number)
    parties = _own_parties(request)
    form = CostsForm(
        request.POST or None,
        parties=parties,
        initial={
            "year": board.project.year_of(one.action),
            "seen": last_number(one.action.action_id),
            "audience": "public",
        },
    )
    if request.method == "POST":
        if not parties:
            _check_may_tell(request)
        if form.is_valid() and _tell(request, board, one, form):
            return redirect(request.path)
    found = costs_of([one.action], municipality_id=request.municipality.id, actor=request.actor)
    context = {
        "board": board,
        "project": board.project,
        "one": one,
        "costs": found,
        "hidden": hidden_sentence(found),
        "form": form if parties else None,
        "objection": _objection(request) if not parties else "",
    }
    return render(request, "projects/costs.html", context)


@in_municipality
def uncovered(request: ActorRequest, year: int) -> HttpResponse:
    """Show the actions whose costs in a year are not fully covered."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    place = request.municipality
    rows, found = list_uncovered(
        municipality_id=place.id, year=year, actor=request.actor, on=timezone.localdate()
    )
    context = {
        "year": year,
        "years": list_cost_years(municipality_id=place.id),
        "rows": rows,
        "total": total_of(row for one in rows for row in one.rows),
        "of_year": total_of(found.rows),
        "hidden": hidden_sentence(found),
        "may_propose": policies.may_propose(request.actor, place.id),
    } | rights(request)
    return render(request, "projects/uncovered.html", context)


@in_municipality
def download(request: ActorRequest, year: int, kind: str) -> HttpResponse:
    """Give the actions without cover of a year as a csv or xlsx file."""
    if kind not in _WRITERS or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    place = request.municipality
    rows, found = list_uncovered(
        municipality_id=place.id, year=year, actor=request.actor, on=timezone.localdate()
    )
    table = uncovered_table(year, rows, found, place)
    return as_download(_WRITERS[kind](table), f"{place.slug}-zonder-dekking-{year}.{kind}")


def _own_parties(request: ActorRequest) -> list[tuple[str, str]]:
    """Return the parties for which this person may tell costs; the own ones first."""
    place = request.municipality.id
    found = [
        party
        for party in list_parties(municipality_id=place, on=timezone.localdate())
        if policies.check_may_tell_costs.allows(
            request.actor, municipality_id=place, party_id=party.pk
        )
    ]
    found.sort(key=lambda party: party.pk not in request.actor.party_ids)
    return [(str(party.pk), party.name) for party in found]


def _objection(request: ActorRequest) -> str:
    return policies.check_may_tell_costs.objection(
        request.actor, municipality_id=request.municipality.id, party_id=0
    )


def _check_may_tell(request: ActorRequest) -> None:
    policies.check_may_tell_costs(
        request.actor, municipality_id=request.municipality.id, party_id=0
    )


def _tell(request: ActorRequest, board: BoardProject, one: BoardAction, form: CostsForm) -> bool:
    act = partial(
        services.tell_costs,
        place=place_of(request, board, one),
        told=form.statement(),
        seen=form.cleaned_data["seen"],
        actor=request.actor,
        now=timezone.now(),
    )
    return recorded(request, form, act, _("The amounts have been recorded."))
