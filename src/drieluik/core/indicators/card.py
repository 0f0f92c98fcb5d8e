"""The card of an indicator: everything people must be able to look up about a figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from drieluik.core.tables import CodeValue

IbisTable = Any
"""An ibis table expression; ibis ships no types and is imported only when a figure is needed."""

Sources = Mapping[str, IbisTable]
"""Table id -> expression; also ``period_parameters``, one row of values per period."""


class Unit(StrEnum):
    """What one unit of the figure is; a share runs from 0 to 1."""

    SHARE = "share"
    HOUSEHOLDS = "households"
    DWELLINGS = "dwellings"
    LETTINGS = "lettings"
    HOME_SEEKERS = "home seekers"
    PERSONS = "persons"
    EUR = "EUR"
    EUR_PER_DWELLING = "EUR per dwelling"


class Aggregation(StrEnum):
    """How rows become one figure: counted, summed, or one sum divided by another."""

    COUNT = "count"
    SUM = "sum"
    RATIO = "ratio"


class Nature(StrEnum):
    """How two half-years become a year: flows add up, of a stock the last one counts."""

    STOCK = "stock"
    FLOW = "flow"


class Better(StrEnum):
    """Which way the parties want the figure to go."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Audience(StrEnum):
    """Who may see the figure per corporation."""

    OPEN = "open"
    PARTNERS = "partners"
    OWNER = "owner"


class Level(StrEnum):
    """For which part of the city a figure is given."""

    CORPORATION = "corporation"
    BUURT = "buurt"
    CORPORATION_BUURT = "corporation_buurt"
    TOTAL = "total"


class Role(StrEnum):
    """What a row does to the figure."""

    COUNTS = "counts"
    OUTSIDE = "outside"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row counts as it does; ``sentence_nl`` stands beside the row in the lineage."""

    code: str
    role: Role
    sentence_nl: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts into which a figure is split.

    Attributes:
        id: Name of the breakdown.
        name_nl: What people call it.
        codes: Every part, in order, also when no row falls in it.
        parts_of_whole: True when each part is divided by the whole (share of all lettings);
            False when each part is a figure of its own (share within the group).
    """

    id: str
    name_nl: str
    codes: tuple[CodeValue, ...]
    parts_of_whole: bool = False


@dataclass(frozen=True, slots=True)
class Used:
    """Columns of one delivered table that an indicator reads."""

    table: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its card and the one expression that computes it.

    Attributes:
        id: Lasting English name.
        version: The way of counting. A shipped version never changes; another way is a next number,
            and it counts nowhere until parties adopt it.
        shipped_on: Day on which the product first had this version; no day on which it counts.
        name_nl: Short name.
        meaning_nl: What it tells, in plain Dutch.
        formula_nl: How it is computed, in plain Dutch.
        unit: Unit of the figure.
        aggregation: How rows become a figure.
        nature: How half-years become a year.
        better: Which way is better.
        serves: Numbers of agreements of the example city.
        owner: Who keeps the definition.
        audience: Who may see it per corporation.
        sources: Tables and columns it reads.
        reasons: Every reason the expression can give a row.
        contributions: The expression: one row per source row, see ``contributions``.
        breakdown: Parts into which it is split, if any.
        levels: For which parts of the city it makes sense.
        stock_tables: Source tables of which only the last half-year counts in a flow figure.
        by_chance: True when it counts how it went with separate cases, so that chance has a say in
            it; small numbers then say less.
        limits_nl: What the figure does not tell.
        mappings: Known counterparts in VERA, dVi or dPi.
        differs_nl: How a later version counts otherwise than the one before; empty in the first.
        on_request: Whether it counts only where the parties took it into their catalogue.
    """

    id: str
    version: int
    shipped_on: date
    name_nl: str
    meaning_nl: str
    formula_nl: str
    unit: Unit
    aggregation: Aggregation
    nature: Nature
    better: Better
    serves: tuple[str, ...]
    owner: str
    audience: Audience
    sources: tuple[Used, ...]
    reasons: tuple[Reason, ...]
    contributions: Callable[[Sources], IbisTable]
    breakdown: Breakdown | None = None
    levels: tuple[Level, ...] = (
        Level.TOTAL,
        Level.CORPORATION,
        Level.BUURT,
        Level.CORPORATION_BUURT,
    )
    stock_tables: frozenset[str] = frozenset()
    by_chance: bool = False
    limits_nl: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()
    differs_nl: str = ""
    on_request: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """Ids of the delivered tables that the figure needs."""
        return tuple(used.table for used in self.sources)

    def reason(self, code: str) -> Reason:
        """Return the reason with this code.

        Raises:
            KeyError: The indicator gives no such reason.
        """
        for entry in self.reasons:
            if entry.code == code:
                return entry
        raise KeyError(code)
