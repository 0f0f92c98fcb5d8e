"""What a check hands over to be stored: findings with their municipality, tables per municipality.

Comes in: a workbook that was read. Goes out: plain rows and frames. Knows no database.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from drieluik.apps.deliveries.same_findings import IDENTITY, ROW_KEY, SAYS, with_identity
from drieluik.core.findings import Severity
from drieluik.core.tables import TABLES
from drieluik.core.tables.typed import SHEET_ROW
from drieluik.core.workbooks import is_wrong_file
from drieluik.core.workbooks.matching import bare

_MUNICIPALITY = "municipality_code"
_BARE_SHEET = "bare_sheet"


@dataclass(frozen=True, slots=True)
class KeptPart:
    """The tables of one municipality: the name under which they are kept, and rows per table."""

    tables_hash: str
    n_rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The outcome of one check.

    Attributes:
        found: All findings, in order, with municipality and key of their row where it has one.
        tables_hash: Name under which the typed tables are kept; empty when there are none.
        parts: The tables of each municipality by its CBS code; only its own rows.
        fingerprint: Hash of what the cells say, whatever tool saved the file; empty when unread.
        template_version: Version of the template; None when the stamp could not be trusted.
    """

    found: pl.DataFrame
    tables_hash: str = ""
    parts: Mapping[str, KeptPart] = field(default_factory=dict)
    fingerprint: str = ""
    template_version: int | None = None

    @property
    def is_wrong_file(self) -> bool:
        """Whether this is not the workbook that was asked for, or cannot be read at all."""
        return is_wrong_file(self.found)

    def counts(self) -> tuple[int, int, int]:
        """Return how many findings block, are to be confirmed, and only remark."""
        found = self.found["severity"].value_counts()
        by_severity = dict(zip(found["severity"], found["count"], strict=True))
        blocks, confirm, remark = (by_severity.get(one.value, 0) for one in Severity)
        return blocks, confirm, remark


def parts_by_municipality(
    tables: Mapping[str, pl.DataFrame], codes: Iterable[str]
) -> dict[str, dict[str, pl.DataFrame]]:
    """Split tables into what belongs to each municipality; every part holds every table.

    Rows of other places belong to no part: their code is a finding that blocks.
    """
    return {
        code: {
            table_id: frame.filter(pl.col(_MUNICIPALITY) == code)
            for table_id, frame in tables.items()
        }
        for code in sorted(codes)
    }


def with_its_row(found: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Add to each finding municipality and key of the row it stands in; null when it has no row.

    One about the rows of a municipality together tells in its facts which one, and has that for a
    key. A finding names its sheet as the file does, which may spell it otherwise than the contract.
    """
    rows = [
        tables[table.id]
        .select(
            pl.lit(bare(table.sheet_nl)).alias(_BARE_SHEET),
            pl.col(SHEET_ROW).cast(pl.Int64).alias("row"),
            pl.col(_MUNICIPALITY),
            pl.concat_str(table.key, separator="|").alias(ROW_KEY),
        )
        .unique([_BARE_SHEET, "row"])
        for table in TABLES
        if table.id in tables
    ]
    if not rows:
        nothing = pl.lit(None, pl.String)
        return found.with_columns(nothing.alias(_MUNICIPALITY), nothing.alias(ROW_KEY))
    names = {name: bare(name) for name in found["sheet"].drop_nulls().unique()}
    known = pl.col("sheet").replace_strict(names, default=None, return_dtype=pl.String)
    on = [_BARE_SHEET, "row"]
    joined = found.with_columns(known.alias(_BARE_SHEET)).join(
        pl.concat(rows), on=on, how="left", maintain_order="left"
    )
    told = pl.col("facts").str.json_path_match(f"$.{_MUNICIPALITY}")
    together = pl.when(pl.col("row").is_null()).then(told)
    return joined.with_columns(
        pl.coalesce(_MUNICIPALITY, told), pl.coalesce(ROW_KEY, together)
    ).drop(_BARE_SHEET)


def finding_rows(found: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield findings as they are stored, numbered in order; ``facts`` is JSON text."""
    for number, row in enumerate(with_identity(found).iter_rows(named=True), start=1):
        yield {
            "number": number,
            "rule": row["rule"],
            "severity": row["severity"],
            "sheet": row["sheet"] or "",
            "cell": row["cell"] or "",
            "column": (row["column"] or "")[:200],
            "row": row["row"],
            "value": row["value"],
            "facts": row["facts"],
            "municipality_code": (row[_MUNICIPALITY] or "")[:6],
            "identity": row[IDENTITY],
            "says": row[SAYS],
        }
