"""The rules of a contract between columns, with the period and with other tables."""

from collections.abc import Callable, Mapping
from functools import singledispatch
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import polars as pl

from drieluik.core.tables import (
    Comparison,
    Condition,
    Kind,
    Pair,
    Period,
    Reference,
    Rule,
    TotalEqualsSum,
    WithinPeriod,
)
from drieluik.core.tables.typed import SHEET_ROW, missing_column
from drieluik.core.workbooks.checks.absence import counted, judged
from drieluik.core.workbooks.checks.marking import mark
from drieluik.core.workbooks.checks.pairs import check_pair
from drieluik.core.workbooks.checks.sums import check_total
from drieluik.core.workbooks.checks.wording import as_text, or_why_absent, severity_of
from drieluik.core.workbooks.found import FindingList
from drieluik.core.workbooks.reading.sheet import SheetReading

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "<=": le,
    "<": lt,
    ">=": ge,
    ">": gt,
    "==": eq,
    "!=": ne,
}
_IN_WORDS = {
    "<=": "hoogstens zo hoog zijn als",
    "<": "lager zijn dan",
    ">=": "minstens zo hoog zijn als",
    ">": "hoger zijn dan",
    "==": "gelijk zijn aan",
    "!=": "anders zijn dan",
}

_DATES_IN_WORDS = {
    "<=": "niet later zijn dan",
    "<": "eerder zijn dan",
    ">=": "niet eerder zijn dan",
    ">": "later zijn dan",
    "==": "dezelfde dag zijn als",
    "!=": "een andere dag zijn dan",
}


def check_rules(
    reading: SheetReading,
    others: Mapping[str, pl.DataFrame],
    period: Period | None,
    findings: FindingList,
) -> None:
    """Check all rules of the contract; a rule about a column that was not found is skipped."""
    for rule in reading.table.rules:
        if isinstance(rule, WithinPeriod):
            if period is not None and rule.column in reading.spots:
                _check_period(rule, reading, period, findings)
        elif isinstance(rule, Reference):
            if rule.other_table in others and rule.column in reading.spots:
                _check_reference(rule, reading, others[rule.other_table], findings)
        else:
            _check(rule, reading, findings)


@singledispatch
def _check(rule: Rule, reading: SheetReading, findings: FindingList) -> None:
    raise TypeError(f"no check for {type(rule).__name__}")


@_check.register
def _comparison(rule: Comparison, reading: SheetReading, findings: FindingList) -> None:
    names = [rule.left, *([rule.right] if isinstance(rule.right, str) else [])]
    if any(name not in reading.spots for name in names):
        return
    left = counted(rule.left, rule.when_missing)
    right = (
        counted(rule.right, rule.when_missing)
        if isinstance(rule.right, str)
        else pl.lit(rule.right)
    )
    holds = _OPERATORS[rule.operator](left, right)
    broken = reading.typed.filter(judged(reading.typed, names, rule.when_missing) & ~holds)
    if broken.is_empty():
        return
    is_date = reading.table.column(rule.left).kind is Kind.DATE
    words = (_DATES_IN_WORDS if is_date else _IN_WORDS)[rule.operator]
    facts = pl.struct(
        must_be=pl.format(f"{words} {{}}", _other_side(reading, rule.right)),
        why=pl.lit(rule.why_nl),
        check=pl.lit(rule.id),
    )
    broken = broken.select(SHEET_ROW, facts=facts.struct.json_encode())
    findings.add_table(mark(reading, broken, rule.left, ("comparison_broken", severity_of(rule))))


@_check.register
def _condition(rule: Condition, reading: SheetReading, findings: FindingList) -> None:
    if rule.when_column not in reading.spots or rule.then_column not in reading.spots:
        return
    applies = pl.col(rule.when_column).is_in(list(rule.when_values))
    then = pl.col(rule.then_column)
    if rule.then_values is None:
        reason = missing_column(rule.then_column)
        broken = applies & pl.col(reason).is_not_null() if reason in reading.typed.columns else None
    else:
        broken = applies & then.is_not_null() & ~then.is_in(list(rule.then_values))
    if broken is None:
        return
    rows = reading.typed.filter(broken)
    if rows.is_empty():
        return
    facts = pl.struct(
        when_value=as_text(reading, rule.when_column),
        when=pl.lit(reading.spots[rule.when_column].header),
        why=pl.lit(rule.why_nl),
        check=pl.lit(rule.id),
    )
    rows = rows.select(SHEET_ROW, facts=facts.struct.json_encode())
    findings.add_table(
        mark(reading, rows, rule.then_column, ("condition_broken", severity_of(rule)))
    )


def _check_period(
    rule: WithinPeriod, reading: SheetReading, period: Period, findings: FindingList
) -> None:
    day = pl.col(rule.column)
    outside = day >= period.ends_before
    if rule.from_start:
        outside = outside | (day < period.starts_on)
    findings.add_table(
        mark(
            reading,
            reading.typed.filter(outside).select(SHEET_ROW),
            rule.column,
            ("outside_period", severity_of(rule)),
            period=str(period),
            bounds=(
                f"van {period.starts_on:%d-%m-%Y} tot en met {period.last_day:%d-%m-%Y}"
                if rule.from_start
                else f"uiterlijk op {period.last_day:%d-%m-%Y}"
            ),
            check=rule.id,
        )
    )


def _check_reference(
    rule: Reference, reading: SheetReading, other: pl.DataFrame, findings: FindingList
) -> None:
    unknown = (
        reading.typed.filter(pl.col(rule.column).is_not_null())
        .join(other, left_on=rule.column, right_on=rule.other_column, how="anti")
        .select(SHEET_ROW)
        .sort(SHEET_ROW)
    )
    findings.add_table(
        mark(
            reading,
            unknown,
            rule.column,
            ("reference_broken", severity_of(rule)),
            why=rule.why_nl,
            check=rule.id,
        )
    )


def _other_side(reading: SheetReading, right: str | float) -> pl.Expr:
    if isinstance(right, str):
        header = reading.spots[right].header
        return pl.concat_str(pl.lit(f"{header} ("), or_why_absent(reading, right), pl.lit(")"))
    return pl.lit(f"{right:g}".replace(".", ","))


_check.register(TotalEqualsSum, check_total)
_check.register(Pair, check_pair)
