"""What a recipient outside is to be given by agreement, and waits for an approval."""

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.exports.selectors import list_to_approve
from drieluik.apps.home.todo import Situation, ToDo


def exports(situation: Situation) -> list[ToDo]:
    """What a controller must approve for the own corporation."""
    place, actor = situation.municipality, situation.actor
    if not actor.has_role("controller", municipality_id=place.id):
        return []
    page = reverse("exports:exports", args=[place.slug])
    return [
        ToDo(
            _("Look at what %(recipient)s is given of your figures by agreement")
            % {"recipient": name},
            f"{page}#recipient-{recipient_id}",
            _("It is not given before every corporation with figures in it has approved."),
        )
        for recipient_id, name in list_to_approve(
            municipality_id=place.id, actor=actor, on=situation.on
        )
    ]
