"""Recording what a form of an action holds; what was refused is told at the form."""

from collections.abc import Callable

from django import forms
from django.contrib import messages

from drieluik.apps.errors import WrongState
from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.projects.rows import BoardAction, BoardProject
from drieluik.apps.projects.services import Place


def place_of(request: ActorRequest, board: BoardProject, one: BoardAction) -> Place:
    """Say which action it is about, as the services want it."""
    return Place(request.municipality.id, board.project.project_id, one.action.action_id)


def recorded(
    request: ActorRequest, form: forms.Form, act: Callable[[], object], thanks: str
) -> bool:
    """Record, and thank for it; put at the form what was refused, so that what was typed stays."""
    try:
        act()
    except WrongState as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, thanks)
    return True
