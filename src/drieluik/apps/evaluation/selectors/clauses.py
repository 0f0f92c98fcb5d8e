"""What the agreements lack, and who owes what by them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from drieluik.apps.agreements.rows import BindingRow
from drieluik.apps.evaluation.rows import ClauseGaps
from drieluik.apps.monitor.selectors.lights import Lights

NO_NORM = "none"


def gaps_of(lights: Lights, bindings: Sequence[BindingRow]) -> tuple[ClauseGaps, ...]:
    """Return the agreements that lack a norm, a bound party or figures."""
    bound = {row.clause_id for row in bindings if row.kind == "bound"}
    rows = (
        ClauseGaps(
            number=standing.clause.number,
            heading=standing.clause.heading,
            without_norm=not standing.light,
            without_owner=standing.clause.clause_id not in bound,
            without_data=standing.light == "unknown",
        )
        for standing in lights.standings(lights.last_period)
    )
    return tuple(row for row in rows if row.without_norm or row.without_owner or row.without_data)


def owed_by(lights: Lights, bindings: Sequence[BindingRow]) -> Mapping[int, Mapping[str, int]]:
    """Return per party how many agreements bind it, by kind of norm.

    An agreement with norms of two kinds counts once in each; one without a norm under ``none``.
    """
    kinds = {clause.clause_id: _kinds(lights, clause.clause_id) for clause in lights.clauses}
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in bindings:
        if row.kind == "bound":
            found[row.party_id].update(kinds.get(row.clause_id, ()))
    return found


def _kinds(lights: Lights, clause_id: UUID) -> set[str]:
    counting = (norm.counting_in(lights.last_period) for norm in lights.norms_of(clause_id))
    return {wording.kind for wording in counting if wording is not None} or {NO_NORM}
