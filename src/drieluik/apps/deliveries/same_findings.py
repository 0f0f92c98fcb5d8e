"""When a finding in a next file is the one that the file before had: by rule, place and row.

A row is known by its key, not by its number: a row that is added above changes no finding below.
"""

from hashlib import sha256

import polars as pl

from drieluik.core.workbooks.matching import bare

IDENTITY = "identity"
ROW_KEY = "row_key"
UNREAD = tuple(
    f"workbooks.{name}"
    for name in (
        "sheet_missing",
        "sheet_twice",
        "header_row_missing",
        "header_missing",
        "header_twice",
    )
)
"""Rules that say that a sheet was not read as a whole: what it had before was not looked at."""
ACROSS = ("workbooks.reference_broken",)
"""Rules that need another sheet as well."""


def with_identity(found: pl.DataFrame) -> pl.DataFrame:
    """Add to each finding by what it is recognised in a next file; the value in the cell is no part.

    Args:
        found: Findings with ``row_key``, the key of their row where it has one.
    """
    check = found["facts"].str.json_path_match("$.check")
    marks = [
        _identity(row, one) for row, one in zip(found.iter_rows(named=True), check, strict=True)
    ]
    return found.with_columns(pl.Series(IDENTITY, marks, pl.String))


def _identity(row: dict[str, object], check: str | None) -> str:
    where = row[ROW_KEY] or (f"#{row['row']}" if row["row"] else row["cell"])
    names = (bare(str(row[name] or "")) for name in ("sheet", "column"))
    told = "\x1f".join(str(one or "") for one in (row["rule"], check, *names, where))
    return sha256(told.encode()).hexdigest()[:32]
