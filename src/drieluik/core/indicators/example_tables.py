"""Small typed tables for the examples in docstrings; anything not given is unknown."""

from typing import Any

import polars as pl

from drieluik.core.indicators.sources import PeriodParameters, RentLimits
from drieluik.core.tables import Missing, Period, table
from drieluik.core.tables.typed import SHEET_ROW, missing_column, typed_columns


def typed_rows(table_id: str, party: str = "A", **columns: list[Any]) -> pl.DataFrame:
    """Return a typed table with the given columns, as delivered by one party.

    A value that is None or ``"unknown"`` is unknown; ``"not_applicable"`` is not applicable.

    Examples:
        >>> typed_rows("arrears", n_evictions=[2, None])["n_evictions__missing"].to_list()
        [None, 'unknown']
    """
    schema = typed_columns(table(table_id))
    reasons = {reason.value for reason in Missing}
    n_rows = len(next(iter(columns.values())))
    filled: dict[str, pl.Series] = {SHEET_ROW: pl.Series(range(2, n_rows + 2), dtype=pl.Int64())}
    for column in table(table_id).columns:
        given = columns.get(column.name, [None] * n_rows)
        values = [None if value in reasons else value for value in given]
        filled[column.name] = pl.Series(values, dtype=schema[column.name])
        companion = missing_column(column.name)
        if companion in schema:
            why = [
                None if value is not None else (told or "unknown")
                for value, told in zip(values, given, strict=True)
            ]
            filled[companion] = pl.Series(why, dtype=schema[companion])
    frame = pl.DataFrame({name: filled[name] for name in schema})
    return frame.with_columns(party_code=pl.lit(party), delivery_id=pl.lit(f"{party}-1"))


def example_parameters(period: str = "2020-1") -> PeriodParameters:
    """Return made-up round limits, so that examples can be followed by head (fictitious)."""
    return PeriodParameters(
        period=Period.parse(period),
        limits=RentLimits(400.0, 600.0, 650.0, 700.0),
        fixed_limits=RentLimits(350.0, 550.0, 600.0, 650.0),
    )
