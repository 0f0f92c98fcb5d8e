"""Totals that must equal the sum of their parts."""

import polars as pl

from drieluik.core.tables import TotalEqualsSum
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks.checks.absence import counted, judged
from drieluik.core.workbooks.checks.marking import mark
from drieluik.core.workbooks.checks.wording import or_why_absent, severity_of
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.sheet import SheetReading

_EXACT = 1e-6
"""Sums of cents differ by less from what they should be."""


def check_total(rule: TotalEqualsSum, reading: SheetReading, findings: FindingList) -> None:
    """Report totals that differ from the sum of their parts by more than the tolerance."""
    names = (rule.total, *rule.parts)
    if any(name not in reading.spots for name in names):
        return
    total = pl.sum_horizontal(counted(name, rule.when_missing) for name in rule.parts)
    off = (counted(rule.total, rule.when_missing) - total).abs() > rule.tolerance + _EXACT
    broken = reading.typed.filter(judged(reading.typed, names, rule.when_missing) & off)
    if broken.is_empty():
        return
    parts = pl.concat_str(
        [
            pl.format(f"{reading.spots[name].header} ({{}})", or_why_absent(reading, name))
            for name in rule.parts
        ],
        separator=" + ",
    )
    written = total.cast(pl.Float64).round(2).cast(pl.String).str.replace(r"\.0$", "")
    facts = pl.struct(
        must_be=pl.format(
            "gelijk zijn aan {}, samen {}", parts, written.str.replace(".", ",", literal=True)
        ),
        why=pl.lit(rule.why_nl),
        check=pl.lit(rule.id),
    )
    rows = broken.select(SHEET_ROW, facts=facts.struct.json_encode())
    findings.add_table(mark(reading, rows, rule.total, ("comparison_broken", severity_of(rule))))
