"""Members: for whoever manages them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.organisations.selectors import list_members


def members(situation: Situation) -> list[ToDo]:
    """How many members each of one's own parties has, and where to change that."""
    found = []
    for standing in situation.actor.standings:
        if standing.role != "administrator":
            continue
        if situation.municipality.id not in standing.municipality_ids:
            continue
        n = list_members(party_id=standing.party_id, on=situation.on).count()
        sentence = ngettext(
            "%(party)s: %(n)s role given out", "%(party)s: %(n)s roles given out", n
        ) % {"party": standing.party_name, "n": n}
        found.append(
            ToDo(
                sentence,
                reverse("organisations:members", args=[standing.party_code]),
                _("You manage who may do what; look regularly whether it is still right."),
                asked=False,
            )
        )
    return found
