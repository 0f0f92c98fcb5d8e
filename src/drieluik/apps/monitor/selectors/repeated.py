"""Repeating a kept calculation from what it kept: do the same figures follow?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drieluik.apps.monitor.measured import VALUE_FIELDS, as_kept, measured
from drieluik.apps.monitor.models import Value
from drieluik.apps.monitor.selectors.series import CalculationRow, list_calculations
from drieluik.core.indicators import VERSIONS

if TYPE_CHECKING:
    from drieluik.apps.organisations.models import Municipality

_KEYS = ("indicator_id", "period", "level", "party_code", "buurt_code", "breakdown")


@dataclass(frozen=True, slots=True)
class Repetition:
    """What repeating one calculation gave.

    Attributes:
        calculation: The calculation.
        n_same: Figures that follow again.
        differing: Figures that are other, missing or extra, as indicator, period, level and place.
        other_versions: Indicators that were calculated by a version this product does not have;
            their figures are not compared.
        recorded: Whether it kept its legal values and buurten; without them nothing is compared.
        objection: Why it could not be repeated; empty when it could.
    """

    calculation: CalculationRow
    n_same: int = 0
    differing: tuple[tuple[str, ...], ...] = ()
    other_versions: tuple[str, ...] = ()
    recorded: bool = True
    objection: str = ""


def repeat_all(municipality: "Municipality") -> Iterator[Repetition]:
    """Repeat every kept calculation of a municipality, oldest first."""
    for row in list_calculations(municipality_id=municipality.id):
        yield repeat(row, municipality)


def repeat(row: CalculationRow, municipality: "Municipality") -> Repetition:
    """Calculate again from the kept tables, legal values and buurten, and compare every figure."""
    if row.law_values is None or row.buurten is None:
        return Repetition(row, recorded=False)
    known = {(card.id, card.version) for card in VERSIONS}
    others = {one[0] for one in row.definition_versions.items() if one not in known}
    try:
        figures = measured(row, municipality)
    except OSError as fault:
        return Repetition(row, objection=str(fault))
    again = _by_place(as_kept(figures), others)
    rows = Value.objects.filter(calculation_id=row.id).values(*VALUE_FIELDS)
    kept = _by_place(rows, others)
    differing = {
        place for place in kept.keys() | again.keys() if kept.get(place) != again.get(place)
    }
    return Repetition(
        row,
        n_same=len(kept.keys() - differing),
        differing=tuple(sorted(differing)),
        other_versions=tuple(sorted(others)),
    )


def _by_place(
    rows: Iterable[dict[str, Any]], without: set[str]
) -> dict[tuple[str, ...], dict[str, Any]]:
    return {
        tuple(row[key] for key in _KEYS): row for row in rows if row["indicator_id"] not in without
    }
