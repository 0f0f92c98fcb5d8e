"""Which layers wait for new figures."""

from datetime import date

from drieluik.apps.layers.rows import DueRow, LayerRow
from drieluik.apps.layers.selectors.layers import list_layers
from drieluik.apps.organisations.actors import Actor

SOON_DAYS = 30
_ORDER = ("late", "empty", "soon", "later")


def list_due(*, municipality_id: int, actor: Actor, on: date) -> list[DueRow]:
    """Return the layers of which new figures are expected, the latest first.

    A layer is late on the day after one turn of its rhythm has passed since its last figures were
    taken in use; soon in the thirty days before. Layers that get no new figures are left out.

    Args:
        municipality_id: The municipality.
        actor: Who reads; only layers that reader may see.
        on: Today.
    """
    layers = list_layers(municipality_id=municipality_id, actor=actor)
    rows = [row for one in layers if not one.is_withdrawn if (row := _row(one, on))]
    return sorted(rows, key=lambda row: (_ORDER.index(row.state), row.days or 0))


def _row(one: LayerRow, on: date) -> DueRow | None:
    if one.in_use is None:
        return DueRow(one, "empty", None)
    if one.due_on is None:
        return None
    days = (one.due_on - on).days
    state = "late" if days < 0 else "soon" if days <= SOON_DAYS else "later"
    return DueRow(one, state, days)
