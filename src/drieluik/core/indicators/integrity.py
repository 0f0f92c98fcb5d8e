"""Checks over the whole catalogue: what would make a figure misleading or impossible to find.

Comes in: cards. Goes out: faults as English sentences for developers and stewards of definitions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from drieluik.core.indicators.card import Aggregation, IbisTable, Indicator, Nature, Unit, Used
from drieluik.core.indicators.contributions import COLUMNS
from drieluik.core.indicators.sources import STAMPS, unbound_sources
from drieluik.core.tables import TABLES, table
from drieluik.core.tables.typed import missing_column

_ALWAYS = ("municipality_code", "buurt_code")
_SUMMED_UNITS = {
    Unit.EUR,
    Unit.HOUSEHOLDS,
    Unit.DWELLINGS,
    Unit.LETTINGS,
    Unit.HOME_SEEKERS,
    Unit.PERSONS,
}
_RATIO_UNITS = {Unit.SHARE, Unit.EUR_PER_DWELLING}


def catalogue_faults(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Return everything that is wrong with the cards; empty when the catalogue is sound.

    Examples:
        >>> from drieluik.core.indicators import INDICATORS
        >>> catalogue_faults(INDICATORS)
        ()
    """
    cards = list(indicators)
    faults = [f"{card.id}: {fault}" for card in cards for fault in _faults(card)]
    for card_id, times in Counter(card.id for card in cards).items():
        if times > 1:
            faults.append(f"{card_id}: occurs {times} times")
    for formula, ids in _same_formula(cards).items():
        if len(ids) > 1:
            faults.append(f"{', '.join(ids)}: same expression '{formula[:40]}…'")
    return tuple(faults)


def unused_columns(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Return delivered columns (``table.column``) that no indicator reads."""
    used = {
        (entry.table, column)
        for card in indicators
        for entry in card.sources
        for column in entry.columns
    }
    return tuple(
        f"{contract.id}.{column.name}"
        for contract in TABLES
        for column in contract.columns
        if (contract.id, column.name) not in used and column.name not in (*contract.key, *_ALWAYS)
    )


def _faults(card: Indicator) -> Iterator[str]:
    if not card.owner.strip():
        yield "has no owner"
    for name in ("name_nl", "meaning_nl", "formula_nl"):
        if not getattr(card, name).strip():
            yield f"has no {name}"
    yield from _unit_faults(card)
    yield from _column_faults(card)
    if card.stock_tables and card.nature is Nature.STOCK:
        yield "names stock tables but is a stock itself"


def _unit_faults(card: Indicator) -> Iterator[str]:
    is_ratio = card.aggregation is Aggregation.RATIO
    if card.unit in _RATIO_UNITS and not is_ratio:
        yield f"a {card.unit} is never summed"
    if card.unit in _SUMMED_UNITS and is_ratio:
        yield f"a ratio cannot be in {card.unit}"
    split = card.breakdown is not None and not card.breakdown.parts_of_whole
    if is_ratio and split and card.unit is not Unit.SHARE:
        yield "only a share can be split into figures of their own"


def _column_faults(card: Indicator) -> Iterator[str]:
    for used in card.sources:
        known = {column.name for column in table(used.table).columns}
        if strange := sorted(set(used.columns) - known):
            yield f"{used.table} has no column {', '.join(strange)}"
            return
    if not _works_with(card, card.sources):
        yield "reads a column that the card does not name"
        return
    for used in card.sources:
        for column in used.columns:
            fewer = tuple(
                Used(entry.table, tuple(name for name in entry.columns if name != column))
                if entry.table == used.table
                else entry
                for entry in card.sources
            )
            if _works_with(card, fewer):
                yield f"names {used.table}.{column} but does not read it"


def _works_with(card: Indicator, sources: tuple[Used, ...]) -> bool:
    """Tell whether the expression can be written with only these columns."""
    from ibis.common.exceptions import IbisError

    every = unbound_sources()
    offered: Mapping[str, IbisTable] = {
        **{name: entry for name, entry in every.items() if name not in card.tables},
        **{used.table: _only(every[used.table], used.columns) for used in sources},
    }
    try:
        return tuple(card.contributions(offered).columns) == COLUMNS
    except (AttributeError, IbisError):
        # ibis answers a column that is not there with either, depending on how it is asked for
        return False


def _only(rows: IbisTable, columns: tuple[str, ...]) -> IbisTable:
    named = {"sheet_row", *STAMPS, *_ALWAYS, *columns}
    kept = named | {missing_column(name) for name in named}
    return rows.select([name for name in rows.columns if name in kept])


def _same_formula(cards: list[Indicator]) -> Mapping[str, list[str]]:
    formulas: dict[str, list[str]] = {}
    for card in cards:
        formula = repr(card.contributions(unbound_sources()))
        formulas.setdefault(formula, []).append(card.id)
    return formulas
