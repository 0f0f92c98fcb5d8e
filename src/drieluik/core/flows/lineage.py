"""The way back: from a figure to the delivery, the sheet and the rows it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from drieluik.core.flows.accepted import AcceptedTables, delivered_tables
from drieluik.core.flows.measuring import Picture
from drieluik.core.indicators import (
    ALL,
    UNKNOWN_PART,
    Indicator,
    Nature,
    Role,
    RowFilter,
    contribution_rows,
    indicator,
    n_contribution_rows,
    opened,
)
from drieluik.core.tables import Period, table


@dataclass(frozen=True, slots=True)
class Behind:
    """Which rows to show.

    Attributes:
        indicator_id: The figure.
        period: ``2020-1`` or ``2020``.
        party_code: Only this corporation.
        buurt_code: Only this buurt, ``unknown`` or ``whole_area``.
        breakdown: Only this part; ``unknown`` for rows whose part is unknown.
        reason: Only rows that count for this reason.
        outside: Also show rows that do not count.
        version: By which version of its definition; the first when none is named.
    """

    indicator_id: str
    period: str
    party_code: str | None = None
    buurt_code: str | None = None
    breakdown: str = ALL
    reason: str | None = None
    outside: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of the rows behind a figure.

    Attributes:
        rows: ``period``, ``party_code``, ``delivery_id``, ``source_table``, ``sheet_nl``,
            ``sheet_row``, ``buurt_code``, ``breakdown``, ``reason``, ``reason_nl``, the three
            pairs of numerator and denominator, ``is_unknown``.
        n_rows: How many rows there are in all.
    """

    rows: pl.DataFrame
    n_rows: int


def lineage(
    behind: Behind,
    deliveries: Sequence[AcceptedTables],
    picture: Picture = Picture(),  # noqa: B008 - frozen
    limit: int = 100,
    offset: int = 0,
) -> Rows:
    """Return a page of the rows behind a figure, each with what it contributes and why.

    Args:
        behind: Which figure and which rows.
        deliveries: The accepted deliveries the figure was measured from.
        picture: As it was measured.
        limit: Rows on a page.
        offset: Rows to skip.
    """
    card = indicator(behind.indicator_id, behind.version)
    halves = halves_behind(behind)
    own = [delivery for delivery in deliveries if delivery.period in halves]
    delivered = delivered_tables(own)
    parts = [
        part
        for delivery in own
        if set(card.tables) <= delivered[str(delivery.period), delivery.party_code]
        for part in delivery.parts()
        if part.table in halves[delivery.period]
    ]
    parameters = [picture.parameters(half) for half in halves]
    rows = _filter(behind, card)
    with opened(parts, parameters, card.tables, picture.area) as connection:
        n_rows = n_contribution_rows(connection, card, rows)
        page = contribution_rows(connection, card, rows, limit, offset)
    return Rows(_explained(page, card), n_rows)


def halves_behind(behind: Behind) -> dict[Period, frozenset[str]]:
    """Return the half-years that count in a figure, each with the tables that count in it."""
    card = indicator(behind.indicator_id, behind.version)
    every = frozenset(card.tables)
    if "-" in behind.period:
        return {Period.parse(behind.period): every}
    first, last = Period(int(behind.period), 1), Period(int(behind.period), 2)
    if card.nature is Nature.STOCK:
        return {last: every}
    return {first: every - card.stock_tables, last: every}


def _filter(behind: Behind, card: Indicator) -> RowFilter:
    equals: dict[str, str | None] = {
        column: value
        for column, value in (
            ("party_code", behind.party_code),
            ("buurt_code", behind.buurt_code),
            ("reason", behind.reason),
        )
        if value is not None
    }
    if behind.breakdown != ALL:
        equals["breakdown"] = None if behind.breakdown == UNKNOWN_PART else behind.breakdown
    outside = tuple(entry.code for entry in card.reasons if entry.role is Role.OUTSIDE)
    return RowFilter(equals, () if behind.outside else outside)


def _explained(rows: pl.DataFrame, card: Indicator) -> pl.DataFrame:
    sentences = {entry.code: entry.sentence_nl for entry in card.reasons}
    sheets = {table_id: table(table_id).sheet_nl for table_id in card.tables}
    text = pl.String()
    return rows.with_columns(
        sheet_nl=pl.col("source_table").replace_strict(sheets, return_dtype=text),
        reason_nl=pl.col("reason").replace_strict(sentences, return_dtype=text),
    )
