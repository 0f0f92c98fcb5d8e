"""The part that this app adds to the page of a focus project."""

from django.utils import timezone

from drieluik.apps.agreements.extensions import ClausePanel
from drieluik.apps.agreements.rows import FocusProjectRow
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.projects import policies
from drieluik.apps.projects.costs import costs_of
from drieluik.apps.projects.downloads import hidden_sentence
from drieluik.apps.projects.results import list_results
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
