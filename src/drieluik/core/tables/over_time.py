"""What a contract expects over time: what is carried over, and which figures are watched.

A contract is data here too: the room ``plausibility`` holds what it says against what was
delivered before and by others. Such expectations only ask; they never block.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Movement:
    """Rows of a table of the same delivery that say that something came or went.

    Attributes:
        table: Id of the table.
        column: Column that holds the key of what moved.
        when_column: Column that says which way, or None when every row counts.
        when_value: Value in that column of the rows that count.
    """

    table: str
    column: str
    when_column: str | None = None
    when_value: str | None = None


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Stock of the half-year before + what came − what left = stock now, by key.

    A side of which no table was delivered is not judged: nobody knows what came or left then.

    Attributes:
        id: Name of the rule inside the table.
        name_nl: What people call it.
        key: Column that is the same for one thing in every half-year.
        came: Where what came is told.
        left: Where what left is told.
        fixed: Columns that one thing keeps.
    """

    id: str
    name_nl: str
    key: str
    came: tuple[Movement, ...]
    left: tuple[Movement, ...]
    fixed: tuple[str, ...]

    def told_in(self) -> tuple[str, ...]:
        """Return the ids of the tables that tell what came or left."""
        return tuple(movement.table for movement in (*self.came, *self.left))


class Summary(StrEnum):
    """How a column becomes one figure."""

    SUM = "sum"
    MEAN = "mean"
    ROWS = "rows"


class Beside(StrEnum):
    """What a figure is held against."""

    EARLIER = "earlier"
    OTHERS = "others"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a table that is held against earlier half-years and other corporations.

    Attributes:
        id: Name of the rule inside the table.
        name_nl: What people call it, with its article, as a sentence begins with it.
        column: Column it is made from and pointed at.
        summary: How.
        unit_nl: Its unit in a sentence; empty for a number of things.
        by: Column of places whose amounts are compared one by one with the half-year before.
    """

    id: str
    name_nl: str
    column: str
    summary: Summary
    unit_nl: str = ""
    by: str | None = None

    def check(self, beside: Beside) -> str:
        """Return the id inside the table of holding this figure against something."""
        return f"{self.id}.{beside.value}"

    def checked_beside(self) -> tuple[Beside, ...]:
        """Return what this figure is held against."""
        return tuple(beside for beside in Beside if beside is not Beside.PLACES or self.by)
