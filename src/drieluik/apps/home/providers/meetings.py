"""Meetings: tasks of one's own party, and what is to come."""

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from drieluik.apps.decisions import policies
from drieluik.apps.decisions.selectors import list_meetings, list_tasks
from drieluik.apps.home.todo import Situation, ToDo


def tasks(situation: Situation) -> list[ToDo]:
    """Open tasks of one's own parties, for whoever can finish them."""
    actor, place = situation.actor, situation.municipality
    own = frozenset(
        standing.party_id
        for standing in actor.standings
        if place.id in standing.municipality_ids
        and standing.role in ("editor", "delegate", "controller", "steward")
    )
    if not own:
        return []
    still, _done = list_tasks(municipality_id=place.id, party_ids=own)
    href = reverse("decisions:tasks", args=[place.slug])
    return [
        ToDo(
            _("%(party)s: %(task)s") % {"party": task.party, "task": task.text},
            f"{href}#taak-{task.task_id}",
            _("Agreed in %(decision)s.") % {"decision": task.decision},
            urgent=task.is_late(situation.on),
        )
        for task in still
    ]


def coming(situation: Situation) -> list[ToDo]:
    """The next meeting, for everybody who may read its agenda."""
    place = situation.municipality
    if not policies.check_may_read.allows(situation.actor, municipality_id=place.id):
        return []
    rows, _held = list_meetings(municipality_id=place.id, actor=situation.actor)
    ahead = [
        row for row in rows if row.is_open or timezone.localdate(row.starts_at) >= situation.on
    ]
    return [
        ToDo(
            row.name,
            reverse("decisions:meeting", args=[place.slug, row.meeting_id]),
            _("The meeting is in session.")
            if row.is_open
            else _("It begins on %(moment)s.")
            % {"moment": formats.date_format(timezone.localtime(row.starts_at), "j F Y, H:i")},
            asked=False,
        )
        for row in ahead[:1]
    ]
