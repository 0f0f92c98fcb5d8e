"""What the questions about focus projects share: router, finding, and faults told at their field."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.errors import ValidationError

from drieluik.apps.organisations.access import actor_of, municipality_or_404
from drieluik.apps.organisations.selectors import find_party_id
from drieluik.apps.projects import selectors
from drieluik.apps.projects.rows import BoardAction, BoardProject

router = Router(tags=["speerpunten"])


def municipality_id(request: HttpRequest, slug: str) -> int:
    """Return the municipality; nothing is found by whoever takes no part in it."""
    return municipality_or_404(request, slug).id


def found_project(request: HttpRequest, place: int, year: int, position: int) -> BoardProject:
    """Return a focus project of a year by its number."""
    board = selectors.find_board(
        municipality_id=place,
        year=year,
        position=position,
        actor=actor_of(request),
        on=timezone.localdate(),
    )
    if board is None:
        raise Http404
    return board


def found_action(
    request: HttpRequest, place: int, address: tuple[int, int, int]
) -> tuple[BoardProject, BoardAction]:
    """Return an action by year and number of its project and its own number."""
    year, position, number = address
    board = found_project(request, place, year, position)
    for one in board.actions:
        if one.action.number == number:
            return board, one
    raise Http404


def party_id_of(code: str) -> int:
    """Return the party with a code."""
    found = find_party_id(code=code)
    if found is None:
        raise Http404
    return found


def refuse(faults: Mapping[str, str], fields: Mapping[str, str]) -> None:
    """Refuse what was sent, with all that is wrong at once, each at its own field.

    Args:
        faults: What is wrong, by our name of the field; nothing happens when empty.
        fields: Our name of each field -> the name other programmes use.

    Raises:
        ValidationError: There is a fault.
    """
    if faults:
        raise ValidationError(
            [{"loc": ["form", fields[name]], "msg": said} for name, said in faults.items()]
        )
