"""Figures that wait for an approval, or for being made public."""

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.releases.policies import check_may_approve
from drieluik.apps.releases.selectors import list_prepared, parties_to_approve


def publications(situation: Situation) -> list[ToDo]:
    """What a steward or controller must approve, and what the steward can make public."""
    place, actor = situation.municipality, situation.actor
    if not actor.has_role("steward", "controller", municipality_id=place.id):
        return []
    found = []
    for row in list_prepared(municipality_id=place.id):
        href = reverse("releases:publication", args=[place.slug, row.id])
        words = {"period": row.period}
        parties = parties_to_approve(row)
        waiting = [one for one in parties if one.approved_at is None]
        for one in waiting:
            if check_may_approve.allows(
                actor,
                municipality_id=place.id,
                party_id=one.party_id,
                owner_ids=[each.party_id for each in parties],
            ):
                found.append(
                    ToDo(
                        _("Look at the figures over %(period)s before they become public") % words,
                        href,
                        _("They go out once every organisation with figures in it has approved."),
                    )
                )
        if not waiting and situation.is_municipal("steward"):
            found.append(
                ToDo(
                    _("Make the figures over %(period)s public") % words,
                    href,
                    _("Every organisation with figures in it has approved."),
                )
            )
    return found
