"""What the library adds to the page of an agreement: the studies that serve it."""

from drieluik.apps.agreements.extensions import ClausePanel
from drieluik.apps.agreements.rows import ClauseRow
from drieluik.apps.library import policies, selectors
from drieluik.apps.organisations.actors import Actor


def clause_panel(actor: Actor, municipality_id: int, clause: ClauseRow) -> ClausePanel | None:
    """Return the works of an agreement; nothing when there are none and none can be added."""
    own, of_theme = selectors.list_for_clause(
        municipality_id=municipality_id,
        clause_id=clause.clause_id,
        theme_number=clause.theme_number,
        actor=actor,
    )
    may_add = policies.check_may_add.allows(actor, municipality_id=municipality_id)
    if not own and not of_theme and not may_add:
        return None
    context = {"works": own, "n_of_theme": len(of_theme), "may_add": may_add}
    return ClausePanel("library/panel.html", context)
