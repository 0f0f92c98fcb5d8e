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
        rows = list_members(party_id=standing.party_id, on=situation.on)
        href = reverse("organisations:members", args=[standing.party_code])
        n, n_untold = len(rows), sum(row.notice == "failed" for row in rows)
        if n_untold:
            missed = ngettext(
                "A mail to %(n)s member of %(party)s could not be sent",
                "Mails to %(n)s members of %(party)s could not be sent",
                n_untold,
            ) % {"n": n_untold, "party": standing.party_name}
            why = _("The role counts, but the person does not know it. Send the mail again.")
            found.append(ToDo(missed, href, why, urgent=True))
        sentence = ngettext(
            "%(party)s: %(n)s role given out", "%(party)s: %(n)s roles given out", n
        ) % {"party": standing.party_name, "n": n}
        found.append(
            ToDo(
                sentence,
                href,
                _("You manage who may do what; look regularly whether it is still right."),
                asked=False,
            )
        )
    return found
