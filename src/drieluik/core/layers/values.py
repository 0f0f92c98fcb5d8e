"""What a layer holds, what a reading is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drieluik.core.findings import Finding, Severity, worst_severity
from drieluik.core.geography import Level, Missing
from drieluik.core.geography.borders import Shape

MOST_CLASSES = 7
"""As many as a map has colours that can be told apart."""


class FigureKind(StrEnum):
    """What the figure of an area is; it decides what may stand in a cell and how it is written."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    AMOUNT = "amount"
    CLASS = "class"


class Scale(StrEnum):
    """How a file writes shares: 12,5 for one in eight, or 0,125 (also cells shown as 12,5%)."""

    PERCENT = "percent"
    PART = "part"


@dataclass(frozen=True, slots=True)
class AreaValue:
    """The figure of one area: a number, a class in words, or the reason why there is none.

    Attributes:
        code: Code of the CBS.
        value: The number; a share is 0-1. None for a class and when it is missing.
        text: The class; empty for numbers.
        missing: Why there is no figure; None exactly when there is one.
    """

    code: str
    value: float | None = None
    text: str = ""
    missing: Missing | None = None

    def __post_init__(self) -> None:
        """Hold that there is one of three."""
        said = [self.value is not None, bool(self.text), self.missing is not None]
        if sum(said) != 1:
            raise ValueError("a number, a class or a reason")


@dataclass(frozen=True, slots=True)
class KnownAreas:
    """The areas of one level in one year.

    Attributes:
        year: Year of the division.
        names: Name per code.
        shapes: Border in RD per code, to count points in; empty when there are no real borders.
    """

    year: int
    names: Mapping[str, str]
    shapes: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LayerQuestion:
    """What is wanted of a file.

    Attributes:
        municipality_code: Only areas of this municipality are read.
        kind: What the figure is.
        level: Per which kind of area.
        column: Header of the column with the figure; empty when there is only one.
        year: Year of the areas; None when file or codes say it.
        scale: How shares are written.
        known: The areas of every year in use.
    """

    municipality_code: str
    kind: FigureKind
    level: Level = Level.BUURT
    column: str = ""
    year: int | None = None
    scale: Scale = Scale.PERCENT
    known: tuple[KnownAreas, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerReading:
    """What came out of a file.

    Attributes:
        source_name: Sheet, layer or file that was read.
        year: Year of the areas; None when it is not known.
        column: Header of the figure; empty when it still has to be chosen, or for points.
        code_column: Header of the codes; empty for points.
        candidates: Columns that could hold the figure.
        n_rows: Rows in the sheet.
        n_points: Points that were counted; None for a table.
        left_out: Per reason how many rows were not read: ``other_municipality``, ``other_level``,
            ``other_year``, ``country``, ``fictitious``, ``no_code``.
        values: In order of code, one per area of the year.
        findings: In order of the file.
    """

    source_name: str = ""
    year: int | None = None
    column: str = ""
    code_column: str = ""
    candidates: tuple[str, ...] = ()
    n_rows: int = 0
    n_points: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    values: tuple[AreaValue, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """Whether something must be put right first."""
        return worst_severity(self.findings) is Severity.BLOCKS
