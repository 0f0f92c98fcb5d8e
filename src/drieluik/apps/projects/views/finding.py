"""What the pages of one focus project begin with."""

from django.http import Http404
from django.utils import timezone

from drieluik.apps.organisations.access import ActorRequest
from drieluik.apps.projects.rows import BoardAction, BoardProject
from drieluik.apps.projects.selectors import find_board


def found_board(request: ActorRequest, year: int, position: int) -> BoardProject:
    """Return the project of an address as it stands, or answer that there is none."""
    board = find_board(
        municipality_id=request.municipality.id,
        year=year,
        position=position,
        actor=request.actor,
        on=timezone.localdate(),
    )
    if board is None:
        raise Http404
    return board


def found_action(board: BoardProject, number: int) -> BoardAction:
    """Return an action of the project by its number, or answer that there is none."""
    for one in board.actions:
        if one.action.number == number:
            return one
    raise Http404
