"""Layers that wait for a second person before everybody sees them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.publication.open_layers.open_now import list_to_confirm
from drieluik.apps.publication.policies import check_may_confirm


def layers_to_confirm(situation: Situation) -> list[ToDo]:
    """What a steward or editor of the municipality must look at, unless it is their own word."""
    place, actor = situation.municipality, situation.actor
    if not situation.is_municipal("steward", "editor"):
        return []
    return [
        ToDo(
            _("Look whether %(name)s was public already") % {"name": one.layer.card.name},
            reverse("publication:open_layer", args=[place.slug, one.layer.layer_id]),
            _("%(who)s stated so. Everybody sees this map layer once somebody else confirms it.")
            % {"who": one.statement.stated_by},
        )
        for one in list_to_confirm(municipality_id=place.id, actor=actor)
        if one.statement is not None
        and check_may_confirm.allows(actor, municipality_id=place.id, owner_id=one.layer.party_id)
    ]
