"""Recognising the same content in other bytes: re-saved, re-ordered, re-coloured."""

import hashlib
from collections.abc import Mapping

import polars as pl

from drieluik.core.tables.typed import SHEET_ROW

_NULL = "\x00"


def content_fingerprint(tables: Mapping[str, pl.DataFrame]) -> str:
    """Return a checksum of what typed tables say, whatever the order of their rows.

    The row numbers in the sheet do not count; why a value is absent does.

    Args:
        tables: Typed tables by table id.

    Returns:
        Sixty-four hexadecimal digits.
    """
    digest = hashlib.sha256()
    for table_id in sorted(tables):
        table = tables[table_id]
        columns = [name for name in table.columns if name != SHEET_ROW]
        rows = table.select(columns).cast(pl.String).sort(columns)
        digest.update(f"{table_id}\n".encode())
        digest.update(rows.write_csv(null_value=_NULL, quote_style="non_numeric").encode())
    return digest.hexdigest()
