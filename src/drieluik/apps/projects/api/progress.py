"""How far focus projects are, for other programmes. Names of persons are never in it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Form, Query, Schema
from pydantic import Field

from drieluik.apps.organisations.access import actor_of
from drieluik.apps.projects import policies, selectors, services
from drieluik.apps.projects.api.asking import found_action, municipality_id, refuse, router
from drieluik.apps.projects.reporting import Report, faults_of
from drieluik.apps.projects.rows import BoardAction, BoardProject, ReportRow
from drieluik.apps.sent_words import Words

_FIELDS = {"quarter": "kwartaal", "state": "stand", "reason": "toelichting"}


class ProgressOut(Schema):
    """A report on an action."""

    nummer: int = Field(description="Counts from 1 within the action; a next report names it")
    kwartaal: str
    stand: str = Field(description="not_begun, under_way, done, delayed or dropped")
    toelichting: str
    partij: str
    op: datetime


class ActionOut(Schema):
    """An action as it stands."""

    nummer: int
    tekst: str
    gepland: list[str]
    laatste: ProgressOut | None
    kwartalen: dict[str, ProgressOut] = Field(description="Quarter -> newest report about it")
    wacht_op: list[str] = Field(description="Quarters about which a report is due")


class ProjectOut(Schema):
    """A focus project as it stands."""

    jaar: int
    nummer: int
    speerpunt: str
    hoofdthema: str
    doel: str
    trekkers: list[str] = Field(description="Organisations, never a person")
    acties: list[ActionOut]
    pagina: str


class ReportIn(Schema):
    """A report as another programme sends it."""

    kwartaal: str
    stand: str
    toelichting: Words = Field("")
    gezien: int = Field(0, ge=0, description="Number of the newest report that was seen")


class OfYear(Schema):
    """Of which year."""

    jaar: int | None = Field(None, ge=2000, le=2100, description="The newest year when absent")


@router.get("/gemeenten/{gemeente}/speerpunten", response=list[ProjectOut])
def list_focus_projects(
    request: HttpRequest, gemeente: str, chosen: Query[OfYear]
) -> list[dict[str, Any]]:
    """Give the focus projects of a year with how far every action is."""
    place = municipality_id(request, gemeente)
    year = chosen.jaar or next(iter(selectors.list_years(place)), timezone.localdate().year)
    boards = selectors.list_board(
        municipality_id=place,
        year=year,
        actor=actor_of(request),
        on=timezone.localdate(),
    )
    return [_project(request, gemeente, board) for board in boards]


@router.get(
    "/gemeenten/{gemeente}/speerpunten/{int:jaar}/{int:nummer}/acties/{int:actie}/voortgang",
    response=list[ProgressOut],
)
def list_progress(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, actie: int
) -> list[dict[str, Any]]:
    """Give every report on an action, newest first."""
    _board, one = found_action(request, municipality_id(request, gemeente), (jaar, nummer, actie))
    return [_report(row) for row in selectors.list_reports(one.action.action_id)]


@router.post(
    "/gemeenten/{gemeente}/speerpunten/{int:jaar}/{int:nummer}/acties/{int:actie}/voortgang",
    response=ProgressOut,
)
def record_progress(
    request: HttpRequest, gemeente: str, jaar: int, nummer: int, actie: int, given: Form[ReportIn]
) -> dict[str, Any]:
    """Record how far an action is in a quarter; says all that is wrong at once."""
    place, actor = municipality_id(request, gemeente), actor_of(request)
    board, one = found_action(request, place, (jaar, nummer, actie))
    leads = [lead.party_id for lead in board.leads]
    policies.check_may_report(actor, municipality_id=place, leads=leads)
    report = Report(given.kwartaal, given.stand, given.toelichting)
    before = one.newest.state if one.newest else ""
    faults = faults_of(report, before=before, on=timezone.localdate())
    refuse(faults, _FIELDS)
    services.record_progress(
        place=services.Place(place, board.project.project_id, one.action.action_id),
        report=report,
        seen=given.gezien,
        actor=actor,
        now=timezone.now(),
    )
    return _report(selectors.list_reports(one.action.action_id)[0])


def _project(request: HttpRequest, gemeente: str, board: BoardProject) -> dict[str, Any]:
    project = board.project
    page = reverse("agreements:focus_project", args=[gemeente, project.year, project.position])
    return {
        "jaar": project.year,
        "nummer": project.position,
        "speerpunt": project.focus,
        "hoofdthema": project.theme,
        "doel": project.goal,
        "trekkers": [lead.party_name for lead in board.leads],
        "acties": [_action(one) for one in board.actions],
        "pagina": request.build_absolute_uri(page),
    }


def _action(one: BoardAction) -> dict[str, Any]:
    return {
        "nummer": one.action.number,
        "tekst": one.action.text,
        "gepland": list(one.action.quarters),
        "laatste": _report(one.newest) if one.newest else None,
        "kwartalen": {cell.quarter: _report(cell.report) for cell in one.cells if cell.report},
        "wacht_op": [cell.quarter for cell in one.cells if cell.waits],
    }


def _report(row: ReportRow) -> dict[str, Any]:
    return {
        "nummer": row.number,
        "kwartaal": row.quarter,
        "stand": row.state,
        "toelichting": row.reason,
        "partij": row.party_name,
        "op": row.recorded_at,
    }
