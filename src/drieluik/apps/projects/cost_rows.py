"""Costs and cover as pages and files show them: frozen rows, amounts exact to the cent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from drieluik.apps.agreements.proposals.planning import action_key
from drieluik.apps.agreements.rows import FocusProjectRow
from drieluik.apps.projects.rows import BoardAction


@dataclass(frozen=True, slots=True)
class Total:
    """Costs and cover together, in euro."""

    cost: Decimal
    cover: Decimal

    @property
    def missing(self) -> Decimal:
        """What is not covered."""
        return self.cost - self.cover


@dataclass(frozen=True, slots=True)
class CostRow:
    """What an action costs a party in a year, as it was told last.

    Attributes:
        year: The year in which it counts.
        told_year: The year it was told for; another one when the action has moved since.
    """

    action_id: int
    party_id: int
    party_name: str
    year: int
    told_year: int
    total: Total
    explanation: str
    audience: str
    audience_label: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class YearCosts:
    """A year of costs: per party, and all together."""

    year: int
    parties: tuple[tuple[str, Total], ...]
    total: Total


@dataclass(frozen=True, slots=True)
class Costs:
    """The lines a reader may see; ``n_hidden`` are for the parties only and left out."""

    rows: tuple[CostRow, ...]
    n_hidden: int

    @property
    def years(self) -> tuple[YearCosts, ...]:
        """The lines added up per year and party."""
        return tuple(
            _year(year, [row for row in self.rows if row.year == year])
            for year in sorted({row.year for row in self.rows})
        )


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An action of which the costs in a year are not fully covered, with its lines."""

    project: FocusProjectRow
    action: BoardAction
    rows: tuple[CostRow, ...]
    total: Total

    @property
    def key(self) -> str:
        """Lasting id of the action, by which a proposal names it."""
        return action_key(self.project.project_id, self.action.action.number)


def total_of(rows: Iterable[CostRow]) -> Total:
    """Add lines up."""
    given = list(rows)
    return Total(
        sum((row.total.cost for row in given), Decimal(0)),
        sum((row.total.cover for row in given), Decimal(0)),
    )


def _year(year: int, rows: list[CostRow]) -> YearCosts:
    names = sorted({row.party_name for row in rows})
    parties = tuple(
        (name, total_of(row for row in rows if row.party_name == name)) for name in names
    )
    return YearCosts(year, parties, total_of(rows))
