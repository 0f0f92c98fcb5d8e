"""Areas of the parties' own that have no place on real borders."""

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.areas.policies import check_may_add_own_area
from drieluik.apps.areas.selectors import areas_to_draw_anew
from drieluik.apps.home.todo import Situation, ToDo


def areas_drawn_on_a_schematic_map(situation: Situation) -> list[ToDo]:
    """What an editor or steward of the municipality must draw anew since borders were read in."""
    place = situation.municipality
    if not check_may_add_own_area.allows(situation.actor, municipality_id=place.id):
        return []
    return [
        ToDo(
            _("Draw %(name)s anew on the real borders") % {"name": row.name},
            reverse("areas:own_area", args=[place.slug, row.area_id]),
            _("It was drawn on a schematic map, and is on no map since real borders were read in."),
        )
        for row in areas_to_draw_anew(municipality_id=place.id)
    ]
