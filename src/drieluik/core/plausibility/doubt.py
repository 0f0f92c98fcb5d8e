"""A doubt: what stands out, where, and the numbers its sentence needs."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from drieluik.core.findings.finding import Fact

Tables = Mapping[str, pl.DataFrame]
"""Typed tables by table id, of one corporation in one municipality."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that stands out and must be confirmed or put right.

    Attributes:
        rule: Name of the sentence, in ``findings/nl/plausibility.yaml``.
        table: Id of the table.
        column: Name of the column it points at.
        check: Id inside the table of what was expected.
        facts: Plain values for the sentence, numbers as the Dutch write them.
        row: Row in the sheet; None for the column as a whole.
        value: What stands there now, for a row, as one would type it.
    """

    rule: str
    table: str
    column: str
    check: str
    facts: Mapping[str, Fact]
    row: int | None = None
    value: str | None = None


def as_typed(number: float) -> str:
    """Write a number as one types it in a cell: with a decimal comma, in no groups of thousands.

    Examples:
        >>> as_typed(12345.5), as_typed(12345.0)
        ('12345,50', '12345')
    """
    return in_dutch(number).replace(".", "")


def in_dutch(number: float) -> str:
    """Write a number as the Dutch do, with decimals only where it has them.

    Examples:
        >>> in_dutch(12345.5), in_dutch(300.0), in_dutch(-7)
        ('12.345,50', '300', '-7')
    """
    written = f"{number:,.2f}" if round(number, 2) % 1 else f"{number:,.0f}"
    return written.translate(str.maketrans(",.", ".,"))
