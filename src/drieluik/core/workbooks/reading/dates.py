"""Dates as cells, as serial numbers and as text; impossible and ambiguous ones are found."""

from datetime import date

import polars as pl

_MOMENT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ t][0-9:.]+z?)?$"
_DAY_FIRST = r"^([0-9]{1,2})([-/. ])([0-9]{1,2})[-/. ]([0-9]{4})$"
_SHORT_YEAR = r"^[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ]'?[0-9]{2}$"
_YEAR_FIRST = r"^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$"
_NAMED = r"^(?:[a-z]+,? )?([0-9]{1,2})[- .]+([a-z]+)\.?[- .]+([0-9]{4})$"
_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("maart", "mrt", "maa"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_NUMBERS = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names}

EARLIEST, LATEST = date(1940, 1, 1), date(2099, 12, 31)
"""Days outside these bounds are slips: a bare year (2020) read as a serial is a day in 1905."""

_FROM_1900, _FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)


def read_dates(cells: pl.LazyFrame, counts_from_1904: bool) -> pl.LazyFrame:
    """Add ``value`` and ``rule`` (null when the cell is fine) to the cells of a date column.

    Args:
        cells: Columns ``clean`` (text, null where there is no value to read) and ``number``
            (not null where the cell is a number without the form of a date).
        counts_from_1904: Whether serial numbers count from 1904 (old Macintosh files).
    """
    is_number = pl.col("number").is_not_null()
    start = _FROM_1904 if counts_from_1904 else _FROM_1900
    serial = pl.col("clean").cast(pl.Float64, strict=False)
    days = pl.when(serial.is_between(0, 80_000)).then(serial.floor()).cast(pl.Int64)
    from_serial = pl.lit(start) + pl.duration(days=days)
    text = pl.when(~is_number).then(pl.col("clean").str.to_lowercase())
    read = (
        cells.with_columns(written=text)
        .with_columns(
            value=pl.when(is_number)
            .then(from_serial)
            .otherwise(
                pl.col("written").str.extract(_MOMENT, 1).str.to_date("%Y-%m-%d", strict=False)
            )
        )
        .collect()
    )
    rest = pl.col("written").is_not_null() & pl.col("value").is_null()
    if read.select(rest.any()).item():
        read = read.with_columns(value=pl.coalesce("value", _from_text()))
    outside = (pl.col("value") < EARLIEST) | (pl.col("value") > LATEST)
    ruled = read.lazy().with_columns(rule=_rule(is_number, outside))
    return ruled.with_columns(value=pl.when(pl.col("rule").is_null()).then(pl.col("value")))


def _from_text() -> pl.Expr:
    written = pl.col("written")
    day_first = pl.concat_str(
        written.str.extract(_DAY_FIRST, 4),
        written.str.extract(_DAY_FIRST, 3).str.zfill(2),
        written.str.extract(_DAY_FIRST, 1).str.zfill(2),
        separator="-",
    )
    year_first = pl.concat_str(
        written.str.extract(_YEAR_FIRST, 1),
        written.str.extract(_YEAR_FIRST, 2).str.zfill(2),
        written.str.extract(_YEAR_FIRST, 3).str.zfill(2),
        separator="-",
    )
    month = written.str.extract(_NAMED, 2).replace_strict(
        _MONTH_NUMBERS, default=None, return_dtype=pl.Int64
    )
    named = pl.concat_str(
        written.str.extract(_NAMED, 3),
        month.cast(pl.String).str.zfill(2),
        written.str.extract(_NAMED, 1).str.zfill(2),
        separator="-",
    )
    return pl.coalesce(day_first, year_first, named).str.to_date("%Y-%m-%d", strict=False)


def _rule(is_number: pl.Expr, outside: pl.Expr) -> pl.Expr:
    written, value = pl.col("written"), pl.col("value")
    first = written.str.extract(_DAY_FIRST, 1).cast(pl.Int64, strict=False)
    second = written.str.extract(_DAY_FIRST, 3).cast(pl.Int64, strict=False)
    slashes = written.str.extract(_DAY_FIRST, 2) == "/"
    either_way = slashes & (first <= 12) & (second <= 12) & (first != second)
    looks_like_a_date = (
        written.str.contains(_DAY_FIRST)
        | written.str.contains(_YEAR_FIRST)
        | written.str.contains(_MOMENT)
        | written.str.contains(_NAMED)
    )
    return (
        pl.when(pl.col("clean").is_null())
        .then(None)
        .when(is_number & (value.is_null() | outside))
        .then(pl.lit("date_is_a_number"))
        .when(is_number)
        .then(None)
        .when(either_way.fill_null(False))
        .then(pl.lit("date_ambiguous"))
        .when(value.is_not_null() & ~outside)
        .then(None)
        .when(written.str.contains(_SHORT_YEAR))
        .then(pl.lit("date_short_year"))
        .when(looks_like_a_date)
        .then(pl.lit("date_impossible"))
        .otherwise(pl.lit("date_not_understood"))
    )
