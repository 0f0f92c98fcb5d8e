"""Offers agreements that are off course as subjects for the agenda of a meeting."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality


def _label() -> str:
    return _("Signals of the monitor")


def _suggest(actor: Actor, municipality_id: int, on: date) -> Sequence[Suggestion]:
    """Return every agreement that is off course in the last calculated period."""
    if not actor.may_read(municipality_id):
        return []
    slug = get_municipality(municipality_id=municipality_id).slug
    lights = Lights(Sight(actor, municipality_id))
    period = lights.last_period
    return [
        Suggestion(
            source_id=f"{standing.clause.clause_id}:{period}",
            title=standing.clause.name[:200],
            why=_("Off course over %(period)s.") % {"period": period},
            digest=standing.told,
            href=reverse("agreements:clause", args=[slug, standing.clause.number]),
        )
        for standing in lights.standings(period)
        if standing.light == "off_course"
    ]


SOURCE = AgendaSource("signal", _label, _suggest)
