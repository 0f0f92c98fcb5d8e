"""Whether tables of two deliveries can stand beside each other: rules that speak of more than one.

Comes in: the tables that would count together, and the sets in which they were delivered. Goes out:
what would not fit that did fit in its own set. What was confirmed inside one delivery stays confirmed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drieluik.core.plausibility.carrying import doubts_about_stock
from drieluik.core.plausibility.doubt import Doubt, Tables
from drieluik.core.tables import TABLES, Reference, Table

_Said = tuple[str, str, str, int | None, str | None, object]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A rule between tables that holds in each delivery and not in the mixture.

    Attributes:
        tables: Ids of the tables the rule speaks of, in the order of the workbook.
        why_nl: What must hold, in plain Dutch.
        n: How many things do not fit.
    """

    tables: tuple[str, ...]
    why_nl: str
    n: int


def misfits(mixed: Tables, sets: Sequence[Tables], before: Tables) -> list[Misfit]:
    """Return the rules between tables that only the mixture breaks.

    A table that is not in the mixture has no rows: what points at it points at nothing. A rule about
    one table alone is never broken by a mixture, and is not looked at.

    Args:
        mixed: The tables that would count together, each as it stands in one of the sets.
        sets: The tables as they were delivered together.
        before: What counts of the half-year before; empty when nothing does.

    Examples:
        >>> import polars as pl
        >>> rows = {"sales": pl.DataFrame({"dwelling_id": ["W1"]})}
        >>> told = rows | {"stock_changes": pl.DataFrame({"dwelling_id": ["W1"]})}
        >>> [one.tables for one in misfits(rows, [told], {})]
        [('stock_changes', 'sales')]
        >>> misfits(told, [told], {})
        []
    """
    return [*_references(mixed, sets), *_stock(mixed, sets, before)]


def _references(mixed: Tables, sets: Sequence[Tables]) -> Iterator[Misfit]:
    for table in TABLES:
        for rule in table.rules:
            if isinstance(rule, Reference) and table.id in mixed:
                own = next(one for one in sets if one.get(table.id) is mixed[table.id])
                if loose := _loose(table, rule, mixed) - _judged(table, rule, own, mixed):
                    yield Misfit(_ordered((table.id, rule.other_table)), rule.why_nl, len(loose))


def _judged(table: Table, rule: Reference, own: Tables, mixed: Tables) -> set[object]:
    """Return what was looked at when the table came in, and is no fault of the mixture.

    A table that neither its own file nor the mixture has, is missed by nobody.
    """
    if rule.other_table in own or rule.other_table not in mixed:
        return _loose(table, rule, own)
    return set()


def _loose(table: Table, rule: Reference, tables: Tables) -> set[object]:
    """Return the values of a column that do not occur where they should."""
    values = set(tables[table.id][rule.column].drop_nulls())
    other = tables.get(rule.other_table)
    return values - set(other[rule.other_column]) if other is not None else values


def _stock(mixed: Tables, sets: Sequence[Tables], before: Tables) -> Iterator[Misfit]:
    known = {_said(doubt) for one in sets for doubt in doubts_about_stock(one, before)}
    for table in TABLES:
        rule = table.carried_over
        if rule is None:
            continue
        broken = [
            doubt
            for doubt in doubts_about_stock(mixed, before)
            if doubt.check == rule.id and _said(doubt) not in known
        ]
        if broken:
            yield Misfit(
                _ordered((table.id, *rule.told_in())),
                f"{rule.name_nl[:1].upper()}{rule.name_nl[1:]}.",
                len(broken),
            )


def _said(doubt: Doubt) -> _Said:
    """Return what makes two doubts the same; the balance around it may differ."""
    return (
        doubt.rule,
        doubt.table,
        doubt.column,
        doubt.row,
        doubt.value,
        (doubt.facts.get("n"), doubt.facts.get("examples")),
    )


def _ordered(table_ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(table.id for table in TABLES if table.id in table_ids)
