"""The columns of a contract as a solver sees them: numbers with bounds, and choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from drieluik.core.tables import (
    Column,
    Comparison,
    Condition,
    Kind,
    Pair,
    Period,
    Rule,
    Table,
    TotalEqualsSum,
)
from drieluik.core.tables.typed import may_lack_a_value

Value = str | float | bool | date | None
"""What stands in a cell: None when there is no value, whatever the reason."""

_STEP = {Kind.WHOLE: 1.0, Kind.DATE: 1.0, Kind.MONEY: 0.01, Kind.DECIMAL: 0.01}
_ROOM = 10.0
"""How much larger than anything seen a number may become; rules only compare, so it is ample."""
_LEAST_SPAN = 1000.0


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a day, between bounds that the solver can work with.

    Attributes:
        name: Name of the column.
        low: Smallest value it may get; a day counts from the year 1.
        high: Largest value it may get.
        step: Smallest difference that counts.
        whole: Whether it has no decimals.
        may_lack: Whether it may be without a value.
    """

    name: str
    low: float
    high: float
    step: float
    whole: bool
    may_lack: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list of values; of free text only the values that rules speak of, and "another".

    Attributes:
        name: Name of the column.
        values: The values.
        open: Whether another value may stand there.
        may_lack: Whether it may be without a value.
    """

    name: str
    values: tuple[str | float | bool, ...]
    open: bool
    may_lack: bool


Field = Number | Choice


def fields_of(
    table: Table, row: Mapping[str, Value], period: Period | None = None
) -> tuple[Field, ...]:
    """Return the columns of a table as fields, wide enough for the values of a row.

    Args:
        table: The contract.
        row: Values by name of column; may be empty.
        period: Period whose days dates are compared with, or None.
    """
    return tuple(_field(column, table, row, period) for column in table.columns)


def as_number(value: Value) -> float:
    """Return a number or a day as the solver counts it."""
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, bool | str) or value is None:
        raise TypeError(f"no number: {value!r}")
    return float(value)


def _field(column: Column, table: Table, row: Mapping[str, Value], period: Period | None) -> Field:
    may_lack = may_lack_a_value(column)
    if column.kind in _STEP:
        low, high = _bounds(column, table, row, period)
        whole = column.kind in (Kind.WHOLE, Kind.DATE)
        return Number(column.name, low, high, _STEP[column.kind], whole, may_lack)
    if column.kind is Kind.YES_NO:
        return Choice(column.name, (True, False), open=False, may_lack=may_lack)
    if column.codes is not None:
        return Choice(column.name, column.codes.codes(), open=False, may_lack=may_lack)
    return Choice(column.name, _spoken_of(column.name, table), open=True, may_lack=may_lack)


def _bounds(
    column: Column, table: Table, row: Mapping[str, Value], period: Period | None
) -> tuple[float, float]:
    """Return bounds around everything a number of this kind is compared with.

    Days stay near the days of the row and the period; other numbers near all numbers.
    """
    is_day = column.kind is Kind.DATE
    seen = [as_number(value) for value in row.values() if _is_number(value, is_day)]
    if is_day and period is not None:
        seen += [float(period.starts_on.toordinal()), float(period.ends_before.toordinal())]
    if is_day:
        known = seen or [float(date(2000, 1, 1).toordinal())]
        span = 2 * (max(known) - min(known)) + _LEAST_SPAN
        return min(known) - span, max(known) + span
    seen += [float(number) for rule in table.rules for number in _constants(rule)]
    seen += [
        float(b) for one in table.columns for b in (one.at_least, one.at_most) if b is not None
    ]
    span = _ROOM * max((abs(number) for number in seen), default=0.0) + _LEAST_SPAN
    low = -span if column.at_least is None else float(column.at_least)
    high = span if column.at_most is None else float(column.at_most)
    return low, high


def _is_number(value: Value, is_day: bool) -> bool:
    if is_day:
        return isinstance(value, date)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _constants(rule: Rule) -> Iterable[float]:
    if isinstance(rule, Comparison) and not isinstance(rule.right, str):
        yield rule.right
    if isinstance(rule, Condition):
        for value in (*rule.when_values, *(rule.then_values or ())):
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield value


def _spoken_of(name: str, table: Table) -> tuple[str | float | bool, ...]:
    found: dict[str | float | bool, None] = {}
    for rule in table.rules:
        if isinstance(rule, Condition) and rule.when_column == name:
            found |= dict.fromkeys(rule.when_values)
        if isinstance(rule, Condition) and rule.then_column == name:
            found |= dict.fromkeys(rule.then_values or ())
    return tuple(found)


def columns_of(rule: Rule) -> tuple[str, ...]:
    """Return the columns of this table that a rule speaks about."""
    if isinstance(rule, Comparison):
        return (rule.left, rule.right) if isinstance(rule.right, str) else (rule.left,)
    if isinstance(rule, TotalEqualsSum):
        return rule.total, *rule.parts
    if isinstance(rule, Condition):
        return rule.when_column, rule.then_column
    if isinstance(rule, Pair):
        return rule.first, rule.second
    return (rule.column,)
