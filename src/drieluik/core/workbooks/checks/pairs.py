"""Cells of a row that are filled together, or never together."""

import polars as pl

from drieluik.core.tables import Pair, Pairing
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks.checks.absence import absent, filled
from drieluik.core.workbooks.checks.marking import mark
from drieluik.core.workbooks.checks.wording import as_text, severity_of
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.sheet import SheetReading


def check_pair(rule: Pair, reading: SheetReading, findings: FindingList) -> None:
    """Report the cell that lacks its counterpart, or the second of two that exclude each other."""
    if rule.first not in reading.spots or rule.second not in reading.spots:
        return
    first, second = rule.first, rule.second
    if rule.pairing is Pairing.AT_MOST_ONE:
        _report(rule, reading, filled(first) & filled(second), (second, first), findings)
        return
    for lacking, other in ((second, first), (first, second)):
        alone = filled(other) & absent(reading.typed, lacking)
        _report(rule, reading, alone, (lacking, other), findings)


def _report(
    rule: Pair,
    reading: SheetReading,
    broken: pl.Expr,
    names: tuple[str, str],
    findings: FindingList,
) -> None:
    at, other = names
    rows = reading.typed.filter(broken)
    if rows.is_empty():
        return
    facts = pl.struct(
        other=pl.lit(reading.spots[other].header),
        other_value=as_text(reading, other),
        why=pl.lit(rule.why_nl),
        check=pl.lit(rule.id),
    )
    name = "pair_excluded" if rule.pairing is Pairing.AT_MOST_ONE else "pair_incomplete"
    told = rows.select(SHEET_ROW, facts=facts.struct.json_encode())
    findings.add_table(mark(reading, told, at, (name, severity_of(rule))))
