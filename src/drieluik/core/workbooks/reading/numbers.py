"""Numbers as people write them in the Netherlands; what can be read in two ways is asked."""

import polars as pl

from drieluik.core.tables import Column, Kind

_SIGN = "[+-]?"
_AMBIGUOUS = rf"^{_SIGN}[1-9][0-9]{{0,2}}[.,][0-9]{{3}}$"
_COMMA_IS_DECIMAL = (
    rf"^{_SIGN}(?:[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}})+|[0-9]{{1,3}}(?: [0-9]{{3}})+),[0-9]+$"
)
_POINT_IS_DECIMAL = rf"^{_SIGN}(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)\.[0-9]+$"
_WHOLE = (
    rf"^{_SIGN}(?:[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}"
    rf"|[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}|[0-9]{{1,3}}(?: [0-9]{{3}})+)$"
)
_MONEY_SIGNS = r"^(?:eur|euro|€)\s*|\s*(?:eur|euro|€)$|,-{1,2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+$"
_LARGEST = 1e15


def read_numbers(column: Column, cells: pl.LazyFrame) -> pl.LazyFrame:
    """Add ``value`` and ``rule`` (null when the cell is fine) to the cells of a number column.

    Args:
        column: The contract of the column.
        cells: Columns ``clean`` (text, null where there is no value to read) and ``number``
            (not null where the cell is a real number or a logical value).
    """
    is_number = pl.col("number").is_not_null() & ~pl.col("clean").is_in(["true", "false"])
    read = cells.with_columns(
        value=pl.when(is_number).then(pl.col("clean").cast(pl.Float64, strict=False)),
        written=pl.when(~is_number).then(pl.col("clean")),
    ).collect()
    if read["written"].null_count() < read.height:
        looked = _read_written(read.lazy())
    else:
        looked = read.lazy().with_columns(rule=pl.lit(None, pl.String))
    ruled = looked.with_columns(
        rule=pl.coalesce("rule", _out_of_form(column), _out_of_range(column))
    )
    fine = pl.when(pl.col("rule").is_null()).then(pl.col("value"))
    whole = column.kind is Kind.WHOLE
    return ruled.with_columns(value=fine.cast(pl.Int64, strict=False) if whole else fine)


def _read_written(read: pl.LazyFrame) -> pl.LazyFrame:
    text = (
        pl.col("written")
        .str.to_lowercase()
        .str.replace_all("[\u2212\u2013]", "-")
        .str.replace_all(_MONEY_SIGNS, "")
        .str.strip_chars()
    )
    read = read.with_columns(written=text)
    written = pl.col("written")
    ambiguous = written.str.contains(_AMBIGUOUS)
    comma, point = written.str.contains(_COMMA_IS_DECIMAL), written.str.contains(_POINT_IS_DECIMAL)
    number = (
        pl.when(comma)
        .then(written.str.replace_all("[. ]", "").str.replace(",", ".", literal=True))
        .when(point)
        .then(written.str.replace_all(",", "", literal=True))
        .when(written.str.contains(_WHOLE))
        .then(written.str.replace_all("[., ]", ""))
    )
    rule = (
        pl.when(written.is_null())
        .then(None)
        .when(ambiguous)
        .then(pl.lit("number_ambiguous"))
        .when(written.str.contains(_MOMENT))
        .then(pl.lit("number_is_a_date"))
        .when(~(comma | point | written.str.contains(_WHOLE)))
        .then(pl.lit("number_not_understood"))
    )
    value = pl.when(~ambiguous).then(number.str.strip_prefix("+").cast(pl.Float64, strict=False))
    return read.with_columns(rule=rule, value=pl.coalesce("value", value))


def _out_of_form(column: Column) -> pl.Expr:
    value = pl.col("value")
    too_large = pl.when(value.abs() >= _LARGEST).then(pl.lit("number_too_large"))
    if column.kind is not Kind.WHOLE:
        return too_large
    return too_large.when(value != value.floor()).then(pl.lit("number_not_whole"))


def _out_of_range(column: Column) -> pl.Expr:
    below = pl.lit(False) if column.at_least is None else pl.col("value") < column.at_least
    above = pl.lit(False) if column.at_most is None else pl.col("value") > column.at_most
    return pl.when(below).then(pl.lit("below_range")).when(above).then(pl.lit("above_range"))
