"""Members: for whoever manages them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.mailing.policies import check_may_see_all
from drieluik.apps.mailing.selectors import count_in_trouble
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


def unsent_mails(situation: Situation) -> list[ToDo]:
    """How many mails did not go, for who can do something about it."""
    place = situation.municipality
    if not check_may_see_all.allows(situation.actor, municipality_id=place.id):
        return []
    n = count_in_trouble(municipality_id=place.id)
    if not n:
        return []
    sentence = ngettext("%(n)s mail could not be sent", "%(n)s mails could not be sent", n) % {
        "n": n
    }
    href = reverse("mailing:mails", args=[place.slug])
    return [ToDo(sentence, href, _("See who did not get what, and try again."), urgent=True)]
