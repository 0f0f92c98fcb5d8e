"""Checks over the whole catalogue: what would make a figure misleading or impossible to find.

Comes in: cards. Goes out: faults as English sentences for developers and stewards of definitions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

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
_SAME = ("unit", "aggregation", "nature", "better", "breakdown", "levels", "tables")
"""What a next version cannot change: it would be another indicator."""
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
    for (card_id, number), times in Counter((card.id, card.version) for card in cards).items():
        if times > 1:
            faults.append(f"{card_id}: version {number} occurs {times} times")
    faults += _version_faults(cards)
    for formula, ids in same_formula(cards).items():
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


def _version_faults(cards: Iterable[Indicator]) -> Iterator[str]:
    """Yield where versions of one indicator could not stand in one chart, or say no difference."""
    before: dict[str, Indicator] = {}
    for card in cards:
        earlier = before.get(card.id)
        if card.version != (earlier.version + 1 if earlier else 1):
            yield f"{card.id}: version {card.version} does not follow the one before"
        if bool(card.differs_nl) != (card.version > 1):
            yield f"{card.id}: version {card.version} says no difference, or there is none to say"
        if earlier and any(getattr(card, part) != getattr(earlier, part) for part in _SAME):
            yield f"{card.id}: version {card.version} has another unit, nature, parts or sheets"
        before[card.id] = card


def _faults(card: Indicator) -> Iterator[str]:
    if not card.owner.strip():
        yield "has no owner"
    for name in ("name_nl", "meaning_nl", "formula_nl"):
        if not getattr(card, name).strip():
            yield f"has no {name}"
    for fault in unit_faults(card):
        yield _UNIT_FAULTS[fault].format(unit=card.unit)
    yield from _column_faults(card)
    if card.stock_tables and card.nature is Nature.STOCK:
        yield "names stock tables but is a stock itself"


_UNIT_FAULTS = {
    "summed_rate": "a {unit} is never summed",
    "divided_count": "a ratio cannot be in {unit}",
    "split_rate": "only a share can be split into figures of their own",
}


def unit_faults(card: Indicator) -> Iterator[str]:
    """Yield how the unit of a figure does not fit the way it is computed, by code.

    Examples:
        >>> from dataclasses import replace
        >>> from drieluik.core.indicators import Aggregation, indicator
        >>> list(unit_faults(replace(indicator("vacancy-share"), aggregation=Aggregation.SUM)))
        ['summed_rate']
    """
    is_ratio = card.aggregation is Aggregation.RATIO
    if card.unit in _RATIO_UNITS and not is_ratio:
        yield "summed_rate"
    if card.unit in _SUMMED_UNITS and is_ratio:
        yield "divided_count"
    split = card.breakdown is not None and not card.breakdown.parts_of_whole
    if is_ratio and split and card.unit is not Unit.SHARE:
        yield "split_rate"


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


def same_formula(cards: Iterable[Indicator]) -> Mapping[str, list[str]]:
    """Return the ids of the cards by their expression; more than one is the same figure twice."""
    formulas: dict[str, list[str]] = {}
    for card in cards:
        formulas.setdefault(_formula(card), []).append(card.id)
    return formulas


@cache
def _formula(card: Indicator) -> str:
    return repr(card.contributions(unbound_sources()))
