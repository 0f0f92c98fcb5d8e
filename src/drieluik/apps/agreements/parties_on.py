"""The parties of agreements on a day, as known at a moment.

Parties have no starting day of their own: they count from when they were recorded. A register is
often recorded after its first day, so before anything was recorded of an agreement the parties
that were recorded first count.
"""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from drieluik.apps.agreements.heirs import with_heirs
from drieluik.apps.agreements.models import Binding
from drieluik.apps.agreements.moments import end_of
from drieluik.apps.agreements.rows import BindingRow
from drieluik.apps.agreements.selectors import BINDING_COLUMNS
from drieluik.apps.audit.remembering import remembered
from drieluik.apps.organisations.mergers import heirs

_Row = tuple[datetime, datetime | None, BindingRow]


@remembered
def bindings_on(
    municipality_id: int, on: date, known_at: datetime | None = None
) -> tuple[BindingRow, ...]:
    """Return the bindings of all agreements of a municipality, by kind and name of the party.

    Args:
        municipality_id: Where.
        on: As they were at the end of this day.
        known_at: As known at this moment; all that is known now when None.
    """
    until = min(end_of(on), known_at) if known_at else end_of(on)
    rows = Binding.objects.filter(clause__municipality_id=municipality_id)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    of_clause: dict[UUID, list[_Row]] = defaultdict(list)
    ordered = rows.order_by("kind", "party__name", "id")
    for recorded_at, ended_at, *row in ordered.values_list(
        "recorded_at", "ended_at", *BINDING_COLUMNS
    ):
        binding = BindingRow(*row)
        of_clause[binding.clause_id].append((recorded_at, ended_at, binding))
    standing = [one for found in of_clause.values() for one in _standing(found, until)]
    return with_heirs(standing, heirs(municipality_id, on, known_at))


def _standing(rows: list[_Row], until: datetime) -> list[BindingRow]:
    first = min(recorded_at for recorded_at, _, _ in rows)
    at = max(until, first)
    return [
        binding
        for recorded_at, ended_at, binding in rows
        if recorded_at <= at and (ended_at is None or ended_at > at)
    ]
