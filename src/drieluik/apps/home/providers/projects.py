"""Focus projects: what whoever leads one has to report."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.projects.rows import BoardProject
from drieluik.apps.projects.selectors import list_waiting


def reports(situation: Situation) -> list[ToDo]:
    """Projects that one's own organisation leads, with an action nobody reported on in time."""
    actor, place = situation.actor, situation.municipality
    editing = {
        standing.party_id: standing.party_name
        for standing in actor.standings
        if standing.role == "editor" and place.id in standing.municipality_ids
    }
    if not editing:
        return []
    waiting = list_waiting(municipality_id=place.id, party_ids=frozenset(editing), on=situation.on)
    return [
        ToDo(
            ngettext(
                "Report how far %(n)s action of %(project)s is",
                "Report how far %(n)s actions of %(project)s are",
                board.n_waiting,
            )
            % {"n": board.n_waiting, "project": board.project.focus},
            reverse(
                "agreements:focus_project",
                args=[place.slug, board.project.year, board.project.position],
            ),
            _("%(party)s leads this focus project.") % {"party": _leading(board, editing)},
            urgent=board.is_late,
        )
        for board in waiting
    ]


def _leading(board: BoardProject, editing: dict[int, str]) -> str:
    return ", ".join(editing[one.party_id] for one in board.leads if one.party_id in editing)
