"""A series of years in the borders of one of them, in which every converted year is marked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drieluik.core.geography.carrying.crosswalk import Crosswalk, carried_over

if TYPE_CHECKING:
    import polars as pl

SAME, CONVERTED, UNKNOWN = "same", "converted", "unknown"


def series_in_borders(
    values: "pl.DataFrame", year: int, crosswalks: Mapping[int, Crosswalk]
) -> "pl.DataFrame":
    """Put the figures of several years in the borders of one year.

    Args:
        values: ``year``, ``area_code`` (code of that year) and ``value``, see ``carried_over``.
        year: The year whose borders count.
        crosswalks: Per other year how its areas went over into those of ``year``.

    Returns:
        ``year``, ``area_code``, ``value``, ``at_least``, ``at_most`` and ``borders``, sorted by
        code and year. ``borders`` is ``same`` when the area was the same that year under whatever
        code, ``converted`` when the number was put together or divided, and ``unknown`` (without
        a number) when nothing tells how that year went over.
    """
    import polars as pl

    frames = [_of_year(values, one, year, crosswalks) for one in sorted(set(values["year"]))]
    columns = ["year", "area_code", "value", "at_least", "at_most", "borders"]
    nothing = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    return (
        pl.concat(frames).select(columns).sort("area_code", "year", nulls_last=True)
        if frames
        else nothing
    )


def _of_year(
    values: "pl.DataFrame", one: int, year: int, crosswalks: Mapping[int, Crosswalk]
) -> "pl.DataFrame":
    import polars as pl

    own = values.filter(pl.col("year") == one).select("area_code", pl.col("value").cast(pl.Float64))
    if one != year and one in crosswalks:
        carried = carried_over(own, crosswalks[one])
        unchanged = list(_unchanged(crosswalks[one]))
        mark = (
            pl.when(pl.col("area_code").is_in(unchanged))
            .then(pl.lit(SAME))
            .otherwise(pl.lit(CONVERTED))
        )
        return _finished(carried.with_columns(borders=mark), one)
    number = pl.col("value") if one == year else pl.lit(None, pl.Float64)
    mark = pl.lit(SAME if one == year else UNKNOWN)
    return _finished(
        own.with_columns(value=number, at_least=number, at_most=number, borders=mark), one
    )


def _finished(frame: "pl.DataFrame", year: int) -> "pl.DataFrame":
    import polars as pl

    numbers = ("value", "at_least", "at_most")
    return frame.select(
        pl.lit(year, pl.Int64).alias("year"), "area_code", *numbers, pl.col("borders")
    )


def _unchanged(crosswalk: Crosswalk) -> frozenset[str]:
    """Return new areas that are one whole old area and nothing else."""
    import polars as pl

    alone = crosswalk.parts.filter((pl.len().over("to_code") == 1) & (pl.col("share") == 1))
    return frozenset(alone["to_code"].drop_nulls())
