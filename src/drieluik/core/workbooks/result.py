"""What comes out of reading a workbook: stamp, typed tables and all findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from drieluik.core.findings import Finding, Severity
from drieluik.core.workbooks.found import FindingGroup, as_findings, as_table, grouped
from drieluik.core.workbooks.reading.columns import Spot
from drieluik.core.workbooks.stamp import WorkbookStamp


@dataclass(frozen=True)
class WorkbookReading:
    """A workbook after reading.

    Attributes:
        stamp: For whom and when; None when the file has no stamp that can be trusted.
        tables: The typed table of each contract whose sheet was found, by table id. A faulty cell
            is null without a reason in its ``__missing`` companion.
        found: All findings as a table (columns of ``found.FOUND``), by sheet, row and column.
        spots: Where each column that was found stands in the file, by table id and column name.
    """

    stamp: WorkbookStamp | None
    tables: Mapping[str, pl.DataFrame]
    found: pl.DataFrame
    spots: Mapping[str, Mapping[str, Spot]] = field(default_factory=dict)

    @classmethod
    def refused(cls, findings: Iterable[Finding]) -> "WorkbookReading":
        """The reading of a file that was not opened: no stamp, no tables, only why."""
        return cls(None, {}, as_table(findings))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings as objects, by sheet, row and column."""
        return as_findings(self.found)

    @cached_property
    def summary(self) -> tuple[FindingGroup, ...]:
        """How often each rule was broken in each column."""
        return grouped(self.found)

    @property
    def blocks(self) -> bool:
        """Whether anything must be corrected before the delivery can be signed."""
        return bool((self.found["severity"] == Severity.BLOCKS.value).any())
