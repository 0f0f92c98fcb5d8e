"""The form of a contract: which columns a delivered table has and what each of them means.

A contract is data. From it the workbook is generated, read and checked, the typed tables are
validated and the reference pages are written; nothing else has to change for a new column.
"""

from dataclasses import dataclass
from enum import StrEnum

from drieluik.core.tables.over_time import CarriedOver, Figure


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CODE = "code"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"


class Missing(StrEnum):
    """Why a cell holds no value. Zero is a value and is never one of these."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One allowed code with its Dutch name; ``until`` tells the day VERA ended it (ISO date)."""

    code: str
    name_nl: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of codes with where it comes from.

    Attributes:
        id: Name of the list; for VERA lists the VERA name in lower case.
        name_nl: What people call it.
        source: Standard or article that fixes the codes.
        values: The codes in the order in which people expect them.
    """

    id: str
    name_nl: str
    source: str
    values: tuple[CodeValue, ...]

    def codes(self) -> tuple[str, ...]:
        """Return only the codes, in order."""
        return tuple(value.code for value in self.values)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a delivered table.

    Attributes:
        name: English name in the typed table.
        kind: What it holds.
        header_nl: Header in the workbook.
        meaning_nl: What to fill in, in one or two plain Dutch sentences.
        unit: Unit of the value, such as ``EUR per month``; None when it has none.
        required: Whether a blank cell is a fault.
        may_be: Which reasons for absence may be written in the cell ("onbekend", "n.v.t.").
        blank: What a blank optional cell means; unknown unless the column tells an event that
            simply may not have happened (housed, left, reported).
        codes: The closed list, for ``Kind.CODE``.
        at_least: Smallest allowed number.
        at_most: Largest allowed number.
        example: A made-up value for the explanation sheet.
    """

    name: str
    kind: Kind
    header_nl: str
    meaning_nl: str
    unit: str | None = None
    required: bool = True
    may_be: frozenset[Missing] = frozenset()
    blank: Missing = Missing.UNKNOWN
    codes: CodeList | None = None
    at_least: float | None = None
    at_most: float | None = None
    example: str = ""


class WhenMissing(StrEnum):
    """What a rule about numbers does with a row where some have no value.

    A value that is missing in a row that is not skipped counts as zero. A cell that could not be
    read is never counted: its row is skipped.
    """

    SKIP_IF_ANY = "skip_if_any"
    SKIP_IF_ALL = "skip_if_all"
    NEVER_SKIP = "never_skip"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rule between two columns of one row: ``left operator right`` must hold.

    Attributes:
        id: Name of the rule inside the table.
        left: Column name.
        operator: One of ``<= < >= > == !=``.
        right: Column name or a constant number.
        blocks: True when breaking it blocks; False when it must be confirmed with a reason.
        why_nl: Plain Dutch sentence that says what must hold and why.
        when_missing: For which rows it is skipped; days can only be skipped if any is missing.
    """

    id: str
    left: str
    operator: str
    right: str | float
    blocks: bool
    why_nl: str
    when_missing: WhenMissing = WhenMissing.SKIP_IF_ANY


@dataclass(frozen=True, slots=True)
class TotalEqualsSum:
    """A rule that a column is the sum of others in the same row.

    Attributes:
        id: Name of the rule inside the table.
        total: Column with the total.
        parts: Columns that add up to it.
        blocks: True when breaking it blocks; False when it must be confirmed with a reason.
        why_nl: Plain Dutch sentence that says what must hold and why.
        tolerance: How far the total may be off, for what was rounded.
        when_missing: For which rows it is skipped.
    """

    id: str
    total: str
    parts: tuple[str, ...]
    blocks: bool
    why_nl: str
    tolerance: float = 0.0
    when_missing: WhenMissing = WhenMissing.SKIP_IF_ANY


class Pairing(StrEnum):
    """How two cells of a row go together."""

    BOTH_OR_NONE = "both_or_none"
    AT_MOST_ONE = "at_most_one"


@dataclass(frozen=True, slots=True)
class Pair:
    """A rule that two cells of a row are filled together, or never together.

    Attributes:
        id: Name of the rule inside the table.
        first: Column name.
        second: Column name.
        pairing: Which of the two must hold.
        blocks: True when breaking it blocks; False when it must be confirmed with a reason.
        why_nl: Plain Dutch sentence that says what must hold and why.
    """

    id: str
    first: str
    second: str
    pairing: Pairing
    blocks: bool
    why_nl: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule of the form: when ``when_column`` is one of ``when_values``, then ``then_column``...

    Attributes:
        id: Name of the rule inside the table.
        when_column: Column looked at.
        when_values: Values (as written in the typed table) for which the rule applies.
        then_column: Column the rule speaks about.
        then_values: Values it must have; None means: it must have *a* value.
        blocks: True when breaking it blocks; False when it must be confirmed with a reason.
        why_nl: Plain Dutch sentence that says what must hold and why.
    """

    id: str
    when_column: str
    when_values: tuple[str | float | bool, ...]
    then_column: str
    then_values: tuple[str | float | bool, ...] | None
    blocks: bool
    why_nl: str


@dataclass(frozen=True, slots=True)
class WithinPeriod:
    """A rule that a date lies in the period of the delivery (half open).

    Attributes:
        id: Name of the rule inside the table.
        column: The date column.
        from_start: When False only the end of the period bounds the date.
        blocks: True when breaking it blocks; False when it must be confirmed with a reason.
    """

    id: str
    column: str
    from_start: bool = True
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A rule that values of a column occur in a column of another table of the same delivery.

    Attributes:
        id: Name of the rule inside the table.
        column: Column of this table.
        other_table: Id of the other table.
        other_column: Column of the other table.
        blocks: True when breaking it blocks; False when it must be confirmed with a reason.
        why_nl: Plain Dutch sentence that says what must hold and why.
    """

    id: str
    column: str
    other_table: str
    other_column: str
    blocks: bool
    why_nl: str


Rule = Comparison | TotalEqualsSum | Condition | Pair | WithinPeriod | Reference


@dataclass(frozen=True, slots=True)
class Table:
    """The contract of one delivered table.

    Attributes:
        id: English name, used in file names and lineage.
        version: Raised when a column is added, dropped or changes meaning.
        sheet_nl: Name of the worksheet (at most 31 characters).
        meaning_nl: What one row is, in plain Dutch.
        serves: Numbers of agreements of the example city that the table serves.
        columns: In the order of the sheet.
        key: Columns that together occur once.
        rules: What must hold beyond type, codes and range.
        carried_over: What must be told when its rows differ from those of the half-year before.
        figures: What is held against earlier half-years and other corporations.
    """

    id: str
    version: int
    sheet_nl: str
    meaning_nl: str
    serves: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    carried_over: CarriedOver | None = None
    figures: tuple[Figure, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column with this name.

        Raises:
            KeyError: The table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
