"""What the monitor adds to the pages of the register: a light in lists, a part on the page."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.extensions import ClauseLight, ClausePanel
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.monitor import policies
from drieluik.apps.monitor.selectors.clause_page import get_clause_page
from drieluik.apps.monitor.selectors.lights import Lights
from drieluik.apps.monitor.selectors.norms import list_norms
from drieluik.apps.monitor.selectors.signals import list_open_signals_of
from drieluik.apps.monitor.sight import Sight
from drieluik.apps.monitor.wording import light_label
from drieluik.apps.organisations.actors import Actor


def clause_lights(
    actor: Actor, municipality_id: int, clause_ids: Sequence[UUID]
) -> Mapping[UUID, ClauseLight]:
    """Return how every agreement with a norm stands now, and over which half-year that is."""
    if not actor.may_read(municipality_id):
        return {}
    lights = Lights(Sight(actor, municipality_id))
    wanted = set(clause_ids)
    return {
        standing.clause.clause_id: ClauseLight(
            standing.light,
            (
                _("%(light)s (%(period)s), set by hand")
                if standing.is_by_hand
                else _("%(light)s (%(period)s)")
            )
            % {"light": light_label(standing.light), "period": lights.last_period},
        )
        for standing in lights.standings(lights.last_period)
        if standing.light and standing.clause.clause_id in wanted
    }


def clause_panel(actor: Actor, municipality_id: int, clause: ClauseRow) -> ClausePanel | None:
    """Return the part of the page with norms, lights, figures and their history."""
    if not actor.may_read(municipality_id):
        return None
    page = get_clause_page(actor=actor, municipality_id=municipality_id, clause=clause)
    context = {
        "page": page,
        "signals": list_open_signals_of(Sight(actor, municipality_id), clause),
        "objection": policies.check_may_write_norms.objection(
            actor, municipality_id=municipality_id
        ),
        "may_set_lights": policies.check_may_confirm_norms.allows(
            actor, municipality_id=municipality_id
        ),
    }
    return ClausePanel("monitor/panel.html", context)


def clause_quotations(
    municipality_id: int, clause_ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[str]]:
    """Return the words on which the norms of these agreements lean."""
    found: dict[UUID, list[str]] = {}
    for norm in list_norms(municipality_id=municipality_id, clause_ids=clause_ids):
        if norm.latest.retired_at is None:
            found.setdefault(norm.clause_id, []).append(norm.latest.quotation)
    return found
