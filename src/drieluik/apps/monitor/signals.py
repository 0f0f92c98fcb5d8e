"""Offers agreements that are off course as subjects for the agenda of a meeting."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from drieluik.apps.agreements.selectors import find_clause_by_id
from drieluik.apps.decisions.extensions import AgendaSource, Suggestion
from drieluik.apps.decisions.rows import MeetingRow
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.organisations.actors import Actor
from drieluik.apps.organisations.selectors import get_municipality


def _label() -> str:
    return _("Signals of the monitor")


def _suggest(actor: Actor, meeting: MeetingRow) -> Sequence[Suggestion]:
    """Return every agreement that is off course in the last calculated period."""
    municipality_id = meeting.municipality_id
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


def _page(municipality_id: int, source_id: str) -> str:
    """Return the page of the agreement, by the number it has now."""
    found = find_clause_by_id(municipality_id, UUID(source_id.partition(":")[0]))
    slug = get_municipality(municipality_id=municipality_id).slug
    return reverse("agreements:clause", args=[slug, found.number]) if found else ""


SOURCE = AgendaSource("signal", _label, _suggest, _page)
