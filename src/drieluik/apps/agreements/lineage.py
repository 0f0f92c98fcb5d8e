"""What an agreement came from and what came of it, through splits, merges and replacements."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieluik.apps.agreements.models import ClauseText, DepartedClause
from drieluik.apps.agreements.rows import ClauseRow, VersionRow
from drieluik.apps.agreements.selectors import LINE, find_clause_by_id, version_row
from drieluik.apps.audit.remembering import remembered

_REPLACED = DepartedClause.Departure.REPLACED
_MERGED = DepartedClause.Departure.MERGED


@dataclass(frozen=True, slots=True)
class Tie:
    """One link of an agreement with others; ``label`` says which, such as ``Split off from``."""

    label: str
    clauses: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """How an agreement left the set, with which version, and what took its place."""

    departure: str
    label: str
    version: VersionRow
    successors: tuple[ClauseRow, ...]


@remembered
def ties_of_clause(municipality_id: int, clause_id: UUID) -> tuple[Tie, ...]:
    """Return with what an agreement is linked, on either side of the link.

    The links stay when the others leave the set too.
    """
    left = {str(row.clause_id): row for row in _departures(municipality_id)}
    sources = _sources(municipality_id)
    own, key = sources.get(str(clause_id), ()), str(clause_id)
    parts = [one for one, before in sources.items() if key in before and not _took(left, key, one)]
    came = {
        how: [one for one, row in left.items() if _led(row, how, key)]
        for how in (_MERGED, _REPLACED)
    }
    went = left.get(key)
    went_to = went.successors if went else ()
    named = (
        (_("Split off from"), [one for one in own if not _took(left, one, key)]),
        (_("Split into"), parts),
        (_("Took up"), came[_MERGED]),
        (_("Came in the place of"), came[_REPLACED]),
        (_("Taken up in"), went_to if went and went.departure == _MERGED else ()),
        (_("Replaced by"), went_to if went and went.departure == _REPLACED else ()),
    )
    return tuple(Tie(label, rows) for label, ids in named if (rows := _rows(municipality_id, ids)))


def find_left(municipality_id: int, clause_id: UUID) -> Left | None:
    """Return how an agreement left the set; None while it has not."""
    row = next((one for one in _departures(municipality_id) if one.clause_id == clause_id), None)
    if row is None:
        return None
    label = str(DepartedClause.Departure(row.departure).label)
    successors = _rows(municipality_id, row.successors)
    return Left(row.departure, label, version_row(row.version), successors)


def _departures(municipality_id: int) -> list[DepartedClause]:
    rows = DepartedClause.objects.filter(clause__municipality_id=municipality_id)
    return list(rows.select_related("version__register").order_by("version__number", "id"))


def _sources(municipality_id: int) -> dict[str, tuple[str, ...]]:
    """Return the ids of what each agreement was split from or made of, newest version last."""
    texts = ClauseText.objects.filter(version__register__municipality_id=municipality_id)
    pairs = texts.exclude(predecessors=[]).order_by(*(f"version__{name}" for name in LINE))
    return {
        str(one): tuple(before) for one, before in pairs.values_list("clause_id", "predecessors")
    }


def _took(left: dict[str, DepartedClause], source: str, taker: str) -> bool:
    """Tell whether an agreement took up the other: a merge, not a split."""
    row = left.get(source)
    return row is not None and _led(row, _MERGED, taker)


def _led(row: DepartedClause, how: str, to: str) -> bool:
    return row.departure == how and to in row.successors


def _rows(municipality_id: int, ids: Iterable[str]) -> tuple[ClauseRow, ...]:
    found = (find_clause_by_id(municipality_id, UUID(one)) for one in ids)
    return tuple(row for row in found if row is not None)
