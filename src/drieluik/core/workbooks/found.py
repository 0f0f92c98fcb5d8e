"""Many findings kept as one table: made by whole columns at a time, turned into objects on demand.

A column with a hundred thousand faults is found, sorted, counted and passed between processes as
quickly as a column with one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from drieluik.core.findings import Finding, Place, Severity
from drieluik.core.findings.finding import Fact

FOUND: dict[str, pl.DataType] = {
    "rule": pl.String(),
    "severity": pl.String(),
    "sheet": pl.String(),
    "cell": pl.String(),
    "column": pl.String(),
    "row": pl.Int64(),
    "value": pl.String(),
    "facts": pl.String(),
    "sheet_order": pl.Int64(),
    "column_order": pl.Int64(),
}
"""Columns of a table of findings; ``facts`` is JSON, the last two only serve the order."""

_ROOM = "workbooks"
PERSONAL = f"{_ROOM}.personal_"
"""How the ids of the rules about personal data begin."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """How often one rule was broken in one column.

    Attributes:
        rule: Id of the rule.
        severity: How much it holds up.
        sheet: Name of the sheet; None for the file as a whole.
        column: Header of the column; None for the sheet as a whole.
        count: Number of findings.
        first_cell: Address of the first one, when it has one.
    """

    rule: str
    severity: Severity
    sheet: str | None
    column: str | None
    count: int
    first_cell: str | None


@dataclass(slots=True)
class FindingList:
    """Collects findings while a workbook is read."""

    _single: list[dict[str, object]] = field(default_factory=list)
    _frames: list[pl.DataFrame] = field(default_factory=list)

    def add(self, finding: Finding, sheet_order: int = -1, column_order: int = -1) -> None:
        """Add one finding; the orders say where it comes among the others."""
        place = finding.place
        self._single.append(
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "sheet": place.sheet,
                "cell": place.cell,
                "column": place.column,
                "row": place.row,
                "value": finding.value,
                "facts": facts_text(finding.facts),
                "sheet_order": sheet_order,
                "column_order": column_order,
            }
        )

    def add_table(self, found: pl.DataFrame) -> None:
        """Add a table of findings with the columns of ``FOUND``."""
        if found.height and dict(found.schema) == FOUND:
            self._frames.append(found)
        elif found.height:
            self._frames.append(
                found.select(pl.col(name).cast(kind) for name, kind in FOUND.items())
            )

    def rows_with_several(self, sheet: str, rules: Sequence[str]) -> list[int]:
        """Return the rows of a sheet with more than one finding of these rules, in order.

        Looks only at findings that were added as tables.
        """
        if not self._frames:
            return []
        found = pl.concat(frame.select("sheet", "rule", "row") for frame in self._frames)
        own = found.filter((pl.col("sheet") == sheet) & pl.col("rule").is_in(rules))
        counted = own.group_by("row").len()
        return counted.filter(pl.col("len") > 1)["row"].sort().to_list()

    def in_order(self) -> pl.DataFrame:
        """Return all findings by sheet, row and column; the same said twice at a place once."""
        single = pl.DataFrame(self._single, schema=FOUND)
        return (
            _without_echoes(pl.concat([single, *self._frames]))
            .unique(["rule", "sheet", "cell", "column", "row", "value", "facts"], keep="first")
            .sort(
                ["sheet_order", "row", "column_order", "rule"],
                nulls_last=False,
                maintain_order=True,
            )
        )


def _without_echoes(found: pl.DataFrame) -> pl.DataFrame:
    """Leave out other findings at a cell with personal data: they would repeat its value."""
    is_personal = pl.col("rule").str.starts_with(PERSONAL)
    cells = found.filter(is_personal & pl.col("row").is_not_null()).select("sheet", "cell")
    if cells.is_empty():
        return found
    others = found.filter(~is_personal).join(cells, on=["sheet", "cell"], how="anti")
    return pl.concat([found.filter(is_personal), others])


def rule_id(name: str) -> str:
    """Return the full id of a rule of this room."""
    return f"{_ROOM}.{name}"


def facts_text(facts: Mapping[str, Fact]) -> str:
    """Write facts as JSON with sorted names."""
    return json.dumps(dict(facts), sort_keys=True, ensure_ascii=False)


def as_findings(found: pl.DataFrame) -> tuple[Finding, ...]:
    """Turn a table of findings into findings."""
    severities = {severity.value: severity for severity in Severity}
    # few texts of facts stand beside many findings: each is read once
    facts = {text: json.loads(text) for text in found["facts"].unique().to_list()}
    columns = ["rule", "severity", "sheet", "cell", "column", "row", "value", "facts"]
    return tuple(
        Finding(rule, severities[severity], Place(sheet, cell, column, row), value, facts[told])
        for rule, severity, sheet, cell, column, row, value, told in found.select(columns).rows()
    )


def as_table(findings: Iterable[Finding]) -> pl.DataFrame:
    """Turn findings into a table, in the order given."""
    collected = FindingList()
    for order, finding in enumerate(findings):
        collected.add(finding, sheet_order=order)
    return collected.in_order()


def grouped(found: pl.DataFrame) -> tuple[FindingGroup, ...]:
    """Count findings per rule, sheet and column, in order of appearance."""
    groups = found.group_by(["rule", "severity", "sheet", "column"], maintain_order=True).agg(
        pl.len().alias("count"), pl.col("cell").first().alias("first_cell")
    )
    return tuple(
        FindingGroup(
            row["rule"],
            Severity(row["severity"]),
            row["sheet"],
            row["column"],
            row["count"],
            row["first_cell"],
        )
        for row in groups.iter_rows(named=True)
    )
