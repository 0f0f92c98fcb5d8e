"""The smallest sets of cells that must change before a row can keep all rules.

After Fellegi and Holt (1976), "A systematic approach to automatic edit and imputation": the data
of a row should be made to keep all rules by changing the fewest possible cells. When several sets
are equally small none of them is pointed at alone: all are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drieluik.core.editing.fields import Value, columns_of, fields_of
from drieluik.core.editing.record import Record
from drieluik.core.editing.solver import FREE
from drieluik.core.tables import Period, Rule, Table

_MOST_SETS = 5
_SAME = 1e-6
"""How much two costs may differ and still count as equal."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """What could be wrong in one row.

    Attributes:
        sets: Sets of columns, equally likely; changing any one of these sets can make the row
            right. Empty when the row keeps all rules.
        complete: False when there were more sets than are named here.
    """

    sets: tuple[frozenset[str], ...]
    complete: bool = True


def find_suspects(
    table: Table,
    row: Mapping[str, Value],
    *,
    period: Period | None = None,
    weights: Mapping[str, float] | None = None,
) -> Suspects:
    """Find the smallest sets of cells that could be wrong.

    Args:
        table: The contract; rules about other tables are left aside.
        row: Values by name of column; None for a cell without a value. Columns that are not in it
            are left free.
        period: Period of the delivery, for rules about days; None leaves those aside.
        weights: How much each column is trusted; 1 unless named. The key of a row is never named.

    Returns:
        The sets, smallest names first.
    """
    rules = [rule for rule in table.rules if _can_be_judged(rule, row)]
    record = Record(fields_of(table, row, period), period)
    for rule in rules:
        record.hold(rule)
    spoken_of = {name for rule in rules for name in columns_of(rule)} | _with_bounds(table)
    judged = [name for name in row if name in spoken_of and name not in table.key]
    changed = {name: record.model.yes_or_no() for name in judged}
    for name, unknown in changed.items():
        record.keep(name, row[name], unless=unknown)
    trusted = weights or {}
    costs = {unknown: trusted.get(name, 1.0) for name, unknown in changed.items()}
    return _all_least(record, changed, costs)


def _all_least(record: Record, changed: Mapping[str, int], costs: Mapping[int, float]) -> Suspects:
    """Solve again, each time without the sets that were found, as long as it costs no more."""
    sets: list[frozenset[str]] = []
    least = FREE
    while (solved := record.model.least(costs)) is not None and solved[0] <= least + _SAME:
        if len(sets) == _MOST_SETS:
            return Suspects(_in_order(sets), complete=False)
        least, values = solved
        found = frozenset(name for name, unknown in changed.items() if values[unknown] > 0.5)
        if not found:
            return Suspects(())
        sets.append(found)
        record.model.require({changed[name]: 1.0 for name in found}, at_most=len(found) - 1)
    return Suspects(_in_order(sets))


def _in_order(sets: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    return tuple(sorted(sets, key=sorted))


def _can_be_judged(rule: Rule, row: Mapping[str, Value]) -> bool:
    return all(name in row for name in columns_of(rule))


def _with_bounds(table: Table) -> set[str]:
    """Return the columns whose own bounds or codes a value may break."""
    return {
        column.name
        for column in table.columns
        if column.codes or column.at_least is not None or column.at_most is not None
    }
