"""Reading meetings: lists, one agenda with all that belongs to it, tasks, and what a move means."""

from drieluik.apps.decisions.selectors.agenda import get_agenda
from drieluik.apps.decisions.selectors.days import (
    MeetingDay,
    find_meeting_day,
    list_meeting_days,
)
from drieluik.apps.decisions.selectors.files import read_paper
from drieluik.apps.decisions.selectors.meetings import (
    find_meeting,
    list_cancelled,
    list_held_before,
    list_later_planned,
    list_meetings,
    list_offers,
    list_other_planned,
)
from drieluik.apps.decisions.selectors.moving import preview_move
from drieluik.apps.decisions.selectors.papers import list_papers
from drieluik.apps.decisions.selectors.places import Decided, Place, list_places
from drieluik.apps.decisions.selectors.replacing import Replacement, propose_replacement
from drieluik.apps.decisions.selectors.sending import list_sendings
from drieluik.apps.decisions.selectors.tasks import list_tasks
from drieluik.apps.decisions.selectors.timing import list_terms

__all__ = [
    "Decided",
    "MeetingDay",
    "Place",
    "Replacement",
    "find_meeting",
    "find_meeting_day",
    "get_agenda",
    "list_cancelled",
    "list_held_before",
    "list_later_planned",
    "list_meeting_days",
    "list_meetings",
    "list_offers",
    "list_other_planned",
    "list_papers",
    "list_places",
    "list_sendings",
    "list_tasks",
    "list_terms",
    "preview_move",
    "propose_replacement",
    "read_paper",
]
