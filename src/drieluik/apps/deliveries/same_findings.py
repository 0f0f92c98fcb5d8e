"""When a finding in a next file is the one that the file before had: by rule, place and row.

A row is known by its key, not by its number: a row that is added above changes no finding below.
"""

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

import polars as pl

from drieluik.core.workbooks.matching import bare

IDENTITY = "identity"
SAYS = "says"
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
    """Add to each finding by what it is recognised in a next file, and a fingerprint of what it says.

    The value in the cell is no part of the first, and all of it of the second. Of findings that
    would be recognised by the same, as of a row that stands there three times, each has its turn.

    Args:
        found: Findings with ``row_key``, the key of their row where it has one.
    """
    check = found["facts"].str.json_path_match("$.check")
    turns: Counter[tuple[object, ...]] = Counter()
    known, said = [], []
    for row, one in zip(found.iter_rows(named=True), check, strict=True):
        place = _place(row, one)
        known.append(_fingerprint(*place, turns[place] or ""))
        said.append(_fingerprint(*place, row["value"] is None, row["value"], row["facts"]))
        turns[place] += 1
    return found.with_columns(
        pl.Series(IDENTITY, known, pl.String), pl.Series(SAYS, said, pl.String)
    )


def _place(row: Mapping[str, object], check: str | None) -> tuple[object, ...]:
    where = row[ROW_KEY] or (f"#{row['row']}" if row["row"] else row["cell"])
    names = (bare(str(row[name] or "")) for name in ("sheet", "column"))
    return (row["rule"], check, *names, where)


def _fingerprint(*told: object) -> str:
    text = "\x1f".join("" if one is None else str(one) for one in told)
    return sha256(text.encode()).hexdigest()[:32]
