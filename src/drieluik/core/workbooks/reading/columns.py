"""One column of cells into typed values, reasons for absence and findings at their cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from drieluik.core.tables import Column, Kind, Missing, Period
from drieluik.core.tables.typed import may_lack_a_value, missing_column, typed_kind
from drieluik.core.workbooks.found import FOUND, facts_text, rule_id
from drieluik.core.workbooks.layout import allowed_missing, missing_words
from drieluik.core.workbooks.reading.dates import read_dates
from drieluik.core.workbooks.reading.numbers import read_numbers
from drieluik.core.workbooks.reading.seen import as_seen
from drieluik.core.workbooks.reading.words import YES_NO_WORDS, code_spellings, missing_reason
from drieluik.core.workbooks.rules import RULES

_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"
_EXACT_DIGITS = 1e15
_CODES_SHOWN = 14
_MOST_SUGGESTIONS = 200
"""Looking for a close code is slow; who writes more different wrong codes uses another list."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a column stands, for the places of its findings.

    Attributes:
        sheet: Name of the sheet in the file.
        letters: Letters of the column in the file.
        header: Header as the file writes it.
        sheet_order: Place of the sheet among the tables.
        column_order: Place of the column in the sheet.
    """

    sheet: str
    letters: str
    header: str
    sheet_order: int
    column_order: int


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the reading of a cell depends on besides the cell itself."""

    period: Period | None
    counts_from_1904: bool


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The typed columns (the value and, where it may be absent, the reason) and the findings."""

    typed: pl.DataFrame
    found: pl.DataFrame


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """The cells of one column, to be read.

    Attributes:
        column: Its contract.
        cells: Columns ``row`` (in the sheet), ``clean`` (text or null), ``number`` (not null
            where the cell is a number or a logical value).
        spot: Where the column stands.
    """

    column: Column
    cells: pl.DataFrame
    spot: Spot


def read_columns(wanted: Sequence[ColumnCells], conditions: Conditions) -> list[ColumnReading]:
    """Read the cells of columns, all at the same time, for a sheet may be large."""
    if not any(one.cells.height for one in wanted):
        # most deliveries leave sheets empty, and planning such a question costs more than the rest
        return [_nothing_read(one.column) for one in wanted]
    answers = pl.collect_all(_query(one, conditions) for one in wanted)
    read = [_per_cell(one, answer) for one, answer in zip(wanted, answers, strict=True)]
    return [
        ColumnReading(each[_typed_names(one.column)], _found(one.column, each, one.spot))
        for one, each in zip(wanted, read, strict=True)
    ]


def _nothing_read(column: Column) -> ColumnReading:
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {column.name: typed_kind(column.kind)}
    if may_lack_a_value(column):
        kinds[missing_column(column.name)] = _REASONS
    return ColumnReading(pl.DataFrame(schema=kinds), pl.DataFrame(schema=FOUND))


def _query(one: ColumnCells, conditions: Conditions) -> pl.LazyFrame:
    column, cells = one.column, one.cells
    if column.kind in _FEW_TEXTS:
        cells = cells.select(pl.col("clean").unique())
    marked = cells.lazy().with_columns(reason=missing_reason(column))
    to_read = marked.with_columns(
        clean=pl.when(pl.col("reason").is_null()).then(pl.col("clean")), shown=pl.col("clean")
    )
    read = _READERS[column.kind](column, to_read, conditions)
    read = read.with_columns(rule=pl.coalesce(_absence_rule(column), "rule"))
    fine = pl.when(pl.col("rule").is_null() | pl.col("rule").is_in(_VALUE_STAYS))
    typed = {column.name: fine.then(pl.col("value")).cast(typed_kind(column.kind))}
    if may_lack_a_value(column):
        typed[missing_column(column.name)] = _reason(column)
    where = [name for name in ("row", "number") if name in cells.columns]
    return read.select(*where, "shown", "rule", **typed)


def _per_cell(one: ColumnCells, read: pl.DataFrame) -> pl.DataFrame:
    """Put what was read of each text at the cells where it stands, unless cells were read."""
    if one.column.kind not in _FEW_TEXTS:
        return read
    cells = one.cells.rename({"clean": "shown"})
    return cells.join(read, on="shown", how="left", nulls_equal=True, maintain_order="left")


def _typed_names(column: Column) -> list[str]:
    return [column.name, *([missing_column(column.name)] if may_lack_a_value(column) else [])]


_REASONS = pl.Enum([reason.value for reason in Missing])
_VALUE_STAYS = ["code_ended"]
_FEW_TEXTS = (Kind.CODE, Kind.YES_NO)
"""Kinds of which a sheet repeats few texts: each text is read once, whatever number it was."""


def _absence_rule(column: Column) -> pl.Expr:
    reason = pl.col("reason")
    allowed = {missing.value for missing in allowed_missing(column)}
    blank = pl.col("shown").is_null() & pl.lit(column.required)
    return (
        pl.when(blank)
        .then(pl.lit("cell_blank"))
        .when((reason == Missing.UNKNOWN.value) & pl.lit("unknown" not in allowed))
        .then(pl.lit("may_not_be_unknown"))
        .when((reason == Missing.NOT_APPLICABLE.value) & pl.lit("not_applicable" not in allowed))
        .then(pl.lit("may_not_be_not_applicable"))
    )


def _reason(column: Column) -> pl.Expr:
    blank = None if column.required else column.blank.value
    return (
        pl.when(pl.col("rule").is_not_null())
        .then(None)
        .when(pl.col("shown").is_null())
        .then(pl.lit(blank, pl.String))
        .otherwise(pl.col("reason"))
        .cast(_REASONS)
    )


def _read_text(column: Column, cells: pl.LazyFrame, conditions: Conditions) -> pl.LazyFrame:
    value = pl.col("clean")
    is_number = pl.col("number").is_not_null()
    lost = is_number & (value.cast(pl.Float64, strict=False).abs() >= _EXACT_DIGITS)
    rule = (
        pl.when(lost)
        .then(pl.lit("text_lost_digits"))
        .when(value.str.contains(_MOMENT))
        .then(pl.lit("text_is_a_date"))
    )
    return cells.with_columns(value=value, rule=rule)


def _read_codes(column: Column, cells: pl.LazyFrame, conditions: Conditions) -> pl.LazyFrame:
    written = pl.col("clean")
    value = written.str.to_lowercase().replace_strict(
        code_spellings(column), default=None, return_dtype=pl.String
    )
    ended = [
        code.code
        for code in (column.codes.values if column.codes is not None else ())
        if code.until is not None
        and conditions.period is not None
        and code.until < conditions.period.starts_on.isoformat()
    ]
    is_ended = pl.col("value").is_in(ended) if ended else pl.lit(False)
    rule = (
        pl.when(written.is_not_null() & pl.col("value").is_null())
        .then(pl.lit("code_unknown"))
        .when(is_ended)
        .then(pl.lit("code_ended"))
    )
    return cells.with_columns(value=value).with_columns(rule=rule)


def _read_yes_no(column: Column, cells: pl.LazyFrame, conditions: Conditions) -> pl.LazyFrame:
    value = (
        pl.col("clean")
        .str.to_lowercase()
        .replace_strict(YES_NO_WORDS, default=None, return_dtype=pl.Boolean)
    )
    rule = pl.when(pl.col("clean").is_not_null() & pl.col("value").is_null()).then(
        pl.lit("yes_no_not_understood")
    )
    return cells.with_columns(value=value).with_columns(rule=rule)


def _read_number(column: Column, cells: pl.LazyFrame, conditions: Conditions) -> pl.LazyFrame:
    return read_numbers(column, cells)


def _read_date(column: Column, cells: pl.LazyFrame, conditions: Conditions) -> pl.LazyFrame:
    return read_dates(cells, conditions.counts_from_1904)


_READERS: dict[Kind, Callable[[Column, pl.LazyFrame, Conditions], pl.LazyFrame]] = {
    Kind.TEXT: _read_text,
    Kind.CODE: _read_codes,
    Kind.WHOLE: _read_number,
    Kind.DECIMAL: _read_number,
    Kind.MONEY: _read_number,
    Kind.DATE: _read_date,
    Kind.YES_NO: _read_yes_no,
}


def _found(column: Column, read: pl.DataFrame, spot: Spot) -> pl.DataFrame:
    if read["rule"].null_count() == read.height:
        return pl.DataFrame(schema=FOUND)
    bad = read.filter(pl.col("rule").is_not_null())
    facts = _facts(column)
    return bad.select(
        rule=rule_id("") + pl.col("rule"),
        severity=pl.col("rule").replace_strict(
            {name: severity.value for name, severity in RULES.items()}, return_dtype=pl.String
        ),
        sheet=pl.lit(spot.sheet),
        cell=spot.letters + pl.col("row").cast(pl.String),
        column=pl.lit(spot.header),
        row=pl.col("row"),
        value=as_seen(pl.col("shown"), pl.col("number")),
        facts=_facts_per_row(column, bad, facts),
        sheet_order=pl.lit(spot.sheet_order, pl.Int64),
        column_order=pl.lit(spot.column_order, pl.Int64),
    )


def _facts(column: Column) -> dict[str, str | int | float]:
    facts: dict[str, str | int | float] = {"words": _or(missing_words(column))}
    if column.at_least is not None:
        facts["at_least"] = f"{column.at_least:g}"
    if column.at_most is not None:
        facts["at_most"] = f"{column.at_most:g}"
    if column.codes is not None:
        codes = column.codes.codes()
        more = ", …" if len(codes) > _CODES_SHOWN else ""
        facts["codes"] = ", ".join(codes[:_CODES_SHOWN]) + more
    return facts


def _facts_per_row(
    column: Column, bad: pl.DataFrame, facts: dict[str, str | int | float]
) -> pl.Series:
    if column.codes is None:
        return pl.Series([facts_text(facts)] * bad.height, dtype=pl.String)
    spellings = code_spellings(column)
    told: dict[str | None, str] = {}
    for number, value in enumerate(bad["shown"].unique(maintain_order=True).to_list()):
        suggestion = _suggestion(str(value), spellings) if number < _MOST_SUGGESTIONS else ""
        told[value] = facts_text({**facts, "suggestion": suggestion})
    return pl.Series([told[value] for value in bad["shown"].to_list()], dtype=pl.String)


def _suggestion(value: str, spellings: dict[str, str]) -> str:
    close = get_close_matches(value.casefold(), spellings, n=1, cutoff=0.6)
    return f" Bedoelt u {spellings[close[0]]}?" if close else ""


def _or(words: tuple[str, ...]) -> str:
    return f" of {' of '.join(words)}" if words else ""
