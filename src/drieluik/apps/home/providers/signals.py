"""Signals of which an explanation is asked of one's own party."""

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.home.todo import Situation, ToDo
from drieluik.apps.monitor.policies import parties_to_explain_for
from drieluik.apps.monitor.selectors.signals import list_asked


def explanations(situation: Situation) -> list[ToDo]:
    """Open signals that one's own party has not explained yet, for who can write for it."""
    place = situation.municipality
    parties = dict(parties_to_explain_for(situation.actor, municipality_id=place.id))
    if not parties:
        return []
    return [
        ToDo(
            _("An explanation is asked of %(party)s: %(clause)s")
            % {"party": parties[one.party_id], "clause": one.clause},
            f"{reverse('monitor:signal', args=[place.slug, one.signal_id])}#toelichten",
            one.told,
            light=one.light,
        )
        for one in list_asked(place.id, parties, situation.lights.clauses)
    ]
