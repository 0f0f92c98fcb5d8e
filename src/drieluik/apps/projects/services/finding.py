"""What several acts look up first."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.focus import list_focus_projects
from drieluik.apps.agreements.rows import FocusProjectRow
from drieluik.apps.errors import NotAllowed, WrongState
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.projects import policies


@dataclass(frozen=True, slots=True)
class Place:
    """An action by where it stands."""

    municipality_id: int
    project_id: UUID
    action_id: int


def find_project(municipality_id: int, project_id: UUID) -> FocusProjectRow:
    """Return a project of this municipality.

    Raises:
        WrongState: There is none with this id here.
    """
    for project in list_focus_projects(municipality_id):
        if project.project_id == project_id:
            return project
    raise WrongState(_("This focus project is not of this municipality."))


def check_is_there(place: Place) -> None:
    """Refuse an action that is not in the project, or a project of elsewhere."""
    project = find_project(place.municipality_id, place.project_id)
    if place.action_id not in {action.action_id for action in project.actions}:
        raise WrongState(_("This action is not in this focus project."))


def reporting_party(actor: Actor, municipality_id: int, leads: Collection[int]) -> int:
    """Return the party for which somebody reports who may.

    Raises:
        NotAllowed: The person may not report.
    """
    found = policies.reporting_party(actor, municipality_id=municipality_id, leads=leads)
    if found is None:
        raise NotAllowed(_("Only a person can do this."))
    return found
