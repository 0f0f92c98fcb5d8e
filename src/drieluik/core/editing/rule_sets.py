"""Rules that exclude each other, and rules that say nothing the others do not say.

Looked at before a contract is used, so that nobody has to find out from a workbook that can never
be right.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drieluik.core.editing.fields import Choice, Field, fields_of
from drieluik.core.editing.record import Record
from drieluik.core.tables import Rule, Table


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that can never be filled in, because of rules that exclude it together.

    Attributes:
        column: Name of the column.
        value: The value that can never stand there; None when no value can.
        rules: The fewest rules that exclude it.
    """

    column: str
    value: str | float | bool | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redundant:
    """A rule that is kept whenever others are kept.

    Attributes:
        rule: Id of the rule.
        because: The fewest rules that say the same already; empty when types and bounds do.
    """

    rule: str
    because: tuple[str, ...]


def contradictions(table: Table) -> tuple[Contradiction, ...]:
    """Return what can never be filled in, in order of the columns."""
    found = []
    for field in fields_of(table, {}):
        if not _can_be(table, table.rules, field.name, None):
            found.append(Contradiction(field.name, None, _excluding(table, field, None)))
            continue
        for value in field.values if isinstance(field, Choice) else ():
            if not _can_be(table, table.rules, field.name, value):
                found.append(Contradiction(field.name, value, _excluding(table, field, value)))
    return tuple(found)


def redundant_rules(table: Table) -> tuple[Redundant, ...]:
    """Return the rules that say nothing new, in order of the contract."""
    found = []
    for rule in table.rules:
        others = [other for other in table.rules if other is not rule]
        if not _can_break(table, others, rule):
            found.append(Redundant(rule.id, _implying(table, others, rule)))
    return tuple(found)


def _excluding(table: Table, field: Field, value: str | float | bool | None) -> tuple[str, ...]:
    return _fewest(table.rules, lambda kept: not _can_be(table, kept, field.name, value))


def _implying(table: Table, others: Sequence[Rule], rule: Rule) -> tuple[str, ...]:
    return _fewest(others, lambda kept: not _can_break(table, kept, rule))


def _fewest(rules: Sequence[Rule], still: Callable[[Sequence[Rule]], bool]) -> tuple[str, ...]:
    """Return the rules that cannot be left out without losing what holds of all of them."""
    kept = list(rules)
    for rule in rules:
        fewer = [one for one in kept if one is not rule]
        if still(fewer):
            kept = fewer
    return tuple(rule.id for rule in kept)


def _can_be(
    table: Table, rules: Sequence[Rule], name: str, value: str | float | bool | None
) -> bool:
    """Tell whether a row can keep the rules with this value, or with any value, in a column."""
    record = _keeping(table, rules)
    if value is None:
        record.model.require({record.gone(name): 1.0}, at_most=0)
    else:
        is_value = record.is_value(name, value)
        if is_value is None:
            return False
        record.model.require({is_value: 1.0}, at_least=1)
    return record.model.least({}) is not None


def _can_break(table: Table, rules: Sequence[Rule], rule: Rule) -> bool:
    """Tell whether a row can keep the rules and break one; rules beyond one row always can be."""
    record = _keeping(table, rules)
    return not record.break_(rule) or record.model.least({}) is not None


def _keeping(table: Table, rules: Sequence[Rule]) -> Record:
    record = Record(fields_of(table, {}))
    for rule in rules:
        record.hold(rule)
    return record
