"""The page of one action: every report on it, and the form for the next."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from drieluik.apps.organisations.access import ActorRequest, in_municipality
from drieluik.apps.projects import policies, services
from drieluik.apps.projects.forms import ProgressForm
from drieluik.apps.projects.quarters import quarter_of
from drieluik.apps.projects.rows import BoardAction, BoardProject
from drieluik.apps.projects.selectors import list_reports
from drieluik.apps.projects.views.finding import found_action, found_board
from drieluik.apps.projects.views.recording import place_of, recorded


@in_municipality
def action(request: ActorRequest, year: int, position: int, number: int) -> HttpResponse:
    """Show an action with its reports, and record the next one."""
    board = found_board(request, year, position)
    one = found_action(board, number)
    leads = [lead.party_id for lead in board.leads]
    place = request.municipality
    objection = policies.check_may_report.objection(
        request.actor, municipality_id=place.id, leads=leads
    )
    form = _form(request, board, one)
    if request.method == "POST":
        policies.check_may_report(request.actor, municipality_id=place.id, leads=leads)
        if form.is_valid() and _record(request, board, one, form):
            return redirect(f"{request.path}#gemeld")
    context = {
        "board": board,
        "project": board.project,
        "one": one,
        "reports": list_reports(one.action.action_id),
        "form": form,
        "objection": objection,
    }
    return render(request, "projects/action.html", context)


def _form(request: ActorRequest, board: BoardProject, one: BoardAction) -> ProgressForm:
    today = timezone.localdate()
    waiting = [cell.quarter for cell in one.cells if cell.waits]
    known = [quarter for quarter, _name in board.quarters]
    last = one.newest.number if one.newest else 0
    initial = {"quarter": (waiting or _nearest(known, quarter_of(today)))[0], "seen": last}
    return ProgressForm(
        request.POST or None,
        initial=initial,
        quarters=board.quarters,
        before=one.newest.state if one.newest else "",
        on=today,
    )


def _nearest(known: list[str], now: str) -> list[str]:
    return [now] if now in known else known[-1:]


def _record(
    request: ActorRequest, board: BoardProject, one: BoardAction, form: ProgressForm
) -> bool:
    act = partial(
        services.record_progress,
        place=place_of(request, board, one),
        report=form.report(),
        seen=form.cleaned_data["seen"],
        actor=request.actor,
        now=timezone.now(),
    )
    return recorded(request, form, act, _("The report has been recorded."))
