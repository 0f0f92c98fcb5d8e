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
from drieluik.core.workbooks.reading.repeats import Repeats
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
        repeats: The same texts taken apart, where the column repeats few.
    """

    column: Column
    cells: pl.DataFrame
    spot: Spot
    repeats: Repeats | None = None

    @property
    def by_text(self) -> Repeats | None:
        """The texts to be read once each, unless the same text can mean different things.

        It can where a number and a text that looks like one stand in the same column.
        """
        if self.repeats is None or self.column.kind in _WORDS_ONLY or not self._has_both:
            return self.repeats
        return None

    @property
    def _has_both(self) -> bool:
        is_number = self.cells["number"].is_not_null()
        return bool(is_number.any() and (is_number != self.cells["clean"].is_not_null()).any())


def read_columns(wanted: Sequence[ColumnCells], conditions: Conditions) -> list[ColumnReading]:
    """Read the cells of columns, all at the same time, for a sheet may be large."""
    if not any(one.cells.height for one in wanted):
        # most deliveries leave sheets empty, and planning such a question costs more than the rest
        return [_nothing_read(one.column) for one in wanted]
    texts = [one.by_text for one in wanted]
    answers = pl.collect_all(
        _query(one, by_text, conditions) for one, by_text in zip(wanted, texts, strict=True)
    )
    return [
        _spread(one, by_text, answer)
        for one, by_text, answer in zip(wanted, texts, answers, strict=True)
    ]


def _nothing_read(column: Column) -> ColumnReading:
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {column.name: typed_kind(column.kind)}
    if may_lack_a_value(column):
        kinds[missing_column(column.name)] = _REASONS
    return ColumnReading(pl.DataFrame(schema=kinds), pl.DataFrame(schema=FOUND))


def _query(one: ColumnCells, by_text: Repeats | None, conditions: Conditions) -> pl.LazyFrame:
    column, cells = one.column, one.cells
    if by_text is not None:
        is_number = pl.lit(True if cells["number"].is_not_null().any() else None, pl.Boolean)
        cells = pl.DataFrame({"clean": by_text.texts}).with_columns(number=is_number)
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
    return read.select("rule", **typed)


def _spread(one: ColumnCells, by_text: Repeats | None, read: pl.DataFrame) -> ColumnReading:
    """Put what was read at its cells: once for each, or once for each text."""
    names = _typed_names(one.column)
    has_faults = read["rule"].null_count() < read.height
    if by_text is not None:
        read = by_text.spread(read if has_faults else read.select(names))
    found = _found(one, read["rule"]) if has_faults else pl.DataFrame(schema=FOUND)
    return ColumnReading(read.select(names), found)


def _typed_names(column: Column) -> list[str]:
    return [column.name, *([missing_column(column.name)] if may_lack_a_value(column) else [])]


_REASONS = pl.Enum([reason.value for reason in Missing])
_VALUE_STAYS = ["code_ended"]
_WORDS_ONLY = (Kind.CODE, Kind.YES_NO)
"""Kinds whose text says everything, whether or not it was typed as a number."""


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


def _found(one: ColumnCells, rule: pl.Series) -> pl.DataFrame:
    column, spot = one.column, one.spot
    bad = one.cells.with_columns(rule=rule).filter(pl.col("rule").is_not_null())
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
        value=as_seen(pl.col("clean"), pl.col("number")),
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
    for number, value in enumerate(bad["clean"].unique(maintain_order=True).to_list()):
        suggestion = _suggestion(str(value), spellings) if number < _MOST_SUGGESTIONS else ""
        told[value] = facts_text({**facts, "suggestion": suggestion})
    return pl.Series([told[value] for value in bad["clean"].to_list()], dtype=pl.String)


def _suggestion(value: str, spellings: dict[str, str]) -> str:
    close = get_close_matches(value.casefold(), spellings, n=1, cutoff=0.6)
    return f" Bedoelt u {spellings[close[0]]}?" if close else ""


def _or(words: tuple[str, ...]) -> str:
    return f" of {' of '.join(words)}" if words else ""
