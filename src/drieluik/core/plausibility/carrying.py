"""From half-year to half-year: what was there before, came and left must add up to what is there.

By key, not by number: one that came silently and one that vanished silently would hide each other.
"""

from collections.abc import Iterator, Sequence

import polars as pl

from drieluik.core.plausibility.doubt import Doubt, Tables, in_dutch
from drieluik.core.tables import TABLES, CarriedOver, Movement, Table
from drieluik.core.tables.typed import SHEET_ROW

_EXAMPLES = 5


def doubts_about_stock(now: Tables, before: Tables) -> Iterator[Doubt]:
    """Yield what does not add up between two half-years, and facts that changed silently.

    Args:
        now: Tables of this delivery.
        before: Tables accepted for the half-year before.
    """
    for table in TABLES:
        if table.carried_over is None or table.id not in now or table.id not in before:
            continue
        rows, rows_before = now[table.id], before[table.id]
        yield from _not_closing(table, table.carried_over, now, rows_before)
        for name in table.carried_over.fixed:
            yield from _changed(table, table.carried_over, rows, rows_before, name)


def _not_closing(
    table: Table, rule: CarriedOver, now: Tables, rows_before: pl.DataFrame
) -> Iterator[Doubt]:
    here, there = _keys(now[table.id], rule.key), _keys(rows_before, rule.key)
    came, left = _moved(rule.came, now), _moved(rule.left, now)
    vanished = sorted(there - here - left) if left is not None else []
    appeared = here - there - came if came is not None else set()
    # what left and came again in one half-year is rightly there
    still_there = (here & left) - (came or set()) if left is not None else set()
    balance = {
        "before": in_dutch(len(there)),
        "came": in_dutch(len(came or ())),
        "left": in_dutch(len(left or ())),
        "now": in_dutch(len(here)),
    }
    if vanished:
        examples = {"n": in_dutch(len(vanished)), "examples": _shown(vanished)}
        yield Doubt("vanished", table.id, rule.key, rule.id, balance | examples)
    place = (table.id, rule.key, rule.id)
    yield from _at_rows(place, now[table.id], appeared, "appeared")
    yield from _at_rows(place, now[table.id], still_there, "left_and_here")
    if came is not None and left is not None:
        yield from _at_movements(rule, rule.came, now, came - here - left, "came_not_here")
        yield from _at_movements(rule, rule.came, now, (came & there) - left, "came_already_there")
        yield from _at_movements(rule, rule.left, now, left - there - came, "left_never_here")


def _at_movements(
    rule: CarriedOver, movements: Sequence[Movement], now: Tables, keys: set[str], name: str
) -> Iterator[Doubt]:
    """Yield a doubt where a movement is told; what two tables tell is asked at the first."""
    for movement in movements:
        if movement.table in now:
            rows = _rows_moved(movement, now[movement.table])
            yield from _at_rows((movement.table, movement.column, rule.id), rows, keys, name)
            keys = keys - _keys(rows, movement.column)


def _at_rows(
    place: tuple[str, str, str], rows: pl.DataFrame, keys: set[str], name: str
) -> Iterator[Doubt]:
    table_id, column, check = place
    found = rows.filter(pl.col(column).is_in(list(keys))).select(SHEET_ROW, column)
    for row, key in found.iter_rows():
        yield Doubt(name, table_id, column, check, {}, row, key)


def _changed(
    table: Table, rule: CarriedOver, rows: pl.DataFrame, rows_before: pl.DataFrame, name: str
) -> Iterator[Doubt]:
    if name not in rows_before.columns:
        return
    earlier = rows_before.select(rule.key, before=pl.col(name)).unique(rule.key, keep="first")
    found = rows.join(earlier, on=rule.key).filter(pl.col(name) != pl.col("before"))
    for row, value, old in found.select(SHEET_ROW, name, "before").sort(SHEET_ROW).iter_rows():
        yield Doubt("changed_silently", table.id, name, rule.id, {"before": old}, row, value)


def _moved(movements: Sequence[Movement], now: Tables) -> set[str] | None:
    """Return the keys that moved; None when no table that tells so was delivered."""
    told = [movement for movement in movements if movement.table in now]
    if not told:
        return None
    return {
        key
        for movement in told
        for key in _keys(_rows_moved(movement, now[movement.table]), movement.column)
    }


def _rows_moved(movement: Movement, rows: pl.DataFrame) -> pl.DataFrame:
    if movement.when_column is None:
        return rows
    return rows.filter(pl.col(movement.when_column) == movement.when_value)


def _keys(rows: pl.DataFrame, column: str) -> set[str]:
    return set(rows[column].drop_nulls().to_list())


def _shown(keys: Sequence[str]) -> str:
    more = " en andere" if len(keys) > _EXAMPLES else ""
    return ", ".join(keys[:_EXAMPLES]) + more
