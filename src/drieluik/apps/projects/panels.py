"""The parts that this app adds to the pages of focus projects and of works of the library."""

from uuid import UUID

from django.urls import reverse
from django.utils import formats, timezone

from drieluik.apps.agreements.extensions import ClausePanel
from drieluik.apps.agreements.rows import FocusProjectRow
from drieluik.apps.library.extensions import WorkUse
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality
from drieluik.apps.projects import policies
from drieluik.apps.projects.costs import costs_of
from drieluik.apps.projects.downloads import hidden_sentence
from drieluik.apps.projects.results import list_results, results_with_work
from drieluik.apps.projects.selectors import boards_of


def project_panel(actor: Actor, municipality_id: int, project: FocusProjectRow) -> ClausePanel:
    """Return the board of a project with who leads it and what the reader may do."""
    board = boards_of(
        [project], municipality_id=municipality_id, actor=actor, on=timezone.localdate()
    )[0]
    costs = costs_of(project.actions, municipality_id=municipality_id, actor=actor)
    context = {
        "costs": costs,
        "hidden": hidden_sentence(costs),
        "results": list_results(
            municipality_id=municipality_id, project_id=project.project_id, actor=actor
        ),
        "board": board,
        "may_report": policies.check_may_report.allows(
            actor,
            municipality_id=municipality_id,
            leads=[lead.party_id for lead in board.leads],
        ),
        "may_propose": policies.may_propose(actor, municipality_id),
        "may_name_leads": policies.check_may_name_leads.allows(
            actor, municipality_id=municipality_id
        ),
    }
    return ClausePanel("projects/panel.html", context)


def uses_of_work(municipality_id: int, work_id: UUID) -> list[WorkUse]:
    """Return the results of focus projects that a work is, oldest first."""
    slug = get_municipality(municipality_id=municipality_id).slug
    return [
        WorkUse(
            title=row.title,
            where=f"{focus} ({year}), {formats.date_format(row.delivered_on, 'j F Y')}",
            href=reverse("agreements:focus_project", args=[slug, year, position]),
        )
        for row, focus, year, position in results_with_work(
            municipality_id=municipality_id, work_id=work_id
        )
    ]
